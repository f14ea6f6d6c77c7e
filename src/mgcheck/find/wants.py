"""What a reader wants to be told, and whether a text tells it (reading.yaml).

Headings only announce, so they tell nothing; nor does a guard phrase ('without side effects').
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from mgcheck.find.scan import Scanner, Token
from mgcheck.model import BlockKind, Catalogue, Document, Sentence, Want
from mgcheck.same import MOST_KEPT, Same
from mgcheck.text import MARKS, fold

_BETWEEN: Final = 2
"""Words that may stand between a number and what it counts ('44 healthy older adults')."""

_NO: Final = ("none", "no", "nil", "zero")


def met(document: Document, catalogue: Catalogue) -> dict[str, Sentence]:
    """Each want of `catalogue` that `document` meets, with the first sentence that does."""
    return _listener(Same(catalogue)).met(document)


class _Ear(NamedTuple):
    """One want, its own terms and guards ready to be found, and the words these begin with."""

    want: Want
    scanner: Scanner
    openings: frozenset[str]

    def hears(self, tokens: list[Token], words: set[str]) -> bool:
        """Whether a sentence tells it; `words`: the stems in it, and its words as they stand."""
        if not words.isdisjoint(self.want.counted) and _counts(self.want, tokens):
            return True
        if words.isdisjoint(self.openings):
            return False  # most sentences
        found = self.scanner.scan(tokens)
        return any(m.sort == "want" and not _is_denied(tokens[m.last :]) for m in found)


class _Listener:
    """The wants of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ears = tuple(_ear(want, catalogue) for want in catalogue.wants)

    def met(self, document: Document) -> dict[str, Sentence]:
        """By want, the first sentence that meets it."""
        found: dict[str, Sentence] = {}
        left = list(self._ears)
        if not left:
            return found
        folded = fold(document.readable)
        for sentence in document.sentences:
            if document.blocks[sentence.block].kind is BlockKind.HEADING:
                continue
            tokens = self._ears[0].scanner.tokens(folded, sentence.start, sentence.end)
            words = {token.stem for token in tokens}
            words.update(f"={token.text}" for token in tokens)
            for ear in [ear for ear in left if ear.hears(tokens, words)]:
                found[ear.want.id] = sentence
                left.remove(ear)
            if not left:
                break
        return found


def _ear(want: Want, catalogue: Catalogue) -> _Ear:
    terms = catalogue.want_terms[want.id]
    openings = frozenset(word for term in terms.of("want") for word in term.words[0])
    return _Ear(want, Scanner(terms, catalogue.spellings), openings)


def _is_denied(after: list[Token]) -> bool:
    """Whether a label is followed by a no: 'Side effects: none'."""
    return len(after) > 1 and after[0].text == ":" and after[1].text in _NO


def _counts(want: Want, tokens: list[Token]) -> bool:
    """Whether a number stands before one of the words that `want` counts."""
    for at, token in enumerate(tokens):
        if token.stem in want.counted:
            for before in reversed(tokens[max(0, at - _BETWEEN - 1) : at]):
                if before.text[0].isdigit():
                    return True
                if before.text in MARKS or before.text == "%":
                    break
    return False


@lru_cache(maxsize=MOST_KEPT)
def _listener(same: Same) -> _Listener:
    return _Listener(same.catalogue)
