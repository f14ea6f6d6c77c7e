"""`mgcheck explain`: a claim's, a study's or a reference's page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mgcheck import as_of, load_catalogue
from mgcheck.cli.choices import Color, ExplainFormat
from mgcheck.cli.names import unknown
from mgcheck.cli.output import write_bytes, write_lines
from mgcheck.errors import UsageError
from mgcheck.model import (
    Catalogue,
    Claim,
    Finding,
    Mention,
    Provision,
    Reference,
    Relation,
    Remark,
    Stance,
    Study,
    Wording,
)
from mgcheck.report.line import EMPTY, Line

Record = Claim | Study | Reference | Provision


class Ways(Struct, frozen=True):
    """How a page is written, and as of when it is judged."""

    format: ExplainFormat = ExplainFormat.TERMINAL
    output: Path | None = None
    as_of: str | None = None
    catalogue: Path | None = None
    color: Color = Color.AUTO
    jurisdictions: tuple[str, ...] = ()
    commercial: bool = False


class Resting(Struct, frozen=True):
    """What rests on a study."""

    decided: tuple[str, ...] = ()
    """Claims that it decides."""
    beside: tuple[str, ...] = ()
    """Claims whose evidence it stands beside."""
    cautions: tuple[Remark, ...] = ()
    """What whoever cites it should know."""


def run(name: str, ways: Ways) -> int:
    """Everything on record about one claim, study, reference or provision of law."""
    from mgcheck.cli import law

    catalogue = load_catalogue(ways.catalogue)
    record = _record(_as_id(name, catalogue), catalogue)
    asked = law.asked(ways.jurisdictions, ways.commercial, catalogue)
    _require_page(record, ways, asked)
    if ways.as_of is not None:
        catalogue = as_of(catalogue, ways.as_of)
        _require_out(record, catalogue)
    if ways.format is ExplainFormat.TERMINAL or isinstance(record, Provision):
        from mgcheck.report import edition

        page = _lines(record, catalogue, asked, ways.commercial)
        write_lines([*page, *edition.lines(catalogue)], ways.color, ways.output)
    elif ways.format is ExplainFormat.MARKDOWN:
        write_bytes(_markdown(record, catalogue), ways.output)
    else:
        write_bytes(_json(record, catalogue), ways.output)
    return 0


def flatly(claim: Claim, catalogue: Catalogue) -> Finding:
    """What a text that asserts `claim` without any reserve would be told."""
    from mgcheck import grade

    mention = Mention(
        claim=claim.id,
        start=0,
        end=0,
        stance=Stance.ASSERTS,
        wording=Wording.DOES,
        relation=Relation.CAUSE,
        scope=None,
        score=100,
        how="",
        hits=(),
    )
    return grade.findings((mention,), catalogue)[0]


def resting(catalogue: Catalogue) -> dict[str, Resting]:
    """By study: what rests on it."""
    from mgcheck import grade
    from mgcheck.grade.cited import cautions

    bodies = {c.id: grade.body(c, catalogue) for _, c in sorted(catalogue.claims.items())}
    return {
        study.id: Resting(
            tuple(name for name, body in bodies.items() if study.id in body.studies),
            tuple(name for name, body in bodies.items() if study.id in body.also),
            tuple(cautions(study)),
        )
        for _, study in sorted(catalogue.studies.items())
    }


def _lines(
    record: Record, catalogue: Catalogue, asked: tuple[str, ...], commercial: bool
) -> Iterator[Line]:
    from mgcheck.cli import law
    from mgcheck.report import explain as report

    match record:
        case Claim():
            legal = law.view_of_claim(record, catalogue, asked, commercial) if asked else None
            yield from report.claim_lines(record, flatly(record, catalogue), catalogue, legal)
        case Study():
            rests = resting(catalogue)[record.id]
            yield from report.study_lines(
                record, rests.decided, rests.beside, catalogue, rests.cautions
            )
        case Reference():
            yield from report.reference_lines(record)
        case Provision():
            from mgcheck.report import provision

            yield from provision.lines(record, catalogue)
    yield EMPTY


def _markdown(record: Claim | Study | Reference, catalogue: Catalogue) -> bytes:
    from mgcheck.report import edition
    from mgcheck.report import explain_markdown as report

    match record:
        case Claim():
            page = report.claim_page(record, flatly(record, catalogue), catalogue)
        case Study():
            rests = resting(catalogue)[record.id]
            page = report.study_page(record, rests.decided, rests.beside, catalogue, rests.cautions)
        case Reference():
            page = report.reference_page(record)
    return "\n".join((*page, "", *edition.markdown(catalogue))).encode("utf-8", "replace") + b"\n"


def _json(record: Claim | Study | Reference, catalogue: Catalogue) -> bytes:
    from mgcheck import __version__
    from mgcheck.report import explain_json as report

    page: report.ClaimPage | report.StudyPage | report.ReferencePage
    match record:
        case Claim():
            page = report.claim_page(record, flatly(record, catalogue), catalogue)
        case Study():
            rests = resting(catalogue)[record.id]
            page = report.study_page(record, rests.decided, rests.beside, catalogue, rests.cautions)
        case Reference():
            page = report.reference_page(record)
    return report.render(page, catalogue, __version__)


def _record(name: str, catalogue: Catalogue) -> Record:
    held = _held(catalogue)
    if name not in held:
        raise unknown(name, sorted(held), "claim, study or reference")
    return held[name]


def _held(catalogue: Catalogue) -> dict[str, Record]:
    return {
        **catalogue.claims,
        **catalogue.studies,
        **catalogue.references,
        **catalogue.provisions,
    }


def _require_page(record: Record, ways: Ways, asked: tuple[str, ...]) -> None:
    """The law is told of claims alone, at a terminal, as it is on record now."""
    if asked and not isinstance(record, Claim):
        raise UsageError(f"'{record.id}' is no claim", "leave the option out", "--jurisdiction")
    is_law = bool(asked) or isinstance(record, Provision)
    if is_law and ways.format is not ExplainFormat.TERMINAL:
        what = "does not hold what the law says"
        raise UsageError(what, "leave the option out", f"--format {ways.format.value}")
    if is_law and ways.as_of is not None:
        raise UsageError("does not tell what the law said then", "leave it out", "--as-of")


def _as_id(name: str, catalogue: Catalogue) -> str:
    """The one record that `name` is a DOI, PMID or other identifier of; else `name` itself."""
    if name in _held(catalogue):
        return name
    from mgcheck import cite

    named = f"PMID {name}" if name.isascii() and name.isdigit() else name
    found = cite.records_of(named, catalogue)
    return found[0] if len(found) == 1 else name


def _require_out(record: Record, catalogue: Catalogue) -> None:
    """A record that was not published by the date has no page as of it."""
    if record.id not in _held(catalogue) and catalogue.as_of is not None:
        what = f"nothing shows that '{record.id}' was published by {catalogue.as_of.date}"
        raise UsageError(what, "name a later date", "--as-of")
