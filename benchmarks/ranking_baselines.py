"""Well-known ways to rank statements by a text, to hold the engine's own against."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from mgcheck.ranking.words import tokens
from mgcheck.text import stem

Claims = Sequence[tuple[str, str]]
Ranked = list[tuple[str, float]]
Baseline = Callable[[Sequence[str], Claims], list[Ranked]]
_WORD: Final = re.compile(r"\w\w+")
K1: Final = 1.5
B: Final = 0.75
"""The usual parameters of BM25."""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"\w+", text.lower())]


def _topic_words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def _letter_groups(text: str) -> list[str]:
    """Three to five letters within words, edges marked."""
    marked = [f" {word} " for word in text.lower().split()]
    return [
        word[start : start + size]
        for word in marked
        for size in (3, 4, 5)
        for start in range(len(word) - size + 1)
    ]


def _best(scores: Mapping[int, float], claims: Claims, k: int) -> Ranked:
    order = sorted(scores, key=lambda number: (-scores[number], number))[:k]
    return [(claims[number][0], scores[number]) for number in order if scores[number] > 0]


def _cosines(
    texts: Sequence[str],
    statements: Sequence[str],
    split: Callable[[str], list[str]],
    *,
    is_damped: bool,
) -> list[dict[int, float]]:
    """TF-IDF with smoothed frequencies and unit vectors, as scikit-learn has it by default."""
    counts = [Counter(split(statement)) for statement in statements]
    frequency = Counter(key for count in counts for key in count)
    n = len(statements)

    def vector(count: Mapping[str, int]) -> dict[str, float]:
        raw = {
            key: (1 + math.log(times) if is_damped else times)
            * (math.log((1 + n) / (1 + frequency[key])) + 1)
            for key, times in count.items()
            if key in frequency
        }
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {key: weight / norm for key, weight in raw.items()}

    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, count in enumerate(counts):
        for key, weight in vector(count).items():
            postings[key].append((number, weight))
    found = []
    for text in texts:
        scores: defaultdict[int, float] = defaultdict(float)
        for key, weight in vector(Counter(split(text))).items():
            for number, share in postings[key]:
                scores[number] += weight * share
        found.append(dict(scores))
    return found


def _tf_idf(split: Callable[[str], list[str]]) -> Baseline:
    def ranked(texts: Sequence[str], claims: Claims) -> list[Ranked]:
        statements = [statement for _, statement in claims]
        return [
            _best(scores, claims, 5)
            for scores in _cosines(texts, statements, split, is_damped=False)
        ]

    return ranked


def stems_and_letters(texts: Sequence[str], claims: Claims) -> list[Ranked]:
    """The mean of two cosines: of stemmed words and of groups of letters."""
    statements = [statement for _, statement in claims]
    one = _cosines(texts, statements, _stems, is_damped=True)
    other = _cosines(texts, statements, _letter_groups, is_damped=True)
    return [
        _best({n: (a.get(n, 0.0) + b.get(n, 0.0)) / 2 for n in {*a, *b}}, claims, 5)
        for a, b in zip(one, other, strict=True)
    ]


def bm25(texts: Sequence[str], claims: Claims) -> list[Ranked]:
    """Okapi BM25 over stems, each word of the text once."""
    counts = [Counter(_stems(statement)) for _, statement in claims]
    lengths = [sum(count.values()) for count in counts]
    usual = (sum(lengths) / len(lengths) or 1.0) if lengths else 1.0
    frequency = Counter(key for count in counts for key in count)
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        for key, times in count.items():
            rarity = math.log(1 + (len(counts) - frequency[key] + 0.5) / (frequency[key] + 0.5))
            damped = times * (K1 + 1) / (times + K1 * (1 - B + B * length / usual))
            postings[key].append((number, rarity * damped))
    found = []
    for text in texts:
        scores: defaultdict[int, float] = defaultdict(float)
        for key in sorted(set(_stems(text))):
            for number, weight in postings.get(key, ()):
                scores[number] += weight
        found.append(_best(scores, claims, 5))
    return found


def token_set(texts: Sequence[str], claims: Claims) -> list[Ranked]:
    """rapidfuzz over whole texts."""
    lowered = [statement.lower() for _, statement in claims]

    def scores(text: str) -> Iterable[tuple[int, float]]:
        for number, statement in enumerate(lowered):
            yield number, fuzz.token_set_ratio(text.lower(), statement) / 100

    return [_best(dict(scores(text)), claims, 5) for text in texts]


BASELINES: Final[dict[str, Baseline]] = {
    "rapidfuzz token_set_ratio": token_set,
    "TF-IDF, words": _tf_idf(_words),
    "TF-IDF, words of a topic": _tf_idf(_topic_words),
    "BM25, stems": bm25,
    "TF-IDF, stems and letters": stems_and_letters,
}
