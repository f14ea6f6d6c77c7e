"""Rules across records of the law: each provision must say enough to be joined and believed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.records import Entry, Records
from mgcheck.catalogue.schema import ProvisionRecord
from mgcheck.model import LegalStatus

Known = Callable[..., None]
"""Looks up an id that one record names in another; a fault where it stands nowhere."""

_WORDED: Final = frozenset({LegalStatus.AUTHORISED, LegalStatus.QUALIFIED})
"""What may be said, but only in a given wording."""
_COMPUTED: Final = frozenset({LegalStatus.NO_RECORD})


def check(records: Records, known: Known, faults: Faults) -> None:
    """Hold every provision against the others and against the lexicon."""
    entries = list(records.of("provisions", ProvisionRecord))
    by_id: dict[str, ProvisionRecord] = {}
    for entry in entries:
        by_id.setdefault(entry.record.id, entry.record)
    for entry in entries:
        _link(entry, known)
        _check_reach(entry, faults)
        _check_words(entry, faults)
        for at, name in enumerate(entry.record.carries):
            if name in by_id:
                _check_carried(entry, at, by_id[name], faults)


def _link(entry: Entry[Any], known: Known) -> None:
    provision = entry.record
    known(entry, ("jurisdiction",), provision.jurisdiction, "jurisdictions")
    for key, lists in (
        ("subjects", "subjects"),
        ("covers", "outcomes"),
        ("unless", "outcomes"),
        ("near", "outcomes"),
        ("carries", "provisions"),
    ):
        for at, name in enumerate(getattr(provision, key)):
            known(entry, (key, at), name, lists)


def _check_reach(entry: Entry[ProvisionRecord], faults: Faults) -> None:
    """Which claims it is joined to must be plain."""
    provision = entry.record
    if provision.status in _COMPUTED:
        what = f"'{provision.status.value}' is what mgcheck says where there is no record"
        faults.add(entry.where("status"), what, "leave the record out, or give its own status")
    for key in ("covers", "named"):
        if provision.any_outcome and getattr(provision, key):
            faults.add(entry.where(key), "stands beside any_outcome", "keep one of the two")
    if provision.unless and not provision.any_outcome:
        mend = "cover fewer outcomes instead"
        faults.add(entry.where("unless"), "stands without any_outcome", mend)
    if provision.status is LegalStatus.ONLY_LISTED and not provision.any_outcome:
        what = "'only-listed' is a rule for every outcome, and any_outcome is not true"
        faults.add(entry.where("status"), what, "set any_outcome, or write not-listed")
    if provision.status is LegalStatus.DISEASE_CLAIM and not provision.covers:
        faults.add(entry.where("covers"), "names no disease", "name the outcomes that are one")
    for at, name in enumerate(provision.near):
        if name in provision.covers:
            faults.add(entry.where("near", at), f"'{name}' is covered already", "take it out")


def _check_words(entry: Entry[ProvisionRecord], faults: Faults) -> None:
    """What may be said only in a wording has one; what is not verified says what was not seen."""
    provision = entry.record
    is_claim = provision.concerns == "claim"
    has_words = provision.wordings or provision.carries
    if is_claim and provision.status in _WORDED and not has_words and not provision.unverified:
        what = f"is empty, and a claim that is {provision.status.value} has a wording"
        faults.add(entry.where("wordings"), what, "write it, or say in unverified why not")
    is_open = provision.status is LegalStatus.NOT_VERIFIED or provision.verification == "unverified"
    if is_open and not provision.unverified:
        faults.add(entry.where("unverified"), "names nothing", "say what was not seen")


def _check_carried(
    entry: Entry[ProvisionRecord], at: int, carried: ProvisionRecord, faults: Faults
) -> None:
    provision = entry.record
    if carried.jurisdiction == provision.jurisdiction:
        what = f"'{carried.id}' is of the same jurisdiction"
        faults.add(entry.where("carries", at), what, "name one of another")
    elif carried.status is not provision.status:
        what = f"'{carried.id}' is {carried.status.value}, not {provision.status.value}"
        faults.add(entry.where("carries", at), what, "make two provisions of it")
