"""`mgcheck claims` and `mgcheck evidence`: what is held, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgcheck.model import Body, Catalogue, Claim, Provision, Reference, Study
from mgcheck.report import evidence
from mgcheck.report.line import Line, Style, clean, text_line
from mgcheck.report.words import count

Dated = Claim | Study | Reference | Provision


def claim_lines(claims: Sequence[Claim]) -> Iterator[Line]:
    """Id, kind and statement of each claim."""
    width = max((len(c.id) for c in claims), default=0)
    for claim in claims:
        yield _entry(claim.id, width, f"{claim.kind.value:<10}  ", clean(claim.statement))
    yield text_line((f"{count(len(claims), 'claim')}.", Style.QUIET))


def record_lines(records: Sequence[Study | Reference]) -> Iterator[Line]:
    """Id, kind, size and identifier of each record."""
    width = max((len(r.id) for r in records), default=0)
    for record in records:
        if isinstance(record, Study):
            told = f"{evidence.design(record)} · {evidence.size(record)}"
        else:
            told = f"{record.kind} · {clean(record.issuer)}"
        yield _entry(record.id, width, "", f"{told} · {clean(evidence.identifier(record))}")
    yield text_line((f"{count(len(records), 'record')}.", Style.QUIET))


def due_lines(records: Sequence[Dated]) -> Iterator[Line]:
    """Id and kind of each record that is due to be checked again, and since when."""
    width = max((len(r.id) for r in records), default=0)
    for record in records:
        yield _entry(record.id, width, f"{_sort(record):<9}  ", checked(record))
    never = sum(r.checked is None for r in records)
    of_them = f", {never:,} of them never checked" if never else ""
    yield text_line((f"{count(len(records), 'record')} due{of_them}.", Style.QUIET))


def due_rows(records: Sequence[Dated]) -> list[dict[str, object]]:
    """The same for JSON."""
    return [
        {"id": r.id, "record": _sort(r), "checked": r.checked, "review_by": r.review_by}
        for r in records
    ]


def checked(record: Dated) -> str:
    """When a record was checked, and when that is due again."""
    if record.checked is None:
        return "never checked"
    due = f"; review due {record.review_by}" if record.review_by is not None else ""
    return f"checked {record.checked}{due}"


def behind(claim: Claim, body: Body, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """When a claim was checked and when that is due again: its own days, else its records'.

    A claim is as fresh as the stalest record behind it. None: it has no record with a day.
    """
    if claim.checked is not None:
        return claim.checked, claim.review_by
    records: list[Study | Reference] = [
        catalogue.studies[name] for name in (*body.studies, *body.also)
    ]
    records += (catalogue.references[name] for name in body.references)
    days = [r.checked for r in records if r.checked is not None]
    due = [r.review_by for r in records if r.review_by is not None]
    return min(days, default=None), min(due, default=None)


def checked_behind(claim: Claim, body: Body, catalogue: Catalogue) -> str:
    """The same in words."""
    day, due = behind(claim, body, catalogue)
    if day is None:
        return "none on record"
    since = "" if claim.checked is not None else " or later"
    return f"checked {day}{since}" + (f"; review due {due}" if due is not None else "")


def _sort(record: Dated) -> str:
    return type(record).__name__.lower()


def claim_rows(claims: Sequence[Claim]) -> list[dict[str, object]]:
    """The same claims for JSON."""
    return [
        {
            "id": c.id,
            "topic": c.topic,
            "kind": c.kind.value,
            "statement": c.statement,
            "subject": list(c.subject),
            "outcome": c.outcome,
            "direction": c.direction.value if c.direction is not None else None,
        }
        for c in claims
    ]


def record_rows(records: Sequence[Study | Reference]) -> list[dict[str, object]]:
    """The same records for JSON; a reference has no design, species or numbers."""
    return [_study_row(r) if isinstance(r, Study) else _reference_row(r) for r in records]


def _study_row(study: Study) -> dict[str, object]:
    return {
        "id": study.id,
        "record": "study",
        "kind": study.design.value if study.design is not None else None,
        "subject": study.intervention.subject,
        "species": study.species,
        "n_analysed": study.n_analysed,
        "n_randomised": study.n_randomised,
        "year": study.citation.year,
        "title": study.citation.title,
        "doi": study.doi,
        "pmid": study.pmid,
        "registration": study.nct,
        "url": study.url,
    }


def _reference_row(reference: Reference) -> dict[str, object]:
    return {
        "id": reference.id,
        "record": "reference",
        "kind": reference.kind,
        "subject": None,
        "species": None,
        "n_analysed": None,
        "n_randomised": None,
        "year": reference.citation.year,
        "title": reference.citation.title,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "registration": None,
        "url": reference.url,
    }


def _entry(name: str, width: int, kind: str, told: str) -> Line:
    return Line(
        ((f"{name:<{width}}  ", Style.STRONG), (kind, Style.QUIET), (told, Style.PLAIN)),
        rest=("    ", Style.PLAIN),
    )
