"""Landmarks: letters of which a text must hold some if it speaks of any subject of a catalogue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mgcheck.lexicon import Term
from mgcheck.model import Claim, Concept

_TINIEST: Final = 3
"""Letters below which a piece stands in nearly every text (l-tams also has tams)."""
_TELLING: Final = 4
"""Letters from which on a word says what a text is about."""


def landmarks(
    claims: Iterable[Claim], subjects: Mapping[str, Concept], terms: Iterable[Term]
) -> tuple[str, ...]:
    """Pieces of folded words; a text without any names no subject, and makes none of `claims`.

    That holds for claims that need no subject too: in a text about knees, "ask your doctor" is not
    said of what the catalogue is about.
    """
    by_subject: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.sort == "subject" and not term.context:
            by_subject[term.concept].append(term)
    wanted = {s for claim in claims for s in (*claim.match.subjects, *claim.subject)}
    wanted |= {c.id for c in subjects.values() if wanted.intersection(c.parents)}
    marks = {mark for subject in wanted for mark in _marks(by_subject.get(subject, ()))}
    # what holds a longer mark holds the shorter one in it
    return tuple(sorted(m for m in marks if not any(o != m and o in m for o in marks)))


def _marks(terms: Sequence[Term]) -> set[str]:
    """For each of a subject's terms the word that most of the others share, no tiny one."""
    shared = Counter(word for t in terms for position in t.words for word in {*position})

    def worth(position: tuple[str, ...]) -> tuple[bool, int, int]:
        shortest = min(len(word) for word in position)
        return shortest >= _TELLING, min(shared[word] for word in position), shortest

    found = {_start(word) for term in terms for word in max(term.words, key=worth)}
    return {mark for mark in found if len(mark) >= _TINIEST}


def _start(stem: str) -> str:
    """The part of a stem that stands in every spelling of its words (memori: memor)."""
    bare = stem.removeprefix("=")
    return bare[:-1] if bare.endswith("i") and len(bare) > _TELLING else bare
