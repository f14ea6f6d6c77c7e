"""The one function that users call."""

from __future__ import annotations

from collections.abc import Iterable

from mgcheck.ranking.index import FLOOR, Index


def rank(
    texts: Iterable[str],
    claims: Iterable[tuple[str, str]],
    k: int = 5,
    *,
    least: float | None = None,
) -> list[list[tuple[str, float]]]:
    """For each text at most `k` pairs (id, score), best first; none where no claim fits.

    `claims` are pairs (id, statement); an id may come with several statements and then counts with
    the best of them. Scores run from 0 to 1 and mean the same for every text, whatever the other
    texts are. Equal scores keep the order of `claims`.

    least: the lowest score that is given. None: with k = 1 the single answer must stand by itself
    (`Index.answer`); with more it heads a list to choose from, down to FLOOR.
    """
    index = Index(claims)
    if least is None and k == 1:
        return [index.answer(text) for text in texts]
    return [index.nearest(text, k, FLOOR if least is None else least) for text in texts]
