"""What the law makes of claims in sellers' texts, as written in regulation/."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mgcheck.catalogue.schema.base import Date, Id, Record, Text, Url, Year
from mgcheck.model import Jurisdiction, Kind, LegalStatus, Provision

Standing = Annotated[LegalStatus, Field(strict=False)]


class JurisdictionRecord(Record):
    """Whose law it is."""

    id: Id
    name: Text
    binds: Text

    def to_model(self) -> Jurisdiction:
        """The same, as the program holds it."""
        return Jurisdiction(self.id, self.name, self.binds)


class ProvisionRecord(Record):
    """An entry of a register, a rule, or an act of a regulator."""

    id: Id
    jurisdiction: Id
    instrument: Text
    status: Standing
    concerns: Literal["claim", "product"]
    about: Text
    subjects: list[Id]
    covers: list[Id]
    named: list[Text] = []
    any_outcome: bool = False
    unless: list[Id] = []
    near: list[Id] = []
    kinds: list[Annotated[Kind, Field(strict=False)]] = [
        Kind.EFFECT,
        Kind.MECHANISM,
        Kind.COMPARISON,
    ]
    goes_with: list[Standing] = []
    carries: list[Id] = []
    wordings: list[Text]
    says: Text
    conditions: Text | None
    reason: Text | None
    register_ids: list[Text]
    opinion: Text | None
    claim_type: Text | None
    year: Year | None
    in_force_from: Date | None
    url: Url | None
    verification: Literal[
        "primary", "register-snapshot", "secondary", "search-negative", "unverified"
    ]
    unverified: list[Text]
    verified_from: list[Text]
    notes: Text | None
    checked: Date
    review_by: Date | None = None

    def to_model(self) -> Provision:
        """The same, as the program holds it."""
        return Provision(
            id=self.id,
            jurisdiction=self.jurisdiction,
            instrument=self.instrument,
            status=self.status,
            concerns=self.concerns,
            about=self.about,
            subjects=tuple(self.subjects),
            covers=tuple(self.covers),
            named=tuple(self.named),
            any_outcome=self.any_outcome,
            unless=tuple(self.unless),
            near=tuple(self.near),
            kinds=tuple(self.kinds),
            goes_with=tuple(self.goes_with),
            carries=tuple(self.carries),
            wordings=tuple(self.wordings),
            says=self.says,
            conditions=self.conditions,
            reason=self.reason,
            register_ids=tuple(self.register_ids),
            opinion=self.opinion,
            claim_type=self.claim_type,
            year=self.year,
            in_force_from=self.in_force_from,
            url=self.url,
            verification=self.verification,
            unverified=tuple(self.unverified),
            verified_from=tuple(self.verified_from),
            notes=self.notes,
            checked=self.checked,
            review_by=self.review_by,
        )
