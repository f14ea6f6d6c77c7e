"""References inside sentences: links, identifiers, author and year, marks, names, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from mgcheck.cite.authors import named, undated
from mgcheck.cite.entries import Entry
from mgcheck.cite.identifiers import identifiers
from mgcheck.cite.resolve import Resolved, Resolver, plain
from mgcheck.find.scan import Scanner
from mgcheck.model import Document
from mgcheck.text import fold


class Place(Struct):
    """A reference found in prose, and the records that fit."""

    start: int
    end: int
    form: str
    found: Resolved
    is_weak: bool = False
    """True: known by author and year alone."""


_LINK: Final = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,400})\]\((?P<url>[^()\s]{4,400}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?)"
    r"(?:\s[\"'][^\"'\n]{0,200}[\"'])?\)"
    r"|<a\s[^<>]{0,300}?href\s?=\s?[\"']?(?P<href>[^\"'<>\s]{4,400})[^<>]{0,300}>"
    r"(?P<inner>[^<>]{0,400})</a>",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\])]{4,400}")
_MARK: Final = re.compile(
    r"\[(?P<numbers>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]|\[\^(?P<note>[^\[\]\s]{1,40})\](?!:)"
    r"|<sup>\s?(?P<sup>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\s?</sup>"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻,][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,10})"
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RANGE: Final = re.compile(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?")
_JOINT: Final = re.compile(r"[\s,;:.()\[\]]{0,4}(?:doi|pmid)?[\s:]{0,2}", re.IGNORECASE)
_TITLED: Final = re.compile(
    r"(?<!\w)(?:[^\W\d_a-z][\w'’-]{0,40}[,:]?\s{1,3}(?:[a-z]{1,4}\s{1,3}){0,3}){4,30}"
    r"[^\W\d_a-z][\w'’-]{0,40}"
    r"|[\"“][^\"“”\n]{25,300}[\"”]|[*_][^*_\n]{25,300}[*_]"
)


def places(
    document: Document,
    entries: Sequence[tuple[Entry, Resolved]],
    resolver: Resolver,
    names: Scanner | None,
    no_names: frozenset[str],
) -> list[Place]:
    """Every reference outside the entries; where two overlap, the surer one."""
    text = document.text
    folded = fold(text)
    taken = bytearray(len(text))
    for entry, _ in entries:
        taken[entry.label_start : entry.end] = b"\1" * (entry.end - entry.label_start)
    kept: list[Place] = []
    for found in (
        _links(text, resolver),
        _identifiers(text, resolver),
        _authors(text, entries, resolver, no_names),
        _marks(text, entries),
        _titles(document, resolver),
        _names(document, folded, names, resolver),
    ):
        # all of one kind first: numbers that one mark holds stand at one place
        fresh = [place for place in found if 1 not in taken[place.start : place.end]]
        kept.extend(fresh)
        for place in fresh:
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
    kept.sort(key=lambda p: (p.start, p.end, p.found.work))
    return _joined(kept, text)


def _joined(kept: Sequence[Place], text: str) -> list[Place]:
    """'Doe et al. (2020), doi:10...': author and year with an identifier behind are one."""
    out: list[Place] = []
    for place in kept:
        before = out[-1] if out else None
        if (
            before is not None
            and before.is_weak
            and place.form == "identifier"
            and _JOINT.fullmatch(text, before.end, place.start)
        ):
            out[-1] = Place(before.start, place.end, before.form, place.found)
            continue
        out.append(place)
    return out


def _links(text: str, resolver: Resolver) -> Iterator[Place]:
    if "](" not in text and "href" not in text:
        return
    for link in _LINK.finditer(text):
        url = link["url"] or link["href"]
        found = _of_address(url, resolver)
        if found is not None:
            yield Place(link.start(), link.end(), "link", found)


def _of_address(url: str, resolver: Resolver) -> Resolved | None:
    """What an address leads to: by an identifier in it, else the record that has it."""
    by_address = resolver.by_address(url)
    if by_address is not None:
        return by_address
    given = [resolver.by_identifier(found) for found in identifiers(url)]
    return next((r for r in given if r.records), given[0] if given else None)


def _identifiers(text: str, resolver: Resolver) -> Iterator[Place]:
    for found in identifiers(text):
        yield Place(found.start, found.end, "identifier", resolver.by_identifier(found))
    if "://" in text:
        for address in _ADDRESS.finditer(text):
            known = resolver.by_address(address.group().rstrip(".,;:"))
            if known is not None:
                end = address.start() + len(address.group().rstrip(".,;:"))
                yield Place(address.start(), end, "identifier", known)


def _authors(
    text: str,
    entries: Sequence[tuple[Entry, Resolved]],
    resolver: Resolver,
    no_names: frozenset[str],
) -> Iterator[Place]:
    listed: dict[tuple[str, int], list[Resolved]] = {}
    for entry, resolved in entries:
        for year in entry.years:
            listed.setdefault((entry.surname, year), []).append(resolved)
    known: dict[str, set[Resolved]] = {}
    for found in named(text, no_names):
        surname = plain(found.surnames[0])
        own = listed.get((surname, found.year))
        resolved = own[0] if own else resolver.by_author(found.surnames, found.year)
        if own and len({r.work for r in own}) > 1:  # 'Doe 2020' of two by Doe in the list
            records = tuple(sorted({record for r in own for record in r.records}))
            work = "+".join(sorted({r.work for r in own}))
            resolved = Resolved(records, "author and year", work)
        if found.is_plain and not resolved.records and not own:
            continue  # "Olympics 2020": a word and a year
        known.setdefault(surname, set()).add(resolved)
        form = "told" if found.is_told else "bracket"
        yield Place(found.start, found.end, form, resolved, is_weak=not own)
    for (surname, _), own in listed.items():
        known.setdefault(surname, set()).update(own)
    for found in undated(text, no_names):
        surname = plain(found.surnames[0])
        works = known.get(surname, set())
        if found.year and not works:
            works = {resolver.by_author(found.surnames, found.year)}
        if len(works) == 1:  # 'Doe et al.' of whom one work is cited, or dated before
            yield Place(found.start, found.end, "told", next(iter(works)))


def _marks(text: str, entries: Sequence[tuple[Entry, Resolved]]) -> Iterator[Place]:
    labels: dict[str, Resolved] = {e.label: r for e, r in entries if e.label is not None}
    if not labels:
        return
    for mark in _MARK.finditer(text):
        numbers = mark["numbers"] or mark["sup"] or (mark["raised"] or "").translate(_RAISED)
        wanted = [mark["note"]] if mark["note"] else list(_expanded(numbers))
        for label in wanted:
            if label in labels:
                yield Place(mark.start(), mark.end(), "mark", labels[label])


def _expanded(numbers: str) -> Iterator[str]:
    """'3-5, 9' number by number."""
    for first, last in _RANGE.findall(numbers):
        start, end = int(first), int(last or first)
        yield from (str(n) for n in range(start, min(end, start + 50) + 1))


def _titles(document: Document, resolver: Resolver) -> Iterator[Place]:
    for found in _TITLED.finditer(document.text):
        resolved = resolver.by_title(found.group())
        if resolved is not None:
            yield Place(found.start(), found.end(), "name", resolved)


def _names(
    document: Document, folded: str, names: Scanner | None, resolver: Resolver
) -> Iterator[Place]:
    if names is None:
        return
    for sentence in document.sentences:
        tokens = names.tokens(folded, sentence.start, sentence.end)
        for match in names.scan(tokens):
            start, end = tokens[match.first].start, tokens[match.last - 1].end
            yield Place(start, end, "name", resolver.by_name(match.concept))


def groups(places: Sequence[Place]) -> Mapping[str, list[Place]]:
    """Places by the work that they refer to, in order of first appearance."""
    out: dict[str, list[Place]] = {}
    for place in places:
        out.setdefault(place.found.work, []).append(place)
    return out
