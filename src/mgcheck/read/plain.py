"""Blocks of plain text: paragraphs, headings, items and table cells, by how lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from mgcheck.model import Block, BlockKind, Comment
from mgcheck.read import lines
from mgcheck.read.build import Blocks
from mgcheck.read.made import Made
from mgcheck.read.mask import mask_plain, without

_WRAP: Final = 100
"""Longest line that an editor or a mailer wrapped; what is longer is a paragraph of its own."""


class Line(NamedTuple):
    """A line without its end, and where it starts."""

    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        """True where nothing stands in the line."""
        return not self.text or self.text.isspace()


_LINE_REST: Final = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_OURS: Final = re.compile(r"<!--\s*mgcheck\s*:", re.IGNORECASE)
"""No prose wherever it stands: nobody else writes that."""


def split(text: str, starts: tuple[int, ...]) -> Made:
    """What is made of `text`, whose lines start at `starts`."""
    if "<!--" not in text:
        return Made(*_split(text, starts))
    comments, outline = _comments(text)
    return Made(*_split(outline, starts), comments, outline)


def _comments(text: str) -> tuple[tuple[Comment, ...], str]:
    """Comments that have lines to themselves or speak to mgcheck; `text` with spaces for them."""
    found = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        at = end + 3
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        is_alone = not text[line:start].strip() and _LINE_REST.match(text, at) is not None
        if is_alone or _OURS.match(text, start):
            found.append(Comment(start, at, text[start + 4 : end]))
    return tuple(found), without(text, found)


def _split(text: str, starts: tuple[int, ...]) -> tuple[str, tuple[Block, ...]]:
    ends = (*starts[1:], len(text))
    every = [
        Line(start, text[start:end].rstrip("\r\n")) for start, end in zip(starts, ends, strict=True)
    ]
    blocks = Blocks(text, mask_plain(text))
    for blank, run in groupby(every, key=lambda line: line.is_blank):
        if not blank:
            _add_run(blocks, list(run))
    return blocks.finish()


def _add_run(blocks: Blocks, run: list[Line]) -> None:
    """Add the blocks of `run`: lines with no blank one between them."""
    kept: list[Line] = []
    underlined = set()
    for line in run:
        if lines.RULE.match(line.text):
            blocks.mask(line.start, line.start + len(line.text))
            if kept:
                underlined.add(kept[-1].start)
        else:
            kept.append(line)
    width = max((len(line.text) for line in kept if len(line.text) <= _WRAP), default=0)
    group: list[Line] = []
    for index, line in enumerate(kept):
        if group and _starts_block(group[-1], line, width, group[-1].start in underlined):
            _add_group(blocks, group, len(kept), underlined)
            group = []
        group.append(line)
        if index == len(kept) - 1:
            _add_group(blocks, group, len(kept), underlined)


def _starts_block(before: Line, line: Line, width: int, is_underlined: bool) -> bool:
    """True where the break between two lines is meant, not made by wrapping."""
    if is_underlined or _is_marked(line.text) or lines.HASH_HEADING.match(before.text):
        return True
    if lines.ROW.match(before.text) or lines.BOLD_LINE.match(before.text):
        return True
    first = line.text.split(None, 1)[0]
    if len(before.text) > _WRAP:
        return not first[0].islower() or lines.ends_sentence(before.text)
    if len(before.text) + 1 + len(first) > width:  # the word would not have fitted: wrapped
        return width < 40 and lines.ends_sentence(before.text)
    # the word would have fitted, so somebody ended the line here
    return not first[0].islower() or lines.ends_sentence(before.text)


def _is_marked(line: str) -> bool:
    """True where a line starts with a sign of its own."""
    return any(
        sign.match(line)
        for sign in (lines.ITEM, lines.HASH_HEADING, lines.QUESTION, lines.ROW, lines.BOLD_LINE)
    )


def _add_group(blocks: Blocks, group: Sequence[Line], n_lines: int, underlined: set[int]) -> None:
    """Add the one block that `group` makes; a table row makes several."""
    first = group[0].text
    start, end = group[0].start, group[-1].start + len(group[-1].text)
    if (hashes := lines.HASH_HEADING.match(first)) is not None:
        blocks.mask(start, start + hashes.end())
        blocks.add(BlockKind.HEADING, start + hashes.end(), end, len(hashes.group(1)))
    elif (item := lines.ITEM.match(first)) is not None:
        body = start + item.end()
        blocks.mask(start, body)
        alone = n_lines == 1 and item.group("number") is not None
        words = first[item.end() :]
        if alone and len(words) <= 80 and lines.is_title(words) and lines.is_title_case(words):
            blocks.add(BlockKind.HEADING, body, end, 2)
        else:
            blocks.add_item(body, end, len(item.group("indent").expandtabs(4)))
    elif len(group) == 1 and lines.ROW_RULE.match(first):
        blocks.mask(start, end)
    elif len(group) == 1 and lines.ROW.match(first):
        blocks.add_row(lines.cells(start, first))
    elif (ask := lines.QUESTION.match(first)) is not None:
        blocks.mask(start, start + ask.end())
        blocks.add(BlockKind.PARAGRAPH, start, end, 0)
    elif len(group) == 1 and (
        start in underlined
        or lines.BOLD_LINE.match(first)
        or (n_lines == 1 and lines.is_title(first))
        or (first.rstrip().endswith(":") and lines.is_title(first))
        or (len(first) <= 80 and lines.is_title(first) and lines.is_title_case(first))
    ):
        level = 1 if not blocks.has_any else 3 if first.rstrip().endswith(":") else 2
        blocks.add(BlockKind.HEADING, start, end, level)
    else:
        blocks.add(BlockKind.PARAGRAPH, start, end, 0)
