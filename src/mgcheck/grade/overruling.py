"""Verdicts that a figure or a group of the sentence changes: 5,000 mg, or toddlers, are not "safe".

What the records settle they settle within figures and for somebody. Each rule here is told in
docs/method.md, section 8; none makes a verdict milder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from mgcheck.grade import held
from mgcheck.grade.join import Kin
from mgcheck.grade.settled import (
    TIMES_FAR_OFF,
    TIMES_TOO_FAR,
    compare_own,
    is_above,
    is_between,
    is_settled,
    largest_effect,
)
from mgcheck.model import (
    Catalogue,
    Claim,
    Compared,
    Figure,
    Finding,
    Kind,
    Leg,
    Severity,
    Stance,
    Status,
    Verdict,
    Wording,
)

_OPEN: Final = frozenset(
    {Verdict.SUPPORTED, Verdict.OVERSTATED, Verdict.MIXED, Verdict.NOT_GRADABLE}
)
"""Verdicts that may stand for most people and usual amounts alone."""
_TO_GROUP: Final = "general-to-group"
_TO_ALL: Final = "general-to-absolute"


def settle(finding: Finding, given: Sequence[Figure], kin: Kin) -> Finding:
    """`finding` with its figures held against the records, and judged anew where they part.

    given: what figures.own found in its sentence.
    """
    told = replace(finding, figures=compare_own(finding, given, kin))
    mention = told.mention
    if mention.stance is not Stance.ASSERTS or told.verdict is Verdict.MISATTRIBUTED:
        return told
    claim = kin.catalogue.claims[mention.claim]
    if mention.wording is Wording.UNCERTAIN and claim.kind not in (Kind.FACT, Kind.LABEL):
        return told
    untested = _for_animals(told, claim, given, kin)
    if untested is not None or told.verdict not in _OPEN:
        return untested or told
    return (
        _excepted(told, claim, given, kin.catalogue)
        or _by_figure(told, claim, given, kin)
        or _for_group(told, claim, given, kin.catalogue)
        or told
    )


def _spoken_of(finding: Finding, given: Sequence[Figure], catalogue: Catalogue) -> list[Figure]:
    """The groups beside the words of the outcome, where the sentence warns nobody."""
    mention = finding.mention
    if held.beside([one for one in given if one.kind == "harm"], mention, given):
        return []
    return held.beside(held.groups(mention, given, catalogue), mention, given)


def _for_animals(
    finding: Finding, claim: Claim, given: Sequence[Figure], kin: Kin
) -> Finding | None:
    """Where an animal is itself the one treated, only studies in its species tell anything."""
    if claim.kind not in (Kind.EFFECT, Kind.MECHANISM, Kind.SAFETY):
        return None
    groups = {group.id: group for group in kin.catalogue.citing.groups}
    named = [one for one in given if one.kind == "group" and groups[one.nouns[0]].species]
    species = {name for one in named for name in groups[one.nouns[0]].species}
    studied = {row.study.species for row in kin.rows(claim, "animals")}
    if not named or species & studied:
        return None
    whom = held.whom_of(named, kin.catalogue)[0]
    hedged = finding.mention.wording is Wording.MAY
    return replace(
        finding,
        verdict=Verdict.NO_EVIDENCE,
        severity=Severity.WARNING if hedged else Severity.ERROR,
        why=f"No study on record was done in {whom}: what others were given tells nothing of them.",
        suggestion=None,
        legs=(),
    )


def _excepted(
    finding: Finding, claim: Claim, given: Sequence[Figure], catalogue: Catalogue
) -> Finding | None:
    """The record that settles the claim takes out those of whom the text says it."""
    found = held.excepted(finding, _spoken_of(finding, given, catalogue), catalogue)
    if found is None:
        return None
    hedged = finding.mention.wording is Wording.MAY
    is_unsafe = claim.kind is Kind.SAFETY
    return replace(
        finding,
        verdict=Verdict.CONTRADICTED if is_unsafe else Verdict.NO_EVIDENCE,
        severity=Severity.WARNING if hedged and not is_unsafe else Severity.ERROR,
        why=found[1].note,
        suggestion=found[1].say or claim.wordings.get("does"),
        legs=(),
    )


def _by_figure(finding: Finding, claim: Claim, given: Sequence[Figure], kin: Kin) -> Finding | None:
    """The sentence gives a figure beyond those on record."""
    wrong = [one for one in finding.figures if not one.agrees]
    if claim.kind is Kind.FACT and finding.body.status is Status.ESTABLISHED:
        wrong = [one for one in wrong if _decides(one, finding, claim, kin)]
        if finding.verdict is not Verdict.SUPPORTED:
            return None
    if not wrong:
        return None
    why = " ".join(one.why for one in wrong)
    far = max(_times(one, finding, claim, given, kin) for one in wrong)
    match claim.kind:
        case Kind.FACT if finding.body.status is Status.ESTABLISHED:
            said = claim.wordings.get("does")
            return _made(finding, Verdict.CONTRADICTED, Severity.ERROR, why, said)
        case Kind.LABEL if far < TIMES_FAR_OFF:
            return replace(finding, severity=Severity.NOTE, why=f"{finding.why} {why}")
        case Kind.FACT | Kind.MECHANISM:
            return _over(finding, claim, Severity.WARNING, why)
        case Kind.SAFETY:
            special = _special(_spoken_of(finding, given, kin.catalogue), kin.catalogue)
            # more than adults may take, for those of whom not even a limit is on record
            unlimited = special and not held.on_record(finding, "mg", special, kin.catalogue)
            is_grave = bool(unlimited) or far >= TIMES_TOO_FAR
            told = _over(finding, claim, Severity.ERROR if is_grave else Severity.WARNING, why)
            return _with_leg(told, _TO_GROUP if special else _TO_ALL, kin.catalogue)
        case _:
            severity = Severity.ERROR if far >= TIMES_FAR_OFF else Severity.WARNING
            return _over(finding, claim, severity, why)


def _decides(one: Compared, finding: Finding, claim: Claim, kin: Kin) -> bool:
    """Whether a figure of an established fact is what the fact is about, and off the record.

    Counts between those of two records contradict neither.
    """
    is_held = one.figure.kind != "count" and held.is_written(finding, one.figure, kin.catalogue)
    is_its_own = is_held or is_settled(finding, claim, one.figure)
    return is_its_own and not is_between(one.figure, kin.catalogue)


def _times(
    one: Compared, finding: Finding, claim: Claim, given: Sequence[Figure], kin: Kin
) -> float:
    """How many times what is on record the figure is: the marks that it reaches, else once."""
    figure = one.figure
    if figure.kind == "size":
        largest = largest_effect(figure, finding, kin)
        return figure.low / largest[0] if largest is not None and largest[0] else 1
    if figure.kind != "dose":
        return 1
    if claim.kind is Kind.LABEL or not held.is_written(finding, figure, kin.catalogue):
        marks = (TIMES_FAR_OFF, TIMES_TOO_FAR)
        return next((mark for mark in marks if is_above(figure, claim, kin, mark)), 1)
    named = _spoken_of(finding, given, kin.catalogue)
    known = held.on_record(finding, "mg", named, kin.catalogue) or held.on_record(
        finding, "mg", (), kin.catalogue
    )
    return figure.high / known.most if known is not None else 1


def _for_group(
    finding: Finding, claim: Claim, given: Sequence[Figure], catalogue: Catalogue
) -> Finding | None:
    """What is settled for healthy adults is said of children, in pregnancy, with medicines ..."""
    rule = catalogue.legs.get(_TO_GROUP)
    if rule is None or claim.outcome not in rule.outcomes:
        return None
    named = _special(_spoken_of(finding, given, catalogue), catalogue)
    # an amount within the group's own limit was just held against it
    borne = any(one.agrees and one.figure.kind == "dose" for one in finding.figures)
    if not named or (borne and held.on_record(finding, "mg", named, catalogue) is not None):
        return None
    whom = " and ".join(held.whom_of(named, catalogue))
    why = f"The text speaks of {whom}; what is on record is not settled for that. {finding.why}"
    return _with_leg(_over(finding, claim, Severity.WARNING, why), _TO_GROUP, catalogue)


def _special(named: Sequence[Figure], catalogue: Catalogue) -> list[Figure]:
    """Those of `named` for whom what holds in general is not settled."""
    rule = catalogue.legs.get(_TO_GROUP)
    groups = set(rule.groups) if rule is not None else set()
    return [one for one in named if groups & set(held.around(one.nouns[0], catalogue))]


def _over(finding: Finding, claim: Claim, severity: Severity, why: str) -> Finding:
    worse = max(finding.severity, severity, key=lambda one: one.rank)
    said = finding.suggestion or claim.wordings.get("does")
    if claim.kind is Kind.EFFECT:
        said = finding.suggestion or claim.wordings.get((finding.allowed or Wording.MAY).value)
    return _made(finding, Verdict.OVERSTATED, worse, why, said)


def _made(
    finding: Finding, verdict: Verdict, severity: Severity, why: str, said: str | None
) -> Finding:
    return replace(finding, verdict=verdict, severity=severity, why=why, suggestion=said)


def _with_leg(finding: Finding, name: str, catalogue: Catalogue) -> Finding:
    rule = catalogue.legs.get(name)
    if rule is None or any(leg.id == name for leg in finding.legs):
        return finding
    legs = (*finding.legs, Leg(name, rule.name, rule.sentence, ()))
    return replace(finding, legs=tuple(sorted(legs, key=lambda leg: leg.id)))
