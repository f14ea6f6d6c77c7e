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
_CAPITAL: Final = r"[A-Z][\w’'-]+"


def described(document: Document, citing: Citing) -> Iterator[Cite]:
    """The places in sentences that describe one study, by position."""
    if not citing.beings and not citing.seats:
        return
    text = document.readable
    anchor = _anchor(tuple(citing.beings), citing.seats)
    # few sentences name an animal or a place: only those are read
    hits = [found.start() for found in anchor.finditer(text)]
    if not hits:
        return
    pattern = _pattern(citing.works, tuple(citing.beings), citing.seats)
    starts = [sentence.start for sentence in document.sentences]
    for at in sorted({bisect_right(starts, hit) - 1 for hit in hits} - {-1}):
        sentence = document.sentences[at]
        block = document.blocks[sentence.block]
        if block.kind is BlockKind.HEADING:
            continue
        for found in pattern.finditer(text, sentence.start, sentence.end):
            being = (found["being"] or found["kind"] or "").lower()
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


@lru_cache(maxsize=4)
def _anchor(beings: tuple[str, ...], seats: tuple[str, ...]) -> re.Pattern[str]:
    """What must stand in a sentence that describes a study."""
    return re.compile(rf"\b(?:{_either(beings)}|{_either(seats)})\b")


@lru_cache(maxsize=4)
def _pattern(
    works: tuple[str, ...], beings: tuple[str, ...], seats: tuple[str, ...]
) -> re.Pattern[str]:
    """What is described, then the animals in which or the place where it was done."""
    work, being, seat = _either(works), _either(beings), _either(seats)
    place = rf"(?:the\s)?(?:(?:{_CAPITAL}\s){{0,3}}(?:{seat})(?:\sof(?:\s{_CAPITAL}){{1,3}})?)"
    one = r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Tt]hat|[Tt]his)\s"
    return re.compile(
        rf"{one}{_WORDS}(?:(?P<kind>{being})\s(?:{work})\b"
        rf"|(?:{work})\s(?:in|on|with|of|using)\s(?:[a-z-]+\s){{0,2}}?(?P<being>{being})\b"
        rf"|(?:{seat})\s(?:[\w-]+\s){{0,2}}?(?:{work})\b"
        rf"|(?:{work})\s(?:done\s|run\s|led\s|carried\sout\s)?(?:at|from|by|with)\s"
        rf"(?:(?:researchers|scientists|a\steam)\s(?:at|from)\s)?{place}\b)"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)"
