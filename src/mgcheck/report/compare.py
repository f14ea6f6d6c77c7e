"""`mgcheck compare`: texts side by side, as lines: contradictions first, then every claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mgcheck.model import Catalogue, Document, Stance, Verdict
from mgcheck.report import edition
from mgcheck.report.card import place, said
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, shortened, text_line
from mgcheck.report.paint import WIDEST
from mgcheck.report.words import SIGN, STANCE, TINT, WORDING, count, verdict

if TYPE_CHECKING:
    from mgcheck.whole import Comparison, Position, Row

_GROUPS: Final = {
    "contradict": "They contradict one another",
    "differ": "They put it differently",
    "agree": "They say the same",
    "alone": "Only one of them says it",
}
_GAP: Final = 2
_CLAIM: Final = 30
"""Columns for a claim's id in a matrix at a terminal; a pipe gets it whole."""
_CELL: Final = 18
"""The widest cell: a sign and the longest verdict."""


def lines(comparison: Comparison, catalogue: Catalogue, width: int | None = None) -> Iterator[Line]:
    """The whole comparison; `width`: the columns there are, which decide the matrix's shape."""
    documents = comparison.documents
    for index, document in enumerate(documents):
        yield text_line(
            (f"{letter(index)}  ", Style.STRONG),
            (clean(document.path), Style.PLAIN),
            (f"  {count(document.words, 'word')}, {_spoken(comparison, index)}", Style.QUIET),
        )
    yield EMPTY
    clashes = [row for row in comparison.rows if row.group.value == "contradict"]
    for row in clashes:
        yield from _clash(row, documents, catalogue)
        yield EMPTY
    if not comparison.rows:
        yield text_line(("No claim of the catalogue was found in any of them.", Style.STRONG))
        return
    room = _room(comparison, width)
    head = ""
    for row in comparison.rows:
        if row.group.value != head:
            if head:
                yield EMPTY
            head = row.group.value
            yield _heading(head, documents, room)
        if room is None:
            yield from _below(row, documents, catalogue)
        else:
            yield from _across(row, room)
    yield EMPTY
    yield text_line((summary(comparison), Style.STRONG))
    yield from edition.lines(catalogue)


def letter(index: int) -> str:
    """A text's name in the matrix: A to Z, then A1, B1 ..."""
    turn, place_in = divmod(index, 26)
    return f"{chr(ord('A') + place_in)}{turn or ''}"


def summary(comparison: Comparison) -> str:
    """How many claims there are, and how the texts stand to one another on them."""
    groups = [row.group.value for row in comparison.rows]
    told = {
        "contradict": "contradicted from text to text",
        "differ": "put differently",
        "agree": "put alike",
        "alone": "in one text only",
    }
    parts = ", ".join(f"{groups.count(group):,} {words}" for group, words in told.items())
    texts = count(len(comparison.documents), "text")
    return f"{count(len(comparison.rows), 'claim')} in {texts}: {parts}."


def put(position: Position) -> str:
    """What a text does with a claim, in a word or two."""
    mention = position.finding.mention
    if mention.stance is Stance.QUESTIONS:
        return STANCE[mention.stance]
    denies = "denies " if mention.stance is Stance.DENIES else ""
    return denies + WORDING[mention.wording].removeprefix("as ")


def _room(comparison: Comparison, width: int | None) -> int | None:
    """Columns for the ids of claims; None: a matrix would be too wide."""
    if width is None:
        return max(_CLAIM, *(len(row.claim) for row in comparison.rows))
    cells = (_CELL + _GAP) * len(comparison.documents)
    return _CLAIM if _CLAIM + cells <= min(width, WIDEST) else None


def _spoken(comparison: Comparison, index: int) -> str:
    return count(sum(1 for row in comparison.rows if row.cells[index]), "claim")


