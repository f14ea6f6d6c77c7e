"""Words that say one thing, or nearly: what a text means by them in the words of the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from mgcheck.ranking.words import stop_words, tokens

Term = tuple[str, ...]


@cache
def groups() -> tuple[tuple[Term, ...], ...]:
    """The lines of alike.txt, each term as its stems."""
    lines = resources.files(__package__).joinpath("alike.txt").read_text(encoding="utf-8")
    stop = stop_words()
    found = []
    for line in lines.splitlines():
        if line[:1] == "#":
            continue
        terms = (
            [word for word in tokens(term) if word.text not in stop] for term in line.split(",")
        )
        found.append(tuple({tuple(word.stem for word in term): None for term in terms if term}))
    return tuple(found)


class Alike:
    """The terms of alike.txt that lead to stems of the claims.

    known: those stems.
    """

    def __init__(self, known: Iterable[str]) -> None:
        stems = frozenset(known)
        self._leads: defaultdict[Term, dict[str, None]] = defaultdict(dict)
        for group in groups():
            held = [term for term in group if stems.issuperset(term)]
            for term in group:
                for other in held:
                    if other != term:
                        self._leads[term].update(dict.fromkeys(other))
        self._longest = max(map(len, self._leads), default=0)
        self._starts = frozenset(term[0] for term in self._leads)

    def of(self, stems: Sequence[str]) -> tuple[dict[str, None], set[str]]:
        """Stems of the claims that the text means besides its own, and its own that mean them."""
        found: dict[str, None] = {}
        meant: set[str] = set()
        for place, stem in enumerate(stems):
            if stem not in self._starts:
                continue
            for end in range(place + 1, min(place + self._longest, len(stems)) + 1):
                term = tuple(stems[place:end])
                leads = self._leads.get(term)
                if leads:
                    found.update(leads)
                    meant.update(term)
        return found, meant
