"""Terms: the lexicon's short notation (docs/records.md) to stems by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final, NamedTuple

from mgcheck.lexicon import Term
from mgcheck.text import MARKS, SMALL, fold, stem, words

MOST_FORMS: Final = 4096
"""Ways in which one term may be read; more is a slip of the pen."""
_USUAL_GAP: Final = 3
_WIDEST_GAP: Final = 12
_GAP: Final = re.compile(r"~(\d*)")


class TermFault(ValueError):
    """A term that cannot be read: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend


class Naming(NamedTuple):
    """What a term stands for."""

    concept: str
    sort: str
    role: str
    context: bool = False


_Word = tuple[str, ...]
"""Stems or exact words, any of which may stand at a position."""


class _Position(NamedTuple):
    gap: int
    choices: tuple[tuple[_Word, ...], ...]
    """Runs of words, any of which may stand here; an empty one: nothing need stand here."""


def expand(text: str, naming: Naming, spellings: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms that `text` writes: several where alternatives differ in length."""
    positions = _positions(text, spellings)
    ways = prod(sum(prod(map(len, run)) for run in spot.choices) for spot in positions)
    if ways > MOST_FORMS:
        raise TermFault(f"can be read in {ways} ways", "split it into several terms")
    tail = _tail(text)
    return tuple(
        _term(text, naming, [spot.gap for spot in positions], runs, tail)
        for runs in product(*(spot.choices for spot in positions))
    )


def _tail(text: str) -> tuple[str, ...]:
    """The small words that end `text`, of which one must follow what is found ('risk of')."""
    last = fold(text).split()[-1].split("|")
    return tuple(sorted(last)) if all(word in SMALL for word in last) else ()


def _term(
    text: str,
    naming: Naming,
    gaps: Sequence[int],
    runs: Sequence[tuple[_Word, ...]],
    tail: tuple[str, ...],
) -> Term:
    """One term of the alternatives `runs`; the gap before one that is empty goes to the next."""
    found: list[_Word] = []
    before: list[int] = []
    carried = 0
    for gap, run in zip(gaps, runs, strict=True):
        carried += gap
        if run:
            found.extend(run)
            before.extend((carried, *(0 for _ in run[1:])))
            carried = 0
    return Term(
        concept=naming.concept,
        sort=naming.sort,
        role=naming.role,
        words=tuple(found),
        gaps=tuple(before),
        text=text,
        context=naming.context,
        tail=tail,
    )


def forms(term: Term) -> Iterator[tuple[str, ...]]:
    """Every run of stems that `term` stands for."""
    return product(*term.words)


def _positions(text: str, spellings: Mapping[str, str]) -> list[_Position]:
    positions: list[_Position] = []
    gap = 0
    written = fold(text).split()
    for place, piece in enumerate(written):
        sign = _GAP.fullmatch(piece)
        if sign:
            if place in {0, len(written) - 1}:
                raise TermFault("begins or ends with ~", "a gap stands between two words")
            if gap:
                raise TermFault("has two ~ in a row", "write one, with the number of words: ~6")
            gap = int(sign[1]) if sign[1] else _USUAL_GAP
            if not 1 <= gap <= _WIDEST_GAP:
                raise TermFault(f"has a gap of {gap} words", f"write ~1 to ~{_WIDEST_GAP}")
            continue
        if "~" in piece:
            raise TermFault(f"has '{piece}'", "put spaces round ~")
        found = _position(piece, gap, spellings)
        positions.extend(found)
        if found:
            gap = 0
    if not positions:
        raise TermFault("holds no word that can be found", "write a word, or take it out")
    if gap:
        raise TermFault("has only small words after ~", "end with a word that counts")
    if positions[0].gap:
        raise TermFault("has only small words before ~", "begin with a word that counts")
    # at an end, nothing in place of a word would make the term wider than it looks: no bare "key"
    # for "key to|in"
    for end in (0, -1):
        spot = positions[end]
        positions[end] = spot._replace(choices=tuple(run for run in spot.choices if run))
    return positions


def _position(piece: str, gap: int, spellings: Mapping[str, str]) -> list[_Position]:
    """What one piece between blanks asks for: one position, more for a hyphen, or none."""
    if "|" not in piece:
        return [
            _Position(gap if not at else 0, ((word,),))
            for at, word in enumerate(_run(piece, spellings))
        ]
    single: set[str] = set()
    others: list[tuple[_Word, ...]] = []
    for choice in piece.split("|"):
        if not words(choice):
            raise TermFault(f"has '{piece}'", "a word stands on each side of |")
        run = _run(choice, spellings)
        if len(run) == 1:
            single.update(run[0])
        elif run not in others:
            others.append(run)
    if not single and others == [()]:
        return []  # small words only
    one = ((tuple(sorted(single)),),) if single else ()
    return [_Position(gap, (*one, *others))]


def _run(piece: str, spellings: Mapping[str, str]) -> tuple[_Word, ...]:
    """The words of one alternative, small ones left out."""
    is_exact = piece.startswith("=")
    if "=" in piece[1:]:
        raise TermFault(f"has '{piece}'", "= stands right before a word")
    found = [word.text for word in words(piece) if word.text not in MARKS]
    if is_exact and any(word in SMALL for word in found):
        raise TermFault(f"has '{piece}', a small word", "small words are never looked at")
    return tuple(
        (f"={word}" if is_exact else stem(spellings.get(word, word)),)
        for word in found
        if word not in SMALL
    )
