"""Texts side by side: which says what, where they contradict one another first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from mgcheck.model import Catalogue, Report, Stance
from mgcheck.whole.nouns import Comparison, Group, Position, Row
from mgcheck.whole.positions import positions, strength

Cells = tuple[tuple[Position, ...], ...]


def compare(reports: Sequence[Report], catalogue: Catalogue) -> Comparison:
    """Every claim that any of `reports` speaks of: contradicted ones first, lone ones last."""
    taken = [positions(report.findings, catalogue) for report in reports]
    rows = []
    for claim in sorted({name for text in taken for name in text}):
        cells = tuple(text.get(claim, ()) for text in taken)
        rows.append(Row(claim, _group(cells), cells))
    return Comparison(tuple(report.document for report in reports), tuple(sorted(rows, key=_order)))


def _group(cells: Cells) -> Group:
    told = [cell for cell in cells if cell]
    if len(told) == 1:
        return Group.ALONE
    for at, one in enumerate(told):
        if any(_contradict(a, b) for other in told[at + 1 :] for a, b in product(one, other)):
            return Group.CONTRADICT
    return Group.AGREE if len({_said(cell) for cell in told}) == 1 else Group.DIFFER


def _contradict(one: Position, other: Position) -> bool:
    """One asserts and the other denies, of the same group of people."""
    stances = {one.finding.mention.stance, other.finding.mention.stance}
    return stances == {Stance.ASSERTS, Stance.DENIES} and one.scope == other.scope


def _said(cell: tuple[Position, ...]) -> tuple[object, ...]:
    """What a text says of a claim, without where and how often."""
    return tuple(
        (m.stance, position.scope, None if m.stance is Stance.QUESTIONS else strength(m))
        for position in cell
        for m in (position.finding.mention,)
    )


def _order(row: Row) -> tuple[int, int, int, str]:
    """Contradictions first; then where most texts speak, the worst verdict, the id."""
    worst = max(p.finding.severity.rank for cell in row.cells for p in cell)
    return list(Group).index(row.group), -sum(1 for cell in row.cells if cell), -worst, row.claim
