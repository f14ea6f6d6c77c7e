"""One way to look at all claims: each as a sparse vector, of stems or of groups of letters."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import repeat
from operator import mul
from typing import Final, Generic, TypeVar

RARITY: Final = 0.8
"""Exponent of the inverse document frequency: in a small set it exaggerates."""
STRANGE: Final = 0.7
"""What a word that no claim holds adds to a text's length: it speaks of something else."""
OWN_LENGTH: Final = 0.6
"""Share of a claim's own length in the norm, against the text's. Over one half: a claim's missing
words count more than a text's other words."""
LONG: Final = 0.25
"""How far a text longer than the claims counts as longer; with 1 what a long text says drowns."""

_Key = TypeVar("_Key", bound=Hashable)


class View(Generic[_Key]):
    """The claims' vectors, by claim and by feature.

    claims: features with their damped counts. factors: what single features count, if not 1.
    most: a feature that more claims have than this leads to none of them (see `gather`).
    """

    def __init__(
        self,
        claims: Sequence[Mapping[_Key, float]],
        factors: Mapping[_Key, float] | None = None,
        most: int | None = None,
    ) -> None:
        n = len(claims)
        counts = Counter(key for claim in claims for key in claim)
        self._number = {key: number for number, key in enumerate(counts)}
        self._weights = [
            (math.log((1 + n) / (1 + count)) + 1) ** RARITY * (factors or {}).get(key, 1.0)
            for key, count in counts.items()
        ]
        self._strange = ((math.log(1 + n) + 1) ** RARITY * STRANGE) ** 2
        self._claims: list[tuple[array[int], array[float]]] = []
        postings: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        total = 0.0
        for place, claim in enumerate(claims):
            features = array("l", (self._number[key] for key in claim))
            shares = array(
                "d", map(mul, claim.values(), (self._weights[feature] for feature in features))
            )
            square = sum(map(mul, shares, shares))
            total += square
            norm = square**OWN_LENGTH if square else 1.0
            shares = array("d", (share / norm for share in shares))
            self._claims.append((features, shares))
            for key, feature, share in zip(claim, features, shares, strict=True):
                if most is None or counts[key] <= most:
                    postings[feature].append((place, share))
        self._postings = dict(postings)
        self._usual = total / n if n else 0.0

    def __contains__(self, key: _Key) -> bool:
        return key in self._number

    def weight(self, key: _Key) -> float:
        """What a feature of the claims counts."""
        weight: float = self._weights[self._number[key]]
        return weight

    def vector(self, found: Mapping[_Key, float], n_strange: float = 0.0) -> dict[int, float]:
        """A text with the features `found` and so many words of no claim, its norm taken out."""
        vector = {}
        square = n_strange * self._strange
        for key, count in found.items():
            number = self._number.get(key)
            if number is not None:
                weight = count * self._weights[number]
                vector[number] = weight
                square += weight * weight
        if square > self._usual > 0:
            square = self._usual * (square / self._usual) ** LONG
        norm = square ** (1 - OWN_LENGTH) if square else 1.0
        return {number: weight / norm for number, weight in vector.items()}

    def gather(self, vector: Mapping[int, float], sums: defaultdict[int, float]) -> None:
        """Add to `sums`, by claim, what each has in common with `vector` in its rarer features."""
        for number, weight in vector.items():
            for claim, share in self._postings.get(number, ()):
                sums[claim] += weight * share

    def score(self, vector: Mapping[int, float], claim: int) -> float:
        """How near a claim is to `vector`, from 0 to 1."""
        features, shares = self._claims[claim]
        total: float = sum(map(mul, map(vector.get, features, repeat(0.0)), shares))
        return min(1.0, total)
