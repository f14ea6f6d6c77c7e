"""Forms of verbs: which word of a sentence is a finite verb, and what its base form is.

The base forms are those of the lexicon's relations and of the catalogue's rewrites.yaml; the third
person is made by rule, and what no rule makes is a table there.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mgcheck.model import Catalogue

_WORD: Final = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_PLAIN: Final = re.compile(r"[a-z]+")


class Word(NamedTuple):
    """A word of a text and where it stands."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of `text` from `start` to `end`."""
    return [Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, start, end)]


class Verbs:
    """The verbs that a catalogue knows."""

    def __init__(self, catalogue: Catalogue) -> None:
        rewrites = catalogue.rewrites
        found = set(rewrites.verbs)
        for term in catalogue.terms:
            if term.sort == "relation" and _PLAIN.fullmatch(term.text):
                found.add(term.text)
        self._bases = frozenset(found)
        self._nouns = frozenset(rewrites.nouns)
        self._followers = frozenset(rewrites.noun_followers)
        self._irregular = rewrites.irregular
        self._spellings = catalogue.spellings
        self._conditions = frozenset(rewrites.conditions)
        self._adverbs = frozenset(rewrites.adverbs)
        self._participles = frozenset(rewrites.participles)

    def base(self, word: str) -> str | None:
        """The base form of a third person, or None where `word` is none."""
        low = word.lower()
        if low in self._irregular:
            return self._irregular[low]
        if not low.endswith("s") or low.endswith("ss"):
            return None
        tries = [low[:-1]]
        if low.endswith("ies"):
            tries = [low[:-3] + "y"]
        elif low.endswith(("sses", "xes", "zes", "ches", "shes", "oes")):
            tries = [low[:-2], low[:-1]]
        return next((t for t in tries if self.is_base(t)), None)

    def is_base(self, word: str) -> bool:
        """Whether `word` is a verb's base form, in any spelling."""
        return word in self._bases or self._spellings.get(word, "") in self._bases

    def may_be_noun(self, base: str) -> bool:
        """Whether the third person of `base` is mostly a plural noun ('benefits')."""
        return base in self._nouns

    def follows_noun(self, word: str) -> bool:
        """Whether `word` is such that what stands before it is a noun ('benefits of')."""
        return not word or word.lower() in self._followers

    def opens_condition(self, word: str) -> bool:
        """Whether `word` opens a condition ('if')."""
        return word.lower() in self._conditions

    def is_adverb(self, word: str) -> bool:
        """Whether `word` may stand between a subject and its verb."""
        low = word.lower()
        return low in self._adverbs or (low.endswith("ly") and len(low) > 4)

    def is_participle(self, word: str) -> bool:
        """Whether `word` may be a past participle."""
        low = word.lower()
        return low in self._participles or (low.endswith("ed") and len(low) > 3)
