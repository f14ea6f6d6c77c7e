"""Words of a folded text, with their stems and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import Stemmer

_WORD: Final = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"  # letters with full stops: u.s., e.g.
    r"|\d+(?:[.,]\d+)*"  # a number, with its decimals and thousands
    # a word, its 's or n't; marks that nobody sees may stand inside
    r"|[^\W\d_](?:[\u00ad\u200b]*[^\W_])*(?:[\u00ad\u200b]*'[\u00ad\u200b]*[^\W\d_]+)?"
    r"|[%+]"
    r"|[.!?;:,()\[\]\"—|]"  # punctuation that ends or opens a clause
    r"|(?<=\s)-+(?=\s)"  # a dash that stands alone; elsewhere it is a hyphen
)
SMALL: Final = frozenset(["a", "an", "the", "of", "in", "your", "their", "our", "my", "his", "her"])
"""Words that a term may leave out and a text may put in (docs/records.md)."""
MARKS: Final = frozenset('.!?;:,()[]"—|')
"""Clause marks: no term reaches across one."""
UNSEEN: Final = ("\u00ad", "\u200b")
"""Soft hyphen and zero-width space: words are read through them. What reads markup fills with the
second."""
_SHORT_IS: Final = frozenset(
    ["it's", "that's", "there's", "here's", "what's", "who's", "let's", "he's", "she's"]
)
"""Here 's is a verb; elsewhere it is taken for a possessive."""
_STEMMER: Final = Stemmer.Stemmer("english", 0)
_cache: Final[dict[str, str]] = {}


class Word(NamedTuple):
    """A word, a number or a clause mark, and where it stands."""

    text: str
    stem: str
    start: int
    end: int


def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word; a possessive 's is dropped."""
    known = _cache.get(word)
    if known is None:
        bare = seen(word)
        bare = bare[:-2] if bare.endswith("'s") and bare not in _SHORT_IS else bare
        known = _STEMMER.stemWord(bare) if bare.isalpha() else bare
        if len(_cache) < 200_000:  # hostile input may hold any number of words
            _cache[word] = known
    return known


def seen(text: str) -> str:
    """`text` without the marks that nobody sees; its offsets are others."""
    return text.replace("\u00ad", "").replace("\u200b", "")


def spans(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Each word, number or clause mark of `folded[start:end]` with its place in `folded`.

    Marks that nobody sees are left out of a word, and count for its place.
    """
    for match in _WORD.finditer(folded, start, len(folded) if end is None else end):
        text = match.group()
        if text[0] == "-":
            text = "—"
        elif text[-1] == "." and len(text) > 1:
            text = text[:-1]
        elif "\u200b" in text or "\u00ad" in text:
            text = seen(text)
        yield text, match.start(), match.end()


def words(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `folded[start:end]` in order; places count from the start of `folded`."""
    return [Word(text, stem(text), *place) for text, *place in spans(folded, start, end)]
