"""Figures of facts and labels, held against what settles them: '300 enzymes', '2,000 mg a dose'.

No study need be cited for these. A count is compared with what references say of the same thing,
an amount with what the human studies of the substance gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from mgcheck.grade.figures import amounts, doses
from mgcheck.grade.join import HUMAN, Kin
from mgcheck.model import (
    Catalogue,
    Claim,
    Compared,
    Figure,
    Finding,
    Kind,
    Severity,
    Stance,
    Status,
    Verdict,
)
from mgcheck.text import counts, fold, stem

_PER_MG: Final = 1000


def compare_own(finding: Finding, given: Sequence[Figure], kin: Kin) -> tuple[Compared, ...]:
    """Every figure of the sentence that a record of the claim can be held against."""
    return tuple(_compared(finding, given, kin))


def _compared(finding: Finding, given: Sequence[Figure], kin: Kin) -> Iterator[Compared]:
    claim = kin.catalogue.claims[finding.mention.claim]
    held: list[Compared] = []
    for figure in given:
        found = None
        if figure.kind == "count" and finding.body.references and not _of_people(figure, kin):
            found = _of_references(figure, finding, kin.catalogue)
        elif (
            figure.kind == "dose"
            and claim.kind is Kind.LABEL
            and _is_of(finding, claim.subject, kin)
        ):
            found = _of_studies(figure, claim.subject, kin)
        elif figure.kind == "dose" and _is_settled(finding, claim, figure):
            found = _of_notes(figure, finding, kin.catalogue)
        if found is not None:
            held.append(found)
    fitting = {h.figure.kind for h in held if h.agrees}
    # "1,500 mg with 200 mg of theanine": where one amount fits, the other may be of something else
    yield from (h for h in held if h.agrees or h.figure.kind not in fitting)


def overruled(finding: Finding, kin: Kin) -> Finding:
    """`finding`, contradicted where its references establish another figure than the text gives.

    Only for facts that are figures: whose own statement gives one of that kind. Counts between
    those of two records contradict neither.
    """
    claim = kin.catalogue.claims[finding.mention.claim]
    wrong = [
        one
        for one in finding.figures
        if not one.agrees
        and _is_settled(finding, claim, one.figure)
        and not _is_between(one.figure, kin.catalogue)
    ]
    is_said = finding.verdict is Verdict.SUPPORTED and finding.mention.stance is Stance.ASSERTS
    if not wrong or not is_said:
        return finding
    return replace(
        finding,
        verdict=Verdict.CONTRADICTED,
        severity=Severity.ERROR,
        why=" ".join(one.why for one in wrong),
        suggestion=claim.wordings.get("does"),
    )


def _is_between(figure: Figure, catalogue: Catalogue) -> bool:
    """Whether a count lies between what the records have: 350, where one has 300, another 600."""
    numbers = [number for number, _ in _held(figure, catalogue.references, catalogue)]
    return bool(numbers) and min(numbers) <= figure.low <= max(numbers)


def _is_settled(finding: Finding, claim: Claim, figure: Figure) -> bool:
    """Whether the claim is an established fact whose own statement gives a figure of the kind."""
    if claim.kind is not Kind.FACT or finding.body.status is not Status.ESTABLISHED:
        return False
    statement = fold(claim.statement)
    if figure.kind == "dose":
        return any(True for _ in amounts(statement))
    return any(count.nouns & set(figure.nouns) for count in counts(statement))


def _of_people(figure: Figure, kin: Kin) -> bool:
    """Whether it counts who took part: of which study, only a citation says."""
    measures = kin.catalogue.citing.measures
    people = {stem(unit) for m in measures if m.kind == "participants" for unit in m.units}
    return not people.isdisjoint(figure.nouns)


def _is_of(finding: Finding, subjects: Sequence[str], kin: Kin) -> bool:
    """Whether the sentence speaks of the claim's own substance and of no other."""
    hits = finding.mention.hits
    named = {h.concept for h in hits if h.part == "subject" or h.concept in kin.subjects}
    return bool(named) and named <= set(subjects)


