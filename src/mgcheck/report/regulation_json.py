"""The law in JSON: types of their own, beside the verdict and never inside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from mgcheck import model
from mgcheck.regulation.nouns import LegalView, Standing
from mgcheck.report.regulation import APART, tally

Verification = Literal["primary", "register-snapshot", "secondary", "search-negative", "unverified"]
Status = Literal[
    "authorised",
    "qualified",
    "permitted",
    "refused",
    "disease-claim",
    "not-listed",
    "not-verified",
    "no-record",
]


class Provision(msgspec.Struct, forbid_unknown_fields=True):
    """A record of the law; `unverified` holds what was not seen at its source."""

    id: str
    jurisdiction: str
    instrument: str
    status: str
    about: str
    says: str
    conditions: str | None
    reason: str | None
    register_ids: list[str]
    opinion: str | None
    year: int | None
    url: str | None
    verification: Verification
    unverified: list[str]
    checked: str


class Legal(msgspec.Struct, forbid_unknown_fields=True):
    """Where the claim stands in one jurisdiction, whatever the evidence shows.

    `binds` is true for what a seller's text asserts, null where there is no record; `as_worded`
    says whether the text has one of `wordings`, null where there is none to have.
    """

    jurisdiction: str
    status: Status
    asserted: bool
    binds: bool | None
    wordings: list[str]
    as_worded: bool | None
    unverified: list[str]
    records: list[Provision]
    nearest: list[Provision]
    beside: list[Provision]


class Jurisdiction(msgspec.Struct, forbid_unknown_fields=True):
    """A jurisdiction that was asked for, and how many of the findings shown stand where."""

    id: str
    name: str
    binds: str
    by_status: dict[Status, Annotated[int, Meta(ge=0)]]


class Regulation(msgspec.Struct, forbid_unknown_fields=True):
    """What was asked of the law; `commercial`: at least one text is a seller's."""

    commercial: bool
    note: str
    jurisdictions: list[Jurisdiction]


def regulation(views: Sequence[LegalView], catalogue: model.Catalogue) -> Regulation | None:
    """The head of a report that speaks of the law; None: it does not."""
    if not views:
        return None
    return Regulation(
        commercial=any(view.is_commercial for view in views),
        note=APART,
        jurisdictions=[
            Jurisdiction(
                name,
                catalogue.jurisdictions[name].name,
                catalogue.jurisdictions[name].binds,
                {_STATUS[status]: number for status, number in counts.items()},
            )
            for name, counts in tally(views).items()
        ],
    )


def legal(standing: Standing, catalogue: model.Catalogue) -> Legal:
    """One jurisdiction's view of one finding."""
    return Legal(
        jurisdiction=standing.jurisdiction,
        status=_STATUS[standing.status],
        asserted=standing.is_asserted,
        binds=standing.binds,
        wordings=list(standing.wordings),
        as_worded=standing.is_as_worded,
        unverified=list(standing.unverified),
        records=[_provision(catalogue.provisions[name]) for name in standing.decided_by],
        nearest=[_provision(catalogue.provisions[name]) for name in standing.nearest],
        beside=[_provision(catalogue.provisions[name]) for name in standing.beside],
    )


def _provision(record: model.Provision) -> Provision:
    return Provision(
        id=record.id,
        jurisdiction=record.jurisdiction,
        instrument=record.instrument,
        status=record.status.value,
        about=record.about,
        says=record.says,
        conditions=record.conditions,
        reason=record.reason,
        register_ids=list(record.register_ids),
        opinion=record.opinion,
        year=record.year,
        url=record.url,
        verification=_VERIFICATION[record.verification],
        unverified=list(record.unverified),
        checked=record.checked,
    )


_STATUS: Final[dict[model.LegalStatus, Status]] = {
    model.LegalStatus.AUTHORISED: "authorised",
    model.LegalStatus.QUALIFIED: "qualified",
    model.LegalStatus.PERMITTED: "permitted",
    model.LegalStatus.REFUSED: "refused",
    model.LegalStatus.DISEASE_CLAIM: "disease-claim",
    model.LegalStatus.NOT_LISTED: "not-listed",
    model.LegalStatus.NOT_VERIFIED: "not-verified",
    model.LegalStatus.NO_RECORD: "no-record",
}
_VERIFICATION: Final[dict[str, Verification]] = {
    "primary": "primary",
    "register-snapshot": "register-snapshot",
    "secondary": "secondary",
    "search-negative": "search-negative",
    "unverified": "unverified",
}
