"""Markdown (GitHub's): tables, and text that is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mgcheck.report.line import clean

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+!|~])")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp)://|\bwww\.")
_CALLS: Final = re.compile(r"(@|\\#)(?=\w)")
"""Somebody's name or an issue's number: looked for after markup, so that no escape helps."""


def escape(text: str) -> str:
    """`text` on one line, none of its signs taken for markup, a mention or an address."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _CALLS.sub(r"\1&#8203;", _SIGNS.sub(r"\\\1", text))
    return _ADDRESS.sub(lambda a: a.group().replace(":", "&#58;").replace(".", "&#46;"), text)


_BEGINS: Final = re.compile(r"\A(\s*)(?:([-=])|(\d+)\.)")


def paragraph(text: str) -> str:
    """The same for text that begins a line: no item, number or rule comes of it."""

    def inert(begin: re.Match[str]) -> str:
        space, sign, number = begin.groups()
        return f"{space}\\{sign}" if sign else f"{space}{number}\\."

    return _BEGINS.sub(inert, escape(text))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are Markdown already."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
