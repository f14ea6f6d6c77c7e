"""A catalogue's terms, each packed until a text holds the words that it begins with.

A text of 10 KB asks for a tenth of them: to unpack all takes longer than to read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from msgspec import Struct, msgpack

NEGATION: Final = "negation"
"""The cue whose words say no."""


class Term(Struct, frozen=True, array_like=True):
    """One way to name a concept, ready to match: stems by position, and the gap before each."""

    concept: str
    sort: str
    """subject, outcome, relation, cue or guard."""
    role: str
    """names, better, worse, does: what the phrase itself already says."""
    words: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]
    text: str
    context: bool = False
    """True: counts only where the text is already about the concept's parent."""
    tail: tuple[str, ...] = ()
    """Small words of which one must follow ('risk of'); empty: none need."""


class Opening(Struct, frozen=True, array_like=True):
    """What may follow a first word: terms by their number."""

    alone: tuple[int, ...]
    """Terms that it makes alone."""
    solid: dict[str, tuple[int, ...]]
    """Terms without gaps, by their second word."""
    gapped: dict[str, tuple[int, ...]]
    """Terms with gaps, by their last word."""


class Lexicon(Struct, frozen=True):
    """Terms, found by their first words or by their sort; made by `pack`."""

    terms: tuple[bytes, ...] = ()
    """Each in MessagePack, in order of sort; a term's number is its place here."""
    openings: dict[str, bytes] = {}
    """By first word an Opening, in MessagePack."""
    sorts: dict[str, tuple[int, int]] = {}
    """By sort, the first of its terms and the one after its last."""
    words: str = "\n"
    """Every word of every term, each in a line of its own."""
    names: tuple[str, ...] = ()
    """How the terms of subjects are written, each once."""
    exact: frozenset[str] = frozenset()
    """Words that a term asks for in just this form, without their '='."""
    noes: frozenset[str] = frozenset()
    """Words that alone say no."""

    def of(self, *sorts: str) -> Iterator[Term]:
        """The terms of `sorts`; of none, all."""
        ranges = (self.sorts.get(sort, (0, 0)) for sort in sorts or self.sorts)
        return (self.term(at) for first, end in ranges for at in range(first, end))

    def term(self, number: int) -> Term:
        """The term of that number."""
        return _terms().decode(self.terms[number])

    def opening(self, word: str) -> Opening:
        """What may follow `word`, which begins a term."""
        return _openings().decode(self.openings[word])

    def holds(self, word: str) -> bool:
        """Whether `word` stands in a term."""
        return f"\n{word}\n" in self.words


def pack(terms: Iterable[Term]) -> Lexicon:
    """`terms` as a lexicon."""
    every = sorted(terms, key=lambda term: term.sort)
    alone: dict[str, list[int]] = defaultdict(list)
    solid: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    gapped: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, term in enumerate(every):
        for first in term.words[0]:
            if len(term.words) == 1:
                alone[first].append(at)
                continue
            following, place = (gapped, -1) if any(term.gaps) else (solid, 1)
            for word in term.words[place]:
                following[first][word].append(at)
    firsts = sorted({*alone, *solid, *gapped})
    words = {word for term in every for position in term.words for word in position}
    numbers = [(term.sort, at) for at, term in enumerate(every)]
    return Lexicon(
        terms=tuple(map(msgpack.encode, every)),
        openings={
            word: msgpack.encode((alone[word], solid[word], gapped[word])) for word in firsts
        },
        sorts={
            sort: (own[0][1], own[-1][1] + 1)
            for sort, own in ((s, list(g)) for s, g in groupby(numbers, key=itemgetter(0)))
        },
        words="\n".join(("", *sorted(words), "")),
        names=tuple(sorted({term.text for term in every if term.sort == "subject"})),
        exact=frozenset(word[1:] for word in words if word[0] == "="),
        noes=frozenset(
            word
            for term in every
            if term.concept == NEGATION and len(term.words) == 1
            for word in term.words[0]
        ),
    )


@cache
def _terms() -> msgpack.Decoder[Term]:
    return msgpack.Decoder(Term)


@cache
def _openings() -> msgpack.Decoder[Opening]:
    return msgpack.Decoder(Opening)
