"""A string to a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, overload

from mgcheck.model import Block, Comment, Document, Sentence
from mgcheck.read.sentences import sentences

_LINE_END: Final = re.compile(r"\r\n?|\n")
_MARKDOWN_COMMENT: Final = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)|\Z)"  # what code holds is none
    r"|`[^`\n]{1,2000}`"
    r"|<!--(?P<said>.*?)-->",
    re.DOTALL | re.MULTILINE,
)
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


def document(text: str, path: str = "<text>", markdown: bool = False) -> Document:
    """`text` with its blocks, sentences and lines found."""
    # half a surrogate pair is no character: it cannot be written out again
    text = _SURROGATE.sub("\ufffd", text)
    starts = (0, *(end.end() for end in _LINE_END.finditer(text)))
    readable, blocks = _split(text, starts, markdown)
    return Document(
        path=path,
        text=text,
        readable=readable,
        blocks=blocks,
        sentences=_Sentences(readable, text, blocks),
        words=len(readable.split()),
        line_starts=starts,
        syntax="markdown" if markdown else "text",
        comments=_comments(text) if markdown and "<!--" in text else (),
    )


def _comments(text: str) -> tuple[Comment, ...]:
    return tuple(
        Comment(found.start(), found.end(), found["said"])
        for found in _MARKDOWN_COMMENT.finditer(text)
        if found["said"] is not None
    )


def _split(text: str, starts: tuple[int, ...], markdown: bool) -> tuple[str, tuple[Block, ...]]:
    if markdown:
        # 55 ms to import, so only where a text is Markdown
        from mgcheck.read.markdown import split
    else:
        from mgcheck.read.plain import split
    return split(text, starts)