def _of_references(figure: Figure, finding: Finding, catalogue: Catalogue) -> Compared | None:
    """A count against what the references that settle the claim count of the same kind."""
    held = _held(figure, finding.body.references, catalogue)
    if not held:
        return None
    # another record may count otherwise: no figure that any record has is called wrong
    agrees = [name for number, name in held if _fits(figure, number)] or [
        name
        for number, name in _held(figure, catalogue.references, catalogue)
        if _fits(figure, number)
    ]
    record = agrees[0] if agrees else held[0][1]
    numbers = " or ".join(
        f"{n:,.0f}" for n in sorted({n for n, _ in _held(figure, [record], catalogue)})
    )
    issuer = catalogue.references[record].issuer
    why = (
        f"{issuer} has {numbers}."
        if agrees
        else f"The text says {figure.text}, the record of {issuer} {numbers}."
    )
    return Compared(figure, record, numbers, bool(agrees), why)


def _of_notes(figure: Figure, finding: Finding, catalogue: Catalogue) -> Compared | None:
    """An amount in a fact against those that the references give where they settle it."""
    tolerance = max((m.relative for m in catalogue.citing.measures if m.kind == "dose"), default=0)
    for record in finding.body.references:
        reference = catalogue.references[record]
        notes = (s.note for s in reference.settles if s.claim == finding.mention.claim)
        found = [spot for note in notes for spot in amounts(fold(note))]
        if not found or figure.per_kg:
            continue
        least, most = min(low for low, _ in found), max(high for _, high in found)
        agrees = least * (1 - tolerance) <= figure.low and figure.high <= most * (1 + tolerance)
        shown = f"{_amount(least)} to {_amount(most)}"
        why = (
            f"{reference.issuer} has {shown}."
            if agrees
            else f"The text says {figure.text}, the record of {reference.issuer} {shown}."
        )
        return Compared(figure, record, shown, agrees, why)
    return None


def _held(
    figure: Figure, references: Iterable[str], catalogue: Catalogue
) -> list[tuple[float, str]]:
    """What each of `references` counts of the same kind as `figure`."""
    wanted = set(figure.nouns)
    return [
        (count.number, name)
        for name in references
        for record in (catalogue.references[name],)
        for text in (*record.says, *(s.note for s in record.settles))
        for count in counts(fold(text))
        if count.nouns & wanted
    ]


def _fits(figure: Figure, number: float) -> bool:
    match figure.about:
        case "at-least":
            return number >= figure.low
        case "at-most":
            return number <= figure.high
        case "roughly":
            return abs(number - figure.low) <= 0.1 * number
        case _:
            return number == figure.low


def _of_studies(figure: Figure, subjects: Sequence[str], kin: Kin) -> Compared | None:
    """An amount on a label against what the human studies of that very substance gave."""
    if figure.is_elemental or figure.per_kg:
        return None
    given = {
        study.id: found
        for study in kin.catalogue.studies.values()
        if study.species == HUMAN and study.intervention.subject in subjects
        if (found := [s for s, per_kg, elemental in doses(study) if not per_kg and not elemental])
    }
    if not given:
        return None
    least = min(low for found in given.values() for low, _ in found)
    most = max(high for found in given.values() for _, high in found)
    agrees = least <= figure.low and figure.high <= most
    shown = f"{_amount(least)} to {_amount(most)} a day in {len(given)} human studies"
    nearest = next((i for i, found in given.items() if (figure.low, figure.high) in found), None)
    record = nearest or min(given)
    why = (
        f"Human studies on record gave {_amount(least)} to {_amount(most)} a day ({len(given)})."
        if agrees
        else f"The text says {figure.text}, the records {shown}."
    )
    return Compared(figure, record, shown, agrees, why)


def _amount(mg: float) -> str:
    return f"{mg / _PER_MG:g} g" if mg >= _PER_MG else f"{mg:g} mg"
