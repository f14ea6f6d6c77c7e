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
    """The verbs that a catalogue knows, and the small words around them."""

    def __init__(self, catalogue: Catalogue) -> None:
        rewrites = catalogue.rewrites
        self._uses = {use: frozenset(found) for use, found in rewrites.words.items()}
        relations = {
            base
            for term in catalogue.terms.of("relation")
            if (base := _base_of(term.text)) is not None
        }
        self._acting = relations - self._uses.get("not_verbs", frozenset())
        self._bases = self._uses.get("verbs", frozenset()) | self._acting
        names = (c.name.lower().split()[-1] for c in catalogue.subjects.values())
        self._heads = self._uses.get("heads", frozenset()) | frozenset(names)
        self._irregular = rewrites.irregular
        self._spellings = catalogue.spellings

    def does(self, use: str, word: str) -> bool:
        """Whether `word` is one of those that `use` names in the catalogue's rewrites.yaml."""
        return word.lower() in self._uses.get(use, ())

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

    def is_acting(self, base: str) -> bool:
        """Whether `base` is itself a relation of the lexicon, or one in American spelling."""
        return base in self._acting or self._spellings.get(base, "") in self._acting

    def is_head(self, word: str) -> bool:
        """Whether `word` is a noun that acts: the name of a subject, or 'compound'."""
        return word.lower() in self._heads

    def is_adverb(self, word: str) -> bool:
        """Whether `word` may stand between a subject and its verb."""
        return self.does("adverbs", word) or (word.lower().endswith("ly") and len(word) > 4)

    def is_firmness(self, word: str) -> bool:
        """Whether `word` is an adverb that says how sure a thing is ('possibly', 'certainly')."""
        return self.does("hedging", word) or self.does("assuring", word)

    def is_participle(self, word: str) -> bool:
        """Whether `word` may be a past participle."""
        return self.does("participles", word) or (word.lower().endswith("ed") and len(word) > 3)


def _base_of(term: str) -> str | None:
    """The base form in a term of one word ("improve", "=end|=ends|=ended"); None for others."""
    first, *others = (form.removeprefix("=") for form in term.split("|"))
    is_one = _PLAIN.fullmatch(first) and all(form[:3] == first[:3] for form in others)
    return first if is_one else None
