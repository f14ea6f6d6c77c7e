"""An old draft and a new one: what was added, dropped, strengthened, softened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mgcheck.model import Catalogue, Report, Severity, Stance
from mgcheck.whole.nouns import SHARE, Change, Drafts, Move, Position, Share
from mgcheck.whole.positions import positions, strength

_GRAVITY: Final = (None, *Share)
"""Of two verdicts of one severity the later is worse."""
_WORSENING: Final = frozenset({Move.ADDED, Move.STRENGTHENED, Move.WIDENED, Move.WORSE})
Cell = tuple[Position, ...]


def diff(
    old: Report, new: Report, catalogue: Catalogue, threshold: Severity = Severity.WARNING
) -> Drafts:
    """Every claim that the new draft treats otherwise, what got worse first.

    A claim got worse where it was added, put more strongly or more widely, lost its caveat or its
    better verdict, and now has a finding of `threshold` or above.
    """
    before, after = positions(old.findings, catalogue), positions(new.findings, catalogue)
    changes = []
    names = sorted({*before, *after})
    for claim in names:
        was, now = before.get(claim, ()), after.get(claim, ())
        moves = tuple(move for move in Move if move in set(_moves(was, now)))
        if moves:
            changes.append(Change(claim, moves, _is_worse(moves, was, now, threshold), was, now))
    changes.sort(key=lambda c: (not c.is_worse, list(Move).index(c.moves[0]), c.claim))
    return Drafts(old.document, new.document, tuple(changes), len(names) - len(changes))


def _moves(was: Cell, now: Cell) -> Iterator[Move]:
    if not was or not now:
        yield Move.ADDED if now else Move.DROPPED
        return
    if _stances(was) != _stances(now):
        yield Move.TURNED
    one, other = was[0].finding.mention, now[0].finding.mention
    if one.stance is other.stance is not Stance.QUESTIONS:
        if strength(other) != strength(one):
            yield Move.STRENGTHENED if strength(other) > strength(one) else Move.SOFTENED
        if (was[0].scope is None) != (now[0].scope is None):
            yield Move.WIDENED if now[0].scope is None else Move.NARROWED
    if _worst(now) != _worst(was):
        yield Move.WORSE if _worst(now) > _worst(was) else Move.BETTER


def _is_worse(moves: Sequence[Move], was: Cell, now: Cell, threshold: Severity) -> bool:
    if Move.BETTER in moves or not now or _worst(now)[0] < threshold.rank:
        return False
    return not _WORSENING.isdisjoint(moves) or _lost_caveat(was, now)


def _lost_caveat(was: Cell, now: Cell) -> bool:
    """True where the new draft still says it, and no longer denies it or leaves it open."""
    return was[0].finding.mention.stance is now[0].finding.mention.stance and (
        _stances(now) < _stances(was)
    )


def _stances(cell: Cell) -> frozenset[Stance]:
    return frozenset(position.finding.mention.stance for position in cell)


def _worst(cell: Cell) -> tuple[int, int]:
    """The worst verdict: by severity, then by what share of the card it counts in."""
    return max((p.finding.severity.rank, _GRAVITY.index(SHARE[p.finding.verdict])) for p in cell)
