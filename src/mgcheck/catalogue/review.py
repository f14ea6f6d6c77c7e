"""When a record was last checked, and when it is due again (docs/records.md)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from mgcheck.model import Catalogue, Claim, Provision, Reference, Study

if TYPE_CHECKING:
    from typing import Any

    from mgcheck.catalogue.faults import Faults
    from mgcheck.catalogue.records import Entry

Dated = Claim | Study | Reference | Provision
R = TypeVar("R", bound=Dated)
_IN_PRINT: Final = "journal"
_SEARCH: Final = "search"


def scheduled(record: R, months: Mapping[str, int | None]) -> R:
    """`record` with the day when it is due again: its own, else by the catalogue's rule."""
    after = months.get(_sort(record))
    if record.review_by is not None or record.checked is None or after is None:
        return record
    return replace(record, review_by=_later(date.fromisoformat(record.checked), after).isoformat())


def due(catalogue: Catalogue, today: date) -> tuple[Dated, ...]:
    """Records whose review is due on `today`, the longest due first; then those never checked.

    A claim has nothing of its own to check: it is due only where it says when it was.
    """
    every: tuple[Dated, ...] = (
        *catalogue.claims.values(),
        *catalogue.studies.values(),
        *catalogue.references.values(),
        *catalogue.provisions.values(),
    )
    day = today.isoformat()
    found = [
        record
        for record in every
        if (record.checked is None and not isinstance(record, Claim))
        or (record.review_by is not None and record.review_by <= day)
    ]
    return tuple(sorted(found, key=lambda r: (r.checked is None, r.review_by or "", r.id)))


def check_dates(entry: Entry[Any], faults: Faults) -> None:
    """Days that the calendar has, and no review before the check that it follows."""
    days = {key: getattr(entry.record, key) for key in ("checked", "review_by")}
    for key, written in days.items():
        if written is not None and not _is_day(written):
            faults.add(
                entry.where(key), f"'{written}' is no day", "write one that the calendar has"
            )
            return
    checked, review = days["checked"], days["review_by"]
    if review is not None and checked is None:
        faults.add(entry.where("review_by"), "stands without a check", "write when it was checked")
    elif review is not None and review <= checked:
        mend = f"write a day after it was checked, {checked}"
        faults.add(entry.where("review_by"), f"'{review}' is too early", mend)


def _sort(record: Dated) -> str:
    """Which of the catalogue's rules holds for it."""
    match record:
        case Claim():
            return "claim"
        case Study():
            return "study" if record.publication.status == _IN_PRINT else "unpublished"
        case Reference():
            return "search" if record.kind == _SEARCH else "reference"
        case Provision():
            return "provision"


def _later(day: date, months: int) -> date:
    """The same day `months` later, or the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
