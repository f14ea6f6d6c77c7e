"""The one function that users call."""

from __future__ import annotations

from collections.abc import Iterable

from mgcheck.ranking.index import FLOOR, Index
from mgcheck.ranking.meaning import Encoder, Vector, unit_vectors


def rank(
    texts: Iterable[str],
    claims: Iterable[tuple[str, str]],
    k: int = 5,
    *,
    least: float | None = None,
    encoder: Encoder | None = None,
) -> list[list[tuple[str, float]]]:
    """For each text at most `k` pairs (id, score), best first; none where no claim fits.

    `claims` are pairs (id, statement); an id may come with several statements and then counts with
    the best of them. Scores run from 0 to 1 and mean the same for every text, whatever the other
    texts are. Equal scores keep the order of `claims`.

    least: the lowest score that is given. None: with k = 1 the single answer must stand by itself
    (`Index.answer`); with more it heads a list to choose from, down to FLOOR.

    encoder: makes vectors of texts, as `SentenceTransformer(...).encode` does; what it finds near
    then has half a say in each score. None is needed, and none comes with mgcheck.
    """
    index = Index(claims, encoder)
    asked = list(texts)
    vectors: list[Vector | None] = list(unit_vectors(encoder, asked)) if encoder else []
    pairs = zip(asked, vectors or [None] * len(asked), strict=True)
    if least is None and k == 1:
        return [index.answer(text, vector) for text, vector in pairs]
    lowest = FLOOR if least is None else least
    return [index.nearest(text, k, lowest, vector) for text, vector in pairs]
