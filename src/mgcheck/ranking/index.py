"""Statements, ready to be asked which of them a text makes.

Statements and text are compared as stems and as groups of letters, by cosines whose two norms weigh
unequally; what is met of a statement's two ends corrects their mean.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from mgcheck.ranking.ends import Ends
from mgcheck.ranking.view import View
from mgcheck.ranking.vocabulary import WEAK, Vocabulary, damped, letter_groups
from mgcheck.ranking.words import tokens, weak_stems

FLOOR: Final = 0.12
"""Below it the right claim is hardly ever found."""
FITS: Final = 0.2
CROWD: Final = 0.6
RIVAL: Final = 0.2
"""A single answer is worth giving from FITS on, and more where claims are like one another: CROWD
of their mean likeness, and RIVAL of the score of the next best claim, come on top. Chosen where
half of the claims are out, so that one rule serves all sets of docs/matching.md."""
SAMPLE: Final = 60
"""So many claims are enough to tell how like one another all are."""
STEMS: Final = 0.65
"""The share of stems in a score, against groups of letters."""
CANDIDATES: Final = 100
"""So many claims, the best by stems and rare groups of letters, are compared in full."""
RARE: Final = 50
FEW: Final = 20
"""A group of letters is rare where one claim in RARE has it, or no more than FEW."""


class Index:
    """Statements as pairs (id, statement)."""

    def __init__(self, claims: Iterable[tuple[str, str]]) -> None:
        self._claims = list(claims)
        self._ids = [claim for claim, _ in self._claims]
        read = [tokens(statement) for _, statement in self._claims]
        counts = [Counter(word.stem for word in words) for words in read]
        stems = [{key: damped(n) for key, n in count.items()} for count in counts]
        groups = [letter_groups(words) for words in read]
        weak = weak_stems()
        self._vocabulary = Vocabulary(read)
        self._stems = View(stems, dict.fromkeys(weak, WEAK))
        self._groups = View(groups, most=max(FEW, len(read) // RARE))
        self._ends = [
            Ends([word.stem for word in words], weak, self._stems.weight) for words in read
        ]

    def nearest(self, text: str, k: int, least: float = 0.0) -> list[tuple[str, float]]:
        """At most `k` pairs (id, score), best first, none under `least` and none at 0."""
        if k < 1 or not self._ids:
            return []
        reading = self._vocabulary.read(text)
        by_stem = self._stems.vector(reading.stems, reading.n_strange)
        by_group = self._groups.vector(reading.letters)
        rough: defaultdict[int, float] = defaultdict(float)
        self._stems.gather(by_stem, rough)
        self._groups.gather(by_group, rough)
        plain = [
            (
                STEMS * self._stems.score(by_stem, claim)
                + (1 - STEMS) * self._groups.score(by_group, claim),
                claim,
            )
            for claim in self._candidates(rough, k)
        ]
        plain.sort(key=lambda pair: -pair[0])
        best: dict[str, tuple[float, int]] = {}
        kth = 0.0  # as the ends only take from a score, none below this can be among the best
        for value, claim in plain:
            if value < kth or value < least:
                break
            # rounded, so that the last bits of a sum never decide an order
            score = round(value * self._ends[claim].met(reading.stems), 9)
            if score > 0 and score >= least:
                name = self._ids[claim]
                best[name] = min(best.get(name, (0.0, 0)), (-score, claim))
                if len(best) >= k:
                    kth = -heapq.nsmallest(k, best.values())[-1][0]
        first = heapq.nsmallest(k, best.items(), key=lambda pair: pair[1])
        return [(name, -score) for name, (score, _) in first]

    def answer(self, text: str) -> list[tuple[str, float]]:
        """The nearest claim, if it can stand by itself."""
        found = self.nearest(text, 2)
        if not found:
            return []
        rival = found[1][1] if len(found) > 1 else 0.0
        return found[:1] if found[0][1] >= self.fits + RIVAL * rival else []

    @cached_property
    def fits(self) -> float:
        """The score from which on an answer without a rival can stand by itself.

        What is not among the claims looks like its sibling, by as much as claims look alike. Where
        all are about one matter, that is much.
        """
        step = max(1, len(self._claims) // SAMPLE)
        sample = self._claims[::step]
        likest = [
            next((score for other, score in self.nearest(text, 2) if other != claim), 0.0)
            for claim, text in sample
        ]
        return FITS + CROWD * sum(likest) / max(1, len(likest))

    def _candidates(self, rough: dict[int, float], k: int) -> list[int]:
        """The claims to compare in full, in their order."""
        n = max(CANDIDATES, 5 * k)
        if len(self._ids) <= n:
            return list(range(len(self._ids)))
        return sorted(heapq.nsmallest(n, rough, key=lambda claim: (-rough[claim], claim)))
