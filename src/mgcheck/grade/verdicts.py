"""From mention and body of evidence to verdict: the table of docs/method.md, row by row."""

from __future__ import annotations

from typing import Final, NamedTuple

from mgcheck.grade.certainty import STRONGEST, steps_too_strong
from mgcheck.model import (
    Body,
    Certainty,
    Claim,
    Kind,
    Mention,
    Severity,
    Stance,
    Status,
    Tier,
    Verdict,
    Wording,
)

_FIRM: Final = frozenset({Certainty.HIGH, Certainty.MODERATE})
"""Certainty from which evidence contradicts: from here it says "probably not so" (method.md, 5)."""


class Ruling(NamedTuple):
    """A verdict, how much it matters, and the wording that is allowed (None: as it stands)."""

    verdict: Verdict
    severity: Severity
    allowed: Wording | None


FAIR: Final = Ruling(Verdict.SUPPORTED, Severity.NONE, None)


def rule(mention: Mention, claim: Claim, body: Body, at_animals: bool) -> Ruling:
    """The verdict on `mention`; `at_animals`: it says itself that it speaks of animals or cells."""
    ruling = _rule(mention, claim, body, at_animals)
    if mention.stance is Stance.QUESTIONS and ruling.severity is not Severity.NONE:
        return ruling._replace(severity=Severity.NOTE)
    return ruling


def made_absolute(ruling: Ruling) -> Ruling:
    """`ruling` where a text makes hold for all what holds in general: then it is overstated."""
    stands = ruling.verdict is Verdict.SUPPORTED
    if stands or (ruling.verdict is Verdict.OVERSTATED and ruling.severity is Severity.NOTE):
        return Ruling(Verdict.OVERSTATED, Severity.WARNING, ruling.allowed or Wording.DOES)
    return ruling


def _rule(mention: Mention, claim: Claim, body: Body, at_animals: bool) -> Ruling:
    if claim.not_gradable is not None:
        return Ruling(Verdict.NOT_GRADABLE, Severity.NONE, None)
    wording = Wording.UNCERTAIN if mention.stance is Stance.QUESTIONS else mention.wording
    # "causes cramps" is more than "does not prevent them", and no effect bears neither out
    is_harm_unseen = mention.says_reverse and body.direction == "none"
    denies = mention.stance is Stance.DENIES and not is_harm_unseen
    if claim.tally is not None:
        outdated = len(body.studies) > claim.tally
        if outdated is denies:
            return FAIR
        return Ruling(Verdict.OUTDATED if outdated else Verdict.CONTRADICTED, Severity.ERROR, None)
    if body.status is not None:
        return _by_status(body.status, claim.kind, wording, denies)
    match body.tier:
        case Tier.NONE:
            asks = mention.stance is Stance.QUESTIONS and mention.wording is not Wording.UNCERTAIN
            # "does it cure colds?" suggests that it may; "it is unclear whether" does not
            return _untested(claim.kind, Wording.MAY if asks else wording)
        case Tier.PRECLINICAL:
            return _preclinical(body, wording, denies, at_animals)
        case Tier.TRIALS | Tier.OBSERVATIONAL:
            return _graded(body, wording, denies, claim.kind)


def _by_status(status: Status, kind: Kind, wording: Wording, denies: bool) -> Ruling:
    """Facts and the like: what the references say, turned round for a denial."""
    flat = wording is Wording.DOES
    match status:
        case Status.ESTABLISHED:
            return Ruling(Verdict.CONTRADICTED, Severity.ERROR, None) if denies else FAIR
        case Status.PLAUSIBLE:
            if denies:
                return Ruling(Verdict.NOT_SUPPORTED, Severity.WARNING, None)
            return Ruling(Verdict.OVERSTATED, Severity.NOTE, Wording.MAY) if flat else FAIR
        case Status.DISPUTED:
            if wording is Wording.UNCERTAIN:
                return FAIR
            hedged = wording is Wording.MAY
            return Ruling(Verdict.MIXED, Severity.NOTE if hedged else Severity.WARNING, Wording.MAY)
        case Status.REFUTED:
            return FAIR if denies else Ruling(Verdict.CONTRADICTED, Severity.ERROR, None)
        case Status.OUTDATED:
            return FAIR if denies else Ruling(Verdict.OUTDATED, Severity.ERROR, None)
        case Status.NOT_CHECKABLE:
            if kind in (Kind.SAFETY, Kind.MECHANISM):
                return _untested(kind, wording)
            return Ruling(Verdict.NOT_GRADABLE, Severity.NONE, None)


