"""Claims as written in claims/<topic>.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import Count, Date, Id, Record, Text
from mgcheck.model import Claim, Direction, Kind, Match, NearMiss, Polarity, SaidIn

Way = Literal["improves", "worsens", "raises", "lowers", "affects", "links"]


class WordingsRecord(Record):
    """How to put a claim at each strength; which of them a claim needs is a rule of its kind."""

    does: Text
    probably: Text | None = None
    may: Text | None = None
    uncertain: Text | None = None
    untested: Text | None = None
    animals: Text | None = None
    no_difference: Annotated[Text | None, Field(alias="no-difference")] = None

    def to_model(self) -> dict[str, str]:
        """The wordings that are written, by strength."""
        return {key: text for key, text in self.model_dump(by_alias=True).items() if text}


class MatchRecord(Record):
    """What a sentence must hold beyond subject, relation and outcome; every key is optional."""

    subjects: list[Id] | None = None
    outcomes: list[Id] | None = None
    relation: Way | Literal["any"] | list[Way | Literal["any"]] | None = None
    also: list[list[Id]] = []
    unless: list[Id] = []
    denied_by: list[Id] = []
    denied_unless: list[Id] = []
    polarity: Annotated[Polarity, Field(strict=False)] = Polarity.AFFIRMS
    subject_needed: bool = True
    scope: Id | None = None
    neutral: bool = False
    mirror: list[Id] = []

    def to_model(self, subjects: tuple[str, ...], outcome: str) -> Match:
        """The match; the claim's own subjects and outcome hold where none are written."""
        return Match(
            subjects=subjects if self.subjects is None else tuple(self.subjects),
            outcomes=(outcome,) if self.outcomes is None else tuple(self.outcomes),
            relation=_listed(self.relation),
            also=tuple(tuple(group) for group in self.also),
            unless=tuple(self.unless),
            denied_by=tuple(self.denied_by),
            denied_unless=tuple(self.denied_unless),
            polarity=self.polarity,
            subject_needed=self.subject_needed,
            scope=self.scope,
            neutral=self.neutral,
            mirror=tuple(self.mirror),
        )


class SaidInRecord(Record):
    """Where an article says it."""

    article: Id
    sentence: Count
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]

    def to_model(self) -> SaidIn:
        """The same, as the program holds it."""
        return SaidIn(self.article, self.sentence, self.sha256)


class NearMissRecord(Record):
    """A text that is worded like a claim and does not make it."""

    text: Text
    why: Text

    def to_model(self) -> NearMiss:
        """The same, as the program holds it."""
        return NearMiss(self.text, self.why)


class ClaimRecord(Record):
    """One proposition: a subject, what is said of it, an outcome."""

    id: Id
    kind: Annotated[Kind, Field(strict=False)]
    statement: Text
    subject: Id | list[Id]
    outcome: Id
    direction: Annotated[Direction, Field(strict=False)] | None
    population: Id | None
    compared_with: Id | None
    not_gradable: Text | None
    tally: Annotated[int, Field(ge=0)] | None
    wordings: WordingsRecord
    match: MatchRecord = MatchRecord()
    said_in: list[SaidInRecord]
    find: list[Text]
    near_miss: list[NearMissRecord]
    checked: Date | None = None
    review_by: Date | None = None

    def to_model(self, topic: str) -> Claim:
        """The claim, of its file's topic."""
        subjects = _listed(self.subject)
        return Claim(
            id=self.id,
            topic=topic,
            kind=self.kind,
            statement=self.statement,
            subject=subjects,
            outcome=self.outcome,
            direction=self.direction,
            population=self.population,
            compared_with=self.compared_with,
            not_gradable=self.not_gradable,
            tally=self.tally,
            wordings=self.wordings.to_model(),
            match=self.match.to_model(subjects, self.outcome),
            said_in=tuple(place.to_model() for place in self.said_in),
            find=tuple(self.find),
            near_miss=tuple(miss.to_model() for miss in self.near_miss),
            checked=self.checked,
            review_by=self.review_by,
        )


def _listed(value: str | list[Id] | list[Way | Literal["any"]] | None) -> tuple[str, ...]:
    """One id or several, as a tuple."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
