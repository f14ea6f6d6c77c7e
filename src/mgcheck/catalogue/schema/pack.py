"""What a catalogue says of itself, and the articles that it was built from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mgcheck.catalogue.schema.base import Date, Id, Record, Text
from mgcheck.model import Source

Months = Annotated[int, Field(ge=1, le=600)]


class ReviewRecord(Record):
    """After how many months a record is due again, counted from when it was checked."""

    claim: Months
    study: Months
    unpublished: Months
    reference: Months
    search: Months
    provision: Months | None = None


class PackRecord(Record):
    """catalogue.yaml."""

    name: Id
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+){1,2}\S*$")]
    date: Date
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    about: Text
    review_months: ReviewRecord | None = None


class SourceRecord(Record):
    """An article; never its text."""

    id: Id
    title: Text
    author: Text | None
    date: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None
    kind: Text

    def to_model(self) -> Source:
        """The same, as the program holds it."""
        return Source(self.id, self.title, self.author, self.date, self.kind)