def _untested(kind: Kind, wording: Wording) -> Ruling:
    if kind in (Kind.FACT, Kind.ADVICE, Kind.LABEL):
        # no reference on record settles it: that is our gap, not the text's fault
        return Ruling(Verdict.NOT_GRADABLE, Severity.NONE, None)
    if wording is Wording.UNCERTAIN:
        return FAIR
    hedged = wording is Wording.MAY
    return Ruling(Verdict.NO_EVIDENCE, Severity.WARNING if hedged else Severity.ERROR, None)


def _preclinical(body: Body, wording: Wording, denies: bool, at_animals: bool) -> Ruling:
    fits = body.direction in (("none", "opposite") if denies else ("same",))
    if body.direction == "conflict":
        return Ruling(Verdict.MIXED, _of_conflict(wording), Wording.UNCERTAIN)
    if at_animals:
        if fits:
            return Ruling(Verdict.SUPPORTED, Severity.NOTE, None)
        return Ruling(Verdict.NOT_SUPPORTED, Severity.WARNING, None)
    if wording is Wording.UNCERTAIN:
        return Ruling(Verdict.SUPPORTED, Severity.NOTE, None)
    if not fits and not denies:
        return Ruling(Verdict.NOT_SUPPORTED, Severity.WARNING, None)
    hedged = wording is Wording.MAY
    return Ruling(
        Verdict.PRECLINICAL_ONLY, Severity.WARNING if hedged or denies else Severity.ERROR, None
    )


def _graded(body: Body, wording: Wording, denies: bool, kind: Kind) -> Ruling:
    certainty = body.certainty or Certainty.VERY_LOW
    allowed = STRONGEST[certainty]
    if body.direction == "conflict":
        if wording is Wording.UNCERTAIN:
            return FAIR
        return Ruling(Verdict.MIXED, _of_conflict(wording), _softer(allowed))
    agrees = body.direction in (("none", "opposite") if denies else ("same",))
    if agrees:
        steps = steps_too_strong(wording, certainty)
        if steps == 0:
            return FAIR
        # what trials bear out is never graver than what they do not, so a denial only warns;
        # to deny a harm is to assert safety
        is_grave = steps > 1 and (not denies or kind is Kind.SAFETY)
        return Ruling(Verdict.OVERSTATED, Severity.ERROR if is_grave else Severity.WARNING, allowed)
    if wording is Wording.UNCERTAIN:
        return FAIR
    if certainty in _FIRM:
        return Ruling(Verdict.CONTRADICTED, Severity.ERROR, None)
    # what is only "maybe not so" contradicts nothing; the reverse in trials is grave all the same
    is_grave = body.direction == "opposite" and body.tier is Tier.TRIALS
    return Ruling(Verdict.NOT_SUPPORTED, Severity.ERROR if is_grave else Severity.WARNING, None)


def _of_conflict(wording: Wording) -> Severity:
    return Severity.NOTE if wording in (Wording.MAY, Wording.UNCERTAIN) else Severity.WARNING


def _softer(allowed: Wording) -> Wording:
    """Where results conflict nothing firmer than 'may' is fair."""
    return allowed if allowed in (Wording.MAY, Wording.UNCERTAIN) else Wording.MAY
