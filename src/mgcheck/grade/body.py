"""The body of evidence on one claim: what decides it, which way it points, how certain that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mgcheck.grade.certainty import (
    LEVELS,
    START,
    after,
    participants,
    steps_down,
    study_signs,
)
from mgcheck.grade.join import HUMAN, Row, Tie, ancestors, kin_of
from mgcheck.model import (
    Body,
    Catalogue,
    Certainty,
    Claim,
    Design,
    Kind,
    Settles,
    Status,
    Study,
    Tier,
)

_TIERS: Final = (Tier.TRIALS, Tier.OBSERVATIONAL, Tier.PRECLINICAL)
_CAUTIOUS: Final = (
    Status.REFUTED,
    Status.OUTDATED,
    Status.DISPUTED,
    Status.NOT_CHECKABLE,
    Status.PLAUSIBLE,
    Status.ESTABLISHED,
)
"""Where references differ, the most cautious one counts."""
_SETTLED: Final = frozenset({Kind.FACT, Kind.MECHANISM, Kind.SAFETY, Kind.ADVICE, Kind.LABEL})


def body(claim: Claim, catalogue: Catalogue, population: str | None = None) -> Body:
    """The body of evidence on `claim`, for `population` (None: whom the claim is about)."""
    population = population or claim.population
    return of_rows(claim, catalogue, population, kin_of(catalogue).rows(claim, population))


def of_rows(
    claim: Claim, catalogue: Catalogue, population: str | None, found: Sequence[Row]
) -> Body:
    """The same from rows that are already gathered."""
    status, references = _settled(claim, catalogue)
    if claim.tally is not None:
        counted = tuple(s.id for s in published_human(claim, catalogue))
        return _of_references(status, references, counted)
    if status is not None:
        shown = tuple(sorted({r.study.id for r in found}))
        return _of_references(status, references, (), shown)
    for tier in _TIERS:
        deciding = [r for r in found if r.decides and r.tier is tier]
        if deciding:
            return _graded(deciding, found, tier, claim, catalogue, population)
    beside = tuple(sorted({r.study.id for r in found}))
    return Body(None, Tier.NONE, None, None, (), (), beside, references, None, None)


def published_human(claim: Claim, catalogue: Catalogue) -> tuple[Study, ...]:
    """Human studies of the claim's subject that a journal has published, oldest first."""
    wanted = claim.subject[0]
    found = [
        s
        for s in catalogue.studies.values()
        if s.species == HUMAN
        and s.publication.status == "journal"
        and s.design not in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
        and (
            s.intervention.subject == wanted
            or wanted in ancestors(s.intervention.subject, catalogue.subjects)
        )
    ]
    return tuple(sorted(found, key=lambda s: (s.citation.year or 0, s.id)))


def settling(claim: Claim, catalogue: Catalogue) -> list[tuple[str, Settles]]:
    """What settles `claim`, each with the id of the reference that says it, most cautious first."""
    said = [
        (reference.id, settles)
        for reference in catalogue.references.values()
        for settles in reference.settles
        if settles.claim == claim.id
    ]
    return sorted(said, key=lambda pair: (_CAUTIOUS.index(pair[1].status), pair[0]))


def _settled(claim: Claim, catalogue: Catalogue) -> tuple[Status | None, tuple[str, ...]]:
    lack = any(catalogue.subjects[s].counterpart for s in claim.subject if s in catalogue.subjects)
    if claim.kind not in _SETTLED and not lack:
        return None, ()  # what a lack brings is clinical description, which references may settle
    said = settling(claim, catalogue)
    return (said[0][1].status, tuple(i for i, _ in said)) if said else (None, ())


def _of_references(
    status: Status | None,
    references: tuple[str, ...],
    studies: tuple[str, ...],
    also: tuple[str, ...] = (),
) -> Body:
    return Body(None, Tier.NONE, None, None, (), studies, also, references, status, None)


def _graded(
    deciding: Sequence[Row],
    found: Sequence[Row],
    tier: Tier,
    claim: Claim,
    catalogue: Catalogue,
    population: str | None,
) -> Body:
    studies = sorted({r.study.id: r.study for r in deciding}.values(), key=lambda s: s.id)
    start = START[tier]
    if tier is Tier.TRIALS and all(s.design is Design.CONTROLLED for s in studies):
        start = Certainty.LOW
    steps = (
        ()
        if tier is Tier.PRECLINICAL
        else steps_down(deciding, population, catalogue.subjects, catalogue.outcomes[claim.outcome])
    )
    certainty = after(start, steps)
    capped_by = None
    for stated, review in _stated(deciding):
        if LEVELS.index(stated) < LEVELS.index(certainty):
            certainty, capped_by = stated, review
    ids = tuple(s.id for s in studies)
    beside = tuple(sorted({r.study.id for r in found} - set(ids)))
    return Body(
        direction=direction(deciding),
        tier=tier,
        certainty=certainty,
        start=start,
        steps=steps,
        studies=ids,
        also=beside,
        references=(),
        status=None,
        participants=participants(studies),
        capped_by=capped_by,
    )


def _stated(deciding: Sequence[Row]) -> list[tuple[Certainty, str]]:
    """Certainty that reviews state themselves for the claim's own outcome."""
    return sorted(
        (
            (row.result.certainty, row.study.id)
            for row in deciding
            if row.result.certainty is not None
            and row.outcome is Tie.DIRECT
            and row.subject is Tie.DIRECT
            and row.study.design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
        ),
        key=lambda pair: (LEVELS.index(pair[0]), pair[1]),
    )


def direction(deciding: Sequence[Row]) -> str:
    """Which way the rows point together: same, none, opposite or conflict."""
    signs = set(study_signs(deciding).values())
    if "same" in signs and signs <= {"same", "partly"}:
        return "same"
    if len(signs) == 1 and signs != {"partly"}:
        (only,) = signs
        return only
    return "conflict"
