"""reStructuredText: docutils says what each run of lines is, masking does the rest."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import SystemMessage

from mgcheck.errors import InputError
from mgcheck.model import BlockKind, Comment
from mgcheck.read.build import Blocks
from mgcheck.read.made import Made
from mgcheck.read.mask import FILL, joins, mask_plain, spaces, without

_SETTINGS: Final = {
    "_disable_config": True,  # no docutils.conf of the machine
    "doctitle_xform": False,
    "file_insertion_enabled": False,  # nothing else is opened
    "raw_enabled": False,
    "halt_level": 5,
    "report_level": 5,
    "syntax_highlight": "none",
}
_SKIPPED: Final = (
    nodes.system_message,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.math_block,
    nodes.docinfo,
    nodes.substitution_definition,
    nodes.raw,
    nodes.label,
)
_READ: Final = (
    nodes.paragraph,
    nodes.title,
    nodes.subtitle,
    nodes.rubric,
    nodes.term,
    nodes.caption,
    nodes.attribution,
    nodes.line,
    nodes.comment,
)
_LISTS: Final = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
_ITEMS: Final = (nodes.list_item, nodes.definition)
_INLINE: Final = re.compile(
    r"(?P<code>``[^\n]{1,1000}?``"
    r"|:(?:code|math|kbd|samp|file|command|program|option|envvar|raw|[\w-]{1,20}:[\w:-]{1,40}):"
    r"`[^`]{1,1000}`)"
    r"|(?P<note>\[(?:\d{1,4}|\#[\w.-]{0,40}|\*|[A-Za-z][\w.-]{0,40})\]_)"
    r"|(?P<role>:[\w.+-]{1,30}:(?=`))"
    r"|(?P<target>\s{0,3}<[^<>`]{1,1000}>`_{0,2})"
    r"|(?P<mark>(?:\\ )?(?:\*{1,2}|`_{0,2}|(?<=\w)_{1,2}(?!\w)|\|_{0,2})(?:\\ )?|\\ |\\(?=\S))"
)
_NOT_FAR: Final = 4
"""Lines before the one that docutils gives in which a block may begin."""


def split(text: str, starts: tuple[int, ...], path: str) -> Made:
    """What is made of `text`, whose lines start at `starts`; InputError where docutils gives up."""
    try:
        tree = publish_doctree(text, settings_overrides=_SETTINGS)
    except (SystemMessage, RecursionError) as err:
        raise InputError(
            "is no reStructuredText that docutils can read", "check it with docutils", path
        ) from err
    return _Reader(text, starts).read(tree)


class _Reader:
    """One walk over docutils' tree; where its words stand is looked up in the text, in order."""

    def __init__(self, text: str, starts: tuple[int, ...]) -> None:
        self._text = text
        self._starts = starts
        self._at = 0
        self._blocks = Blocks(text, mask_plain(_INLINE.sub(_unmarked, text)))
        self._comments: list[Comment] = []
        self._row: nodes.Node | None = None
        self._cells: list[tuple[int, int]] = []

    def read(self, tree: nodes.document) -> Made:
        # by hand, for docutils' own walk looks into what is skipped
        waiting: list[nodes.Node] = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, _READ):
                self._add(node)
            elif not isinstance(node, (nodes.Text, *_SKIPPED)):
                waiting.extend(reversed(node.children))
        self._end_row()
        comments = tuple(self._comments)
        outline = without(self._text, comments) if comments else None
        return Made(*self._blocks.finish(), comments, outline)

    def _add(self, node: nodes.Element) -> None:
        found = self._found(node)
        if not found:
            return
        start, end = found[0][0], found[-1][1]
        if isinstance(node, nodes.comment):
            self._comment(node, start, end)
            return
        entry = _above(node, (nodes.entry,))
        if entry is not None and not _above(node, _LISTS):
            self._cell(entry, found)
            return
        self._end_row()
        depth = sum(isinstance(each, _LISTS) for each in _holders(node))
        self._blocks.is_quoted = _above(node, (nodes.block_quote,)) is not None
        is_first = node.parent is not None and node.parent.index(node) == 0
        if isinstance(node, nodes.title):
            level = sum(isinstance(each, nodes.section) for each in _holders(node))
            self._blocks.add(BlockKind.HEADING, start, end, min(max(level, 1), 6))
        elif isinstance(node, (nodes.subtitle, nodes.rubric)):
            self._blocks.add(BlockKind.HEADING, start, end, 6)
        elif isinstance(node, nodes.term):
            self._blocks.add_item(start, end, 2 * depth)
        elif isinstance(node.parent, _ITEMS) and is_first:
            below = isinstance(node.parent, nodes.definition)
            self._blocks.add_item(start, end, 2 * depth + below)
        else:
            self._blocks.add(BlockKind.PARAGRAPH, start, end, 0)

    def _found(self, node: nodes.Element) -> list[tuple[int, int]]:
        """Where each line of the node's source stands; empty where it stands in no such lines."""
        near = self._starts[max(0, min(node.line or 1, len(self._starts)) - 1 - _NOT_FAR)]
        at = max(self._at, near)
        found = []
        for line in node.rawsource.split("\n"):
            if not line.strip():
                continue
            start = self._where(line.strip(), at)
            if start is None:
                return []
            at = start + len(line.strip())
            found.append((start, at))
        if found:
            # the next cell may begin beside the first line of this one
            self._at = found[0][1] if _above(node, (nodes.entry,)) else at
        return found

    def _where(self, line: str, at: int) -> int | None:
        """Where `line` next stands as words of its own."""
        while (start := self._text.find(line, at)) >= 0:
            if not start or self._text[start - 1] in " \t\r\n|":
                return start
            at = start + 1
        return None

    def _comment(self, node: nodes.Element, start: int, end: int) -> None:
        begin = self._text.rfind("..", 0, start)
        self._comments.append(Comment(max(begin, 0), end, node.rawsource))
        self._blocks.mask(max(begin, 0), end)

    def _cell(self, entry: nodes.Node, found: list[tuple[int, int]]) -> None:
        row = entry.parent
        if row is not self._row:
            self._end_row()
            if self._row is None or row.parent.parent is not self._row.parent.parent:
                self._blocks.end_table()
            self._row = row
        self._blocks.is_quoted = False
        gaps = (self._text[a:b].strip() for (_, a), (b, _) in pairwise(found))
        if any(gaps):
            self._cells += found  # its lines alternate with those of other cells
        else:
            self._cells.append((found[0][0], found[-1][1]))

    def _end_row(self) -> None:
        if self._cells:
            self._cells.sort()
            self._blocks.add_row(self._cells)
            self._cells = []


def _holders(node: nodes.Node) -> list[nodes.Node]:
    """What holds `node`, inmost first."""
    out = []
    holder = node.parent
    while holder is not None:
        out.append(holder)
        holder = holder.parent
    return out


def _above(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> nodes.Node | None:
    """The inmost of `kinds` that holds `node`."""
    return next((each for each in _holders(node) if isinstance(each, kinds)), None)


def _unmarked(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 1) : found.start()]
    if found.lastgroup == "mark" and joins(before, found.string[found.end() : found.end() + 1]):
        return FILL * len(found.group())
    return spaces(found)
