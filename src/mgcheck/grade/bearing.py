"""Whether a cited study bears on a claim, as the sentence puts it: where the two part, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from mgcheck.grade.certainty import in_a_row, label
from mgcheck.grade.join import ATTRIBUTABLE, HUMAN, REVIEWS, Kin, Tie, akin, signs, ties
from mgcheck.grade.reasons import tested
from mgcheck.model import (
    BENCH_SCOPES,
    Catalogue,
    Cite,
    Claim,
    Design,
    Mention,
    Remark,
    Saying,
    Stance,
    Study,
    Wording,
)

UNTESTED: Final = "does-not-test-this"
NO_PLACEBO: Final = "no-placebo-arm"
OTHERWISE: Final = "found-otherwise"
DISQUALIFYING: Final = frozenset({UNTESTED, NO_PLACEBO, OTHERWISE})
"""Remarks that make a citation misattributed, where it is given as the source."""
_UNBORNE: Final = frozenset({UNTESTED, OTHERWISE, "only-in-animals"})
"""Remarks with which no claim rests on the study."""
_GROUPS: Final[Mapping[str, str]] = {
    "children": "children",
    "elderly": "older-adults",
    "older-adults": "older-adults",
    "deficient": "deficient",
}
"""The group that a scope of a sentence, or the population of a claim, asks for."""
_DESIGNS: Final[Mapping[Design, str]] = {
    Design.RCT: "a randomised trial in parallel groups",
    Design.CROSSOVER_RCT: "a randomised crossover trial",
    Design.CONTROLLED: "a controlled trial without randomisation",
    Design.BEFORE_AFTER: "a before-and-after study without controls",
    Design.COHORT: "a cohort study",
    Design.CROSS_SECTIONAL: "a cross-sectional study",
    Design.META_ANALYSIS: "a meta-analysis",
    Design.SYSTEMATIC_REVIEW: "a systematic review",
    Design.ANIMAL: "an animal experiment",
    Design.IN_VITRO: "a study on cells",
}
_GIVEN: Final = frozenset(
    {Design.RCT, Design.CROSSOVER_RCT, Design.CONTROLLED, Design.BEFORE_AFTER}
)
"""Designs in which something was given, so that a placebo could have been."""


class Bearing(NamedTuple):
    """Where a study and a claim part, and whether it tested the claim at all."""

    remarks: tuple[Remark, ...]
    tests: bool | None
    """Whether it measured it at all; None: the claim is none that a study tests."""
    is_close: bool
    """True: the same substance and outcome, or what counts as such (docs/method.md)."""
    faults: tuple[str, ...]
    """For a sentence that begins with the study's name: why it is no source."""


def bears(study: Study, claim: Claim, mention: Mention, kin: Kin) -> Bearing:
    """`study` held against `claim` as `mention` puts it."""
    if claim.kind not in ATTRIBUTABLE:
        return Bearing((), None, False, ())
    catalogue = kin.catalogue
    subject, outcome = ties(claim, study, kin)
    faults: list[tuple[str, str]] = []
    remarks: list[Remark] = []
    given = _named(study.intervention.subject, catalogue)
    wanted = " with ".join(_named(s, catalogue) for s in claim.subject)
    is_form = _is_form(study, claim, kin)
    if outcome is None:
        name = catalogue.outcomes[claim.outcome].name
        faults.append((UNTESTED, f"tested {tested(study, catalogue)}, not {name}"))
    if subject is None and not is_form:
        faults.append((UNTESTED, f"gave {given}, not {wanted}"))
    tests = outcome is not None and (subject is not None or is_form)
    if mention.says_placebo and study.comparator.kind != "placebo":
        faults.append((NO_PLACEBO, "had no placebo arm"))
    elif _lacks_placebo(study):
        remarks.append(Remark(NO_PLACEBO, f"{label(study)} had no placebo arm."))
    if tests and outcome is Tie.DIRECT and subject is not Tie.WIDER:
        otherwise = _otherwise(study, claim, mention, kin)
        if otherwise:
            faults.append((OTHERWISE, otherwise))
    remarks.extend(Remark(sort, f"{label(study)} {why}.") for sort, why in faults)
    if tests and (subject is Tie.WIDER or subject is None):
        remarks.append(Remark("another-form", f"{label(study)} gave {given}, not {wanted}."))
    if tests and outcome is Tie.INDIRECT:
        remarks.append(Remark("a-stand-in", f"{label(study)} measured only a stand-in for it."))
    if tests and outcome is Tie.WIDER:
        remarks.append(Remark("a-wider-outcome", f"{label(study)} measured a wider outcome."))
    remarks.extend(_population(study, claim, mention))
    if len(claim.subject) == 1:
        remarks.extend(mixed(study))
    return Bearing(
        tuple(sorted(remarks, key=lambda r: (r.id != UNTESTED, r.id, r.why))),
        tests,
        subject not in (None, Tie.WIDER) and outcome in (Tie.DIRECT, Tie.INDIRECT),
        tuple(why for _, why in faults),
    )


