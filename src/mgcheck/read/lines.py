"""What one line of text looks like: a heading, an item, a rule, a question."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

ITEM: Final = re.compile(
    r"(?P<indent>[ \t]{0,40})"
    r"(?:[-*+•●○◦▪■‣·–—✓✔✅➤►▶→★☑🔹🔸👉][ \t]{1,8}(?:\[[ xX]\][ \t]+)?"
    r"|[•●▪■✓✔✅➤►🔹🔸👉](?=\S)"
    r"|(?P<number>\(?\d{1,3}[.)])[ \t]{1,8}"
    r"|\(?[a-zA-Z]\)[ \t]{1,8})"
    r"(?=\S)"
)
HASH_HEADING: Final = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
RULE: Final = re.compile(r"[ \t]{0,8}([=\-~^*_#+])(?:[ \t]?\1){2,}[ \t]*\Z")
BOLD_LINE: Final = re.compile(r"[ \t]*(\*\*|__)(?=\S)[^*_\n]{1,120}\1:?[ \t]*\Z")
QUESTION: Final = re.compile(
    r"[ \t]*(?:[*_]{1,2})?(?:Q|A|Question|Answer)[ ]?\d{0,3}"
    r"(?:\*\*)?[:.)](?:\*\*)?[ \t]+(?=\S)"
)
ROW: Final = re.compile(r"[ \t]*\|.*\|[ \t]*\Z|[^|]+(?: \| [^|]+){2,}\Z")
ROW_RULE: Final = re.compile(r"[ \t]{0,40}\|?[ \t:]{0,200}--[-| \t:+]*\Z")

_ENDS_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]]*\s*\Z")
# fmt: off
_SMALL: Final = frozenset((
    "a", "an", "the", "of", "in", "on", "for", "and", "or", "to", "with", "by", "vs", "at",
    "from", "as", "is", "are", "your", "its", "it", "be",
))
# fmt: on
_BAR: Final = re.compile(r"(?<!\\)\|")


def ends_sentence(line: str) -> bool:
    """True where `line` ends as a sentence does."""
    return _ENDS_SENTENCE.search(line, max(0, len(line) - 40)) is not None


def is_title(line: str) -> bool:
    """True where a line that stands alone reads as a heading: short, and no plain sentence."""
    if len(line) > 120:
        return False
    line = line.strip()
    words = line.split()
    if not words or len(words) > 16 or line.endswith((",", ";")):
        return False
    if line.endswith((".", "!", "…", '."', ".”")):
        return False
    return line.endswith((":", "?")) or len(words) <= 12 or is_title_case(line)


def cells(start: int, row: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a table's row, drawn with bars, that begins at `start`."""
    edges = [-1, *(bar.start() for bar in _BAR.finditer(row)), len(row)]
    found = [(start + left + 1, start + right) for left, right in pairwise(edges)]
    row = row.strip()
    return found[row.startswith(("|", ">")) : len(found) - row.endswith("|")]


def is_title_case(line: str) -> bool:
    """True where nearly all of the long words start with a capital."""
    words = [w for w in line.split() if w[:1].isalpha() and w.lower() not in _SMALL]
    return bool(words) and sum(w[:1].isupper() for w in words) >= 0.8 * len(words)
