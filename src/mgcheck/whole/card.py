"""An article's card: how much of it stands, what it overstates most, what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from mgcheck import grade
from mgcheck.grade.join import HUMAN
from mgcheck.model import (
    Catalogue,
    Finding,
    Report,
    Stance,
    Study,
    Verdict,
    Want,
)
from mgcheck.whole.headings import headlines
from mgcheck.whole.nouns import SHARE, Backing, Card, Heard, Missing, Share

_FARTHEST: Final = (Verdict.MIXED, Verdict.OVERSTATED, Verdict.PRECLINICAL_ONLY)
"""Of two that go equally far, the one with less behind it in people is the stronger."""


def card(report: Report, heard: Heard, catalogue: Catalogue) -> Card:
    """The card of a checked text; `heard`: what of the catalogue's wants it tells, and where."""
    findings = report.findings
    counts = Counter(SHARE[f.verdict] for f in findings)
    return Card(
        n_claims=len(findings),
        n_not_gradable=counts[None],
        shares={share: counts[share] for share in Share},
        strongest=_strongest(findings),
        headlines=headlines(report.document, findings, catalogue),
        missing=tuple(_missing(findings, heard, catalogue)),
        backing=tuple(_backing(findings, catalogue)),
    )


def _strongest(findings: Sequence[Finding]) -> Finding | None:
    """The overstatement that goes farthest past what its evidence bears; then the most repeated."""
    overstated = [
        f
        for f in findings
        if SHARE[f.verdict] is Share.OVERSTATED and f.mention.stance is not Stance.QUESTIONS
    ]
    said = Counter(f.mention.claim for f in overstated)

    def reach(finding: Finding) -> tuple[int, int, int, int, int, int]:
        mention = finding.mention
        certainty = finding.body.certainty
        steps = 0 if certainty is None else grade.steps_too_strong(mention.wording, certainty)
        return (
            finding.severity.rank,
            steps,
            _FARTHEST.index(finding.verdict),
            said[mention.claim],
            mention.score,
            -mention.start,
        )

    return max(overstated, key=reach, default=None)


def _missing(findings: Sequence[Finding], heard: Heard, catalogue: Catalogue) -> Iterator[Missing]:
    """What the text does not tell although it makes claims of which a reader would ask it."""
    asserted = [f for f in findings if f.mention.stance is Stance.ASSERTS]
    kinds = {catalogue.claims[f.mention.claim].kind for f in asserted}
    for want in catalogue.wants:
        if want.id not in heard and not kinds.isdisjoint(want.asked_of):
            yield Missing(want, tuple(_on_record(want, asserted, catalogue)))


def _on_record(
    want: Want, findings: Sequence[Finding], catalogue: Catalogue
) -> Iterator[tuple[str, str]]:
    """What the records of the human studies that decide the text's claims say of it."""
    if want.answered_by is None:
        return
    answer = _ANSWERS[want.answered_by]
    counts = Counter(study for f in findings for study in f.body.studies)
    for name in sorted(counts, key=lambda study: (-counts[study], study)):
        study = catalogue.studies[name]
        told = answer(study) if study.species == HUMAN else None
        if told:
            yield name, told


def _population(study: Study) -> str:
    who = study.population
    number = study.n_analysed or study.n_randomised or study.n_enrolled
    told = who.who if who.age is None else f"{who.who}, {who.age}"
    return told if number is None else f"{number:,}: {told}"


_ANSWERS: Final[Mapping[str, Callable[[Study], str | None]]] = {
    "safety": lambda study: study.safety,
    "dose": lambda study: study.intervention.dose,
    "population": _population,
    # a record that knows no more than that nothing is stated answers nobody
    "funding": lambda study: None if study.seller_linked is None else study.funding,
}
"""By the name of it in reading.yaml: where a study's record holds what a reader wants."""


def _backing(findings: Sequence[Finding], catalogue: Catalogue) -> Iterator[Backing]:
    for name, claims in grade.backing(findings, catalogue).items():
        study = catalogue.studies[name]
        yield Backing(name, claims, study.seller_linked, study.funding)
