"""Blocks of Markdown: markdown-it says what each run of lines is, masking does the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mgcheck.model import BlockKind, Comment
from mgcheck.read import lines
from mgcheck.read.build import Blocks
from mgcheck.read.made import Made
from mgcheck.read.mask import mask_inline, without

_FRONT_MATTER: Final = re.compile(
    r"(?P<rule>---|\+\+\+)[ \t]*(?:\r\n|\r(?!\n)|\n)"  # YAML, TOML
    r"(?:[^\r\n]{0,2000}(?:\r\n|\r(?!\n)|\n)){0,500}?"
    r"(?P=rule)[ \t]*(?:\r\n|\r(?!\n)|\n|\Z)"
)
_NOT_LINE_END: Final = re.compile(r"[^\r\n]")
_CONTAINER: Final = re.compile(r"[ \t>]*")
_MARKER: Final = re.compile(r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t]))*")
_HASHES: Final = re.compile(r"[ \t>]*#{1,6}(?=[ \t])")
_CLOSING: Final = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*\Z")
_COMMENT: Final = re.compile(r"<!--(?P<said>.*?)(?:-->|\Z)", re.DOTALL)
_CODE: Final = re.compile(r"(`{1,3})(?!`)[^`\n]{1,2000}\1(?!`)")


def split(text: str, starts: tuple[int, ...]) -> Made:
    """What is made of `text`, whose lines start at `starts`."""
    return Reader(text, starts).read()


class Reader:
    """One walk over markdown-it's tokens; `off` are rules of markdown-it that do not hold."""

    def __init__(self, text: str, starts: tuple[int, ...], off: Sequence[str] = ()) -> None:
        self._text = text
        self._starts = (*starts, len(text))
        front = _FRONT_MATTER.match(text)
        self._front = front.end() if front else 0
        self._blocks = Blocks(text, mask_inline(text))
        self._parser = MarkdownIt("commonmark").enable("table")
        # only the structure is wanted: inline parsing takes most of the time, and gives no offsets
        self._parser.disable(["inline", "text_join", *off])
        if "[^" in text:
            from mdit_py_plugins.footnote import footnote_plugin

            # a note is read where it is written, not at the end
            self._parser.use(footnote_plugin).disable("footnote_tail")
        self._code: list[tuple[int, int]] = []

    def read(self) -> Made:
        """What is made of the text."""
        self._blocks.mask(0, self._front)
        front = _NOT_LINE_END.sub(" ", self._text[: self._front])
        tokens = self._parser.parse(front + self._text[self._front :])
        lists: list[int] = []
        item_at: int | None = None
        heading: int | None = None
        row: list[tuple[int, int]] = []
        in_cell = False
        n_quotes = 0
        for token in tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(token.level)
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    item_at = self._line(token)
                case "blockquote_open" | "blockquote_close":
                    n_quotes += token.nesting
                    self._blocks.is_quoted = n_quotes > 0
                case "heading_open":
                    heading = int(token.tag[1])
                case "tr_open":
                    row, in_cell = self._row(token), True
                case "tr_close":
                    self._blocks.add_row(row)
                    in_cell = False
                case "inline" if not in_cell:
                    first = self._line(token)
                    if heading is not None:
                        self._heading(token, heading)
                        heading = None
                    elif lists and item_at == first:
                        self._item(token, len(lists))
                        item_at = None
                    else:
                        self._paragraph(token)
                case "fence" | "code_block" | "hr" | "html_block":
                    self._no_prose(token)
        comments = self._comments()
        outline = without(self._text, comments) if comments else None
        return Made(*self._blocks.finish(), comments, outline)

    def _comments(self) -> tuple[Comment, ...]:
        """Comments outside code: in blocks of their own, and inside paragraphs."""
        text = self._text
        if "<!--" not in text:
            return ()
        inline = [code.span() for code in _CODE.finditer(text)]
        code = sorted([(0, self._front), *self._code, *inline])
        found = []
        for comment in _COMMENT.finditer(text):
            at = bisect_right(code, (comment.start(), len(text))) - 1
            if at < 0 or code[at][1] <= comment.start():
                found.append(Comment(*comment.span(), comment["said"]))
                self._blocks.mask(*comment.span())
        return tuple(found)

    def _line(self, token: Token) -> int:
        return token.map[0] if token.map else 0

    def _span(self, token: Token) -> tuple[int, int]:
        """Where the token's lines start and end."""
        first, last = token.map or (0, 0)
        last = min(max(last, first + 1), len(self._starts) - 1)
        return self._starts[first], self._starts[last]

    def _no_prose(self, token: Token) -> None:
        """Mask the token's lines; in code nothing is a comment either."""
        span = self._span(token)
        self._blocks.mask(*span)
        if token.type != "html_block":
            self._code.append(span)

    def _mask_starts(self, token: Token, skip: re.Pattern[str]) -> int:
        """Mask what stands before the token's words in each line; gives where the words begin."""
        first, last = token.map or (0, 0)
        begin = self._starts[first]
        for line in range(first, min(last, len(self._starts) - 1)):
            at = self._starts[line]
            sign = skip if line == first else _CONTAINER
            found = sign.match(self._text, at, self._starts[line + 1])
            if found is not None and found.end() > at:
                self._blocks.mask(at, found.end())
                begin = found.end() if line == first else begin
        return begin

    def _heading(self, token: Token, level: int) -> None:
        start, end = self._span(token)
        begin = self._mask_starts(token, _HASHES if token.markup == "#" else _MARKER)
        hashes = _HASHES.match(self._text, start, end)
        if hashes is not None:
            self._blocks.mask(start, hashes.end())
            begin = hashes.end()
            end = begin + len(self._text[begin:end].rstrip())
            closing = _CLOSING.search(self._text, begin, end)
            if closing is not None:
                self._blocks.mask(closing.start(), closing.end())
                end = closing.start()
        else:  # underlined: the rule itself is left out of the inline token
            for line in range(*(token.map or (0, 0))):
                rule = self._text[self._starts[line] : self._starts[line + 1]].strip()
                if rule and not rule.strip("=-"):
                    self._blocks.mask(self._starts[line], self._starts[line + 1])
        self._blocks.add(BlockKind.HEADING, begin, end, level)

    def _item(self, token: Token, level: int) -> None:
        begin = self._mask_starts(token, _MARKER)
        self._blocks.add_item(begin, self._span(token)[1], level)

    def _paragraph(self, token: Token) -> None:
        """Add a paragraph; a bold line in it is a heading, and each Q: or A: line starts anew."""
        end = self._span(token)[1]
        begin = self._mask_starts(token, _CONTAINER)
        first, last = token.map or (0, 0)
        for line in range(first, min(last, len(self._starts) - 1)):
            at, stop = self._starts[line], self._starts[line + 1]
            words = self._text[at:stop].rstrip("\r\n")
            if lines.BOLD_LINE.match(words):
                self._blocks.add(BlockKind.PARAGRAPH, begin, max(begin, at), 0)
                self._blocks.add(BlockKind.HEADING, at, stop, 6)
                begin = stop
            elif (ask := lines.QUESTION.match(words)) is not None:
                self._blocks.add(BlockKind.PARAGRAPH, begin, max(begin, at), 0)
                self._blocks.mask(at, at + ask.end())
                begin = at
        self._blocks.add(BlockKind.PARAGRAPH, begin, max(begin, end), 0)

    def _row(self, token: Token) -> list[tuple[int, int]]:
        """The cells of a table's row, between its bars."""
        start, end = self._span(token)
        return lines.cells(start, self._text[start:end].rstrip())
