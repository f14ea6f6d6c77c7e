"""What follows from the records of the law for one claim of a text."""

from __future__ import annotations

from msgspec import Struct

from mgcheck.model import LegalStatus


class Standing(Struct, frozen=True):
    """Where one claim stands in one jurisdiction, if a seller makes it."""

    jurisdiction: str
    status: LegalStatus
    decided_by: tuple[str, ...]
    """Provisions that say so; empty where there is no record."""
    wordings: tuple[str, ...]
    """What may be said, word for word, where the status allows a given wording only."""
    nearest: tuple[str, ...]
    """Provisions that do not speak of it, but come nearest."""
    beside: tuple[str, ...]
    """Other provisions that a seller should know."""
    is_asserted: bool
    """False: the text denies it or leaves it open; asserted, it would stand so."""
    is_as_worded: bool | None
    """True where the text has one of the wordings; None where there is none to have."""
    binds: bool | None
    """True: the text is a seller's and asserts it; None: no record, so nothing to bind."""
    unverified: tuple[str, ...]
    """What the records that decide could not see at their sources."""


class LegalView(Struct, frozen=True):
    """What was asked of the law about one text, and what follows for each of its findings."""

    jurisdictions: tuple[str, ...]
    is_commercial: bool
    """True: the text is a seller's."""
    standings: tuple[tuple[Standing, ...], ...]
    """For each finding that is shown, in order, one for each jurisdiction."""
