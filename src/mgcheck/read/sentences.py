"""Sentences of a block: sentencex, with repairs for what it misses in health writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]  # has no stubs

from mgcheck.read.mask import BLANK_LINE_ENDS, FILL

_WINDOW: Final = 4_000
"""Characters split at once: sentencex is quadratic where marks stand thick (200,000 times "!["
took 9 s)."""
_LONGEST: Final = 1_000
"""Characters of a sentence: transcripts have no full stops, and to find claims takes time that
grows with the square of a sentence (5 MB without one took 7 minutes). Of 950 sentences of
articles the longest has 720."""
_CLAUSE_END: Final = re.compile(r".*[;:,]\s", re.DOTALL)
_WORD_END: Final = re.compile(r".*\s", re.DOTALL)

# fmt: off
_NO_END: Final = frozenset((
    "approx.", "no.", "nos.", "vs.", "v.", "fig.", "figs.", "e.g.", "i.e.", "al.", "cf.",
    "ca.", "p.o.", "b.i.d.", "t.i.d.", "q.d.", "i.v.", "i.m.", "s.c.", "dr.", "drs.", "prof.",
    "mr.", "mrs.", "ms.", "st.", "resp.", "incl.", "est.", "vol.", "pp.", "p.", "ed.", "eds.",
    "ref.", "refs.", "tab.", "eq.", "sec.", "min.", "max.", "avg.", "wt.", "spp.", "sp.",
    "subsp.", "var.", "dept.", "univ.", "inc.", "ltd.", "co.", "jr.", "sr.",
))
"""Abbreviations after which a sentence goes on; lower case."""

_MAY_END: Final = frozenset((
    "no.", "co.", "inc.", "ltd.", "p.o.", "b.i.d.", "t.i.d.", "q.d.", "sec.", "min.", "max.", "v.",
    "p.", "ca.", "est.", "ed.",
))
"""Those of them that may also end a sentence: there the next word's capital decides."""
# fmt: on

_WORD: Final = re.compile(r"\w")
_LAST_WORD: Final = re.compile(r"\S{1,12}\s*\Z")
_ONLY_NUMBER: Final = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])[.)]\s*\Z")
_MISSED: Final = re.compile(
    r"(?<=[a-z)][?!])(?=[A-Za-z])"  # so?magnesium
    r"|(?<=[a-z)]…)\s*(?=[A-Z])"  # sleep… It
    r"|(?<=[a-z)]\.\.\.)\s*(?=[A-Z])"
    r"|(?<=[a-z0-9)\]][.!?][\"”’')])\s*(?=[A-Z][a-z]+\s)"  # it works.) The next
    r"|(?<=[a-z]{2}[.])(?=[A-Z][a-z]+[ ,])"  # sleep.The next
)
_SPLITTABLE: Final = re.compile(r"[?!…]\S|…|\.\.\.|[.!?][\"”’')]|\.[A-Z]")


def sentences(readable: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in `readable[start:end]`, trimmed of white space.

    `text` is the original: a mark that was masked at an end still belongs to its sentence.
    """
    while start < end:
        stop = min(end, start + _WINDOW)
        part = readable[start:stop].translate(BLANK_LINE_ENDS)
        pieces = [short for piece in _repaired(part) for short in _shortened(part, *piece)]
        if stop < end and len(pieces) > 1:
            pieces.pop()  # cut short by the window: the next one starts with it
        for first, last in pieces:
            if _WORD.search(part, first, last):
                piece = text[start + first : start + last]
                left = start + first + len(piece) - len(piece.lstrip())
                yield left, start + first + len(piece.rstrip())
        start += pieces[-1][1]


def _shortened(part: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """`part[first:last]`, cut after a clause, else after a word, where it is too long."""
    while last - first > _LONGEST:
        end = first + _LONGEST
        found = _CLAUSE_END.match(part, end - _LONGEST // 4, end) or _WORD_END.match(
            part, first + 1, end
        )
        cut = found.end() if found is not None else end
        yield first, cut
        first = cut
    yield first, last


def _repaired(part: str) -> Iterator[tuple[int, int]]:
    """sentencex's pieces of `part`, joined and split where it errs."""
    stops: list[int] = [bound["end_index"] for bound in get_sentence_boundaries("en", part)]
    inner = stops[:-1]
    # a full stop before a small letter is most often a slip inside one sentence; but who writes
    # everything small still ends sentences
    n_small = sum(part[stop].islower() for stop in inner)
    joins_small = n_small <= len(inner) // 2 or len(inner) == 1
    begin = last = 0
    for stop in inner:
        if not _goes_on(part, last, stop, joins_small):
            yield from _split(part, begin, stop)
            begin = stop
        last = stop
    if begin < len(part):
        yield from _split(part, begin, len(part))


def _goes_on(part: str, start: int, stop: int, joins_small: bool) -> bool:
    """True where what ends before `stop` is an abbreviation, a list's number or a slip."""
    following = part[stop]
    tail = _LAST_WORD.search(part, max(start, stop - 24), stop)
    if tail is None:
        return False
    word = tail.group().rstrip().lstrip("([\"“'").replace(FILL, "").lower()
    if word in _NO_END:
        return word not in _MAY_END or not following.isupper()
    if following.islower() and word.endswith("."):
        return joins_small
    return stop - start <= 6 and _ONLY_NUMBER.match(part[start:stop]) is not None


def _split(part: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """`part[begin:stop]`, split where a boundary was missed."""
    if _SPLITTABLE.search(part, begin, stop):
        for missed in _MISSED.finditer(part, begin, stop):
            if begin < missed.start():
                yield begin, missed.start()
                begin = missed.end()
    if begin < stop:
        yield begin, stop
