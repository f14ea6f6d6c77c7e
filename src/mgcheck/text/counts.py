"""Numbers with what they count: '300 enzyme reactions', wherever texts are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mgcheck.text.words import stem

_COUNT: Final = re.compile(
    r"(?<![\w.,$€£-])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,7})(?P<nouns>(?:\s(?!to\b|and\b|or\b|of\b)"
    r"[a-z][a-z-]{3,20}){1,3})"
)


class Count(NamedTuple):
    """A whole number, where it and its first noun stand, and the stems of the words behind it."""

    start: int
    end: int
    number: float
    nouns: frozenset[str]


def counts(folded: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """Every number in `folded[start:end]` with up to three words behind it."""
    for found in _COUNT.finditer(folded, start, len(folded) if end is None else end):
        words = found["nouns"].split()
        last = found.start("nouns") + 1 + len(words[0])
        number = float(found["number"].replace(",", ""))
        yield Count(found.start(), last, number, frozenset(map(stem, words)))
