"""What a text as a whole does with each claim, whatever it says how often."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mgcheck.model import BENCH_SCOPES, Catalogue, Finding, Mention, Relation, Stance
from mgcheck.whole.nouns import STRENGTH, Position

STANCES: Final = (Stance.ASSERTS, Stance.DENIES, Stance.QUESTIONS)


def positions(findings: Iterable[Finding], catalogue: Catalogue) -> dict[str, tuple[Position, ...]]:
    """By claim, in order of id, a text's position for each stance it takes, the first the main one.

    What a text says of people in general stands before what it says of one group, then the
    strongest wording, the worst verdict, the plainest words, the first place.
    """
    by_claim: dict[str, dict[Stance, list[Finding]]] = {}
    for finding in findings:
        mention = finding.mention
        by_claim.setdefault(mention.claim, {}).setdefault(mention.stance, []).append(finding)

    def rank(finding: Finding) -> tuple[bool, tuple[int, bool], int, int, int]:
        mention = finding.mention
        return (
            scope(mention, catalogue) is None,
            strength(mention),
            finding.severity.rank,
            mention.score,
            -mention.start,
        )

    found: dict[str, tuple[Position, ...]] = {}
    for claim, stances in sorted(by_claim.items()):
        taken = []
        for stance in STANCES:
            if stance in stances:
                strongest = max(stances[stance], key=rank)
                limited = scope(strongest.mention, catalogue)
                taken.append(Position(strongest, len(stances[stance]), limited))
        found[claim] = tuple(sorted(taken, key=_order))
    return found


def _order(position: Position) -> tuple[bool, bool]:
    """What is said before what is left open, of people in general before one group."""
    is_question = position.finding.mention.stance is Stance.QUESTIONS
    return is_question, position.scope is not None


def scope(mention: Mention, catalogue: Catalogue) -> str | None:
    """The group that a mention is limited to; what a lack does is not limited by its own name."""
    subjects = (catalogue.subjects.get(s) for s in catalogue.claims[mention.claim].subject)
    is_of_a_lack = any(subject is not None and subject.counterpart for subject in subjects)
    return mention.scope if mention.scope in BENCH_SCOPES or not is_of_a_lack else None


def strength(mention: Mention) -> tuple[int, bool]:
    """How strongly a mention puts its claim: by wording, then cause above association."""
    return STRENGTH.index(mention.wording), mention.relation is Relation.CAUSE
