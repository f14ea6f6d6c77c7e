"""A line of a report before anyone knows how wide the terminal is."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple


class Style(Enum):
    """What a piece of text is, for those who see colour; words and signs say it too."""

    PLAIN = ""
    STRONG = "bold"
    QUIET = "dim"
    MARK = "bold underline"
    """The words that make the claim."""
    ERROR = "bold white on red"
    WARNING = "black on yellow"
    NOTE = "black on cyan"
    FINE = "black on green"
    RED = "red"
    YELLOW = "yellow"
    CYAN = "cyan"
    GREEN = "green"


Part = tuple[str, Style]


class Line(NamedTuple):
    """One logical line: its text, and what stands before its first and its further rows."""

    parts: tuple[Part, ...] = ()
    first: Part = ("", Style.PLAIN)
    rest: Part = ("", Style.PLAIN)


EMPTY: Final = Line()
LABEL_WIDTH: Final = 13
LONGEST_QUOTE: Final = 600

_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters: a terminal would obey them
    "\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"  # marks that turn the direction of a line
)
_SPACE: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` on one line, without characters that a terminal obeys."""
    return _SPACE.sub(" ", _UNSAFE.sub("\ufffd", text))


def shortened(text: str) -> str:
    """`text`, or its beginning where it is longer than a reader would read."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def field(label: str, *parts: Part, hang: int = 0) -> Line:
    """A labelled line; further rows stand under its text, or `hang` columns further in."""
    return Line(
        parts,
        (f"  {label:<{LABEL_WIDTH - 2}}", Style.QUIET),
        (" " * (LABEL_WIDTH + hang), Style.PLAIN),
    )


def text_line(*parts: Part, indent: int = 0) -> Line:
    """An unlabelled line, every row `indent` columns in."""
    margin = (" " * indent, Style.PLAIN)
    return Line(parts, margin, margin)
