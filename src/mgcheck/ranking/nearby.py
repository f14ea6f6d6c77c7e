"""Known stems that are nearly a given one: slips, spellings of other countries, kin of one root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

SHORTEST: Final = 4
"""Shorter words are all alike."""
LEAST: Final = 0.8
"""Likeness below which two stems are two words: one slip in five letters."""
COMMON_START: Final = 6
"""Letters at the start that make two stems kin, as in 'inflamm' and 'inflammatori'."""
KIN: Final = 0.82
AT_MOST: Final = 2


class Nearby:
    """The stems of all claims, asked for those like another."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for known in sorted(stems):
            if len(known) >= SHORTEST and known.isalpha():
                self._by_start[known[:2]].append(known)  # slips in the first letters are rare
        self._cache: dict[str, list[tuple[str, float]]] = {}

    def of(self, stem: str) -> list[tuple[str, float]]:
        """Stems like `stem` with their likeness, the nearest first."""
        if len(stem) < SHORTEST or not stem.isalpha():
            return []
        near = self._cache.get(stem)
        if near is None:
            near = self._cache[stem] = self._look_up(stem)
        return near

    def _look_up(self, stem: str) -> list[tuple[str, float]]:
        choices = self._by_start.get(stem[:2], [])
        like = {
            known: likeness
            for known, likeness, _ in process.extract(
                stem,
                choices,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=LEAST,
                limit=None,
            )
        }
        for known in choices:
            if _are_kin(stem, known):
                like[known] = max(like.get(known, 0.0), KIN)
        return sorted(like.items(), key=lambda pair: (-pair[1], pair[0]))[:AT_MOST]


def _are_kin(one: str, other: str) -> bool:
    """Whether they start alike, or one is the start of the other."""
    return one[:COMMON_START] == other[:COMMON_START] or (
        min(len(one), len(other)) > SHORTEST and (one.startswith(other) or other.startswith(one))
    )
