"""Lists of references: each entry with its label, its first author, its year."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from mgcheck.cite.identifiers import identifiers
from mgcheck.cite.resolve import first_surname
from mgcheck.model import BlockKind, Document
from mgcheck.text import fold


class Entry(NamedTuple):
    """One reference in full, where it stands without its label."""

    start: int
    end: int
    label: str | None
    """Number or name by which the text's marks refer to it; None where it has none."""
    surname: str
    years: tuple[int, ...]
    label_start: int
    """Where its label stands, which is no mark of the text."""


_LABEL: Final = re.compile(
    r"[ \t>]{0,12}(?:\[\^(?P<note>[^\[\]\s]{1,40})\]:|\[(?P<square>\d{1,3})\][.:]?"
    r"|\(?(?P<number>\d{1,3})[.)](?=\s)|(?P<bullet>[-*•●–]))?[ \t]{0,8}"
)
_AUTHOR: Final = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,40}(?:\s[^\W\d_a-z][\w'’-]{1,40})?,?\s(?:[A-Z]\.?[ -]?){1,4}"
    r"(?=[,.;&(\s]|$)"
)
"""'Doe J', 'van Doe, J. A.': initials tell an entry from a sentence that begins 'Doe et al.'."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VOLUME: Final = re.compile(
    r"(?:19|20)\d\d[^\n]{0,12};\s?\d{1,4}|\b\d{1,4}\s?\(\d{1,3}\)\s?[,:]|\bvol\.?\s?\d",
    re.IGNORECASE,
)
_MARKS: Final = "#*_:= \t"
_LONGEST_LINE: Final = 1500
_LONGEST_HEADING: Final = 60


def entries(document: Document, headings: Container[str]) -> list[Entry]:
    """Every entry, in order; lines under one of `headings`, and references in full elsewhere."""
    found: list[Entry] = []
    open_from: int | None = None
    in_list = False
    lines = list(_lines(document))
    heads = {
        document.line_starts[document.place(b.start)[0] - 1]
        for b in document.blocks
        if b.kind is BlockKind.HEADING
    }
    for start, end in lines:
        line = document.text[start:end]
        bare = line.strip()
        if not bare:
            open_from = None
            continue
        if len(bare) <= _LONGEST_HEADING and fold(bare).strip(_MARKS) in headings:
            in_list, open_from = True, None
            continue
        label = _LABEL.match(line)
        at = label.end() if label else 0
        rest = line[at:].rstrip()
        is_marked = label is not None and label.lastgroup is not None
        note = label["note"] if label else None
        if in_list and not is_marked and not _AUTHOR.match(rest) and start in heads:
            in_list, open_from = False, None
        if in_list and open_from is not None and not is_marked and not _AUTHOR.match(rest):
            found[open_from] = _joined(found[open_from], start + at + len(rest), document.text)
            continue
        begins = in_list and (is_marked or _AUTHOR.match(rest) is not None)
        if note or begins or _is_full(rest) or (in_list and _is_reference(rest)):
            number = (label["number"] or label["square"]) if label else None
            place = (start, start + at, start + at + len(rest))
            found.append(_entry(document.text, *place, note or number))
            open_from = len(found) - 1 if in_list else None
        else:
            open_from = None
    # what began like an entry and has neither year nor identifier is none
    return _numbered([e for e in found if _is_reference(document.text[e.start : e.end])])


def _lines(document: Document) -> Iterator[tuple[int, int]]:
    starts = document.line_starts
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(document.text)
        yield start, end


def _is_full(line: str) -> bool:
    """Whether a line anywhere is a reference in full: authors, year, and where it was published."""
    if not 30 <= len(line) <= _LONGEST_LINE or not _AUTHOR.match(line) or not _YEAR.search(line):
        return False
    return _VOLUME.search(line) is not None or any(True for _ in identifiers(line))


def _is_reference(line: str) -> bool:
    """Whether a line of a list of references is one."""
    if len(line) > _LONGEST_LINE:
        return False
    return (_YEAR.search(line) is not None and len(line) > 20) or any(
        True for _ in identifiers(line)
    )


def _entry(text: str, label_start: int, start: int, end: int, label: str | None) -> Entry:
    line = text[start:end]
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(line)))
    return Entry(start, end, label, first_surname(line), years, label_start)


def _joined(entry: Entry, end: int, text: str) -> Entry:
    return _entry(text, entry.label_start, entry.start, end, entry.label)


def _numbered(found: list[Entry]) -> list[Entry]:
    """Where every entry is numbered 1, as Markdown allows, their order numbers them."""
    numbers = [e.label for e in found if e.label is not None and e.label.isdigit()]
    if len(numbers) > 1 and set(numbers) == {"1"}:
        return [e._replace(label=str(at)) for at, e in enumerate(found, start=1)]
    return found
