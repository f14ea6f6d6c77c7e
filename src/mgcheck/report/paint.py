"""Lines to text: wrapped to a width or not, coloured or not, in whatever the terminal can show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from mgcheck.report.line import Line, Part, Style

if TYPE_CHECKING:
    from rich.segment import Segment

SIGNS: Final = "⊕◯✓✗▲≈○–·│█─…"
_ASCII: Final = str.maketrans(
    dict(zip(SIGNS, "+o+x^~o--|#-", strict=False))
    | {"…": "...", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "}
    | {"≥": ">=", "≤": "<=", "±": "+/-", "×": "x", "µ": "u", "μ": "u"}
)
"""Where a locale knows only ASCII: the nearest look-alike; all else becomes a question mark."""

_WORD: Final = re.compile(r"\s*(?P<word>\S+)")
WIDEST: Final = 120
"""Longer lines than this are hard to read, however wide the terminal."""


def can_show_signs(encoding: str | None) -> bool:
    """True where text in `encoding` can hold every sign of ours."""
    try:
        SIGNS.encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def plain(lines: Iterable[Line], width: int | None = None, signs: bool = True) -> str:
    """`lines` without colour; without `width` each stays on one row."""
    text = "".join("".join(piece for piece, _ in row).rstrip() + "\n" for row in rows(lines, width))
    return text if signs else to_ascii(text)


def to_ascii(text: str) -> str:
    """`text` with every sign replaced by its nearest in ASCII."""
    return text.translate(_ASCII).encode("ascii", "replace").decode("ascii")


def segments(lines: Iterable[Line], width: int | None = None, signs: bool = True) -> list[Segment]:
    """`lines` as rich's coloured pieces, line ends included; never markup."""
    # 45 ms to import, so only where colour is wanted
    from rich.segment import Segment
    from rich.style import Style as RichStyle

    styles = {style: RichStyle.parse(style.value) for style in Style}
    found = []
    for row in rows(lines, width):
        for piece, style in row:
            found.append(Segment(piece if signs else to_ascii(piece), styles[style]))
        found.append(Segment("\n"))
    return found


def rows(lines: Iterable[Line], width: int | None) -> Iterator[list[Part]]:
    """The rows that `lines` take at `width` columns, or one row each without."""
    if width is None:
        for line in lines:
            yield [line.first, *line.parts]
        return
    # 30 ms to import, and only a terminal has a width
    from rich.cells import cell_len

    room = max(20, min(width, WIDEST))
    for line in lines:
        yield from _wrap(line, room, cell_len)


def _wrap(line: Line, width: int, measure: Callable[[str], int]) -> Iterator[list[Part]]:
    """One line's rows: broken at spaces, and inside a word only where it is too long for a row."""
    text = "".join(piece for piece, _ in line.parts)
    before = line.first
    for start, end in _breaks(
        text, width - measure(line.first[0]), width - measure(line.rest[0]), measure
    ):
        yield [before, *_slice(line.parts, start, end)]
        before = line.rest


def _breaks(
    text: str, room: int, further: int, measure: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Start and end of each row of `text`; the first has `room` columns, the others `further`."""
    start = end = used = 0
    for word in _WORD.finditer(text):
        size = measure(word.group())
        if used + size <= room:
            end, used = word.end(), used + size
            continue
        if end > start:
            yield start, end
            room = further
        start, end = word.start("word"), word.end()
        used = measure(text[start:end])
        while used > room and end - start > 1:
            cut = start + _fitting(text[start:end], room, measure)
            if cut >= end:
                break
            yield start, cut
            start, room = cut, further
            used = measure(text[start:end])
    yield start, len(text) if end == start else end


def _slice(parts: Iterable[Part], start: int, end: int) -> Iterator[Part]:
    """What of `parts` lies between two offsets of their joined text."""
    at = 0
    for piece, style in parts:
        left, right = max(start - at, 0), min(end - at, len(piece))
        if left < right:
            yield piece[left:right], style
        at += len(piece)


def _fitting(piece: str, room: int, measure: Callable[[str], int]) -> int:
    """How many characters of `piece` fit in `room` columns; one at least."""
    if piece.isascii():
        return max(1, room)
    count = 1
    while count < len(piece) and measure(piece[: count + 1]) <= room:
        count += 1
    return count
