"""Statements, ready to be asked which of them a text makes.

Statements and text are compared as stems and as groups of letters, by cosines whose two norms weigh
unequally; what is met of a statement's two ends corrects their mean.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from mgcheck.ranking.ends import Ends
from mgcheck.ranking.meaning import MEANING, Encoder, Vector, cosines, unit_vectors
from mgcheck.ranking.view import View
from mgcheck.ranking.vocabulary import WEAK, Vocabulary, damped, letter_groups
from mgcheck.ranking.words import tokens, weak_stems

FLOOR: Final = 0.1
"""Below it the right claim is hardly ever found."""
FITS: Final = 0.19
CROWD: Final = 0.6
RIVAL: Final = 0.2
"""A single answer is worth giving from FITS on, and more where claims are like one another: CROWD
of their mean likeness, and RIVAL of the score of the next best claim, come on top. Chosen where
half of the claims are out, so that one rule serves all sets of docs/matching.md."""
LISTED: Final = 0.45
"""A list is given from this part of what a single answer needs."""
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
    """Statements as pairs (id, statement); with an encoder their meaning has a share as well."""

    def __init__(self, claims: Iterable[tuple[str, str]], encoder: Encoder | None = None) -> None:
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
        self._vectors = unit_vectors(encoder, [text for _, text in self._claims]) if encoder else []

    def nearest(
        self, text: str, k: int, least: float = 0.0, vector: Vector | None = None
    ) -> list[tuple[str, float]]:
        """At most `k` pairs (id, score), best first, none under `least` and none at 0.

        vector: the text's, of length 1, where the index has an encoder.
        """
        if k < 1 or not self._ids:
            return []
        reading = self._vocabulary.read(text)
        by_stem = self._stems.vector(reading.stems, reading.n_strange)
        by_group = self._groups.vector(reading.letters)
        rough: defaultdict[int, float] = defaultdict(float)
        self._stems.gather(by_stem, rough)
        self._groups.gather(by_group, rough)
        near = cosines(vector, self._vectors) if vector else []
        share = MEANING if near else 0.0
        plain = []
        for claim in self._candidates(rough, near, k):
            words = STEMS * self._stems.score(by_stem, claim)
            words += (1 - STEMS) * self._groups.score(by_group, claim)
            meaning = share * near[claim] if near else 0.0
            # rounded, so that the last bits of a sum never decide an order
            plain.append((round((1 - share) * words + meaning, 9), meaning, claim))
        plain.sort(key=lambda entry: -entry[0])
        best: dict[str, tuple[float, int]] = {}
        kth = 0.0  # as the ends only take from a score, none below this can be among the best
        for value, meaning, claim in plain:
            if value < kth or value < least:
                break
            met = self._ends[claim].met(reading.stems)
            score = round((value - meaning) * met + meaning, 9)
            if score > 0 and score >= least:
                name = self._ids[claim]
                best[name] = min(best.get(name, (0.0, 0)), (-score, claim))
                if len(best) >= k:
                    kth = -heapq.nsmallest(k, best.values())[-1][0]
        first = heapq.nsmallest(k, best.items(), key=lambda pair: pair[1])
        return [(name, -score) for name, (score, _) in first]

    def answers(self, text: str, k: int, vector: Vector | None = None) -> list[tuple[str, float]]:
        """The nearest claims, if the first of them fits; none where nothing does.

        One alone must stand by itself; a list to choose from may begin with less.
        """
        found = self.nearest(text, max(k, 2), FLOOR, vector)
        if not found or k < 1:
            return []
        rival = found[1][1] if len(found) > 1 else 0.0
        needed = self.fits + RIVAL * rival
        return found[:k] if found[0][1] >= (needed if k == 1 else needed * LISTED) else []

    @cached_property
    def fits(self) -> float:
        """The score from which on an answer without a rival can stand by itself.

        What is not among the claims looks like its sibling, by as much as claims look alike. Where
        all are about one matter, that is much.
        """
        likest = []
        for place in range(0, len(self._claims), max(1, len(self._claims) // SAMPLE)):
            claim, text = self._claims[place]
            vector = self._vectors[place] if self._vectors else None
            others = (
                score for other, score in self.nearest(text, 2, vector=vector) if other != claim
            )
            likest.append(next(others, 0.0))
        return FITS + CROWD * sum(likest) / max(1, len(likest))

    def _candidates(self, rough: dict[int, float], near: Sequence[float], k: int) -> list[int]:
        """The claims to compare in full, in their order."""
        n = max(CANDIDATES, 5 * k)
        if len(self._ids) <= n:
            return list(range(len(self._ids)))
        chosen = set(heapq.nsmallest(n, rough, key=lambda claim: (-rough[claim], claim)))
        chosen.update(heapq.nsmallest(n, range(len(near)), key=lambda claim: (-near[claim], claim)))
        return sorted(chosen)
