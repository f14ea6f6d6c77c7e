"""Figures that need no citation, held against what settles them: '300 enzymes', '2,000 mg a dose'.

No study need be cited for these. A count is compared with what references say of the same thing,
an amount with what the human studies of the substance gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from mgcheck.grade import held
from mgcheck.grade.certainty import label
from mgcheck.grade.figures import amounts, doses
from mgcheck.grade.join import HUMAN, Kin
from mgcheck.model import (
    Catalogue,
    Claim,
    Compared,
    Figure,
    Finding,
    Kind,
    Stance,
    Status,
    Study,
)
from mgcheck.text import counts, fold, stem
from mgcheck.text.counts import Count

_PER_MG: Final = 1000
TIMES_TOO_FAR: Final = 2
"""How many times what is on record a figure may be before it goes too far (docs/method.md)."""
TIMES_FAR_OFF: Final = 10
"""From how many times on it is an error: so far off slips of a unit are."""


def compare_own(finding: Finding, given: Sequence[Figure], kin: Kin) -> tuple[Compared, ...]:
    """Every figure of the sentence that a record of the claim can be held against."""
    return tuple(_compared(finding, given, kin))


def _compared(finding: Finding, given: Sequence[Figure], kin: Kin) -> Iterator[Compared]:
    every = [one for figure in given if (one := _one(figure, finding, given, kin)) is not None]
    fitting = {one.figure.kind for one in every if one.agrees}
    # "1,500 mg with 200 mg of theanine": where one amount fits, the other may be of something else
    yield from (one for one in every if one.agrees or one.figure.kind not in fitting)


def _one(figure: Figure, finding: Finding, given: Sequence[Figure], kin: Kin) -> Compared | None:
    """One figure held against what the claim's records have of its kind; None: nothing."""
    claim = kin.catalogue.claims[finding.mention.claim]
    match figure.kind, claim.kind:
        case "count", _ if finding.body.references and not _of_people(figure, kin):
            return _of_references(figure, finding, kin.catalogue)
        case "dose", Kind.LABEL if _is_of(finding, claim.subject, kin):
            return _of_studies(figure, claim.subject, kin)
        case "dose", Kind.SAFETY:
            return _of_limit(figure, finding, given, kin)
        case (("dose" | "percent"), Kind.FACT) if held.is_written(finding, figure, kin.catalogue):
            named = held.groups(finding.mention, given, kin.catalogue)
            return held.compared(figure, finding, named, kin.catalogue)
        case "dose", Kind.FACT if is_settled(finding, claim, figure):
            return _of_notes(figure, finding, kin.catalogue)
        case "size", Kind.EFFECT:
            return of_sizes(figure, finding, kin)
    return None


def _of_limit(
    figure: Figure, finding: Finding, given: Sequence[Figure], kin: Kin
) -> Compared | None:
    """An amount that the text calls safe against the limits on record, else against what was given.

    None where 'but' or a word of harm stands between, or where it may be the weight of a salt.
    """
    mention, catalogue = finding.mention, kin.catalogue
    claim = catalogue.claims[mention.claim]
    if figure.about == "at-least" or not held.beside([figure], mention, given):
        return None
    if held.beside([one for one in given if one.kind == "harm"], mention, given):
        return None
    if not _is_of(finding, claim.subject, kin) and not figure.is_elemental:
        return None
    named = held.beside(held.groups(mention, given, catalogue), mention, given)
    if held.is_written(finding, figure, catalogue):
        return held.compared(figure, finding, named, catalogue)
    found = _of_studies(figure, claim.subject, kin)
    if found is None or found.agrees or not is_above(figure, claim, kin):
        return None
    return found


def is_above(figure: Figure, claim: Claim, kin: Kin, times: float = 1) -> bool:
    """Whether an amount is more than `times` the most that human studies of the substance gave."""
    given = _given(claim.subject, kin)
    return bool(given) and figure.high > times * max(
        high for found in given.values() for _, high in found
    )


def of_sizes(figure: Figure, finding: Finding, kin: Kin) -> Compared | None:
    """The size of an effect against the largest that the deciding studies found in that unit."""
    largest = largest_effect(figure, finding, kin)
    if largest is None or finding.mention.stance is not Stance.ASSERTS:
        return None
    size, study = largest
    unit = re.sub(r".*\d[\s-]*", "", figure.text.strip())  # as the text writes it
    shown = f"{size:g} {unit}"
    agrees = figure.low <= TIMES_TOO_FAR * size
    on_record = f"he largest effect on record is {shown} ({label(study)})."
    why = f"T{on_record}" if agrees else f"The text says {figure.text.strip()}, t{on_record}"
    return Compared(figure, study.id, shown, agrees, why)


def largest_effect(figure: Figure, finding: Finding, kin: Kin) -> tuple[float, Study] | None:
    """The largest effect in the figure's unit among the studies that decided the finding."""
    claim = kin.catalogue.claims[finding.mention.claim]
    units = next(
        (m.units for m in kin.catalogue.citing.measures if figure.nouns[0] in map(fold, m.units)),
        {},
    )
    words = "|".join(re.escape(fold(word)) for word in units)
    found = [
        (abs(float(number)), row.study)
        for row in kin.rows(claim, None)
        if row.decides and row.study.id in finding.body.studies and row.result.effect and words
        for number in re.findall(rf"(\d+(?:\.\d+)?)\s?(?:{words})(?!\w)", fold(row.result.effect))
    ]
    return max(found, key=lambda one: (one[0], one[1].id), default=None)


def is_between(figure: Figure, catalogue: Catalogue) -> bool:
    """Whether a count lies between what the records have: 350, where one has 300, another 600."""
    numbers = [number for number, _ in _held(figure, catalogue.references, catalogue)]
    return bool(numbers) and min(numbers) <= figure.low <= max(numbers)


def is_settled(finding: Finding, claim: Claim, figure: Figure) -> bool:
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
    known = _held(figure, finding.body.references, catalogue)
    if not known:
        return None
    # another record may count otherwise: no figure that any record has is called wrong
    agrees = [name for number, name in known if _fits(figure, number)] or [
        name
        for number, name in _held(figure, catalogue.references, catalogue)
        if _fits(figure, number)
    ]
    record = agrees[0] if agrees else known[0][1]
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


@lru_cache(maxsize=2048)
def _counts(text: str) -> tuple[Count, ...]:
    """What a record's own words count; they are read for every text that says the same fact."""
    return tuple(counts(fold(text)))


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
        for count in _counts(text)
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
    given = _given(subjects, kin)
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


def _given(subjects: Sequence[str], kin: Kin) -> dict[str, list[tuple[float, float]]]:
    """By human study of that very substance: what it gave, in mg a day."""
    return {
        study.id: found
        for study in kin.catalogue.studies.values()
        if study.species == HUMAN and study.intervention.subject in subjects
        if (found := [s for s, per_kg, elemental in doses(study) if not per_kg and not elemental])
    }


def _amount(mg: float) -> str:
    return f"{mg / _PER_MG:g} g" if mg >= _PER_MG else f"{mg:g} mg"