def _clash(row: Row, documents: Sequence[Document], catalogue: Catalogue) -> Iterator[Line]:
    """A contradiction in full: what each text says, where, and what the evidence shows."""
    statement = clean(catalogue.claims[row.claim].statement)
    yield Line(
        (
            ("✗ contradiction", Style.ERROR),
            (f"  {row.claim}", Style.QUIET),
            (f"  {statement}", Style.STRONG),
        ),
        rest=("    ", Style.PLAIN),
    )
    told = [
        (index, position)
        for index, cell in enumerate(row.cells)
        for position in cell
        if position.finding.mention.stance is not Stance.QUESTIONS
    ]
    for index, position in told:
        finding, document = position.finding, documents[index]
        words = clean(shortened(document.said(finding.mention.start, finding.mention.end)))
        yield field(
            f"{letter(index)}  {place(document, finding)}",
            (said(finding, catalogue), Style.STRONG),
            _verdict(position),
            (f"  “{words}”", Style.PLAIN),
        )
    # what is misattributed, or said of animals, is told of that and not of the claim
    by_use = sorted(
        (p for _, p in told),
        key=lambda p: (p.scope is not None, p.finding.verdict is Verdict.MISATTRIBUTED),
    )
    reason = by_use[0].finding
    yield field("evidence", (clean(reason.why), Style.PLAIN))


def _heading(group: str, documents: Sequence[Document], room: int | None) -> Line:
    told = _GROUPS[group]
    if room is None:
        return text_line((told, Style.STRONG))
    heads = "".join(f"{' ' * _GAP}{letter(i):<{_CELL}}" for i in range(len(documents)))
    return text_line((f"{told:<{room}}{heads}", Style.STRONG))


def _across(row: Row, room: int) -> Iterator[Line]:
    """A claim as a row of the matrix: one line for the wordings, one for the verdicts."""
    upper: list[Part] = [(_fitted(row.claim, room), Style.PLAIN)]
    lower: list[Part] = [(" " * room, Style.PLAIN)]
    for cell in row.cells:
        upper.append((" " * _GAP, Style.PLAIN))
        lower.append((" " * _GAP, Style.PLAIN))
        if not cell:
            upper.append((f"{'·':<{_CELL}}", Style.QUIET))
            lower.append((" " * _CELL, Style.PLAIN))
            continue
        more = f" +{len(cell) - 1}" if len(cell) > 1 else ""
        scope = f" ({clean(cell[0].scope)})" if cell[0].scope else ""
        judged = cell[0].finding.verdict
        words = _fitted(f"{put(cell[0])}{scope}", _CELL - len(more)).rstrip()
        upper.append((f"{words + more:<{_CELL}}", Style.PLAIN))
        lower.append((f"{f'{SIGN[judged]} {judged.value}':<{_CELL}}", TINT[judged]))
    yield Line(tuple(upper))
    yield Line(tuple(lower))


def _below(row: Row, documents: Sequence[Document], catalogue: Catalogue) -> Iterator[Line]:
    """A claim with its texts below one another, where a matrix would not fit."""
    yield Line(
        (
            (f"  {row.claim}", Style.QUIET),
            (f"  {clean(catalogue.claims[row.claim].statement)}", Style.PLAIN),
        ),
        rest=("    ", Style.PLAIN),
    )
    for index, cell in enumerate(row.cells):
        for position in cell:
            yield Line(
                (
                    (f"{letter(index)}  ", Style.STRONG),
                    (said(position.finding, catalogue), Style.PLAIN),
                    _verdict(position),
                    (f"  {place(documents[index], position.finding)}", Style.QUIET),
                ),
                ("    ", Style.PLAIN),
                (" " * 7, Style.PLAIN),
            )


def _verdict(position: Position) -> Part:
    finding = position.finding
    return f"  {SIGN[finding.verdict]} {verdict(finding)}", TINT[finding.verdict]


def _fitted(name: str, width: int) -> str:
    return f"{name:<{width}}" if len(name) <= width else f"{name[: width - 1]}…"
