"""Concepts as written in lexicon/*.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import Id, Record, Text
from mgcheck.catalogue.schema.claims import Way
from mgcheck.catalogue.terms import Naming
from mgcheck.model import Concept, Telling, Told

Written = Iterator[tuple[str, int, Naming]]
"""Each term's key in the record, its place in that list, and what it stands for."""


class SubjectRecord(Record):
    """What a claim is about: a substance, a product, a lack."""

    id: Id
    name: Text
    parents: list[Id]
    for_parent: Literal["direct", "indirect", "none"] = "direct"
    counterpart: Id | None = None
    combines: list[Id] = []
    nouns: list[Text] = []
    condition: bool = False
    terms: list[Text]
    context_terms: list[Text] = []

    def to_model(self) -> Concept:
        """The concept, without its terms."""
        return Concept(
            id=self.id,
            name=self.name,
            sort="subject",
            parents=tuple(self.parents),
            for_parent=self.for_parent,
            counterpart=self.counterpart,
            combines=tuple(self.combines),
            nouns=tuple(self.nouns),
            is_condition=self.condition,
        )

    def written(self) -> Written:
        """Where each term stands, and what it says."""
        names = Naming(self.id, "subject", "names")
        yield from (("terms", at, names) for at in range(len(self.terms)))
        context = names._replace(context=True)
        yield from (("context_terms", at, context) for at in range(len(self.context_terms)))


class OutcomeRecord(Record):
    """What a claim says is changed or true."""

    id: Id
    name: Text
    parents: list[Id]
    better: Literal["up", "down"] | None
    surrogate_of: list[Id] = []
    condition: bool = False
    terms: list[Text]
    better_phrases: list[Text] = []
    worse_phrases: list[Text] = []
    does_phrases: list[Text] = []

    def to_model(self) -> Concept:
        """The concept, without its terms."""
        return Concept(
            id=self.id,
            name=self.name,
            sort="outcome",
            parents=tuple(self.parents),
            better=self.better,
            surrogate_of=tuple(self.surrogate_of),
            is_condition=self.condition,
        )

    def written(self) -> Written:
        """Where each term stands, and what it says."""
        for key, role, texts in (
            ("terms", "names", self.terms),
            ("better_phrases", "better", self.better_phrases),
            ("worse_phrases", "worse", self.worse_phrases),
            ("does_phrases", "does", self.does_phrases),
        ):
            naming = Naming(self.id, "outcome", role)
            yield from ((key, at, naming) for at in range(len(texts)))


class CueRecord(Record):
    """Small words that tell stance, wording or scope."""

    sort: ClassVar[str] = "cue"

    id: Id
    name: Text
    terms: list[Text]

    def to_model(self) -> Concept:
        """The concept, without its terms."""
        return Concept(id=self.id, name=self.name, sort=self.sort)

    def written(self) -> Written:
        """Where each term stands, and what it says."""
        names = Naming(self.id, self.sort, "names")
        yield from (("terms", at, names) for at in range(len(self.terms)))


class GuardRecord(CueRecord):
    """Phrases in which a word of the lexicon means something else."""

    sort: ClassVar[str] = "guard"


class RelationRecord(Record):
    """Verbs and nouns that say what a subject does to an outcome."""

    id: Id
    name: Text
    way: Way
    terms: list[Text]

    def to_model(self) -> Concept:
        """The concept, without its terms."""
        return Concept(id=self.id, name=self.name, sort="relation")

    def written(self) -> Written:
        """Where each term stands; a relation's role is its way."""
        naming = Naming(self.id, "relation", self.way)
        yield from (("terms", at, naming) for at in range(len(self.terms)))


ANYWHERE: int = 10_000
"""Words between the steps of a chain that sets no limit."""
Weight = Annotated[float, Field(ge=-20, le=20)]


class TellingRecord(Record):
    """Words, or a chain of them, that say how a sentence puts a relation (docs/matching.md)."""

    id: Id
    name: Text
    tells: dict[Literal["none", "direct", "conditional", "association"], Weight]
    terms: list[Text] = []
    chain: list[Text] = []
    within: Annotated[int, Field(ge=0)] | None = None

    def to_model(self) -> Telling:
        """The telling, without its terms."""
        told = {str(label): weight for label, weight in self.tells.items()}
        return Telling(
            id=self.id,
            name=self.name,
            chain=tuple(tuple(step.split("|")) for step in self.chain),
            within=ANYWHERE if self.within is None else self.within,
            weights=tuple(told.get(label.value, 0.0) for label in Told),
        )

    def written(self) -> Written:
        """Where each term stands."""
        names = Naming(self.id, "telling", "names")
        yield from (("terms", at, names) for at in range(len(self.terms)))
