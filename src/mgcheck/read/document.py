"""A string to a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, overload

from mgcheck.model import Block, Document, Sentence
from mgcheck.read import extras
from mgcheck.read.made import Made
from mgcheck.read.sentences import sentences

_LINE_END: Final = re.compile(r"\r\n?|\n")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class _Sentences(Sequence[Sentence]):
    """The sentences of a text, found when first asked for: most texts are about something else."""

    def __init__(self, readable: str, text: str, blocks: tuple[Block, ...]) -> None:
        self._from = (readable, text, blocks)

    @cached_property
    def _all(self) -> tuple[Sentence, ...]:
        readable, text, blocks = self._from
        return tuple(
            Sentence(start, end, index)
            for index, block in enumerate(blocks)
            for start, end in sentences(readable, text, block.start, block.end)
        )

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self._all)

    @overload
    def __getitem__(self, at: int) -> Sentence: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Sentence, ...]: ...
    def __getitem__(self, at: int | slice) -> Sentence | tuple[Sentence, ...]:
        return self._all[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sentences) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)


def document(
    text: str,
    path: str = "<text>",
    markdown: bool = False,
    *,
    syntax: str | None = None,
    field: str | None = None,
) -> Document:
    """`text` with its blocks, sentences and lines found.

    `syntax` is that of Document.syntax; without it `markdown` tells Markdown from plain text. Of a
    syntax that holds data `field` is read. InputError where the text breaks its syntax.
    """
    # half a surrogate pair is no character: it cannot be written out again
    text = _SURROGATE.sub("\ufffd", text)
    starts = starts_of_lines(text)
    syntax = syntax or ("markdown" if markdown else "text")
    made = _split(text, starts, syntax, path, field)
    return assembled(text, path, syntax, made, field=field, starts=starts)


def starts_of_lines(text: str) -> tuple[int, ...]:
    """Where each line of `text` begins."""
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


def assembled(
    text: str,
    path: str,
    syntax: str,
    made: Made,
    parts: tuple[tuple[int, str], ...] = (),
    field: str | None = None,
    starts: tuple[int, ...] | None = None,
) -> Document:
    """The document that a reader has made of `text`."""
    return Document(
        path=path,
        text=text,
        readable=made.readable,
        blocks=made.blocks,
        sentences=_Sentences(made.readable, made.outline or text, made.blocks),
        words=len(made.readable.split()),
        line_starts=starts_of_lines(text) if starts is None else starts,
        syntax=syntax,
        comments=made.comments,
        parts=parts,
        field=field,
    )


def made_of(text: str, syntax: str) -> Made:
    """What is made of a text that stands inside another one."""
    return _split(text, starts_of_lines(text), syntax, "<text>", None)


def _split(text: str, starts: tuple[int, ...], syntax: str, path: str, field: str | None) -> Made:
    # each is imported where a text needs it: Markdown's alone takes 55 ms
    match syntax:
        case "markdown":
            from mgcheck.read.markdown import split
        case "mdx":
            from mgcheck.read.mdx import split
        case "html":
            from mgcheck.read.html import split
        case "rst":
            extras.require("rst", path)
            from mgcheck.read.rst import split as split_rst

            return split_rst(text, starts, path)
        case "ipynb" | "json" | "jsonl" | "csv" | "eml":
            from mgcheck.read.fields import read

            return read(text, syntax, path, field)
        case _:
            from mgcheck.read.plain import split
    return split(text, starts)
