"""Which catalogue a report rests on: name, version, date, hash, and as of when it was judged."""

from __future__ import annotations

from collections.abc import Iterator

from mgcheck.model import AsOf, Catalogue
from mgcheck.report.line import Line, Style, clean, text_line
from mgcheck.report.words import count


def lines(catalogue: Catalogue) -> Iterator[Line]:
    """The last lines of a report."""
    yield text_line((clean(f"{edition(catalogue)}."), Style.QUIET))
    yield from as_of_lines(catalogue)


def as_of_lines(catalogue: Catalogue) -> Iterator[Line]:
    """A line where the catalogue is one of an earlier date."""
    if catalogue.as_of is not None:
        yield text_line((as_of(catalogue.as_of), Style.STRONG))


def markdown(catalogue: Catalogue) -> Iterator[str]:
    """The same as the last lines of a page in Markdown."""
    from mgcheck.report.markdown import escape  # no business of a report at a terminal

    yield f"{escape(edition(catalogue))}."
    if catalogue.as_of is not None:
        yield ""
        yield escape(as_of(catalogue.as_of))


def edition(catalogue: Catalogue) -> str:
    """Name, version, date and the start of the hash."""
    issue = f"{catalogue.name} {catalogue.version} of {catalogue.date}"
    return f"Catalogue {issue}, sha256 {catalogue.sha256[:12]}"


def named(catalogue: Catalogue) -> dict[str, str]:
    """Name, version, date and whole hash, for programs; and as of when, where that was asked."""
    told = {"name": catalogue.name, "version": catalogue.version, "date": catalogue.date}
    at = {} if catalogue.as_of is None else {"asOf": catalogue.as_of.date}
    return {**told, "sha256": catalogue.sha256, **at}


def as_of(at: AsOf) -> str:
    """As of when it was judged, by how many records, and what was left out."""
    left = [
        told
        for number, told in (
            (at.n_later, f"{at.n_later:,} of later years"),
            (at.n_same_year, f"{at.n_same_year:,} of that year, whose day is not on record"),
            (at.n_undated, f"{at.n_undated:,} that give no year"),
        )
        if number
    ]
    out = f"; left out: {', '.join(left)}" if left else ""
    return f"Judged as of {at.date}, by {count(at.n_records, 'record')} published by then{out}."
