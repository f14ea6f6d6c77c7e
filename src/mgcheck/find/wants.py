"""What a reader wants to be told, and whether a text tells it (reading.yaml).

Headings only announce, so they tell nothing; nor does a guard phrase ('without side effects').
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from mgcheck.find.same import MOST_KEPT, Same
from mgcheck.find.scan import Scanner, Token
from mgcheck.model import BlockKind, Catalogue, Document, Sentence, Term, Want
from mgcheck.text import MARKS, fold

_BETWEEN: Final = 2
"""Words that may stand between a number and what it counts ('44 healthy older adults')."""


def met(document: Document, catalogue: Catalogue) -> dict[str, Sentence]:
    """Each want of `catalogue` that `document` meets, with the first sentence that does."""
    return _listener(Same(catalogue)).met(document)


class _Listener:
    """The wants of one catalogue, ready to be heard; each has its own terms and guards."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._scanners = tuple(
            (want, Scanner(replace(catalogue, terms=_terms_of(want, catalogue))))
            for want in catalogue.wants
        )

    def met(self, document: Document) -> dict[str, Sentence]:
        """By want, the first sentence that meets it."""
        found: dict[str, Sentence] = {}
        if not self._scanners:
            return found
        folded = fold(document.readable)
        reader = self._scanners[0][1]
        for sentence in document.sentences:
            if document.blocks[sentence.block].kind is BlockKind.HEADING:
                continue
            tokens = reader.tokens(folded, sentence.start, sentence.end)
            for want, scanner in self._scanners:
                if want.id not in found and _tells(want, scanner, tokens):
                    found[want.id] = sentence
            if len(found) == len(self._scanners):
                break
        return found


def _terms_of(want: Want, catalogue: Catalogue) -> tuple[Term, ...]:
    return tuple(term for term in catalogue.want_terms if term.concept == want.id)


def _tells(want: Want, scanner: Scanner, tokens: list[Token]) -> bool:
    return _counts(want, tokens) or any(m.sort == "want" for m in scanner.scan(tokens))


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
