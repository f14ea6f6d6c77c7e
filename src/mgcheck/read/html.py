"""HTML: the main text of a page, its markup passed over, every offset kept."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from mgcheck.model import Block, BlockKind, Comment
from mgcheck.read.build import Blocks
from mgcheck.read.made import Made, Weaver
from mgcheck.read.mask import mask_plain
from mgcheck.read.page import Page, Part, Row, Segment, TableEnd

# As the tokenizer of the HTML standard reads it (section 13.2.5): whatever is begun and never
# ended reaches to the end of the page, so nothing is looked at twice. The standard library's
# html.parser, as Python 3.11 has it, takes time that grows with the square there.
_ATTRIBUTES: Final = (
    r"(?:[^>=]+|=\s*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))?)*"  # marks quote behind = alone
)
_TOKEN: Final = re.compile(
    r"<(?:!--(?P<comment>(?=-?>)|.*?(?=--!?>|\Z))(?:-{0,2}!?>|\Z)"
    r"|(?P<raw>script|style|textarea|xmp|iframe|noembed|noframes|noscript)"
    rf"(?=[\s/>]){_ATTRIBUTES}(?:>|\Z)"
    r"[^<]*(?:<(?!/(?P=raw)[\s/>])[^<]*)*(?:</(?P=raw)[^>]*(?:>|\Z))?"
    rf"|(?P<open>[a-z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)"
    r"|/(?P<close>[a-z][^\s/>]*)[^>]*(?:>|\Z)"
    r"|[!?/][^>]*(?:>|\Z))"
    r"|(?P<sign>&(?:\#(?:[0-9]{1,8}|x[0-9a-f]{1,8})|[a-z][a-z0-9]{1,31});?)",
    re.DOTALL | re.IGNORECASE,
)
_NOTE: Final = re.compile(r"[\s\d,;–*†‡§\[\]()-]*\Z")
"""What a raised note mark is made of."""


def split(text: str, starts: tuple[int, ...]) -> Made:  # noqa: ARG001  # all readers take both
    """The readable text, the blocks and the comments of a page."""
    page = Page()
    weaver = Weaver(len(text))
    comments = []
    at = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start > at and page.is_shown:
            _add(page, weaver, text, at, start)
        at = token.end()
        match token.lastgroup:
            case "attributes":
                page.open(token["open"].lower(), token["attributes"])
            case "close":
                page.close(token["close"].lower())
            case "sign":
                if page.is_shown:
                    _add_sign(page, weaver, text, start, at)
                continue
            case "comment":
                comments.append(Comment(start, at, token["comment"]))
            case "raw":
                weaver.cut()
        if page.has_cut:
            weaver.cut()
            page.has_cut = False
    if at < len(text) and page.is_shown:
        _add(page, weaver, text, at, len(text))
    woven, outline = weaver.finish()
    parts = page.finish()
    readable, blocks = _gathered(page, parts, Blocks(outline, mask_plain(woven)))
    return Made(readable, blocks, tuple(comments), outline)


def _add(page: Page, weaver: Weaver, text: str, start: int, end: int) -> None:
    """Words between two tags."""
    words = text[start:end]
    if words.isspace() or (page.in_raised and _NOTE.match(words)):
        weaver.cut()
    else:
        weaver.prose(start, words)
        page.add(start, end)


def _add_sign(page: Page, weaver: Weaver, text: str, start: int, end: int) -> None:
    """A character reference; `&copyright` without semicolon stands for the sign alone."""
    written = text[start:end]
    shown = unescape(written)
    if shown == written:
        weaver.prose(start, written)
        page.add(start, end)
        return
    n_rest = 0
    if not written.endswith(";"):
        while n_rest < len(shown) - 1 and shown[-1 - n_rest] == written[-1 - n_rest]:
            n_rest += 1
    stop = end - n_rest
    sign = shown[: len(shown) - n_rest]
    weaver.sign(start, stop, "" if "\0" in sign or len(sign) > stop - start else sign)
    if n_rest:
        weaver.prose(stop, written[len(written) - n_rest :])
    page.add(start, end)


def _gathered(page: Page, parts: list[Part], blocks: Blocks) -> tuple[str, tuple[Block, ...]]:
    """The parts of a page as blocks; outside `main`, where there is one, only the title counts."""
    for part in parts:
        match part:
            case TableEnd():
                blocks.end_table()
            case Row():
                if part.cells and (part.cells[0].in_main or not page.has_main):
                    blocks.is_quoted = part.cells[0].is_quoted
                    blocks.add_row([(cell.start, cell.end) for cell in part.cells])
                else:
                    for cell in part.cells:
                        blocks.mask(cell.start, cell.end)
            case _ if page.has_main and not part.in_main:
                blocks.mask(part.start, part.end)
            case Segment():
                blocks.is_quoted = part.is_quoted
                if part.kind is BlockKind.ITEM:
                    blocks.add_item(part.start, part.end, part.level)
                else:
                    blocks.add(part.kind, part.start, part.end, part.level)
    return blocks.finish()
