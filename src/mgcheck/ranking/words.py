"""A text as content words: posts with hashtags, handles and links as well as plain prose."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from mgcheck.text import fold, stem

_LINK: Final = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\bt\.co/)\S+", re.IGNORECASE)
_TAG: Final = re.compile(r"(?<!\w)[#@＃＠]\w+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD: Final = re.compile(
    r"\d+(?:[.,]\d+)*"  # a number, with its decimals and thousands
    r"|[^\W\d_]+(?:'[^\W\d_]+)?"  # letters, with 's or n't; COVID-19 and covid19 are both two words
)
_THOUSANDS: Final = re.compile(r",(?=\d{3}(?:\D|$))")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufe0f"))
NUMERALS: Final[dict[str, str]] = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
}
"""Numbers that prose spells out; "one" is mostly a pronoun."""
_SHORTEST_PART: Final = 3
"""Letters of a word within a run-together one; two would find 'in' and 'or' everywhere."""


class Token(NamedTuple):
    """A content word of a text."""

    text: str
    stem: str
    is_aside: bool = False
    """True: part of a hashtag or a handle, which says little where no claim holds it."""


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of a list in this folder."""
    lines = resources.files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def stop_words() -> frozenset[str]:
    """Words without a topic."""
    return _listed("stop.txt")


@cache
def weak_stems() -> frozenset[str]:
    """Stems of words that any claim may be put with."""
    return frozenset(map(stem, _listed("weak.txt")))


def _words(text: str, *, is_aside: bool) -> list[Token]:
    found = []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        if word[0].isdigit():
            word = _THOUSANDS.sub("", word)
        elif word.endswith("'s"):
            word = word[:-2]
        word = NUMERALS.get(word, word)
        found.append(Token(word, stem(word), is_aside))
    return found


def tokens(text: str) -> list[Token]:
    """The words of `text` that carry a topic, in order; all of its words where none does."""
    text = _LINK.sub(" ", text.translate(_INVISIBLE))
    found: list[Token] = []
    at = 0
    for tag in _TAG.finditer(text):
        found += _words(text[at : tag.start()], is_aside=False)
        found += _words(_HUMP.sub(" ", tag.group()).replace("_", " "), is_aside=True)
        at = tag.end()
    found += _words(text[at:], is_aside=False)
    stop = stop_words()
    return [token for token in found if token.text not in stop] or found


def parts(word: str, known: Container[str]) -> list[str]:
    """The known words that `word` is run together from ('bloodpressure'); empty if it is not."""
    if len(word) < 2 * _SHORTEST_PART or len(word) > 40:
        return []
    best: dict[int, list[str]] = {0: []}  # end of a part: the fewest parts that lead there
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start in range(end - _SHORTEST_PART + 1):
            if start in best and word[start:end] in known:
                way = [*best[start], word[start:end]]
                if end not in best or len(way) < len(best[end]):
                    best[end] = way
    whole = best.get(len(word), [])
    return whole if len(whole) > 1 else []
