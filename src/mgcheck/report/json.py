"""JSON for machines: schema_version 1, in types of its own.

docs/report.schema.json is made from these types by
`python -m mgcheck.report.json > docs/report.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from mgcheck import model
from mgcheck.errors import MgcheckError
from mgcheck.regulation.nouns import Standing
from mgcheck.report import card_json, evidence, json_cited, regulation_json
from mgcheck.report.json_cited import Backing, Cited, Figure
from mgcheck.report.json_edition import Catalogue, edition
from mgcheck.report.json_schema import schema_of
from mgcheck.report.json_span import Count, FromOne, Span, span
from mgcheck.report.problems import key, known_by
from mgcheck.report.summary import Checked, State, summarise

SCHEMA_VERSION: Final = 1

Severity = Literal["none", "note", "warning", "error"]
Level = Literal["high", "moderate", "low", "very low"]
Way = Literal["improved", "worsened", "increased", "decreased", "no-difference", "mixed"]


class Term(msgspec.Struct, forbid_unknown_fields=True):
    """Words that named a concept."""

    text: str
    start: Count
    end: Count
    concept: str
    part: str


class Match(msgspec.Struct, forbid_unknown_fields=True):
    """How the claim was recognised."""

    score: Annotated[int, Meta(ge=0, le=100)]
    how: str
    terms: list[Term]


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """A GRADE step down."""

    domain: str
    levels: FromOne
    why: str


class Study(msgspec.Struct, forbid_unknown_fields=True):
    """A study that bears on the claim; `decides` is false for those shown beside."""

    id: str
    decides: bool
    design: str | None
    species: str
    n_analysed: Count | None
    n_randomised: Count | None
    directions: list[Way]
    doi: str | None
    pmid: str | None
    registration: str | None
    url: str | None


class Reference(msgspec.Struct, forbid_unknown_fields=True):
    """A reference that settles the claim, or bears on it."""

    id: str
    issuer: str
    kind: str
    doi: str | None
    pmid: str | None
    url: str | None


class Evidence(msgspec.Struct, forbid_unknown_fields=True):
    """The body of evidence on the claim."""

    direction: Literal["same", "none", "conflict", "opposite"] | None
    tier: str
    start: Level | None
    certainty: Level | None
    steps: list[Step]
    capped_by: str | None
    status: str | None
    participants: Count | None
    studies: list[Study]
    references: list[Reference]


class Leg(msgspec.Struct, forbid_unknown_fields=True):
    """A step that the text takes beyond its evidence."""

    id: str
    name: str
    why: str
    studies: list[str]


class Edit(msgspec.Struct, forbid_unknown_fields=True):
    """Characters to be replaced, counted as in `span`."""

    start: Count
    end: Count
    text: str


class Fix(msgspec.Struct, forbid_unknown_fields=True):
    """The sentence put as its evidence allows; checked anew, the claim is then fairly put."""

    safe: bool
    how: Literal["hedge", "opening", "scope", "sentence"]
    text: str
    edits: list[Edit]


class Finding(msgspec.Struct, forbid_unknown_fields=True):
    """One claim in one sentence, with its verdict."""

    claim: str
    statement: str
    kind: str
    subject: list[str]
    outcome: str
    span: Span
    text: str
    match: Match
    stance: Literal["asserts", "denies", "questions"]
    wording: Literal["does", "probably", "may", "uncertain"]
    relation: Literal["cause", "association"]
    scope: str | None
    evidence: Evidence
    verdict: str
    severity: Severity
    why: str
    legs: list[Leg]
    suggestion: str | None
    fix: Fix | None
    citations: list[Backing]
    figures: list[Figure]
    legal: list[regulation_json.Legal] | None
    fingerprint: str
    state: Literal["new", "unchanged", "updated"] | None


class Suppressed(msgspec.Struct, forbid_unknown_fields=True):
    """A finding that a comment or a baseline leaves out."""

    claim: str
    span: Span
    text: str
    verdict: str
    severity: Severity
    fingerprint: str
    by: Literal["inSource", "external"]
    reason: str


class Notice(msgspec.Struct, forbid_unknown_fields=True):
    """Something amiss that is no claim."""

    rule: str
    severity: Severity
    message: str
    span: Span


class Sentence(msgspec.Struct, forbid_unknown_fields=True):
    """A sentence that was not judged."""

    span: Span
    text: str


class Summary(msgspec.Struct, forbid_unknown_fields=True):
    """Counts; `hidden` findings were left out by a filter."""

    claims: Count
    unmatched: Count
    hidden: Count
    by_verdict: dict[str, Count]
    by_severity: dict[Severity, Count]


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """One text and what was found in it."""

    path: str
    words: Count
    findings: list[Finding]
    suppressed: list[Suppressed]
    notices: list[Notice]
    unmatched: list[Sentence]
    citations: list[Cited]
    summary: Summary
    card: card_json.Card | None


class Error(msgspec.Struct, forbid_unknown_fields=True):
    """A text that could not be checked."""

    where: str | None
    what: str
    mend: str


class Output(msgspec.Struct, forbid_unknown_fields=True):
    """A whole report."""

    schema_version: Literal[1]
    mgcheck: str
    catalogue: Catalogue
    documents: list[Document]
    errors: list[Error]
    summary: Summary
    regulation: regulation_json.Regulation | None


def render(
    checked: Sequence[Checked],
    catalogue: model.Catalogue,
    version: str,
    errors: Sequence[MgcheckError] = (),
) -> bytes:
    """The report as indented UTF-8 JSON with a line end."""
    output = Output(
        schema_version=SCHEMA_VERSION,
        mgcheck=version,
        catalogue=edition(catalogue),
        documents=[_document(one, catalogue) for one in checked],
        errors=[Error(e.where, e.what, e.mend) for e in errors],
        summary=_summary(checked),
        regulation=regulation_json.regulation(
            [one.legal for one in checked if one.legal is not None], catalogue
        ),
    )
    return dump(output)


def dump(value: object) -> bytes:
    """Any of our values as indented UTF-8 JSON with a line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of a report."""
    return schema_of(Output, f"mgcheck report, schema_version {SCHEMA_VERSION}")


def _document(one: Checked, catalogue: model.Catalogue) -> Document:
    document = one.report.document
    return Document(
        path=document.path,
        words=document.words,
        findings=findings(one, catalogue),
        suppressed=suppressed(one),
        notices=notices(one),
        unmatched=[_sentence(s, document) for s in one.report.unmatched],
        citations=json_cited.works(one.report.citations, document, catalogue),
        summary=_summary((one,)),
        card=None if one.card is None else card_json.card(one.card, document, catalogue),
    )


def findings(one: Checked, catalogue: model.Catalogue) -> list[Finding]:
    """Each finding shown of a text, with its fingerprint and how it stands to a baseline."""
    known = known_by(one)
    states: Sequence[State | None] = one.states or [None] * len(one.findings)
    return [
        _finding(f, one.report.document, catalogue, one.standings(n), known[key(f)], state)
        for n, (f, state) in enumerate(zip(one.findings, states, strict=True))
    ]


def suppressed(one: Checked) -> list[Suppressed]:
    """The findings of a text that a comment or a baseline leaves out."""
    document, known = one.report.document, known_by(one)
    return [
        Suppressed(
            claim=s.finding.mention.claim,
            span=span(document, s.finding.mention.start, s.finding.mention.end),
            text=document.text[s.finding.mention.start : s.finding.mention.end],
            verdict=s.finding.verdict.value,
            severity=s.finding.severity.value,
            fingerprint=known[key(s.finding)],
            by=_BY[s.by],
            reason=s.reason,
        )
        for s in one.suppressed
    ]


def notices(one: Checked) -> list[Notice]:
    """What is amiss in a text and is no claim."""
    document = one.report.document
    return [
        Notice(n.rule, n.severity.value, n.message, span(document, n.start, n.end))
        for n in one.notices
    ]


_BY: Final[Mapping[str, Literal["inSource", "external"]]] = {
    "inSource": "inSource",
    "external": "external",
}


def _finding(
    finding: model.Finding,
    document: model.Document,
    catalogue: model.Catalogue,
    standings: Sequence[Standing] | None,
    fingerprint: str,
    state: State | None,
) -> Finding:
    mention = finding.mention
    claim = catalogue.claims[mention.claim]
    return Finding(
        claim=claim.id,
        statement=claim.statement,
        kind=claim.kind.value,
        subject=list(claim.subject),
        outcome=claim.outcome,
        span=span(document, mention.start, mention.end),
        text=document.text[mention.start : mention.end],
        match=Match(
            mention.score,
            mention.how,
            [
                Term(document.text[h.start : h.end], h.start, h.end, h.concept, h.part)
                for h in mention.hits
            ],
        ),
        stance=mention.stance.value,
        wording=mention.wording.value,
        relation=mention.relation.value,
        scope=mention.scope,
        evidence=weighed(finding.body, claim.id, catalogue),
        verdict=finding.verdict.value,
        severity=finding.severity.value,
        why=finding.why,
        legs=[Leg(leg.id, leg.name, leg.why, list(leg.studies)) for leg in finding.legs],
        suggestion=finding.suggestion,
        fix=_fix(finding.fix),
        citations=json_cited.backings(finding.citations, document),
        figures=json_cited.figures(finding.figures, document),
        legal=None
        if standings is None
        else [regulation_json.legal(s, catalogue) for s in standings],
        fingerprint=fingerprint,
        state=None if state is None else state.value,
    )


def _fix(fix: model.Fix | None) -> Fix | None:
    if fix is None:
        return None
    edits = [Edit(e.start, e.end, e.text) for e in fix.edits]
    return Fix(fix.is_safe, _HOW[fix.how], fix.text, edits)


_HOW: Final[Mapping[str, Literal["hedge", "opening", "scope", "sentence"]]] = {
    "hedge": "hedge",
    "opening": "opening",
    "scope": "scope",
    "sentence": "sentence",
}


def weighed(body: model.Body, claim: str, catalogue: model.Catalogue) -> Evidence:
    """A body of evidence with its steps and records."""
    return Evidence(
        direction=_DIRECTIONS[body.direction],
        tier=body.tier.value,
        start=body.start.value if body.start is not None else None,
        certainty=body.certainty.value if body.certainty is not None else None,
        steps=[Step(s.domain, s.levels, s.why) for s in body.steps],
        capped_by=body.capped_by,
        status=body.status.value if body.status is not None else None,
        participants=body.participants,
        studies=[
            *(_study(s, claim, catalogue, decides=True) for s in body.studies),
            *(_study(s, claim, catalogue, decides=False) for s in body.also),
        ],
        references=[_reference(r, catalogue) for r in body.references],
    )


_DIRECTIONS: Final[Mapping[str | None, Literal["same", "none", "conflict", "opposite"] | None]] = {
    "same": "same",
    "none": "none",
    "conflict": "conflict",
    "opposite": "opposite",
    None: None,
}


def _study(name: str, claim: str, catalogue: model.Catalogue, *, decides: bool) -> Study:
    study = catalogue.studies[name]
    rows = evidence.rows(study, catalogue.claims[claim], catalogue)
    return Study(
        id=study.id,
        decides=decides,
        design=study.design.value if study.design is not None else None,
        species=study.species,
        n_analysed=study.n_analysed,
        n_randomised=study.n_randomised,
        directions=list(dict.fromkeys(r.direction.value for r in rows if r.direction)),
        doi=study.doi,
        pmid=study.pmid,
        registration=study.nct,
        url=study.url,
    )


def _reference(name: str, catalogue: model.Catalogue) -> Reference:
    record = catalogue.references[name]
    return Reference(record.id, record.issuer, record.kind, record.doi, record.pmid, record.url)


def _sentence(sentence: model.Sentence, document: model.Document) -> Sentence:
    return Sentence(
        span(document, sentence.start, sentence.end),
        document.text[sentence.start : sentence.end],
    )


def _summary(checked: Sequence[Checked]) -> Summary:
    counts = summarise(checked)
    return Summary(
        claims=counts.n_claims,
        unmatched=counts.n_unmatched,
        hidden=counts.n_hidden,
        by_verdict={v.value: n for v, n in counts.by_verdict.items()},
        by_severity={s.value: n for s, n in counts.by_severity.items()},
    )


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(dump(schema()))
