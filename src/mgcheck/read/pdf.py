"""PDFs: pdfium gives the lines of each page, which are joined to paragraphs by their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from mgcheck.errors import InputError
from mgcheck.read import lines as marks
from mgcheck.read.document import starts_of_lines
from mgcheck.read.made import Made
from mgcheck.read.plain import split

_HYPHEN: Final = "\ufffe"
"""What pdfium gives for a hyphen that parts a word at a line's end, the end itself left out."""
_PAGE_NUMBER: Final = re.compile(
    r"\W{0,3}(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,3}", re.IGNORECASE
)
_GAP: Final = 1.3
"""How much farther apart than usual two lines stand where a paragraph ends."""
_LARGER: Final = 1.1
"""How much larger letters are in another kind of line."""
_SHORT: Final = 0.8
"""A last line is shorter than this share of the longest."""
_RUNNING: Final = 0.6
"""A line that stands first or last on more than this share of the pages is no prose."""
_FEWEST_PAGES: Final = 3


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    """Points from the foot of the page."""
    size: float
    """Of its letters, in points."""


def words(data: bytes, path: str) -> tuple[str, Made, tuple[tuple[int, str], ...]]:
    """The words of the file, a paragraph a line; its blocks; where each page begins."""
    whole = _pages(data, path)
    pages = _without_running(whole)
    parts: list[tuple[int, str]] = []
    pieces: list[str] = []
    at = 0
    for number, lines in enumerate(pages, start=1):
        is_first = True
        for paragraph in _paragraphs(lines):
            joint = "\n\n" if pieces else ""
            if is_first and pieces and _goes_on(pieces[-1], paragraph):
                joint = " "
            elif pieces and marks.ITEM.match(paragraph) and marks.ITEM.match(pieces[-1]):
                joint = "\n"
            at += len(joint)
            if is_first:
                parts.append((at, f"page {number}"))
                is_first = False
            pieces += [joint, paragraph] if joint else [paragraph]
            at += len(paragraph)
    text = "".join(pieces)
    if not text.strip() and any(whole):
        raise InputError(
            "holds no text but page numbers and what stands on every page",
            "where the rest is pictures of text, run text recognition (OCR) on it first",
            path,
        )
    if not text.strip():
        raise InputError(
            "holds no text, only pictures of it", "run text recognition (OCR) on it first", path
        )
    return text, split(text, starts_of_lines(text)), tuple(parts)


def _pages(data: bytes, path: str) -> list[list[_Line]]:
    try:
        with pdfium.PdfDocument(data) as document:
            return [_lines(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError as err:
        if getattr(err, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise InputError("has a password", "save it without one", path) from err
        raise InputError("is no whole PDF", "save or download it anew", path) from err


def _lines(page: pdfium.PdfPage) -> list[_Line]:
    """The lines of a page in the order in which it gives them."""
    textpage = page.get_textpage()
    said = textpage.get_text_range()
    has_places = len(said) == textpage.count_chars()
    found = []
    at = 0
    for line in said.split("\r\n"):
        if line.strip():
            found.append(_line(line, at, textpage) if has_places else _Line(line, 0, 0, 0, 0))
        at += len(line) + 2
    textpage.close()
    page.close()
    return found


def _line(line: str, at: int, textpage: pdfium.PdfTextPage) -> _Line:
    first = at + len(line) - len(line.lstrip())
    last = at + len(line.rstrip()) - 1
    left, _, _, _ = textpage.get_charbox(first, loose=True)
    _, base, right, _ = textpage.get_charbox(last, loose=True)
    size = pdfium_c.FPDFText_GetFontSize(textpage.raw, first)
    return _Line(line, left, right, base, size)


def _without_running(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """`pages` without page numbers, and without what stands at the head or foot of most."""
    edges = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    most = max(_RUNNING * len(pages), _FEWEST_PAGES - 1)

    def runs(line: _Line) -> bool:
        return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None or edges[_key(line)] > most

    out = []
    for lines in pages:
        first, last = 0, len(lines)
        while first < last and runs(lines[first]):
            first += 1
        while last > first and runs(lines[last - 1]):
            last -= 1
        out.append(lines[first:last])
    return out


def _edges(lines: Sequence[_Line]) -> Sequence[_Line]:
    return [*lines[:2], *lines[-2:]]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """The paragraphs of a page, each on one line."""
    gaps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
    usual = median(gaps) if gaps else 0.0
    width = max((line.right - line.left for line in lines), default=0.0)
    out: list[str] = []
    for index, line in enumerate(lines):
        said = " ".join(line.text.replace(_HYPHEN, "\u00ad").split())
        before = lines[index - 1] if index else None
        if before is None or _starts(before, line, usual, width):
            out.append(said)
        elif out[-1].endswith("\u00ad"):
            out[-1] += said
        else:
            out[-1] += f" {said}"
    return out


def _starts(before: _Line, line: _Line, usual: float, width: float) -> bool:
    """True where a paragraph ends between two lines."""
    if marks.ITEM.match(line.text):
        return True
    if max(before.size, line.size) > _LARGER * min(before.size, line.size):
        return True
    ends = marks.ends_sentence(before.text)
    gap = before.base - line.base
    if gap < 0:  # the next column
        return ends or not line.text.lstrip()[:1].islower()
    if gap > _GAP * usual > 0:
        return True
    is_short = before.right - before.left < _SHORT * width
    is_indented = line.left > before.left + line.size
    return (ends and (is_short or is_indented)) or (is_short and line.text.lstrip()[:1].isupper())


def _goes_on(before: str, after: str) -> bool:
    """True where a paragraph goes on upon the next page."""
    return not marks.ends_sentence(before) and after[:1].islower()
