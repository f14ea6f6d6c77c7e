"""How texts cite, as written in citing.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import Amount, Count, Id, Record, Text, Years
from mgcheck.model import Citing, Design, Group, Measure, Saying

Share = Annotated[float, Field(ge=0, le=1)]
Distance = Annotated[float, Field(ge=0)]


class MeasureRecord(Record):
    """A kind of figure, the words that make a number one, and its tolerance."""

    kind: Literal["participants", "studies", "weeks", "dose", "percent", "size"]
    units: dict[Text, Amount]
    before: list[Text] = []
    unless: list[Text] = []
    relative: Share
    absolute: Distance

    def to_model(self) -> Measure:
        """The same, as the program holds it."""
        return Measure(
            kind=self.kind,
            units=dict(self.units),
            before=tuple(self.before),
            unless=tuple(self.unless),
            relative=self.relative,
            absolute=self.absolute,
        )


class SayingRecord(Record):
    """What a text may call a study, and what its record must then hold."""

    id: Id
    name: Text
    words: list[Text]
    designs: list[Annotated[Design, Field(strict=False)]] = []
    blinding: list[Text] = []
    comparators: list[Text] = []
    species: Text | None = None

    def to_model(self) -> Saying:
        """The same, as the program holds it."""
        return Saying(
            id=self.id,
            name=self.name,
            words=tuple(self.words),
            designs=tuple(design.value for design in self.designs),
            blinding=tuple(self.blinding),
            comparators=tuple(self.comparators),
            species=self.species,
        )


class GroupRecord(Record):
    """Whom a sentence may speak of, or as what, and by which words it says so."""

    id: Id
    name: Text
    words: list[Text]
    within: Id | None = None
    ages: Years | None = None
    species: list[Text] = []

    def to_model(self) -> Group:
        """The same, as the program holds it."""
        return Group(
            id=self.id,
            name=self.name,
            words=tuple(self.words),
            within=self.within,
            ages=None if self.ages is None else (self.ages[0], self.ages[1]),
            species=tuple(self.species),
        )


class CitingRecord(Record):
    """The words by which texts cite studies and speak of them."""

    headings: list[Text]
    no_names: list[Text]
    asides: list[Text]
    behind: list[Text]
    turns: list[Text]
    points_back: list[Text]
    rough: list[Text]
    at_least: list[Text]
    at_most: list[Text]
    rough_tolerance: Share
    of_a_part: list[Text]
    breaks: list[Text]
    ordinals: list[Text]
    times: dict[Text, Count]
    elemental: list[Text]
    numbers: dict[Text, Count]
    works: list[Text] = []
    beings: dict[Text, list[Text]] = {}
    seats: list[Text] = []
    measures: list[MeasureRecord]
    sayings: list[SayingRecord]
    groups: list[GroupRecord] = []
    apart: list[Text] = []
    harms: list[Text] = []
    unsaid: list[Text] = []
    sharers: list[Text] = []

    def to_model(self) -> Citing:
        """The same, as the program holds it."""
        return Citing(
            headings=tuple(self.headings),
            no_names=tuple(self.no_names),
            asides=tuple(self.asides),
            behind=tuple(self.behind),
            turns=tuple(self.turns),
            points_back=tuple(self.points_back),
            rough=tuple(self.rough),
            at_least=tuple(self.at_least),
            at_most=tuple(self.at_most),
            rough_tolerance=self.rough_tolerance,
            of_a_part=tuple(self.of_a_part),
            breaks=tuple(self.breaks),
            ordinals=tuple(self.ordinals),
            times=dict(self.times),
            elemental=tuple(self.elemental),
            numbers=dict(self.numbers),
            works=tuple(self.works),
            beings={word: tuple(species) for word, species in self.beings.items()},
            seats=tuple(self.seats),
            measures=tuple(measure.to_model() for measure in self.measures),
            sayings=tuple(saying.to_model() for saying in self.sayings),
            groups=tuple(group.to_model() for group in self.groups),
            apart=tuple(self.apart),
            harms=tuple(self.harms),
            unsaid=tuple(self.unsaid),
            sharers=tuple(self.sharers),
        )


class CitingFile(Record):
    """citing.yaml."""

    citing: CitingRecord
