"""Why a verdict fell as it did, and how to put the claim honestly: a sentence or two each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mgcheck.grade.body import settling
from mgcheck.grade.certainty import STRONGEST, in_a_row, label, labels, study_signs
from mgcheck.grade.join import HUMAN, Row, Tie
from mgcheck.grade.verdicts import Ruling
from mgcheck.model import (
    Body,
    Catalogue,
    Certainty,
    Claim,
    Study,
    Tier,
    Verdict,
    Wording,
)

NOTHING: Final[Mapping[str, str]] = {}
_SHOWN: Final = 6
"""Studies named in a sentence; the finding lists them all."""

_BY_SIGN: Final = (
    ("same", "found it"),
    ("partly", "found it in part"),
    ("none", "found no difference"),
    ("opposite", "found the reverse"),
)

_SHOWING: Final = {
    "same": ("same",),
    "partly": ("same", "partly", "opposite"),
    "none": ("none",),
    "opposite": ("opposite",),
}
"""For each sign of a study, the signs of the rows that make it so."""


def why(
    claim: Claim,
    body: Body,
    ruling: Ruling,
    catalogue: Catalogue,
    population: str | None,
    found: Sequence[Row],
) -> str:
    """One or two sentences that name what decided the verdict."""
    if claim.not_gradable is not None:
        return claim.not_gradable
    if claim.tally is not None:
        return _counted(body, catalogue)
    if body.status is not None:
        return settling(claim, catalogue)[0][1].note
    if body.tier is Tier.NONE:
        return _untested(claim, body, ruling, catalogue)
    deciding = [r for r in found if r.decides and r.tier is body.tier]
    if body.tier is Tier.PRECLINICAL:
        return _in_animals(claim, deciding, catalogue, population)
    said = _found(deciding)
    certainty = body.certainty or Certainty.VERY_LOW
    return f"{said}. Certainty is {certainty.value}{_because(body)}."


def suggestion(
    claim: Claim, body: Body, ruling: Ruling, catalogue: Catalogue, denies: bool = False
) -> str | None:
    """The claim at the strength that the evidence allows; None where it may stand."""
    wordings = claim.wordings
    match ruling.verdict:
        case Verdict.SUPPORTED | Verdict.NOT_GRADABLE:
            return None
        case Verdict.NO_EVIDENCE:
            return _said(claim, catalogue) or wordings.get("untested")
        case Verdict.OUTDATED:
            return _said(claim, catalogue) or _tally_said(claim, body, catalogue)
        case _ if body.status is not None:
            allowed = ruling.allowed or Wording.MAY
            return _said(claim, catalogue) or wordings.get(allowed.value)
        case _ if body.tier is Tier.PRECLINICAL:
            shown = body.direction == "same"
            return (wordings.get("animals") if shown else None) or wordings.get("uncertain")
        case _ if body.direction == "none" and body.certainty is Certainty.VERY_LOW:
            return wordings.get("uncertain")
        case _ if body.direction == "none" and (denies or ruling.verdict is not Verdict.OVERSTATED):
            return wordings.get("no-difference") or wordings.get("uncertain")
        case _ if body.direction == "opposite":
            return wordings.get("uncertain")
        case _:
            allowed = ruling.allowed or _allowed(body)
            if ruling.verdict in (Verdict.NOT_SUPPORTED, Verdict.CONTRADICTED):
                allowed = _allowed(body)
            return wordings.get(allowed.value) or wordings.get("uncertain")


def misattributed(
    claim: Claim,
    named: Sequence[Study],
    tests: bool,
    says_placebo: bool,
    body: Body,
    catalogue: Catalogue,
    found: Sequence[Row],
) -> str:
    """What the named study did test, and which on record fit instead."""
    study = named[0]
    faults = []
    if says_placebo and study.comparator.kind != "placebo":
        faults.append("had no placebo arm")
    if not tests:
        faults.append(f"tested {tested(study, catalogue)}, not {_outcome(claim, catalogue)}")
    return cited_wrongly(study, faults, says_placebo, body, found)


def cited_wrongly(
    study: Study,
    faults: Sequence[str],
    says_placebo: bool,
    body: Body,
    found: Sequence[Row],
    did_test: bool = False,
) -> str:
    """What parts the study from what it is cited for, and which on record fit instead.

    did_test: it tested the claim, so that others fit only where they found what the text says.
    """
    sentence = f"{label(study)} ({study.id}) {' and '.join(faults)}."
    deciding = [r for r in found if r.decides and r.tier is body.tier]
    signs = study_signs(deciding)
    wanted = ("none",) if says_placebo else ("same", "partly") if did_test else tuple(_SHOWING)
    fitting = {
        r.study.id: r.study
        for r in deciding
        if signs[r.study.id] in wanted and r.study.id != study.id
    }
    unique = [fitting[i] for i in sorted(fitting)]
    if unique:
        said = "found it, at least in part" if did_test else "tested it"
        said = "found no difference from placebo" if says_placebo else said
        sentence += f" What fits it: {_names(unique)}, which {said}."
    return sentence


def tested(study: Study, catalogue: Catalogue) -> str:
    """What a study measured, by the names of the outcomes."""
    names = sorted(
        {
            catalogue.outcomes[r.outcome].name
            for r in study.results
            if r.outcome is not None and r.outcome in catalogue.outcomes
        }
    )
    return in_a_row(names) if names else "other things"


def _outcome(claim: Claim, catalogue: Catalogue) -> str:
    return catalogue.outcomes[claim.outcome].name


def _allowed(body: Body) -> Wording:
    return STRONGEST[body.certainty or Certainty.VERY_LOW]


def _said(claim: Claim, catalogue: Catalogue) -> str | None:
    """The honest sentence that a reference offers, the most cautious first."""
    return next((s.say for _, s in settling(claim, catalogue) if s.say), None)


def _names(studies: Sequence[Study], stand_ins: Mapping[str, str] = NOTHING) -> str:
    """Studies in a row; one that measured only a stand-in says which."""
    names = [
        f"{label(s)} ({stand_ins[s.id]})" if s.id in stand_ins else label(s)
        for s in studies[:_SHOWN]
    ]
    if len(studies) > _SHOWN:
        names.append(f"{len(studies) - _SHOWN} more")
    return in_a_row(names)


def _found(deciding: Sequence[Row]) -> str:
    signs = study_signs(deciding)
    by_id = {r.study.id: r.study for r in deciding}
    direct = {r.study.id for r in deciding if r.outcome is not Tie.INDIRECT}
    stand_ins = {
        r.study.id: f"by {r.result.measured}"
        for r in deciding
        if r.study.id not in direct and r.sign in _SHOWING[signs[r.study.id]]
    }
    parts = []
    for sign, words in _BY_SIGN:
        those = [by_id[i] for i in sorted(signs) if signs[i] == sign]
        if those:
            parts.append(f"{_names(those, stand_ins)} {words}")
    said = "; ".join(parts)
    if all(r.subject is Tie.REVERSE for r in deciding):
        said += "; they studied its supply, not its lack, or the other way about"
    return said


def _because(body: Body) -> str:
    if body.capped_by is not None:
        return ", as the review on record states it itself"
    domains = list(dict.fromkeys(step.domain for step in body.steps))
    if not domains:
        return ""
    return f", rated down for {in_a_row(domains)}"


def _in_animals(
    claim: Claim, deciding: Sequence[Row], catalogue: Catalogue, population: str | None
) -> str:
    studies = sorted({r.study.id: r.study for r in deciding}.values(), key=lambda s: s.id)
    shown = studies[:_SHOWN]
    names = ", ".join(f"{label(s)} ({s.species})" for s in shown)
    more = f" and {len(studies) - len(shown)} more" if len(studies) > len(shown) else ""
    if population == "animals":
        wider = [r for r in deciding if r.outcome is Tie.WIDER]
        sentence = f"In animals: {names}{more}."
        if wider and len(wider) == len(deciding):
            name = catalogue.outcomes[claim.outcome].name
            sentence += f" On record is: {wider[0].result.measured}; {name} was not verified."
        for row in deciding:
            if row.result.unverified:
                sentence += f" Not verified of {label(row.study)}: {row.result.unverified}."
                break
        return sentence
    if len(set(study_signs(deciding).values())) > 1:
        return (
            f"Animal or cell studies disagree: {names}{more}; none on record tested it in people."
        )
    if deciding[0].sign == "none":
        return f"Animal or cell studies found no difference: {names}{more}; none tested people."
    in_people = "No study on record has tested it in people."
    return f"Shown in animals or cells only: {names}{more}. {in_people}"


def _untested(claim: Claim, body: Body, ruling: Ruling, catalogue: Catalogue) -> str:
    subjects = " with ".join(
        catalogue.subjects[s].name for s in claim.subject if s in catalogue.subjects
    )
    if ruling.verdict is Verdict.NOT_GRADABLE:
        return "No record of the catalogue settles it, so it is not graded."
    other = catalogue.subjects.get(claim.compared_with or "")
    if other is not None:
        sentence = f"No study on record has compared {subjects} with {other.name}."
    else:
        name = catalogue.outcomes[claim.outcome].name
        sentence = f"No study on record has tested {subjects} for {name}."
    beside = [catalogue.studies[i] for i in body.also]
    own = [s for s in beside if s.intervention.subject in claim.subject]
    others = [s for s in beside if s.intervention.subject not in claim.subject]
    told = []
    if own:
        told.append(f"{_names(own)} measured something near it")
    if others:
        about = sorted({_about(s, catalogue) for s in others})
        told.append(f"{_names(others)} studied {in_a_row(about)}")
    if told:
        sentence += f" {'; '.join(told)}: indirect at best."
    return sentence


def _about(study: Study, catalogue: Catalogue) -> str:
    given = study.intervention.subject
    return catalogue.subjects[given].name if given in catalogue.subjects else given


def _counted(body: Body, catalogue: Catalogue) -> str:
    studies = [catalogue.studies[i] for i in body.studies]
    if not studies:  # as of a date before the first
        return "No published human study is on record."
    many = "study is" if len(studies) == 1 else "studies are"
    return f"{len(studies)} published human {many} on record: {labels(studies)}."


def _tally_said(claim: Claim, body: Body, catalogue: Catalogue) -> str:
    trials = [
        s
        for i in body.studies
        if (s := catalogue.studies[i]).comparator.kind == "placebo" and s.species == HUMAN
    ]
    name = catalogue.subjects[claim.subject[0]].name
    return (
        f"{len(body.studies)} human studies of {name} have been published, "
        f"{len(trials)} of them placebo-controlled."
    )
