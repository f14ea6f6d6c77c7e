"""What a reader wants to be told, as written in reading.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import Id, Record, Text
from mgcheck.catalogue.schema.claims import NearMissRecord
from mgcheck.catalogue.terms import Naming
from mgcheck.model import Kind, Want
from mgcheck.text import fold, stem

Written = Iterator[tuple[str, int, Naming]]
"""Each term's key in the record, its place in that list, and what it stands for."""


class WantRecord(Record):
    """Something that a reader wants to be told, and the words by which a text tells it."""

    id: Id
    name: Text
    note: Text
    asked_of: list[Annotated[Kind, Field(strict=False)]]
    answered_by: Literal["safety", "dose", "population", "funding"] | None
    terms: list[Text]
    counted: list[Text] = []
    guards: list[Text] = []
    find: list[Text]
    near_miss: list[NearMissRecord]

    def to_model(self) -> Want:
        """The same, as the program holds it, without its terms."""
        return Want(
            id=self.id,
            name=self.name,
            note=self.note,
            asked_of=tuple(self.asked_of),
            answered_by=self.answered_by,
            counted=tuple(sorted({stem(fold(word)) for word in self.counted})),
        )

    def written(self) -> Written:
        """Where each term and guard stands; the role keeps them apart from the lexicon's."""
        terms = Naming(self.id, "want", "want")
        yield from (("terms", at, terms) for at in range(len(self.terms)))
        guards = Naming(self.id, "guard", "want")
        yield from (("guards", at, guards) for at in range(len(self.guards)))
