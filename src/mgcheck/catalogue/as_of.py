"""A catalogue as it would have been at a date: with the records that were published by then.

Records give the year of publication and no day. One counts where its year was over by the date, or
where somebody had checked it by then, which nobody can before it is out.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, TypeVar

from msgspec.structs import replace

from mgcheck.errors import UsageError
from mgcheck.lexicon import pack
from mgcheck.model import AsOf, Catalogue, Reference, Study

R = TypeVar("R", Study, Reference)
_MEND: Final = "write year, year-month or year-month-day, such as 2019 or 2019-06-30"


def as_of(catalogue: Catalogue, written: str) -> Catalogue:
    """`catalogue` without what was published after the date `written`; a year means its end."""
    day = last_day(written)
    studies, references = _out(catalogue.studies, day), _out(catalogue.references, day)
    years = [s.citation.year for i, s in catalogue.studies.items() if i not in studies]
    years += [r.citation.year for i, r in catalogue.references.items() if i not in references]
    return replace(
        catalogue,
        studies=studies,
        references=references,
        # a study that was not out yet has no name that a text could call it by
        terms=pack(t for t in catalogue.terms.of() if t.sort != "study" or t.concept in studies),
        as_of=AsOf(
            date=day.isoformat(),
            n_records=len(studies) + len(references),
            n_later=sum(year is not None and year > day.year for year in years),
            n_same_year=sum(year == day.year for year in years),
            n_undated=sum(year is None for year in years),
        ),
    )


def last_day(written: str) -> date:
    """The day that `written` names, or the last one of its month or year."""
    parts = written.split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
            raise ValueError(written)  # noqa: TRY301 - told as any other that is none
        year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
        month = month if len(parts) > 1 else 12
        return date(year, month, day if len(parts) > 2 else monthrange(year, month)[1])
    except ValueError as err:  # calendar's own error for a month is one, too
        raise UsageError(f"'{written}' is no date", _MEND, "--as-of") from err


def _out(records: dict[str, R], day: date) -> dict[str, R]:
    return {name: record for name, record in records.items() if _is_out(record, day)}


def _is_out(record: Study | Reference, day: date) -> bool:
    if record.checked is not None and record.checked <= day.isoformat():
        return True
    year = record.citation.year
    return year is not None and (year, 12, 31) <= (day.year, day.month, day.day)
