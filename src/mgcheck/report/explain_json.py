"""`mgcheck explain --format json`: a claim, a study or a reference, field by field.

docs/explain.schema.json is made from these types by
`python -m mgcheck.report.explain_json > docs/explain.schema.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from mgcheck import model
from mgcheck.report import record_words
from mgcheck.report.json import SCHEMA_VERSION, Evidence, Level, Severity, Way, dump, weighed
from mgcheck.report.json_edition import Catalogue, edition
from mgcheck.report.json_schema import schema_of
from mgcheck.report.json_span import Count
from mgcheck.report.lists import behind


class Place(msgspec.Struct, forbid_unknown_fields=True):
    """Where an article says a claim: the number of the sentence."""

    article: str
    sentence: Count


class Flatly(msgspec.Struct, forbid_unknown_fields=True):
    """What a text that asserts the claim without any reserve is told."""

    verdict: str
    severity: Severity
    why: str
    suggestion: str | None


class ClaimPage(msgspec.Struct, forbid_unknown_fields=True):
    """A claim with its evidence; `wordings` by strength."""

    id: str
    topic: str
    kind: str
    statement: str
    subject: list[str]
    outcome: str
    direction: Way | None
    population: str | None
    compared_with: str | None
    not_gradable: str | None
    evidence: Evidence
    flatly: Flatly
    wordings: dict[str, str]
    said_in: list[Place]
    checked: str | None
    """The earliest day on which a record behind it was checked, unless the claim gives its own."""
    review_by: str | None


class Fact(msgspec.Struct, forbid_unknown_fields=True):
    """One thing on record; null: not known."""

    name: str
    value: str | int | None


class Result(msgspec.Struct, forbid_unknown_fields=True):
    """One result row, as it was reported."""

    outcome: str | None
    measured: str
    instrument: str | None
    direction: Way | None
    versus: str | None
    effect: str | None
    p: str | None
    interval_reaches: str | None
    primary: bool | None
    second_hand: bool
    certainty: Level | None
    unverified: str | None


class Bias(msgspec.Struct, forbid_unknown_fields=True):
    """A judgement of risk of bias."""

    domain: str
    judgement: str
    why: str


class Notes(msgspec.Struct, forbid_unknown_fields=True):
    """What else is told of a record, by title."""

    title: str
    entries: list[str]


class StudyPage(msgspec.Struct, forbid_unknown_fields=True):
    """A study, and the claims that rest on it."""

    id: str
    citation: str
    year: int | None
    design: str | None
    species: str
    facts: list[Fact]
    results: list[Result]
    bias_tool: str
    bias_overall: str
    bias_why: str
    bias: list[Bias]
    notes: list[Notes]
    cautions: list[str]
    decides: list[str]
    beside: list[str]
    confidence: str
    checked: str | None
    review_by: str | None


class Settles(msgspec.Struct, forbid_unknown_fields=True):
    """What a reference says of a claim."""

    claim: str
    status: str
    note: str
    say: str | None


class ReferencePage(msgspec.Struct, forbid_unknown_fields=True):
    """A reference, and the claims that it settles."""

    id: str
    citation: str
    year: int | None
    issuer: str
    kind: str
    doi: str | None
    pmid: str | None
    url: str | None
    settles: list[Settles]
    says: list[str]
    limitations: list[str]
    verified_from: list[str]
    second_hand: bool
    notes: str | None
    confidence: str
    checked: str | None
    review_by: str | None


class Output(msgspec.Struct, forbid_unknown_fields=True):
    """A page; of claim, study and reference the one that was asked for is not null."""

    schema_version: Literal[1]
    mgcheck: str
    catalogue: Catalogue
    claim: ClaimPage | None = None
    study: StudyPage | None = None
    reference: ReferencePage | None = None


def render(
    page: ClaimPage | StudyPage | ReferencePage, catalogue: model.Catalogue, version: str
) -> bytes:
    """The page as indented UTF-8 JSON with a line end."""
    return dump(
        Output(
            schema_version=SCHEMA_VERSION,
            mgcheck=version,
            catalogue=edition(catalogue),
            claim=page if isinstance(page, ClaimPage) else None,
            study=page if isinstance(page, StudyPage) else None,
            reference=page if isinstance(page, ReferencePage) else None,
        )
    )


def claim_page(claim: model.Claim, flatly: model.Finding, catalogue: model.Catalogue) -> ClaimPage:
    """A claim; `flatly` is what a text that asserts it without reserve is told."""
    checked, review_by = behind(claim, flatly.body, catalogue)
    return ClaimPage(
        id=claim.id,
        topic=claim.topic,
        kind=claim.kind.value,
        statement=claim.statement,
        subject=list(claim.subject),
        outcome=claim.outcome,
        direction=_way(claim.direction),
        population=claim.population,
        compared_with=claim.compared_with,
        not_gradable=claim.not_gradable,
        evidence=weighed(flatly.body, claim.id, catalogue),
        flatly=Flatly(flatly.verdict.value, flatly.severity.value, flatly.why, flatly.suggestion),
        wordings=dict(claim.wordings),
        said_in=[Place(place.article, place.sentence) for place in claim.said_in],
        checked=checked,
        review_by=review_by,
    )


def study_page(
    study: model.Study,
    decided: Sequence[str],
    beside: Sequence[str],
    catalogue: model.Catalogue,
    cautions: Sequence[model.Remark] = (),
) -> StudyPage:
    """A study with the claims that it decides and those it is shown beside."""
    bias = study.risk_of_bias
    facts = record_words.study_facts(study, catalogue)
    return StudyPage(
        id=study.id,
        citation=record_words.citation(study),
        year=study.citation.year,
        design=study.design.value if study.design is not None else None,
        species=study.species,
        facts=[Fact(k, v if v is None or isinstance(v, int) else str(v)) for k, v in facts],
        results=[_result(row) for row in study.results],
        bias_tool=bias.tool,
        bias_overall=bias.overall.value,
        bias_why=bias.why,
        bias=[Bias(d.domain, d.judgement.value, d.why) for d in bias.domains],
        notes=[Notes(title, list(entries)) for title, entries in record_words.study_notes(study)],
        cautions=[remark.why for remark in cautions],
        decides=list(decided),
        beside=list(beside),
        confidence=study.confidence,
        checked=study.checked,
        review_by=study.review_by,
    )


def reference_page(reference: model.Reference) -> ReferencePage:
    """A reference with what it settles."""
    return ReferencePage(
        id=reference.id,
        citation=record_words.citation(reference),
        year=reference.citation.year,
        issuer=reference.issuer,
        kind=reference.kind,
        doi=reference.doi,
        pmid=reference.pmid,
        url=reference.url,
        settles=[Settles(s.claim, s.status.value, s.note, s.say) for s in reference.settles],
        says=list(reference.says),
        limitations=list(reference.limitations),
        verified_from=list(reference.verified_from),
        second_hand=reference.second_hand,
        notes=reference.notes,
        confidence=reference.confidence,
        checked=reference.checked,
        review_by=reference.review_by,
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of what `mgcheck explain` writes."""
    return schema_of(Output, f"mgcheck explain, schema_version {SCHEMA_VERSION}")


def _result(row: model.Result) -> Result:
    return Result(
        outcome=row.outcome,
        measured=row.measured,
        instrument=row.instrument,
        direction=_way(row.direction),
        versus=row.versus,
        effect=row.effect,
        p=row.p,
        interval_reaches=row.interval_reaches,
        primary=row.primary,
        second_hand=row.second_hand,
        certainty=row.certainty.value if row.certainty is not None else None,
        unverified=row.unverified,
    )


def _way(direction: model.Direction | None) -> Way | None:
    return direction.value if direction is not None else None


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(dump(schema()))
