"""'Doe et al. (2020)', '(Doe, 2020; Roe & Poe, 2021)', 'Doe 2020': author and year in prose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from mgcheck.text import fold


class Named(NamedTuple):
    """Authors and a year, and where they stand."""

    start: int
    end: int
    surnames: tuple[str, ...]
    year: int
    is_told: bool
    """True: they stand in the sentence, not in brackets behind it."""
    is_plain: bool
    """True: nothing but one word and a year, which may be no reference at all."""


_SMALL: Final = r"(?:(?:van|von|de|del|der|den|di|la|le|ter|da|dos)\s){0,2}"
_NAME: Final = rf"{_SMALL}[^\W\d_a-z][\w'’-]{{1,40}}"
_INITIALS: Final = r"(?:,?\s(?:[A-Z]\.?[ -]?){1,3}(?!\w))?"
_AUTHORS: Final = (
    rf"(?P<first>{_NAME}){_INITIALS}"
    r"(?P<more>,?\s(?:et\s{0,2}al\b\.?|(?:and|&)\s(?:colleagues|co-?workers|co-?authors|others))"
    rf"|(?:,\s{_NAME}{_INITIALS}){{0,6}},?\s(?:and|&)\s{_NAME}{_INITIALS})?"
)
_YEARS: Final = r"(?P<years>(?:19|20)\d\d[a-z]?(?:\s?,\s?(?:(?:19|20)\d\d)?[a-z]?\b){0,4})"
_TOLD: Final = re.compile(
    rf"(?<![\w-]){_AUTHORS}(?:['’]s?)?(?:\s(?:trial|study|review|paper|team|group))?"
    rf"(?P<gap>,?\s?[(\[]|,?\s(?:in\s)?){_YEARS}(?:[^()\[\]]{{0,60}}[)\]])?"
)
_BRACKET: Final = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,400})[)\]]")
_PART: Final = re.compile(
    r"^\s*(?:(?:e\.g\.|i\.e\.|see|cf\.?|also|reviewed (?:in|by)|for (?:a )?review,?|per)[,:]?\s+)"
    r"{0,2}"
    rf"{_AUTHORS},?\s{_YEARS}(?:[,:]\s?[^;]{{0,60}})?\s*$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OTHER: Final = re.compile(rf"(?:,|and|&)\s?(?P<name>{_NAME})")
_UNDATED: Final = re.compile(
    rf"(?<![\w-])(?P<first>{_NAME}){_INITIALS},?\s(?:et\s{{0,2}}al\b(?:\.|(?!\.))"
    r"|(?:and|&)\s(?:(?:her|his|their)\s)?(?:colleagues|co-?workers|co-?authors)\b)"
    r"(?!['’]?s?,?\s?[(\[]?\s?(?:in\s)?(?:19|20)\d\d)"
)
_TOGETHER: Final = ("colleagues", "coworkers", "co-workers", "coauthors", "co-authors")
_YEAR_BEFORE: Final = 60
"""Characters before 'Doe and colleagues' in which 'a 2020 trial by' stands."""
_REACH: Final = 400
"""Characters around a year in which its authors, and the bracket round both, may stand."""
_COLLECTIVE: Final = frozenset({"al", "colleagues", "others"})


def named(text: str, no_names: Container[str]) -> Iterator[Named]:
    """Every author and year in `text`; words of `no_names` are nobody's name."""
    for start, end in _windows(text):
        yield from _within(text, start, end, no_names)


def undated(text: str, no_names: Container[str]) -> Iterator[Named]:
    """'Doe et al.' and 'Doe and colleagues' without a year behind; 0: none before them either."""
    lowered = text.lower()
    if "et al" not in lowered and not any(word in lowered for word in _TOGETHER):
        return
    for found in _UNDATED.finditer(text):
        if fold(found["first"]) in no_names:
            continue
        before = text[max(0, found.start() - _YEAR_BEFORE) : found.start()]
        years = _YEAR.findall(before.rpartition(". ")[2])
        yield Named(
            found.start(),
            found.end(),
            (found["first"],),
            int(years[-1]) if years else 0,
            is_told=True,
            is_plain=False,
        )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of `text` around its years, for nothing else can hold a reference of this kind."""
    first = last = -1
    for year in _YEAR.finditer(text):
        start, end = max(0, year.start() - _REACH), min(len(text), year.end() + _REACH)
        if start > last:
            if first >= 0:
                yield first, last
            first = start
        last = end
    if first >= 0:
        yield first, last


def _within(text: str, start: int, end: int, no_names: Container[str]) -> Iterator[Named]:
    taken: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text, start, end):
        at = bracket.start("inside")
        for part in bracket["inside"].split(";"):
            found = _PART.match(part)
            if found and fold(found["first"]) not in no_names:
                first = at + found.start("first")
                last = at + len(part.rstrip())
                taken.append((first, last))
                for year in _years(found):
                    yield Named(first, last, _surnames(found), year, False, False)
            at += len(part) + 1
    for told in _TOLD.finditer(text, start, end):
        first, last = told.start("first"), told.end()
        if fold(told["first"]) in no_names or any(a < last and first < b for a, b in taken):
            continue
        if told["gap"].strip(", ") in ("(", "[") and not told.group().endswith((")", "]")):
            continue
        is_bare = told["gap"].strip(", ") not in ("(", "[")
        if is_bare and told["more"] and fold(told["more"]).strip(" ,.").split()[-1] != "al":
            continue  # "Moms and Dads in 2020"
        for year in _years(told):
            yield Named(first, last, _surnames(told), year, True, not told["more"])


def _years(found: re.Match[str]) -> list[int]:
    return list(dict.fromkeys(int(year) for year in _YEAR.findall(found["years"])))


def _surnames(found: re.Match[str]) -> tuple[str, ...]:
    more = found["more"] or ""
    others = [m["name"] for m in _OTHER.finditer(more)]
    return (found["first"], *(name for name in others if fold(name) not in _COLLECTIVE))
