"""Which result rows bear on a claim, found by subject and outcome: no claim lists studies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from mgcheck.model import (
    BENCH_SCOPES,
    Catalogue,
    Claim,
    Concept,
    Design,
    Direction,
    Kind,
    Result,
    Study,
    Tier,
)
from mgcheck.same import MOST_KEPT, Same

HUMAN: Final = "human"
ATTRIBUTABLE: Final = frozenset({Kind.EFFECT, Kind.MECHANISM, Kind.COMPARISON})
"""Kinds of claims that a study can have tested."""
_TRIALS: Final = frozenset({Design.RCT, Design.CROSSOVER_RCT, Design.CONTROLLED})
REVIEWS: Final = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})
_BENCH: Final = frozenset({Design.ANIMAL, Design.IN_VITRO})
_HEAD_TO_HEAD: Final = frozenset({"other-form", "active"})
_UNCONTROLLED: Final = frozenset({"baseline", "none"})


class Tie(str, Enum):
    """How a study's subject or outcome stands to the claim's."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    REVERSE = "reverse"
    """The lack of it was studied, or its supply where the claim is of the lack."""
    WIDER = "wider"
    """The parent was studied: shown beside, never deciding."""


class Row(NamedTuple):
    """A result row that bears on a claim, and how."""

    study: Study
    result: Result
    subject: Tie
    outcome: Tie
    sign: str
    """same, opposite, none or mixed, against what the claim asserts."""
    tier: Tier
    decides: bool
    whole: bool
    """True: the claim's own outcome was measured, not a part of it."""


class Kin:
    """A catalogue with every concept's ancestors worked out once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.subjects = catalogue.subjects
        self.outcomes = catalogue.outcomes
        self.above_subject = {i: ancestors(i, self.subjects) for i in self.subjects}
        self.above_outcome = {i: ancestors(i, self.outcomes) for i in self.outcomes}
        self._rows: dict[tuple[str, str | None], tuple[Row, ...]] = {}

    def rows(self, claim: Claim, population: str | None) -> tuple[Row, ...]:
        """Every row on record that bears on `claim` (see `rows`), looked up once."""
        key = claim.id, population
        if key not in self._rows:
            self._rows[key] = tuple(rows(claim, self, population))
        return self._rows[key]


def kin_of(catalogue: Catalogue) -> Kin:
    """The kin of `catalogue`, worked out once."""
    return _kin(Same(catalogue))


@lru_cache(maxsize=MOST_KEPT)
def _kin(same: Same) -> Kin:
    return Kin(same.catalogue)


def rows(claim: Claim, kin: Kin, population: str | None) -> Iterator[Row]:
    """Every row on record that bears on `claim`, for `population` (None: people in general)."""
    catalogue = kin.catalogue
    ties: dict[str, Tie | None] = {}
    for study in catalogue.studies.values():
        if study.publication.retracted:
            continue
        given = study.intervention.subject
        if len(claim.subject) > 1 or given not in ties:
            ties[given] = _subject_tie(claim, study, kin)
        subject = ties[given]
        if subject is None:
            continue
        for result in study.results:
            outcome = _outcome_tie(claim, result, kin)
            if outcome is None or result.direction is None:
                continue
            tier = _tier(study, result)
            sign = _sign(claim, result, subject, catalogue.outcomes)
            yield Row(
                study,
                result,
                subject,
                outcome,
                sign,
                tier,
                _decides(claim, study, subject, outcome, tier, population),
                result.outcome == claim.outcome,
            )


def tests_outcome(claim: Claim, study: Study, kin: Kin) -> bool:
    """Whether `study` measured the claim's outcome at all, for the claim's subject."""
    if _subject_tie(claim, study, kin) is None:
        return False
    return any(
        _outcome_tie(claim, result, kin) in (Tie.DIRECT, Tie.WIDER) for result in study.results
    )


def ties(claim: Claim, study: Study, kin: Kin) -> tuple[Tie | None, Tie | None]:
    """How the study's subject stands to the claim's, and the nearest of its outcomes."""
    found = {_outcome_tie(claim, result, kin) for result in study.results}
    nearest = next((t for t in (Tie.DIRECT, Tie.INDIRECT, Tie.WIDER) if t in found), None)
    return _subject_tie(claim, study, kin), nearest


def signs(claim: Claim, study: Study, kin: Kin) -> list[str]:
    """What each row on the claim's own outcome shows, against what the claim asserts."""
    subject = _subject_tie(claim, study, kin)
    if subject is None:
        return []
    return [
        _sign(claim, result, subject, kin.outcomes)
        for result in study.results
        if result.direction is not None and _outcome_tie(claim, result, kin) is Tie.DIRECT
    ]


def akin(claim: Claim, study: Study, kin: Kin) -> bool:
    """Whether the study gave anything of the same family as the claim's subject (any magnesium)."""
    given = study.intervention.subject
    family = {given, *kin.above_subject.get(given, ())}
    return any(not family.isdisjoint({s, *kin.above_subject.get(s, ())}) for s in claim.subject)


def ancestors(concept: str, concepts: Mapping[str, Concept]) -> frozenset[str]:
    """Every concept above `concept`."""
    out: set[str] = set()
    todo = list(concepts[concept].parents) if concept in concepts else []
    while todo:
        parent = todo.pop()
        if parent not in out:
            out.add(parent)
            todo.extend(concepts[parent].parents if parent in concepts else ())
    return frozenset(out)


