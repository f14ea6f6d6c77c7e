"""Each claim's own tests: its texts must be found, its near misses must not."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.records import Records
from mgcheck.catalogue.schema import ClaimRecord


def try_texts(
    records: Records, claims_in: Callable[[str], Collection[str]], faults: Faults
) -> None:
    """Try every claim's texts; `claims_in` gives the ids of the claims found in a text."""
    for entry in records.of("claims", ClaimRecord):
        claim = entry.record
        for at, text in enumerate(claim.find):
            if claim.id not in claims_in(text):
                faults.add(
                    entry.where("find", at),
                    f"'{text}' is not found as '{claim.id}'",
                    "add its words to the lexicon, or change the text",
                )
        for at, miss in enumerate(claim.near_miss):
            if claim.id in claims_in(miss.text):
                faults.add(
                    entry.where("near_miss", at, "text"),
                    f"'{miss.text}' is found as '{claim.id}' ({miss.why})",
                    "narrow the terms or the claim's match, or change the text",
                )
