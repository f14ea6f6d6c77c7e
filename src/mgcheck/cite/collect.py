"""From a document to the places in it that cite: found, resolved, with what is said of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.cite.entries import entries
from mgcheck.cite.figures import figures, place_of, stands
from mgcheck.cite.inline import Place, places
from mgcheck.cite.resolve import Resolver
from mgcheck.cite.signs import name_pieces
from mgcheck.find.scan import Scanner
from mgcheck.lexicon import pack
from mgcheck.model import Catalogue, Cite, Citing, Document, Saying
from mgcheck.same import MOST_KEPT, Same
from mgcheck.text import fold

_NEAR: Final = 40
"""Characters before a citation in which 'according to' stands."""
_FAR: Final = 1000
"""Characters of a sentence on each side of a citation that are looked at: no longer one is read."""
_BARE: Final = frozenset(("text", "markdown"))
_FURTHER: Final = 3
"""Sentences after one that cites in which the text may still speak of that study."""


def collect(document: Document, catalogue: Catalogue) -> tuple[Cite, ...]:
    """Every place in `document` that cites, by position."""
    text = document.text
    ready = _ready(Same(catalogue))
    listed = [
        (entry, ready.resolver.by_line(text[entry.start : entry.end]))
        for entry in entries(document, ready.headings)
        if in_prose(document, entry.start, entry.end)
    ]
    lowered = text.lower()
    is_named = any(piece in lowered for piece in ready.pieces)
    found = places(
        document, listed, ready.resolver, ready.names if is_named else None, ready.no_names
    )
    found = [place for place in found if in_prose(document, place.start, place.end)]
    out = [
        Cite(
            entry.start,
            entry.end,
            "entry",
            resolved.work,
            resolved.records,
            resolved.how,
            None,
            None,
            is_source=False,
        )
        for entry, resolved in listed
    ]
    if found:
        out.extend(_told(document, found, catalogue.citing))
    return tuple(sorted(out, key=lambda c: (c.start, c.end, c.work)))


def in_prose(document: Document, start: int, end: int) -> bool:
    """Whether a block reaches into `start` to `end`: what scripts and menus of a page name is none
    of the article's. Text and Markdown may also name their sources between blocks."""
    if document.syntax in _BARE:
        return True
    at = bisect_left(document.blocks, end, key=lambda block: block.start) - 1
    return at >= 0 and document.blocks[at].end > start


def records_of(reference: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The records that a DOI, a PMID, another identifier, a title or a whole reference names."""
    return _ready(Same(catalogue)).resolver.by_line(reference).records


class _Ready(NamedTuple):
    """What one catalogue's citations need, made once."""

    resolver: Resolver
    names: Scanner
    pieces: tuple[str, ...]
    headings: frozenset[str]
    no_names: frozenset[str]


@lru_cache(maxsize=MOST_KEPT)
def _ready(same: Same) -> _Ready:
    catalogue = same.catalogue
    return _Ready(
        Resolver(catalogue),
        Scanner(pack(catalogue.terms.of("study")), catalogue.spellings),
        tuple(sorted(name_pieces(catalogue))),
        frozenset(map(fold, catalogue.citing.headings)),
        frozenset(map(fold, catalogue.citing.no_names)),
    )


def _told(document: Document, found: Sequence[Place], citing: Citing) -> list[Cite]:
    """The places in prose, each with its sentence, and with what is said of a study there.

    A sentence that cites one work speaks of it; so does the next one that points back to it.
    """
    folded = fold(document.text if document.is_legible else document.readable)
    starts = [sentence.start for sentence in document.sentences]
    by_sentence: dict[int, list[Place]] = {}
    for place in found:
        by_sentence.setdefault(max(0, bisect_right(starts, place.start) - 1), []).append(place)
    out: list[Cite] = []
    for at, here in sorted(by_sentence.items()):
        if at >= len(document.sentences):
            continue
        spoken = _Spoken(document, folded, at, citing)
        is_one = len({place.found.work for place in here}) == 1
        for number, place in enumerate(here):
            cite = spoken.cite(place)
            out.append(spoken.with_said(cite, here) if is_one and not number else cite)
        if is_one:
            out.extend(_back(document, folded, at, here[0], by_sentence, citing))
    return out


def _back(
    document: Document,
    folded: str,
    at: int,
    place: Place,
    taken: Container[int],
    citing: Citing,
) -> Iterable[Cite]:
    """The sentences right behind that go on about the same study."""
    sentences = document.sentences
    for later in range(at + 1, min(at + 1 + _FURTHER, len(sentences))):
        spoken = _Spoken(document, folded, later, citing)
        found = ((place_of(spoken.piece, p), p) for p in citing.points_back)
        where, phrase = next(((at, p) for at, p in found if at is not None), (None, ""))
        if where is None or later in taken or sentences[later].block != sentences[at].block:
            return
        start = sentences[later].start + where
        again = Place(start, start + len(phrase), "back", place.found)
        yield spoken.with_said(replace(spoken.cite(again), is_source=False), ())


class _Spoken:
    """One sentence, and what it says of what it cites."""

    def __init__(self, document: Document, folded: str, at: int, citing: Citing) -> None:
        self._folded, self._citing, self._text = folded, citing, document.text
        sentence = document.sentences[at]
        block = document.blocks[sentence.block]
        self._sentence = (sentence.start, sentence.end)
        self._paragraph = (block.start, block.end)
        self.piece = folded[sentence.start : sentence.end]
        self._is_source = not stands(self.piece, citing.asides)

    def cite(self, place: Place) -> Cite:
        """`place` in this sentence."""
        start, found = place.start, place.found
        first = max(self._sentence[0], start - _NEAR)
        before = self._folded[first:start].rstrip(" ,:(")
        is_behind = any(before.endswith(phrase) for phrase in self._citing.behind)
        return Cite(
            start=start,
            end=place.end,
            form="bracket" if place.form == "told" and is_behind else place.form,
            work=found.work,
            records=found.records,
            how=found.how,
            sentence=self._sentence,
            paragraph=self._paragraph,
            is_source=self._is_source,
            clause=self._clause(start, place.end),
        )

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        first, last = max(self._sentence[0], start - _FAR), min(self._sentence[1], end + _FAR)
        turns = self._citing.turns
        before = max((self._folded.rfind(turn, first, start) for turn in turns), default=-1)
        after = [at for turn in turns if (at := self._folded.find(turn, end, last)) >= 0]
        return max(first, before), min(after, default=last)

    def _is_called(self, saying: Saying, cite: Cite) -> bool:
        """Whether the sentence calls the study so; of whom it was done in its own part must."""
        if saying.species is None:
            return stands(self.piece, saying.words)
        part = self._folded[slice(*cite.clause)]
        return stands(part, saying.words) and not stands(part, self._citing.unsaid)

    def with_said(self, cite: Cite, places: Iterable[Place]) -> Cite:
        """The same with what the sentence calls the study, and the figures that it gives."""
        if not cite.records:
            return cite
        said = tuple(s.id for s in self._citing.sayings if self._is_called(s, cite))
        cited = [(place.start, place.end) for place in places]
        given = tuple(
            replace(figure, text=self._text[figure.start : figure.end])
            for figure in figures(self._folded, *self._sentence, self._citing)
            if not any(a < figure.end and figure.start < b for a, b in cited)
        )
        return replace(cite, sayings=said, figures=given)
