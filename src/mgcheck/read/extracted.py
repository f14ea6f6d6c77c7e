"""Documents whose source is no text: words taken out of Word files and PDFs."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.errors import InputError
from mgcheck.model import Block, Document
from mgcheck.read import extras
from mgcheck.read.document import assembled
from mgcheck.read.made import Made
from mgcheck.read.mask import mask_plain
from mgcheck.read.syntax import Syntax

_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
"""The container of old Office files; that of new ones with a password, too."""


class Extracted(NamedTuple):
    """The words of a file, and where its pages or paragraphs begin in them."""

    text: str
    made: Made
    parts: tuple[tuple[int, str], ...]


def extract(data: bytes, path: str, syntax: Syntax) -> Document:
    """The document in `data`; InputError where it is broken, locked, or holds no words."""
    if not data:
        raise InputError("is empty", "check how it was saved", path)
    if data.startswith(_ENCRYPTED):
        raise InputError(
            "has a password, or is an old Word document (.doc)",
            "save it as .docx without a password",
            path,
        )
    extras.require(syntax.name, path)
    if syntax.name == "pdf":
        from mgcheck.read.pdf import words
    else:
        from mgcheck.read.docx import words
    text, made, parts = words(data, path)
    return assembled(text, path, syntax.name, made, parts)


def again(text: str, like: Document) -> Document:
    """The document in `text`, an edited version of what was taken out for `like`."""
    if like.syntax == "pdf":
        from mgcheck.read.document import starts_of_lines
        from mgcheck.read.plain import split

        return assembled(text, like.path, like.syntax, split(text, starts_of_lines(text)))
    return assembled(text, like.path, like.syntax, _by_line(text, like))


def _by_line(text: str, like: Document) -> Made:
    """Word's paragraphs take a line each, and no edit adds a line: what each is stays."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    blocks: list[Block] = []
    for block in like.blocks:
        at = like.place(block.start)[0] - 1
        line = lines[at]
        start = starts[at] + len(line) - len(line.lstrip())
        blocks.append(replace(block, start=start, end=starts[at] + len(line.rstrip())))
    return Made(mask_plain(text), tuple(blocks))
