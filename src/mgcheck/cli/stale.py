"""`mgcheck evidence --stale`: which records are due to be checked again."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from mgcheck import load_catalogue
from mgcheck.cli.catalogue import bearing, write_listing
from mgcheck.cli.choices import Color, ListFormat
from mgcheck.cli.names import require
from mgcheck.cli.output import write_lines
from mgcheck.cli.today import today
from mgcheck.errors import UsageError
from mgcheck.model import Claim, Provision, Reference, Study


class Wanted(Struct, frozen=True):
    """Which records the reader asked for."""

    claims: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    stale: bool = True
    today: str | None = None


def run(wanted: Wanted, format_: ListFormat, folder: Path | None, color: Color) -> int:
    """List the records that are due, the longest due first; 1 where there is one."""
    from mgcheck.catalogue.review import due
    from mgcheck.report import lists

    if not wanted.stale:
        raise UsageError("counts for --stale only", "add --stale", "--today")
    day = today(wanted.today)
    catalogue = load_catalogue(folder)
    require(wanted.claims, catalogue.claims, "claim", "--claim")
    require(wanted.subjects, catalogue.subjects, "subject", "--subject")
    bears = bearing(wanted.claims, catalogue)
    chosen = None if bears is None else bears.union(wanted.claims)
    found = [
        record
        for record in due(catalogue, day)
        if (chosen is None or record.id in chosen)
        and (not wanted.subjects or _is_about(record, wanted.subjects))
    ]
    if format_ is ListFormat.JSON:
        write_listing("due", lists.due_rows(found), catalogue, today=day.isoformat())
    else:
        write_lines(lists.due_lines(found), color)
    return int(bool(found))


def _is_about(record: Claim | Study | Reference | Provision, subjects: tuple[str, ...]) -> bool:
    """A reference has no subject."""
    match record:
        case Claim():
            return not set(subjects).isdisjoint(record.subject)
        case Study():
            return record.intervention.subject in subjects
        case Provision():
            return not set(subjects).isdisjoint(record.subjects)
        case Reference():
            return False
