"""Statements as stems and as groups of letters, and the nearest of them to a text.

Both views are compared by a cosine whose two norms weigh unequally, and the score is their mean.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from mgcheck.ranking.nearby import Nearby
from mgcheck.ranking.view import View
from mgcheck.ranking.words import Token, parts, tokens, weak_stems

FITS: Final = 0.45
"""From here on the first answer is worth giving by itself: the threshold that serves all sets of
docs/matching.md best where half of the claims are out."""
FLOOR: Final = 0.25
"""Below it the right claim is hardly ever found."""
WEAK: Final = 0.65
WEAK_LETTERS: Final = 0.8
"""What a word that any claim may be put with counts, in each view."""
NEARLY: Final = 0.8
"""What a word of a claim counts that is only nearly met."""
LETTERS: Final = (3, 4, 5)
CANDIDATES: Final = 150
"""So many claims, the best by stems and rare groups of letters, are compared in full."""
RARE: Final = 50
FEW: Final = 20
"""A group of letters is rare where one claim in RARE has it, or no more than FEW."""


class Index:
    """Statements, ready to be asked which of them a text makes."""

    def __init__(self, claims: Iterable[tuple[str, str]]) -> None:
        pairs = list(claims)
        self._ids = [claim for claim, _ in pairs]
        read = [tokens(statement) for _, statement in pairs]
        counts = [Counter(word.stem for word in words) for words in read]
        stems = [{key: _damped(n) for key, n in count.items()} for count in counts]
        groups = [_letter_groups(words) for words in read]
        self._stems = View(stems, dict.fromkeys(weak_stems(), WEAK))
        self._groups = View(groups, most=max(FEW, len(pairs) // RARE))
        self._stem_of = {word.text: word.stem for words in read for word in words}
        self._nearby = Nearby({word.stem for words in read for word in words})

    def nearest(self, text: str, k: int, least: float = 0.0) -> list[tuple[str, float]]:
        """At most `k` pairs (id, score), best first, none under `least` and none at 0."""
        if k < 1 or not self._ids:
            return []
        words = self._mended(tokens(text))
        by_stem = self._stems.vector(*self._found(words))
        by_group = self._groups.vector(_letter_groups(words))
        rough: defaultdict[int, float] = defaultdict(float)
        self._stems.gather(by_stem, rough)
        self._groups.gather(by_group, rough)
        best: dict[str, float] = {}
        for claim in self._candidates(rough, k):
            both = self._stems.score(by_stem, claim) + self._groups.score(by_group, claim)
            score = round(both / 2, 9)  # so that the last bits of a sum never decide an order
            if score > 0 and score >= least and score > best.get(self._ids[claim], 0.0):
                best[self._ids[claim]] = score
        return heapq.nsmallest(k, best.items(), key=lambda pair: -pair[1])

    def _candidates(self, rough: dict[int, float], k: int) -> list[int]:
        """The claims to compare in full, in their order."""
        n = max(CANDIDATES, 5 * k)
        if len(self._ids) <= n:
            return list(range(len(self._ids)))
        return sorted(heapq.nsmallest(n, rough, key=lambda claim: (-rough[claim], claim)))

    def _mended(self, words: Sequence[Token]) -> list[Token]:
        """`words`, taken apart or put together where the claims write them so."""
        mended: list[Token] = []
        for place, word in enumerate(words):
            apart = [] if word.stem in self._stems else parts(word.text, self._stem_of)
            if apart:
                mended += [Token(part, self._stem_of[part], word.is_aside) for part in apart]
                continue
            mended.append(word)
            if place + 1 < len(words):
                joined = word.text + words[place + 1].text
                if joined in self._stem_of:
                    mended.append(Token(joined, self._stem_of[joined], is_aside=True))
        return mended

    def _found(self, words: Sequence[Token]) -> tuple[dict[str, float], float]:
        """Stems of the claims that are met, with counts, and how many words are of no claim."""
        weak = weak_stems()
        found: dict[str, float] = {}
        n_strange = 0.0
        in_prose = {word.stem for word in words if not word.is_aside}
        for key, count in Counter(word.stem for word in words).items():
            near = [(key, 1.0)]
            if key not in self._stems:
                near = [(known, NEARLY * likeness) for known, likeness in self._nearby.of(key)]
            for known, likeness in near:
                found[known] = max(found.get(known, 0.0), likeness * _damped(count))
            if not near and key in in_prose:
                n_strange += WEAK**2 if key in weak else 1.0
        return found, n_strange


def _damped(count: float) -> float:
    """A word said twice is not twice the claim."""
    return 1 + math.log(count) if count > 1 else count


def _letter_groups(words: Iterable[Token]) -> dict[str, float]:
    """Groups of letters of words, their edges marked; numbers have none, as 10 is not near 100."""
    weak = weak_stems()
    found: defaultdict[str, float] = defaultdict(float)
    for word in words:
        if word.text[0].isdigit():
            continue
        marked = f" {word.text} "
        share = WEAK_LETTERS if word.stem in weak else 1.0
        for size in LETTERS:
            for start in range(len(marked) - size + 1):
                found[marked[start : start + size]] += share
    return {group: _damped(count) for group, count in found.items()}
