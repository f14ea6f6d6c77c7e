"""A string to a Document."""

from __future__ import annotations

import re
from typing import Final

from mgcheck.model import Block, Document, Sentence
from mgcheck.read.sentences import sentences

_LINE_END: Final = re.compile(r"\r\n?|\n")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


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
        sentences=tuple(
            Sentence(start, end, index)
            for index, block in enumerate(blocks)
            for start, end in sentences(readable, text, block.start, block.end)
        ),
        words=len(readable.split()),
        line_starts=starts,
    )


def _split(text: str, starts: tuple[int, ...], markdown: bool) -> tuple[str, tuple[Block, ...]]:
    if markdown:
        # 55 ms to import, so only where a text is Markdown
        from mgcheck.read.markdown import split
    else:
        from mgcheck.read.plain import split
    return split(text, starts)
