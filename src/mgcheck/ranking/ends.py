"""The two ends of a statement: what it is about, and what it says of that."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

BOTH: Final = 0.15
"""How much of a score hangs on both ends being met. More of it tells siblings apart still better,
but a text that names one end with a word of its own is lost."""


class Ends:
    """A statement's stems, divided at its first weak word after a strong one: mostly the verb.

    Siblings share one end: 'garlic | lowers cholesterol' is met at one end by a text on garlic and
    colds, at the other by one on oats and cholesterol. A sum over all words takes half a match for
    half a claim; the geometric mean of the two ends does not.
    """

    def __init__(
        self, stems: Sequence[str], weak: frozenset[str], weight: Callable[[str], float]
    ) -> None:
        at = _verb(stems, weak) or len(stems) // 2
        self._sides = [
            {stem: weight(stem) ** 2 for stem in side} for side in (stems[:at], stems[at:])
        ]
        self._totals = [sum(side.values()) or 1.0 for side in self._sides]

    def met(self, found: Mapping[str, float]) -> float:
        """The factor, from 1 - BOTH to 1, for a text with the stems `found`."""
        shares = 1.0
        for side, total in zip(self._sides, self._totals, strict=True):
            met = sum(
                [share * min(1.0, found[stem]) for stem, share in side.items() if stem in found]
            )
            shares *= met / total
        return 1 - BOTH + BOTH * math.sqrt(shares)


def _verb(stems: Sequence[str], weak: frozenset[str]) -> int:
    """The place of the first weak stem after a strong one; 0 if there is none."""
    is_after = False
    for place, stem in enumerate(stems):
        if stem in weak and is_after:
            return place
        is_after = is_after or stem not in weak
    return 0
