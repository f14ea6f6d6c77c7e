"""What a sentence alone says of a relation: none, a cause flat or hedged, an association.

No claim, subject or outcome of a catalogue is asked for. Each telling of the lexicon that stands
in the sentence adds its weights; the label with the highest sum is the answer (docs/matching.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from mgcheck.find.clauses import lay_out
from mgcheck.find.scan import Scanner
from mgcheck.lexicon import pack
from mgcheck.model import Catalogue, Telling, Told
from mgcheck.same import MOST_KEPT, Same
from mgcheck.text import fold

LABELS: Final = tuple(Told)
_START: Final = "start"
"""In a chain: where the sentence begins."""
BASELINE: Final = "baseline"
"""The telling that every sentence holds."""


class Place(NamedTuple):
    """Where a step of a chain stands: its tokens, end exclusive, and its clause (None: any)."""

    first: int
    last: int
    clause: int | None


class Weighed(NamedTuple):
    """The answer for one sentence, and what it rests on."""

    label: Told
    sums: tuple[float, ...]
    """For each label, in the order of Told."""
    tellings: tuple[Telling, ...]


class Teller:
    """The tellings of one catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        terms = (*catalogue.terms.of("cue", "relation"), *catalogue.telling_terms.of())
        self._scanner = Scanner(pack(terms), catalogue.spellings)
        self._tellings = catalogue.tellings

    def weigh(self, sentence: str) -> Weighed:
        """How `sentence` puts a relation, and the tellings that say so."""
        found = self.tellings_in(sentence)
        sums = [0.0] * len(LABELS)
        for telling in found:
            for at, weight in enumerate(telling.weights):
                sums[at] += weight
        best = max(range(len(LABELS)), key=sums.__getitem__)
        return Weighed(LABELS[best], tuple(sums), found)

    def tellings_in(self, sentence: str) -> tuple[Telling, ...]:
        """Every telling that stands in `sentence`."""
        folded = fold(sentence)
        tokens = self._scanner.tokens(folded, 0, len(folded))
        matches = self._scanner.scan(tokens)
        clause = lay_out(tokens, matches).clause
        places: dict[str, list[Place]] = {_START: [Place(-1, 0, None)]}
        for match in matches:
            place = Place(match.first, match.last, clause[match.first])
            places.setdefault(match.concept, []).append(place)
        return tuple(
            telling
            for telling in self._tellings
            if (_follow(telling, places) if telling.chain else telling.id in places)
            or telling.id == BASELINE
        )


def _follow(telling: Telling, places: dict[str, list[Place]]) -> bool:
    """Whether the steps of a chain stand one after another, all in one clause."""
    reached = _any_of(telling.chain[0], places)
    for step in telling.chain[1:]:
        reached = [
            place
            for place in _any_of(step, places)
            if any(_leads(before, place, telling.within) for before in reached)
        ]
    return bool(reached)


def _any_of(names: Sequence[str], places: dict[str, list[Place]]) -> list[Place]:
    return [place for name in names for place in places.get(name, ())]


def _leads(before: Place, place: Place, within: int) -> bool:
    return 0 <= place.first - before.last <= within and before.clause in {None, place.clause}


@lru_cache(maxsize=MOST_KEPT)
def _teller(same: Same) -> Teller:
    return Teller(same.catalogue)


def weigh(sentence: str, catalogue: Catalogue) -> Weighed:
    """How `sentence` puts a relation, by the tellings of `catalogue`, and which these are."""
    return _teller(Same(catalogue)).weigh(sentence)


def relation_of(sentence: str, catalogue: Catalogue) -> Told:
    """Whether any health-science sentence claims a relation, and how strongly it puts it."""
    return weigh(sentence, catalogue).label
