"""The one function that users call."""

from __future__ import annotations

from collections.abc import Iterable

from mgcheck.ranking.index import Index
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

    least: the lowest score that is given. None: the first must fit, and with k = 1 stand by itself
    (`Index.answers`); what follows it goes down to FLOOR.

    encoder: makes vectors of texts, as `SentenceTransformer(...).encode` does; what it finds near
    then has half a say in each score. None is needed, and none comes with mgcheck.
    """
    index = Index(claims, encoder)
    asked = list(texts)
    vectors: list[Vector | None] = list(unit_vectors(encoder, asked)) if encoder else []
    pairs = zip(asked, vectors or [None] * len(asked), strict=True)
    if least is None:
        return [index.answers(text, k, vector) for text, vector in pairs]
    return [index.nearest(text, k, least, vector) for text, vector in pairs]
