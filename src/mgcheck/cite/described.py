"""Studies that a text describes and does not name: 'one study in rats', 'a Harvard trial'.

What was done in animals can be told by what it is said to show, which grade knows; a place alone
tells no study apart, so that one is not on record.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from mgcheck.model import BlockKind, Cite, Citing, Document

_WORDS: Final = r"(?:[\w’'-]+\s){0,3}?"
_ONE: Final = r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Tt]hat|[Tt]his)\s"
_CAPITAL: Final = r"[A-Z][\w’'-]+"


def described(document: Document, citing: Citing) -> Iterator[Cite]:
    """The places in sentences that describe one study."""
    text = document.readable
    starts: list[int] = []
    taken: list[tuple[int, int]] = []
    for names, make in ((tuple(citing.beings), _in_beings), (citing.seats, _at_seats)):
        # few sentences name an animal or a place: only those are read, and most texts have none
        near = tuple(name for name in names if name in text)
        hits = [found.start() for found in _anchor(near).finditer(text)] if near else []
        if not hits:
            continue
        starts = starts or [sentence.start for sentence in document.sentences]
        pattern = make(citing.works, names)
        for at in sorted({bisect_right(starts, hit) - 1 for hit in hits} - {-1}):
            sentence = document.sentences[at]
            block = document.blocks[sentence.block]
            if block.kind is BlockKind.HEADING:
                continue
            for found in pattern.finditer(text, sentence.start, sentence.end):
                if any(start < found.end() and found.start() < end for start, end in taken):
                    continue  # "a Harvard study in rats" is one
                taken.append(found.span())
                being = next((name for name in found.groups() if name), "")
                yield Cite(
                    start=found.start(),
                    end=found.end(),
                    form="described",
                    work=f"described at {found.start()}",
                    records=(),
                    how="none",
                    sentence=(sentence.start, sentence.end),
                    paragraph=(block.start, block.end),
                    is_source=False,
                    species=citing.beings.get(being, ()),
                )


@lru_cache(maxsize=8)
def _anchor(names: tuple[str, ...]) -> re.Pattern[str]:
    """What must stand in a sentence that describes a study."""
    return re.compile(rf"\b(?:{_either(names)})\b")


@lru_cache(maxsize=4)
def _in_beings(works: tuple[str, ...], beings: tuple[str, ...]) -> re.Pattern[str]:
    """'one rat study', 'a small trial in young rats'; the one group is the animal."""
    work, being = _either(works), _either(beings)
    return re.compile(
        rf"{_ONE}{_WORDS}(?:({being})\s(?:{work})\b"
        rf"|(?:{work})\s(?:in|on|with|of|using)\s(?:[a-z-]+\s){{0,2}}?({being})\b)"
    )


@lru_cache(maxsize=4)
def _at_seats(works: tuple[str, ...], seats: tuple[str, ...]) -> re.Pattern[str]:
    """'a Harvard trial', 'a study from the University of Oslo'."""
    work, seat = _either(works), _either(seats)
    place = rf"(?:the\s)?(?:{_CAPITAL}\s){{0,3}}(?:{seat})(?:\sof(?:\s{_CAPITAL}){{1,3}})?"
    return re.compile(
        rf"{_ONE}{_WORDS}(?:(?:{seat})\s(?:[\w-]+\s){{0,2}}?(?:{work})\b"
        rf"|(?:{work})\s(?:done\s|run\s|led\s|carried\sout\s)?(?:at|from|by|with)\s"
        rf"(?:(?:researchers|scientists|a\steam)\s(?:at|from)\s)?{place}\b)"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)"
