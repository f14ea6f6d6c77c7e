"""Studies and references as written in evidence/."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import (
    Amount,
    Confidence,
    Count,
    Date,
    Doi,
    Group,
    Id,
    Pmcid,
    Pmid,
    Record,
    Text,
    Url,
    Year,
    Years,
)
from mgcheck.model import (
    Bias,
    Certainty,
    Citation,
    Comparator,
    Design,
    Direction,
    Holds,
    Intervention,
    Judgement,
    Population,
    Publication,
    Reference,
    Result,
    RiskOfBias,
    Settles,
    Status,
    Study,
)


class CitationRecord(Record):
    """Where a record was published."""

    authors: Text | None
    year: Year | None
    journal: Text | None
    volume_pages: Text | None
    title: Text | None

    def to_model(self) -> Citation:
        """The same, as the program holds it."""
        return Citation(self.authors, self.year, self.journal, self.volume_pages, self.title)


class PopulationRecord(Record):
    """Who was studied."""

    who: Text
    age: Text | None
    condition: Text | None
    group: Group

    def to_model(self) -> Population:
        """The same, as the program holds it."""
        return Population(self.who, self.age, self.condition, self.group)


class InterventionRecord(Record):
    """What was given, or which exposure was measured."""

    subject: Id
    product: Text | None
    dose: Text | None
    elemental_mg_per_day: Amount | None
    co_ingredients: list[Text] | None
    weeks: Amount | None

    def to_model(self) -> Intervention:
        """The same, as the program holds it."""
        others = None if self.co_ingredients is None else tuple(self.co_ingredients)
        return Intervention(
            self.subject, self.product, self.dose, self.elemental_mg_per_day, others, self.weeks
        )


class ComparatorRecord(Record):
    """What the intervention was held against."""

    kind: (
        Literal[
            "placebo",
            "no-treatment",
            "active",
            "other-form",
            "baseline",
            "lower-intake",
            "control",
            "none",
        ]
        | None
    )
    what: Text | None

    def to_model(self) -> Comparator:
        """The same, as the program holds it."""
        return Comparator(self.kind, self.what)


class BiasRecord(Record):
    """One risk-of-bias domain, judged, with the reason."""

    domain: Text
    judgement: Annotated[Judgement, Field(strict=False)]
    why: Text

    def to_model(self) -> Bias:
        """The same, as the program holds it."""
        return Bias(self.domain, self.judgement, self.why)


class RiskOfBiasRecord(Record):
    """Risk of bias by domain."""

    tool: Literal["RoB 2", "ROBINS-I", "SYRCLE", "AMSTAR 2"]
    overall: Annotated[Judgement, Field(strict=False)]
    why: Text
    domains: list[BiasRecord]

    def to_model(self) -> RiskOfBias:
        """The same, as the program holds it."""
        domains = tuple(domain.to_model() for domain in self.domains)
        return RiskOfBias(self.tool, self.overall, self.why, domains)


class PublicationRecord(Record):
    """Where a study stands in print."""

    status: Literal["journal", "abstract-only", "registry-only", "ongoing", "secondary-only"]
    erratum: Text | None
    retracted: bool | None

    def to_model(self) -> Publication:
        """The same, as the program holds it."""
        return Publication(self.status, self.erratum, self.retracted)


class ResultRecord(Record):
    """One result row, as it was reported."""

    outcome: Id | None
    measured: Text
    instrument: Text | None
    direction: Annotated[Direction, Field(strict=False)] | None
    versus: Text | None
    effect: Text | None
    p: Text | None
    interval_reaches: Literal["no-effect-to-appreciable", "appreciable-only", "trivial"] | None
    primary: bool | None
    second_hand: bool
    certainty: Annotated[Certainty, Field(strict=False)] | None
    unverified: Text | None = None

    def to_model(self) -> Result:
        """The same, as the program holds it."""
        return Result(
            outcome=self.outcome,
            measured=self.measured,
            instrument=self.instrument,
            direction=self.direction,
            versus=self.versus,
            effect=self.effect,
            p=self.p,
            interval_reaches=self.interval_reaches,
            primary=self.primary,
            second_hand=self.second_hand,
            certainty=self.certainty,
            unverified=self.unverified,
        )


class StudyRecord(Record):
    """A study: what was given to whom, against what, and what came of it."""

    id: Id
    citation: CitationRecord
    doi: Doi | None
    pmid: Pmid | None
    nct: Text | None
    url: Url | None
    names: list[Text]
    design: Annotated[Design, Field(strict=False)] | None
    pools: Literal["rct", "observational", "mixed"] | None
    includes: list[Id]
    species: Text
    population: PopulationRecord
    n_randomised: Count | None
    n_enrolled: Count | None
    n_analysed: Count | None
    k: Count | None
    intervention: InterventionRecord
    comparator: ComparatorRecord
    blinding: Text | None
    registration: Text | None
    funding: Text | None
    seller_linked: bool | None
    risk_of_bias: RiskOfBiasRecord
    publication: PublicationRecord
    results: list[ResultRecord]
    safety: Text | None
    limitations: list[Text]
    unverified: list[Text]
    verified_from: list[Text]
    confidence: Confidence
    notes: Text | None
    checked: Date | None
    review_by: Date | None = None
    pmcid: Pmcid | None = None

    def to_model(self) -> Study:
        """The same, as the program holds it."""
        return Study(
            id=self.id,
            citation=self.citation.to_model(),
            doi=self.doi,
            pmid=self.pmid,
            nct=self.nct,
            url=self.url,
            names=tuple(self.names),
            design=self.design,
            pools=self.pools,
            includes=tuple(self.includes),
            species=self.species,
            population=self.population.to_model(),
            n_randomised=self.n_randomised,
            n_enrolled=self.n_enrolled,
            n_analysed=self.n_analysed,
            k=self.k,
            intervention=self.intervention.to_model(),
            comparator=self.comparator.to_model(),
            blinding=self.blinding,
            registration=self.registration,
            funding=self.funding,
            seller_linked=self.seller_linked,
            risk_of_bias=self.risk_of_bias.to_model(),
            publication=self.publication.to_model(),
            results=tuple(result.to_model() for result in self.results),
            safety=self.safety,
            limitations=tuple(self.limitations),
            unverified=tuple(self.unverified),
            verified_from=tuple(self.verified_from),
            confidence=self.confidence,
            notes=self.notes,
            checked=self.checked,
            review_by=self.review_by,
            pmcid=self.pmcid,
        )


class HoldsRecord(Record):
    """Within which figures a reference settles a claim, for one group."""

    group: Id
    unit: Literal["mg", "percent"]
    most: Amount
    least: Amount | None = None
    ages: Years | None = None

    def to_model(self) -> Holds:
        """The same, as the program holds it."""
        ages = None if self.ages is None else (self.ages[0], self.ages[1])
        return Holds(self.group, self.unit, self.most, self.least, ages)


class SettlesRecord(Record):
    """What a reference says of one claim."""

    claim: Id
    status: Annotated[Status, Field(strict=False)]
    note: Text
    say: Text | None
    holds: list[HoldsRecord] = []
    not_for: list[Id] = []

    def to_model(self) -> Settles:
        """The same, as the program holds it."""
        return Settles(
            claim=self.claim,
            status=self.status,
            note=self.note,
            say=self.say,
            holds=tuple(held.to_model() for held in self.holds),
            not_for=tuple(self.not_for),
        )


class ReferenceRecord(Record):
    """A record for what no trial decides."""

    id: Id
    citation: CitationRecord
    issuer: Text
    kind: Literal["fact-sheet", "guideline", "regulator", "textbook", "review", "search"]
    doi: Doi | None
    pmid: Pmid | None
    url: Url | None
    settles: list[SettlesRecord]
    says: list[Text]
    limitations: list[Text]
    verified_from: list[Text]
    second_hand: bool
    confidence: Confidence
    notes: Text | None
    checked: Date | None
    review_by: Date | None = None
    pmcid: Pmcid | None = None

    def to_model(self) -> Reference:
        """The same, as the program holds it."""
        return Reference(
            id=self.id,
            citation=self.citation.to_model(),
            issuer=self.issuer,
            kind=self.kind,
            doi=self.doi,
            pmid=self.pmid,
            url=self.url,
            settles=tuple(settled.to_model() for settled in self.settles),
            says=tuple(self.says),
            limitations=tuple(self.limitations),
            verified_from=tuple(self.verified_from),
            second_hand=self.second_hand,
            confidence=self.confidence,
            notes=self.notes,
            checked=self.checked,
            review_by=self.review_by,
            pmcid=self.pmcid,
        )
