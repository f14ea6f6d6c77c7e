"""Each entry's own tests: its texts must be found, its near misses must not."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.records import Entry, Records
from mgcheck.catalogue.schema import ClaimRecord, WantRecord

Found = Callable[[str], Collection[str]]
"""The ids of what is found in a text."""


def try_texts(records: Records, claims_in: Found, faults: Faults) -> None:
    """Try every claim's texts; `claims_in` gives the ids of the claims found in a text."""
    for entry in records.of("claims", ClaimRecord):
        mend = "narrow the terms or the claim's match, or change the text"
        _try(entry, claims_in, mend, faults)


def try_wants(records: Records, wants_in: Found, faults: Faults) -> None:
    """Try every want's texts; `wants_in` gives the ids of the wants that a text meets."""
    for entry in records.of("wants", WantRecord):
        _try(entry, wants_in, "narrow the terms, write a guard, or change the text", faults)


def _try(
    entry: Entry[ClaimRecord] | Entry[WantRecord], found_in: Found, narrower: str, faults: Faults
) -> None:
    record = entry.record
    for at, text in enumerate(record.find):
        if record.id not in found_in(text):
            faults.add(
                entry.where("find", at),
                f"'{text}' is not found as '{record.id}'",
                "add its words to the lexicon, or change the text"
                if isinstance(record, ClaimRecord)
                else "add its words to the terms, or change the text",
            )
    for at, miss in enumerate(record.near_miss):
        if record.id in found_in(miss.text):
            faults.add(
                entry.where("near_miss", at, "text"),
                f"'{miss.text}' is found as '{record.id}' ({miss.why})",
                narrower,
            )
