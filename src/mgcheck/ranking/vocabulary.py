"""The words of all claims, and what a text says in them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from mgcheck.ranking.alike import Alike
from mgcheck.ranking.nearby import Nearby
from mgcheck.ranking.words import Token, parts, tokens, weak_stems

WEAK: Final = 0.65
WEAK_LETTERS: Final = 0.8
"""What a word that any claim may be put with counts, in each view."""
NEARLY: Final = 0.8
"""What a word of a claim counts that is only nearly met."""
ALIKE: Final = 0.55
ALIKE_LETTERS: Final = 0.4
"""What a word of a claim counts that is met by another of the same sense, in each view."""
LETTERS: Final = (3, 4, 5)


class Reading(NamedTuple):
    """A text in the words of the claims."""

    stems: dict[str, float]
    """Stems of the claims that are met, with damped counts."""
    letters: dict[str, float]
    """Groups of letters, with damped counts."""
    n_strange: float
    """How many words are of no claim."""


class Vocabulary:
    """The words of claims, each claim given as its tokens."""

    def __init__(self, claims: Iterable[Sequence[Token]]) -> None:
        self._stem_of = {word.text: word.stem for words in claims for word in words}
        self._word_of: dict[str, str] = {}
        for text, stem in self._stem_of.items():
            self._word_of.setdefault(stem, text)
        self._nearby = Nearby(self._word_of)
        self._alike = Alike(self._word_of)
        self._letters: dict[str, tuple[str, ...]] = {}

    def read(self, text: str) -> Reading:
        """What `text` says in the words of the claims."""
        words = self._mended(tokens(text))
        alike, meant = self._alike.of([word.stem for word in words])
        stems, n_strange = self._stems(words, meant)
        letters = letter_groups(words)
        for stem in alike:
            stems[stem] = max(stems.get(stem, 0.0), ALIKE)
            for group in self._letters_of(stem):
                letters[group] = max(letters.get(group, 0.0), ALIKE_LETTERS)
        return Reading(stems, letters, n_strange)

    def _letters_of(self, stem: str) -> tuple[str, ...]:
        """The groups of letters of a word of the claims."""
        known = self._letters.get(stem)
        if known is None:
            word = Token(self._word_of[stem], stem)
            known = self._letters[stem] = tuple(letter_groups([word]))
        return known

    def _mended(self, words: Sequence[Token]) -> list[Token]:
        """`words`, taken apart or put together where the claims write them so."""
        mended: list[Token] = []
        for place, word in enumerate(words):
            apart = [] if word.stem in self._word_of else parts(word.text, self._stem_of)
            if apart:
                mended += [Token(part, self._stem_of[part], word.is_aside) for part in apart]
                continue
            mended.append(word)
            if place + 1 < len(words):
                joined = word.text + words[place + 1].text
                if joined in self._stem_of:
                    mended.append(Token(joined, self._stem_of[joined], is_aside=True))
        return mended

    def _stems(self, words: Sequence[Token], meant: set[str]) -> tuple[dict[str, float], float]:
        """Stems of the claims that are met, and how many words are of no claim nor `meant`."""
        weak = weak_stems()
        found: dict[str, float] = {}
        n_strange = 0.0
        in_prose = {word.stem for word in words if not word.is_aside}
        for key, count in Counter(word.stem for word in words).items():
            near = [(key, 1.0)]
            if key not in self._word_of:
                near = [(known, NEARLY * likeness) for known, likeness in self._nearby.of(key)]
            for known, likeness in near:
                found[known] = max(found.get(known, 0.0), likeness * damped(count))
            if not near and key in in_prose and key not in meant:
                n_strange += WEAK**2 if key in weak else 1.0
        return found, n_strange


def damped(count: float) -> float:
    """A word said twice is not twice the claim."""
    return 1 + math.log(count) if count > 1 else count


def letter_groups(words: Iterable[Token]) -> dict[str, float]:
    """Groups of letters of words, their edges marked; numbers have none, as 10 is not near 100."""
    weak = weak_stems()
    found: defaultdict[str, float] = defaultdict(float)
    for word in words:
        if word.text[0].isdigit():
            continue
        marked = f" {word.text} "
        share = WEAK_LETTERS if word.stem in weak else 1.0
        for size in LETTERS:
            for start in range(len(marked) - size + 1):
                found[marked[start : start + size]] += share
    return {group: damped(count) for group, count in found.items()}
