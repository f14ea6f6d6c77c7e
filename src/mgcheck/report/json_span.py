"""Places and counts in the JSON report."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from mgcheck import model

Count = Annotated[int, Meta(ge=0)]
FromOne = Annotated[int, Meta(ge=1)]


class Span(msgspec.Struct, forbid_unknown_fields=True):
    """A place: characters of the decoded file from 0, end exclusive; lines and columns from 1.

    `part` is the page or paragraph of a source that has those instead of lines, else null.
    """

    start: Count
    end: Count
    line: FromOne
    column: FromOne
    end_line: FromOne
    end_column: FromOne
    part: str | None


def span(document: model.Document, start: int, end: int) -> Span:
    """The characters `start` to `end` as a place."""
    part = document.part_of(start)
    return Span(start, end, *document.place(start), *document.place(end), part)
