"""Legs: the steps that a text takes beyond its evidence, computed from mention and records.

Each is a question of fact to the records, asked alone. How a report says it is the catalogue's
(legs.yaml); a leg that the catalogue has no words for is not named. Shares of participants are
those of the steps down (docs/method.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from mgcheck.grade.certainty import HALF, QUARTER, share
from mgcheck.grade.join import HUMAN, Kin, Row, Tie
from mgcheck.grade.verdicts import Ruling
from mgcheck.model import (
    Body,
    Catalogue,
    Claim,
    Concept,
    Design,
    Leg,
    LegRule,
    Mention,
    Relation,
    Stance,
    Study,
    Tier,
    Verdict,
)

_STANDING: Final = frozenset({Verdict.SUPPORTED, Verdict.NOT_GRADABLE})
_LISTED_ONLY: Final = frozenset({Verdict.OUTDATED, Verdict.CONTRADICTED, Verdict.MISATTRIBUTED})
"""Verdicts that do not rest on how near the evidence is."""
_GOES_WITH: Final = frozenset({Design.COHORT, Design.CROSS_SECTIONAL})
_REVIEWS_OF_TRIALS: Final = "rct"
_SCOPE_OF_GROUP: Final[Mapping[str, str]] = {
    "older-adults": "elderly",
    "patients": "patients",
    "deficient": "deficient",
    "children": "children",
}
"""For each group of people studied, the scope by which a text says that it speaks of them."""


class Case(NamedTuple):
    """What a leg is asked about: the mention, its claim, and the studies nearest to deciding it."""

    mention: Mention
    claim: Claim
    rows: Sequence[Row]
    studies: Sequence[Study]
    body: Body
    kin: Kin
    at_animals: bool

    @property
    def outcome(self) -> Concept:
        """The claim's outcome."""
        return self.kin.outcomes[self.claim.outcome]


def legs(
    mention: Mention,
    claim: Claim,
    body: Body,
    ruling: Ruling,
    kin: Kin,
    found: Sequence[Row],
    at_animals: bool,
) -> tuple[Leg, ...]:
    """The legs that broke under `mention`, in the order of the catalogue's ids."""
    if ruling.verdict in _STANDING or ruling.verdict in _LISTED_ONLY:
        return ()
    near = [r for r in found if r.decides and r.tier is body.tier] if body.certainty else found
    studies = sorted({r.study.id: r.study for r in near}.values(), key=lambda s: s.id)
    case = Case(mention, claim, near, studies, body, kin, at_animals)
    out = []
    for name, rule in sorted(kin.catalogue.legs.items()):
        broken = KNOWN[name](case, rule)
        if broken is not None:
            out.append(Leg(name, rule.name, rule.sentence, tuple(s.id for s in broken)))
    return tuple(out)


def _animals(case: Case, _: LegRule) -> list[Study] | None:
    if case.at_animals or case.body.tier is not Tier.PRECLINICAL:
        return None
    return [s for s in case.studies if s.design is not Design.IN_VITRO] or None


def _cells(case: Case, _: LegRule) -> list[Study] | None:
    if case.at_animals or case.body.tier is not Tier.PRECLINICAL:
        return None
    return [s for s in case.studies if s.design is Design.IN_VITRO] or None


def _other_form(case: Case, _: LegRule) -> list[Study] | None:
    """Another form decided it, or where nothing did, nothing but other forms is on record."""
    others = {
        row.study.id
        for row in case.rows
        if row.subject in (Tie.INDIRECT, Tie.WIDER)
        and not _holds(row.study.intervention.subject, case.claim, case.kin)
    }
    return _enough([s for s in case.studies if s.id in others], case, QUARTER)


def _holds(given: str, claim: Claim, kin: Kin) -> bool:
    """Whether what was given is the claim's subject itself (with others), or a part of it."""
    return given in claim.subject or any(
        given in kin.subjects[s].combines for s in claim.subject if s in kin.subjects
    )


def _brand(case: Case, _: LegRule) -> list[Study] | None:
    """All that decided it gave a product with a name of its own, and the text does not name it."""
    if not case.body.studies or case.body.tier is Tier.PRECLINICAL:
        return None
    said = (case.mention.subject_said or "").casefold()
    brands = [_brand_of(s, case.kin) for s in case.studies]
    if not all(brands) or any(brand.casefold() in said for brand in brands if brand):
        return None
    return list(case.studies)


