"""The table of verdicts (docs/method.md, 5), row by row."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mgcheck import Body, Catalogue, Certainty, Mention, Relation, Stance, Status, Tier, Wording
from mgcheck.grade.verdicts import rule

EMPTY = Body(None, Tier.NONE, None, None, (), (), (), (), None, None)
D, P, M, U = Wording.DOES, Wording.PROBABLY, Wording.MAY, Wording.UNCERTAIN
A, N, Q = Stance.ASSERTS, Stance.DENIES, Stance.QUESTIONS


def mention(stance: Stance, wording: Wording) -> Mention:
    """A mention put like this."""
    return Mention("x", 0, 1, stance, wording, Relation.CAUSE, None, 100, "", ())


def human(direction: str, certainty: Certainty, tier: Tier = Tier.TRIALS) -> Body:
    """Evidence in people."""
    return replace(EMPTY, direction=direction, tier=tier, certainty=certainty)


def animal(direction: str) -> Body:
    """Evidence in animals."""
    return human(direction, Certainty.VERY_LOW, Tier.PRECLINICAL)


def settled(status: Status) -> Body:
    """What references say."""
    return replace(EMPTY, status=status)


HIGH, MODERATE, LOW = Certainty.HIGH, Certainty.MODERATE, Certainty.LOW
VERY_LOW = Certainty.VERY_LOW


@pytest.mark.parametrize(
    ("body", "stance", "wording", "expected"),
    [
        (human("same", HIGH), A, D, "supported none"),
        (human("same", LOW), A, M, "supported none"),
        (human("same", LOW), A, U, "supported none"),
        (human("same", MODERATE), A, D, "overstated warning"),
        (human("same", LOW), A, D, "overstated error"),
        (human("same", VERY_LOW), A, M, "overstated warning"),
        (human("same", VERY_LOW), Q, D, "supported none"),
        (human("conflict", LOW), A, U, "supported none"),
        (human("conflict", LOW), A, M, "mixed note"),
        (human("conflict", LOW), A, P, "mixed warning"),
        (human("conflict", LOW), N, D, "mixed warning"),
        (human("none", HIGH), A, D, "contradicted error"),
        (human("none", MODERATE), A, M, "contradicted error"),
        (human("none", LOW), A, D, "not-supported warning"),
        (human("none", VERY_LOW), A, M, "not-supported warning"),
        (human("none", HIGH), N, D, "supported none"),
        (human("none", LOW), N, D, "overstated warning"),
        (human("none", LOW), N, M, "supported none"),
        (human("same", HIGH), N, D, "contradicted error"),
        (human("same", LOW), N, D, "not-supported warning"),
        (human("same", MODERATE), N, M, "contradicted error"),
        (human("same", VERY_LOW), N, D, "not-supported warning"),
        (human("same", VERY_LOW), N, M, "not-supported warning"),
        (human("same", LOW, Tier.OBSERVATIONAL), N, D, "not-supported warning"),
        (human("opposite", HIGH), N, D, "supported none"),
        (human("opposite", LOW), N, D, "overstated warning"),
        (human("conflict", LOW), N, M, "mixed note"),
        (animal("same"), N, D, "preclinical-only warning"),
        (human("opposite", MODERATE), A, D, "contradicted error"),
        (human("opposite", LOW), A, D, "not-supported error"),
        (human("opposite", LOW, Tier.OBSERVATIONAL), A, D, "not-supported warning"),
        (animal("same"), A, M, "preclinical-only warning"),
        (animal("same"), A, P, "preclinical-only error"),
        (animal("same"), A, D, "preclinical-only error"),
        (animal("same"), A, U, "supported note"),
        (animal("same"), Q, D, "supported note"),
        (animal("none"), A, D, "not-supported warning"),
        (animal("conflict"), A, M, "mixed note"),
        (EMPTY, A, M, "no-evidence warning"),
        (EMPTY, A, D, "no-evidence error"),
        (EMPTY, A, U, "supported none"),
        (EMPTY, Q, D, "no-evidence note"),
        (EMPTY, Q, U, "supported none"),
    ],
)
def test_effects(
    catalogue: Catalogue, body: Body, stance: Stance, wording: Wording, expected: str
) -> None:
    """An effect is judged by direction and certainty; a denial by the same turned round."""
    claim = catalogue.claims["mgt-sleep-quality"]
    ruling = rule(mention(stance, wording), claim, body, at_animals=False)
    assert f"{ruling.verdict.value} {ruling.severity.value}" == expected


@pytest.mark.parametrize(
    ("direction", "stance", "expected"),
    [
        ("same", A, "supported note"),
        ("same", N, "not-supported warning"),
        ("none", N, "supported note"),
    ],
)
def test_at_animal_scope(
    catalogue: Catalogue, direction: str, stance: Stance, expected: str
) -> None:
    """What a sentence says of animals is judged on animals, and stays a note."""
    claim = catalogue.claims["mgt-memory"]
    ruling = rule(mention(stance, D), claim, animal(direction), at_animals=True)
    assert f"{ruling.verdict.value} {ruling.severity.value}" == expected


@pytest.mark.parametrize(
    ("status", "stance", "wording", "expected"),
    [
        (Status.ESTABLISHED, A, D, "supported none"),
        (Status.ESTABLISHED, N, D, "contradicted error"),
        (Status.PLAUSIBLE, A, D, "overstated note"),
        (Status.PLAUSIBLE, A, M, "supported none"),
        (Status.PLAUSIBLE, N, D, "not-supported warning"),
        (Status.DISPUTED, A, D, "mixed warning"),
        (Status.DISPUTED, A, M, "mixed note"),
        (Status.REFUTED, A, D, "contradicted error"),
        (Status.REFUTED, N, D, "supported none"),
        (Status.REFUTED, Q, D, "contradicted note"),
        (Status.OUTDATED, A, D, "outdated error"),
        (Status.OUTDATED, N, D, "supported none"),
        (Status.NOT_CHECKABLE, A, D, "not-gradable none"),
    ],
)
def test_facts(
    catalogue: Catalogue, status: Status, stance: Stance, wording: Wording, expected: str
) -> None:
    """A fact takes its verdict from what references say."""
    claim = catalogue.claims["mg-300-enzymes"]
    ruling = rule(mention(stance, wording), claim, settled(status), at_animals=False)
    assert f"{ruling.verdict.value} {ruling.severity.value}" == expected


@pytest.mark.parametrize(
    ("wording", "expected"), [(M, "no-evidence warning"), (D, "no-evidence error")]
)
def test_safety_that_nothing_checked(catalogue: Catalogue, wording: Wording, expected: str) -> None:
    """A safety statement that no record checks is not let pass."""
    claim = catalogue.claims["mgt-no-drowsiness"]
    ruling = rule(mention(A, wording), claim, settled(Status.NOT_CHECKABLE), at_animals=False)
    assert f"{ruling.verdict.value} {ruling.severity.value}" == expected


@pytest.mark.parametrize("claim", ["consult-professional", "mgt-label-dose"])
def test_advice_and_labels(catalogue: Catalogue, claim: str) -> None:
    """Advice and label statements are not graded, and matter nothing."""
    ruling = rule(mention(A, D), catalogue.claims[claim], EMPTY, at_animals=False)
    assert f"{ruling.verdict.value} {ruling.severity.value}" == "not-gradable none"
