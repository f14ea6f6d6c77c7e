"""Columns in the units that other programs count in; ours are code points, from 1.

Each function gives the line and the column of an offset into the document's text, both from 1.
Nowhere else is a column converted.
"""

from __future__ import annotations

from mgcheck.model import Document


def utf8(document: Document, offset: int) -> tuple[int, int]:
    """Columns in bytes of UTF-8, as reviewdog counts them."""
    line, before = _before(document, offset)
    return line, len(before.encode("utf-8", "surrogatepass")) + 1


def utf16(document: Document, offset: int) -> tuple[int, int]:
    """Columns in UTF-16 code units, as SARIF and GitHub count them."""
    line, before = _before(document, offset)
    return line, len(before) + sum(char > "\uffff" for char in before) + 1


def _before(document: Document, offset: int) -> tuple[int, str]:
    """The line of `offset`, and what stands in it before."""
    line, column = document.place(offset)
    return line, document.text[offset - column + 1 : offset]