def _brand_of(study: Study, kin: Kin) -> str | None:
    """The word in capitals of the product's name that no name of its subject holds."""
    product, given = study.intervention.product, study.intervention.subject
    if not product or given not in kin.subjects:
        return None
    above = [given, *kin.above_subject[given]]
    known = {w.casefold() for name in above for w in kin.subjects[name].name.split()}
    found = (match[0] for match in re.finditer(r"[A-Z][\w-]+", product))
    return next((word for word in found if word.casefold() not in known), None)


def _mixed(case: Case, _: LegRule) -> list[Study] | None:
    if len(case.claim.subject) > 1:
        return None  # a combination is what the claim is about
    return _enough([s for s in case.studies if s.intervention.co_ingredients], case, QUARTER)


def _group(name: str) -> Callable[[Case, LegRule], list[Study] | None]:
    """The leg from people of one group to everyone."""

    def broken(case: Case, _: LegRule) -> list[Study] | None:
        if case.claim.population is not None or case.mention.scope == _SCOPE_OF_GROUP[name]:
            return None
        if name == "patients" and case.outcome.is_condition:
            return None  # an illness is studied in those who have it
        if name == "deficient" and any(
            case.kin.subjects[s].counterpart for s in case.claim.subject if s in case.kin.subjects
        ):
            return None  # the claim is about the lack
        return _enough([s for s in case.studies if s.population.group == name], case, HALF)

    return broken


def _children(case: Case, _: LegRule) -> list[Study] | None:
    if "children" not in (case.mention.scope, case.claim.population):
        return None
    in_children = any(
        s.population.group == "children" and s.comparator.kind not in (None, "none", "baseline")
        for s in case.studies
    )
    return None if in_children else []


def _surrogate(case: Case, _: LegRule) -> list[Study] | None:
    direct = {r.study.id for r in case.rows if r.outcome is not Tie.INDIRECT}
    stands_in = {r.study.id for r in case.rows if r.outcome is Tie.INDIRECT} - direct
    return _enough([s for s in case.studies if s.id in stands_in], case, HALF)


def _association(case: Case, _: LegRule) -> list[Study] | None:
    if case.body.tier is not Tier.OBSERVATIONAL or case.mention.relation is Relation.ASSOCIATION:
        return None
    if case.mention.stance is Stance.DENIES:
        return None
    found = [
        s
        for s in case.studies
        if s.design in _GOES_WITH or (s.pools is not None and s.pools != _REVIEWS_OF_TRIALS)
    ]
    return _enough(found, case, HALF)


def _lasting(case: Case, rule: LegRule) -> list[Study] | None:
    """The text speaks of what lasts, and every trial whose length is known was shorter."""
    speaks = case.mention.says_lasting or case.claim.outcome in rule.outcomes
    if not speaks or rule.weeks is None or case.body.tier is not Tier.TRIALS:
        return None
    known = [s for s in case.studies if s.intervention.weeks is not None]
    if any((s.intervention.weeks or 0) >= rule.weeks for s in known):
        return None
    return known or None


def is_beyond(mention: Mention, claim: Claim, catalogue: Catalogue) -> bool:
    """Whether the text makes hold for all, or in any amount, what holds in general."""
    rule = catalogue.legs.get("general-to-absolute")
    asserts = mention.stance is Stance.ASSERTS and mention.says_absolute
    return rule is not None and asserts and claim.outcome in rule.outcomes


def _absolute(case: Case, _: LegRule) -> list[Study] | None:
    return [] if is_beyond(case.mention, case.claim, case.kin.catalogue) else None


def _told_by_figures(_: Case, __: LegRule) -> list[Study] | None:
    """Whom a sentence names is read with its figures: overruling.py names this leg."""
    return None


def _enough(some: list[Study], case: Case, least: float) -> list[Study] | None:
    """`some`, where they hold `least` of the participants or more (a half: more than that)."""
    if case.body.tier is not Tier.PRECLINICAL:  # beside people, animals hold no share
        some = [s for s in some if s.species == HUMAN]
    if not some:
        return None
    held = share(case.studies, some)
    return some if (held >= least if least < HALF else held > least) else None


KNOWN: Final[Mapping[str, Callable[[Case, LegRule], list[Study] | None]]] = {
    "animal-to-human": _animals,
    "cells-to-body": _cells,
    "other-form": _other_form,
    "brand-to-compound": _brand,
    "mixed-product": _mixed,
    "older-to-everyone": _group("older-adults"),
    "ill-to-everyone": _group("patients"),
    "deficient-to-everyone": _group("deficient"),
    "no-paediatric-trial": _children,
    "surrogate-to-outcome": _surrogate,
    "association-to-cause": _association,
    "short-to-lasting": _lasting,
    "general-to-absolute": _absolute,
    "general-to-group": _told_by_figures,
}