def is_borne(bearing: Bearing, status: tuple[str, ...]) -> bool | None:
    """Whether a claim can rest on the study: it tested it, in people where people are meant."""
    if bearing.tests is None:
        return None
    sorts = {remark.id for remark in bearing.remarks}
    return bearing.is_close and not sorts & _UNBORNE and "retracted" not in status


def on_the_bench(study: Study) -> Remark:
    """That it was done in animals or cells."""
    where = "cells" if study.design is Design.IN_VITRO else f"animals ({study.species})"
    return Remark("only-in-animals", f"{label(study)} was done in {where}, not in people.")


def mixed(study: Study) -> Iterator[Remark]:
    """That a product of several active ingredients was given."""
    others = study.intervention.co_ingredients
    if others:
        why = f"{label(study)} gave it with {in_a_row(others)}: what each did cannot be told."
        yield Remark("a-mixed-product", why)


def unlike(study: Study, cite: Cite, sayings: Mapping[str, Saying]) -> Remark | None:
    """What the text calls the study that its record does not bear out; None where it fits.

    Of several words ('a meta-analysis of randomised trials') one that fits will do.
    """
    said = [sayings[name] for name in cite.sayings if name in sayings]
    designs = [s for s in said if s.designs]
    if designs and study.design is not None:
        known = study.design.value
        if not any(known in s.designs for s in designs):
            return _not_so(study, designs[0], _DESIGNS[study.design])
    for s in said:
        known = (study.blinding or "").lower()
        if s.blinding and known and not any(word in known for word in s.blinding):
            return _not_so(study, s, known)
        against = study.comparator.kind
        is_review = study.design in REVIEWS
        if s.comparators and against and not is_review and against not in s.comparators:
            return _not_so(study, s, f"compared with {study.comparator.what or against}")
    return None


def _not_so(study: Study, said: Saying, known: str) -> Remark:
    why = f"The text says {said.name}, the record of {label(study)} {known}."
    return Remark("another-design", why)


def _named(subject: str, catalogue: Catalogue) -> str:
    return catalogue.subjects[subject].name if subject in catalogue.subjects else subject


def _is_form(study: Study, claim: Claim, kin: Kin) -> bool:
    """Whether it gave a form that the lexicon does not count for the claim's subject in general."""
    above = kin.above_subject.get(study.intervention.subject, frozenset())
    return len(claim.subject) == 1 and claim.subject[0] in above and akin(claim, study, kin)


def _lacks_placebo(study: Study) -> bool:
    return (
        study.design in _GIVEN
        and study.species == HUMAN
        and study.comparator.kind in ("none", "baseline", "no-treatment")
    )


def _otherwise(study: Study, claim: Claim, mention: Mention, kin: Kin) -> str | None:
    """That it found the contrary of what it is cited for, on every measure; None: it did not."""
    found = set(signs(claim, study, kin))
    name = kin.catalogue.outcomes[claim.outcome].name
    if mention.stance is Stance.ASSERTS and mention.wording is not Wording.UNCERTAIN:
        if found == {"none"}:
            return f"found no difference in {name}"
        if found and found <= {"none", "opposite"}:
            return f"found the reverse for {name}"
    if mention.stance is Stance.DENIES and found == {"same"}:
        return f"did find it for {name}"
    return None


def _population(study: Study, claim: Claim, mention: Mention) -> Iterator[Remark]:
    is_bench = study.species != HUMAN or study.design is Design.IN_VITRO
    of_bench = mention.scope in BENCH_SCOPES or claim.population in BENCH_SCOPES
    if is_bench and not of_bench:
        yield on_the_bench(study)
    if of_bench and not is_bench:
        yield Remark("another-population", f"{label(study)} was done in people.")
    wanted = _GROUPS.get(claim.population or "") or _GROUPS.get(mention.scope or "")
    group = study.population.group
    if wanted and not is_bench and group != wanted:
        who = study.population.who
        words = wanted.replace("-", " ")
        yield Remark("another-population", f"{label(study)} studied {who}, not {words}.")
