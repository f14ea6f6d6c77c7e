"""Better, worse, more, less: what a relation does to an outcome, held against what a claim says."""

from __future__ import annotations

from typing import Final

from mgcheck.model import Claim, Concept, Direction, Kind, Polarity

GOOD, BAD, UP, DOWN, NEUTRAL = "good", "bad", "up", "down", "neutral"
REVERSE: Final = {GOOD: BAD, BAD: GOOD, UP: DOWN, DOWN: UP}


def needed(claim: Claim, outcome: Concept | None) -> str | None:
    """The sign that the sentence's relation must have, from the claim's direction."""
    better = outcome.better if outcome else None
    match claim.direction:
        case Direction.IMPROVED:
            return GOOD
        case Direction.WORSENED:
            return BAD
        case Direction.INCREASED:
            return UP if better is None else GOOD if better == "up" else BAD
        case Direction.DECREASED:
            return DOWN if better is None else GOOD if better == "down" else BAD
        case _:
            return None


def sign_of(way: str, better: str | None) -> str:
    if way in ("affects", "links"):
        return NEUTRAL
    if better is None:
        return UP if way in ("raises", "improves") else DOWN
    if way == "improves":
        return GOOD
    if way == "worsens":
        return BAD
    raised = way == "raises"
    return GOOD if raised == (better == "up") else BAD


def compare(needs: str, got: str, better: str | None) -> str:
    if got == NEUTRAL:
        return NEUTRAL
    if needs in (UP, DOWN) and got in (GOOD, BAD):
        got = UP if (got == GOOD) == (better != "down") else DOWN
    return "same" if needs == got else "opposite"


def neutral_will_do(claim: Claim, needs: str) -> bool:
    """Whether 'affects' or 'goes with' is enough: for mechanisms, and for what a lack brings."""
    if claim.kind is Kind.MECHANISM or claim.match.neutral:
        return True
    return needs == BAD and claim.match.polarity is Polarity.AFFIRMS