def _subject_tie(claim: Claim, study: Study, kin: Kin) -> Tie | None:
    subjects = kin.subjects
    given = study.intervention.subject
    if len(claim.subject) > 1:
        others = {name.lower() for name in study.intervention.co_ingredients or ()}
        names = {subjects[s].name for s in claim.subject if s in subjects}
        if given in claim.match.subjects and given not in claim.subject:
            return Tie.DIRECT
        if given in claim.subject:
            rest = names - {subjects[given].name}
            folded = {name.lower() for name in rest}
            if folded and folded <= others:
                return Tie.DIRECT if folded == others else Tie.INDIRECT
            return Tie.WIDER
        return None
    wanted = claim.subject[0]
    tie = _one_subject(wanted, given, kin)
    if tie is not None:
        return tie
    for lack, supply in ((wanted, given), (given, wanted)):
        counterpart = subjects[lack].counterpart if lack in subjects else None
        if counterpart is not None and _one_subject(counterpart, supply, kin) in (
            Tie.DIRECT,
            Tie.INDIRECT,
        ):
            return Tie.REVERSE
    return None


def _one_subject(wanted: str, given: str, kin: Kin) -> Tie | None:
    subjects = kin.subjects
    if given == wanted:
        return Tie.DIRECT
    if given not in subjects or wanted not in subjects:
        return None
    if wanted in kin.above_subject[given]:
        return {"direct": Tie.DIRECT, "indirect": Tie.INDIRECT}.get(subjects[given].for_parent)
    if given in kin.above_subject[wanted] and subjects[wanted].counterpart is None:
        return Tie.WIDER
    return None


def _outcome_tie(claim: Claim, result: Result, kin: Kin) -> Tie | None:
    measured, outcomes = result.outcome, kin.outcomes
    if measured is None:
        return None
    above = kin.above_outcome.get(measured, frozenset())
    if measured == claim.outcome or claim.outcome in above:
        return Tie.DIRECT
    if {claim.outcome, *kin.above_outcome[claim.outcome]}.isdisjoint({measured, *above}):
        stands_for = set(outcomes[measured].surrogate_of) if measured in outcomes else set()
        return Tie.INDIRECT if claim.outcome in stands_for else None
    if claim.outcome in (outcomes[measured].surrogate_of if measured in outcomes else ()):
        return Tie.INDIRECT
    if measured in kin.above_outcome[claim.outcome]:
        return Tie.WIDER
    if claim.population is not None and above & set(outcomes[claim.outcome].parents):
        return Tie.WIDER
    return None


def _tier(study: Study, result: Result) -> Tier:
    if study.species != HUMAN or study.design in _BENCH:
        return Tier.PRECLINICAL
    if study.design in REVIEWS:
        return Tier.TRIALS if study.pools == "rct" else Tier.OBSERVATIONAL
    against = (result.versus or "").lower()
    uncontrolled = study.comparator.kind in _UNCONTROLLED or against.startswith(
        ("baseline", "own baseline")
    )
    if study.design in _TRIALS and not uncontrolled:
        return Tier.TRIALS
    return Tier.OBSERVATIONAL


def _decides(
    claim: Claim,
    study: Study,
    subject: Tie,
    outcome: Tie,
    tier: Tier,
    population: str | None,
) -> bool:
    if subject is Tie.WIDER:
        return False
    # a claim about one group is judged on that group, and there on the outcome it is part of too
    if outcome is Tie.WIDER and claim.population is None:
        return False
    if population is not None and not _of_group(study, population):
        return False
    head_to_head = study.comparator.kind in _HEAD_TO_HEAD
    if claim.kind is Kind.COMPARISON:
        return head_to_head
    return not (head_to_head and tier is Tier.TRIALS)


def _of_group(study: Study, population: str) -> bool:
    if population in BENCH_SCOPES:
        return study.species != HUMAN or study.design in _BENCH
    return study.population.group == population


def _sign(claim: Claim, result: Result, subject: Tie, outcomes: Mapping[str, Concept]) -> str:
    direction = result.direction
    if direction is Direction.MIXED:
        return "mixed"
    if claim.direction is Direction.NO_DIFFERENCE:
        return "same" if direction is Direction.NO_DIFFERENCE else "opposite"
    if direction is Direction.NO_DIFFERENCE:
        return "none"
    if claim.direction is None:
        return "same"  # it only says that something is affected
    better = outcomes[result.outcome].better if result.outcome else None
    wanted_better = outcomes[claim.outcome].better if claim.outcome in outcomes else None
    got = _benefit(direction, better)
    wanted = _benefit(claim.direction, wanted_better)
    if got is None or wanted is None:
        got, wanted = _quantity(direction, better), _quantity(claim.direction, wanted_better)
    same = got == wanted
    if subject is Tie.REVERSE:
        same = not same
    return "same" if same else "opposite"


def _benefit(direction: Direction | None, better: str | None) -> bool | None:
    """Whether the change is a benefit; None where neither way is."""
    if direction is Direction.IMPROVED:
        return True
    if direction is Direction.WORSENED:
        return False
    if better is None:
        return None
    return (direction is Direction.INCREASED) == (better == "up")


def _quantity(direction: Direction | None, better: str | None) -> bool:
    """Whether the change is a rise."""
    if direction is Direction.INCREASED:
        return True
    if direction is Direction.DECREASED:
        return False
    return (direction is Direction.IMPROVED) == (better != "down")
