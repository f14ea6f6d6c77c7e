"""What a reader makes of a text, and how prose is woven back into the source it was found in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.model import Block, Comment
from mgcheck.read.mask import FILL, OPENING, STRAIGHT, joins

_CLOSING: Final = frozenset(".,;:!?%)]}”…")
"""Stand right behind a word: "et <i>al</i>." is no end of a sentence."""


class Made(NamedTuple):
    """A text's prose with its blocks and comments; all offsets are the text's own."""

    readable: str
    """Same length as the text (docs/inputs.md)."""
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    outline: str | None = None
    """Same length: white space wherever no prose stands, something else where it does, the whole of
    &rdquo; too; None: the text itself serves. Sentences are trimmed by it."""


class Weaver:
    """The readable text of a source and its outline, put together from the pieces that are prose.

    Pieces come in order of place. What lies between two of them is filled: inside a word with what
    the words of find are read through, elsewhere with spaces.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._at = 0
        self._last = " "
        self._readable: list[str] = []
        self._outline: list[str] = []

    def cut(self) -> None:
        """Words before and after are two, even if nothing but markup stands between them."""
        self._last = " "

    def prose(self, start: int, shown: str) -> None:
        """`shown` stands in the source as it is, from `start` on."""
        if start > self._at:
            self._fill(start, shown[0])
        self._readable.append(shown)
        self._outline.append(shown)
        self._at = start + len(shown)
        self._last = " " if shown[-1].isspace() else shown[-1]

    def sign(self, start: int, end: int, shown: str) -> None:
        """`start` to `end` of the source stands for `shown`, which is no longer than that."""
        if shown.isspace() or not shown:
            self.cut()
            return
        spare = end - start - len(shown)
        opens = shown in OPENING or (shown in STRAIGHT and self._last == " ")
        self._fill(start, shown[0])
        self._outline.append("&" * (end - start))
        if opens:
            self._readable.append(shown + FILL * spare)
            self._at = end
        else:
            self._readable.append(shown)
            self._at = end - spare
            self._owed = spare
        self._last = shown[-1]

    _owed = 0
    """Characters of the last sign that the outline has already and the readable text has not."""

    def _fill(self, start: int, first: str) -> None:
        gap = start - self._at
        if gap <= 0:
            return
        is_close = joins(self._last, first) or (self._last.isalnum() and first in _CLOSING)
        self._readable.append((FILL if is_close else " ") * gap)
        self._outline.append(" " * (gap - self._owed))
        self._owed = 0

    def finish(self) -> tuple[str, str]:
        """The readable text and its outline."""
        self.cut()
        self._fill(self._length, " ")
        return "".join(self._readable), "".join(self._outline)


class Piece(NamedTuple):
    """A stretch of a source and what it says."""

    start: int
    end: int
    shown: str
    """As it stands in the source, or what an escape stands for."""


class Transcript:
    """A text inside a source that writes it in its own way: a string of JSON, a cell of CSV."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.shown]
        self._starts: list[int] = []
        at = 0
        for piece in self._pieces:
            self._starts.append(at)
            at += len(piece.shown)
        self.text = "".join(piece.shown for piece in self._pieces)

    def weave(self, made: Made, weaver: Weaver) -> None:
        """Put the prose of `made`, which was made of this text, into the source."""
        outline = self.text if made.outline is None else made.outline
        for piece, start in zip(self._pieces, self._starts, strict=True):
            end = start + len(piece.shown)
            shown = made.readable[start:end]
            if len(piece.shown) == piece.end - piece.start:
                weaver.prose(piece.start, shown)
            elif outline[start:end].isspace():
                weaver.cut()
            else:
                weaver.sign(piece.start, piece.end, shown)

    def blocks(self, made: Made, base: int) -> list[Block]:
        """The blocks of `made` at their places in the source, where `base` others come before."""
        return [
            replace(
                block,
                start=self._place(block.start),
                end=self._end(block.end),
                lead=None if block.lead is None else block.lead + base,
                column=None if block.column is None else block.column + base,
            )
            for block in made.blocks
        ]

    def comments(self, made: Made) -> list[Comment]:
        """The comments of `made` at their places in the source."""
        return [
            Comment(self._place(comment.start), self._end(comment.end), comment.text)
            for comment in made.comments
        ]

    def _place(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        piece = self._pieces[at]
        inside = offset - self._starts[at]
        return piece.start + (inside if len(piece.shown) == piece.end - piece.start else 0)

    def _end(self, offset: int) -> int:
        at = bisect_right(self._starts, offset - 1) - 1
        piece = self._pieces[at]
        if len(piece.shown) < piece.end - piece.start:
            return piece.end
        return piece.start + offset - self._starts[at]
