"""The day that a run takes for today: the clock's, or the one named by --today."""

from __future__ import annotations

from datetime import date, datetime, timezone

from mgcheck.errors import UsageError


def today(written: str | None) -> date:
    """The day that `written` names; None: the clock's, in UTC."""
    if written is None:
        return datetime.now(timezone.utc).date()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:  # newer Pythons read 20260131, too
        raise UsageError(f"'{written}' is no day", "write one as year-month-day", "--today")
    return day
