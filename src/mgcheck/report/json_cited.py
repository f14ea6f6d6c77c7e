"""Citations in the JSON report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from mgcheck import model
from mgcheck.report import evidence
from mgcheck.report.json_span import Span, span

OnRecord = Literal["on record", "not on record", "ambiguous"]


class Remark(msgspec.Struct, forbid_unknown_fields=True):
    """Where a cited record and the text part."""

    id: str
    why: str


class Figure(msgspec.Struct, forbid_unknown_fields=True):
    """A figure of the text held against the record of the study that it is said of."""

    text: str
    span: Span
    kind: Literal["participants", "studies", "weeks", "dose", "percent", "size", "count"]
    record: str
    on_record: str
    agrees: bool
    why: str


class Backing(msgspec.Struct, forbid_unknown_fields=True):
    """A cited work beside a claim."""

    work: str
    records: list[str]
    on_record: OnRecord
    claim: str
    mention_start: int
    where: Literal["sentence", "paragraph", "list"]
    text: str
    span: Span
    bears: bool | None
    misattributed: bool
    remarks: list[Remark]
    figures: list[Figure]


class Place(msgspec.Struct, forbid_unknown_fields=True):
    """One place at which a work is cited."""

    text: str
    span: Span
    form: Literal[
        "told", "bracket", "link", "identifier", "mark", "name", "back", "described", "entry"
    ]


class Cited(msgspec.Struct, forbid_unknown_fields=True):
    """One work that the text cites; `records` is empty where it is not on record."""

    work: str
    records: list[str]
    on_record: OnRecord
    how: str
    doi: str | None
    pmid: str | None
    registration: str | None
    design: str | None
    species: str | None
    places: list[Place]
    status: list[Literal["retracted", "corrected", "unpublished", "second-hand"]]
    measured: list[str]
    remarks: list[Remark]
    beside: list[Backing]
    rests: list[str]
    figures: list[Figure]


def works(
    cited: Iterable[model.Cited], document: model.Document, catalogue: model.Catalogue
) -> list[Cited]:
    """Every work that the text cites, in order of its first place."""
    return [_work(work, document, catalogue) for work in cited]


def backings(found: Iterable[model.Backing], document: model.Document) -> list[Backing]:
    """The works beside a finding, or the findings beside a work."""
    return [
        Backing(
            work=b.work,
            records=list(b.records),
            on_record=_on_record(b.records),
            claim=b.claim,
            mention_start=b.mention_start,
            where=_WHERE[b.where],
            text=document.text[b.place[0] : b.place[1]],
            span=span(document, *b.place),
            bears=b.bears,
            misattributed=b.is_misattributed,
            remarks=_remarks(b.remarks),
            figures=figures(b.figures, document),
        )
        for b in found
    ]


_WHERE: Final[dict[str, Literal["sentence", "paragraph", "list"]]] = {
    "sentence": "sentence",
    "paragraph": "paragraph",
    "list": "list",
}


def _work(work: model.Cited, document: model.Document, catalogue: model.Catalogue) -> Cited:
    study = reference = None
    if len(work.records) == 1:
        study = catalogue.studies.get(work.records[0])
        reference = catalogue.references.get(work.records[0])
    record = study or reference
    return Cited(
        work=work.work,
        records=list(work.records),
        on_record=_on_record(work.records),
        how=work.how,
        doi=record.doi if record else None,
        pmid=record.pmid if record else None,
        registration=study.nct if study else None,
        design=evidence.design(study) if study else None,
        species=study.species if study else None,
        places=[
            msgspec.convert(
                {
                    "text": document.text[p.start : p.end],
                    "span": span(document, p.start, p.end),
                    "form": p.form,
                },
                Place,
            )
            for p in work.places
        ],
        status=msgspec.convert(
            work.status, list[Literal["retracted", "corrected", "unpublished", "second-hand"]]
        ),
        measured=list(work.measured),
        remarks=_remarks(work.remarks),
        beside=backings(work.beside, document),
        rests=list(work.rests),
        figures=figures(work.figures, document),
    )


def _on_record(records: tuple[str, ...]) -> OnRecord:
    if not records:
        return "not on record"
    return "on record" if len(records) == 1 else "ambiguous"


def _remarks(remarks: Iterable[model.Remark]) -> list[Remark]:
    return [Remark(r.id, r.why) for r in remarks]


def figures(found: Iterable[model.Compared], document: model.Document) -> list[Figure]:
    """Figures of the text, each with what the record has."""
    return [
        msgspec.convert(
            {
                "text": f.figure.text,
                "span": span(document, f.figure.start, f.figure.end),
                "kind": f.figure.kind,
                "record": f.record,
                "on_record": f.on_record,
                "agrees": f.agrees,
                "why": f.why,
            },
            Figure,
        )
        for f in found
    ]
