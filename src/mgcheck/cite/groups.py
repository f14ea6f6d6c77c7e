"""Of whom a sentence speaks, where it turns, and where it tells of harm.

An amount, or the word "safe", holds for somebody: what a record settles for healthy adults it
does not settle for toddlers. Words and groups are the catalogue's (citing.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from mgcheck.model import Citing, Figure, Group

_AGED: Final = re.compile(
    r"\b(?:aged?|ages)\s(\d{1,2})(?:\s?(?:-|to|and)\s?(\d{1,2}))?(?!\d)"
    r"|\b(\d{1,2})(?:\s?(?:-|to)\s?(\d{1,2}))?[\s-]years?[\s-]olds?\b"
)
"""'aged 1-3', '4-year-olds'."""
_GROWN: Final = 18.0
"""Until then somebody may be called a child."""
_ALL_AGES: Final = (0.0, 130.0)


def speaks_of(lowered: str, citing: Citing) -> bool:
    """Whether any group is named at all: a quick look."""
    words = (word for group in citing.groups for word in group.words)
    return next(_found(lowered, words), None) is not None


def told(folded: str, citing: Citing) -> Iterator[Figure]:
    """Groups, turns and harms in `folded`, by kind; a group's ages are its low and high."""
    yield from _groups(folded, citing)
    for kind, words in (("apart", citing.apart), ("harm", citing.harms)):
        for start, end, _ in _found(folded, words):
            yield Figure(start, end, "", kind, 0, 0)


def _groups(folded: str, citing: Citing) -> Iterator[Figure]:
    by_word = {word: group for group in citing.groups for word in group.words}
    named = [(start, end, by_word[word]) for start, end, word in _found(folded, by_word)]
    aged = [(match.start(), match.end(), _ages(match)) for match in _AGED.finditer(folded)]
    for start, end, group in named:
        own = group.ages
        # "kids aged 14 to 18": the years that a text gives go before those of the word
        widest = None if own is None else (own[0], max(own[1], _GROWN))
        within = [ages for _, _, ages in aged if widest is not None and _meet(widest, ages)]
        yield _figure(start, end, group, within[0] if within else own)
    if not named:
        for start, end, ages in aged:
            fits = (g for g in citing.groups if g.ages is not None and _meet(g.ages, ages))
            group_of_age = next(fits, None)
            if group_of_age is not None:
                yield _figure(start, end, group_of_age, ages)


def _figure(start: int, end: int, group: Group, ages: tuple[float, float] | None) -> Figure:
    low, high = ages or _ALL_AGES
    return Figure(start, end, "", "group", low, high, nouns=(group.id,))


def _ages(match: re.Match[str]) -> tuple[float, float]:
    numbers = [float(number) for number in match.groups() if number is not None]
    return min(numbers), max(numbers)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _found(folded: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    # few of them stand there, and to look for a piece of text is far quicker than for a pattern
    near = tuple(word for word in words if word in folded)
    if near:
        for match in _pattern(near).finditer(folded):
            yield match.start(), match.end(), match.group()


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest of `words` at each place, as words of their own."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(_whole(word) for word in longest))


def _whole(word: str) -> str:
    before = r"(?<![\w-])" if word[0].isalnum() else ""
    after = r"(?![\w-])" if word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"
