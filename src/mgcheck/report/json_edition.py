"""Which catalogue an output rests on, in JSON; the same for every command."""

from __future__ import annotations

import msgspec

from mgcheck import model
from mgcheck.report.json_span import Count


class LeftOut(msgspec.Struct, forbid_unknown_fields=True):
    """Records left out: of later years, of that very year, without a year."""

    later: Count
    same_year: Count
    undated: Count


class AsOf(msgspec.Struct, forbid_unknown_fields=True):
    """The date as of which is judged, and by how many records published by then."""

    date: str
    records: Count
    left_out: LeftOut


class Catalogue(msgspec.Struct, forbid_unknown_fields=True):
    """The catalogue that was used; `as_of` null: all of it."""

    name: str
    version: str
    date: str
    sha256: str
    as_of: AsOf | None


def edition(catalogue: model.Catalogue) -> Catalogue:
    """The catalogue's name, version, date and hash, and as of when it is judged by."""
    at = catalogue.as_of
    return Catalogue(
        name=catalogue.name,
        version=catalogue.version,
        date=catalogue.date,
        sha256=catalogue.sha256,
        as_of=None
        if at is None
        else AsOf(at.date, at.n_records, LeftOut(at.n_later, at.n_same_year, at.n_undated)),
    )
