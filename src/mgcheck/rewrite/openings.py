"""A sentence made a clause that what is put before it governs: 'It is uncertain whether ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mgcheck.model import Catalogue, Document, Edit
from mgcheck.rewrite.governing import Clauses
from mgcheck.rewrite.phrases import Phrases
from mgcheck.rewrite.verbs import Verbs, Word, words

_HEADED: Final = re.compile(r"[^\s.,;:]\s*\n\s*[A-Z]")
"""A line that ends without a mark, and one that begins anew: a heading runs into its text."""


class Openings:
    """Puts openings before sentences, with one catalogue's words."""

    def __init__(self, catalogue: Catalogue, verbs: Verbs, phrases: Phrases) -> None:
        self._words = catalogue.rewrites.words
        self._verbs = verbs
        self._phrases = phrases
        self._names = frozenset(
            concept.name.split()[0]
            for concept in catalogue.subjects.values()
            if concept.name.split()[0].islower()
        )

    def opened(
        self, sentence: Clauses, document: Document, start: int, end: int, opening: str
    ) -> tuple[Edit, ...] | None:
        """The edits that leave open what the sentence from `start` to `end` says; None: none do."""
        text = document.readable
        said = text[start:end].rstrip()
        if not said.endswith(".") or ": " in said or not sentence.is_plain():
            return None
        if _HEADED.search(said):
            return None
        if sentence.is_joined_anew() or sentence.counts_anywhere():
            return None
        if sentence.assurances() or any(self._says_no(word) for word in sentence.words):
            return None
        if any(self._phrases.stand(use, text, start, end) for use in ("showing", "frozen")):
            return None
        edit = self._reframed(text, start, end, opening)
        return None if edit is None else (edit, *self._unhedged(sentence, edit.end))

    def put(self, text: str, start: int, end: int, opening: str) -> Edit | None:
        """`opening` before the sentence, behind its 'However,'; None where it cannot stand."""
        low = text[start:end].lower()
        lead = len(low) - len(low.lstrip())
        for intro in sorted(self._words.get("intros", ()), key=len, reverse=True):
            if low[lead:].startswith(f"{intro} "):
                lead += len(intro) + 1
                opening = opening if intro.endswith(":") else opening[0].lower() + opening[1:]
                break
        lead += len(low[lead:]) - len(low[lead:].lstrip())
        first = next(iter(words(text, start + lead, end)), None)
        if first is None or first.start != start + lead:
            return None
        rest = f"{text[first.start : end].lower()} "
        blockers = self._words.get("blockers", ())
        if any(rest.startswith((f"{word} ", f"{word},")) for word in blockers):
            return None
        put = self._lowered(first, text, end)
        if self._verbs.does("fronted", first.text) and "," in rest and opening[-1] != ",":
            opening += ","
        return None if put is None else Edit(first.start, first.end, f"{opening} {put}")

    def _reframed(self, text: str, start: int, end: int, opening: str) -> Edit | None:
        """`opening` put before the sentence, or in the place of 'it is likely that'."""
        framed = self._phrases.found("frames", text, start, end)
        if not framed:
            return self.put(text, start, end, opening)
        first = framed[0]
        if text[start : first.start()].strip():
            return None
        has_comma = text[first.end() : first.end() + 1] == ","
        return Edit(first.start(), first.end() + has_comma, opening)

    def _unhedged(self, sentence: Clauses, offset: int) -> Iterator[Edit]:
        """Behind an opening the sentence's own hedges fall: 'whether it may', 'whether it can'."""
        can = self._words["firm"][0]
        for at, word in enumerate(sentence.words):
            if word.start < offset:
                continue
            if self._verbs.does("hedged", word.text):
                yield Edit(word.start, word.end, can)
            elif self._verbs.does("hedging", word.text) and _modifies(sentence, at):
                yield from sentence.without((at,))

    def _says_no(self, word: Word) -> bool:
        return self._verbs.does("negations", word.text) or word.low.endswith(("n't", "n’t"))

    def _lowered(self, first: Word, text: str, end: int) -> str | None:
        """The sentence's first word as it is written inside one; None: that is not known."""
        if first.text[1:].lower() != first.text[1:] or first.text[0].islower():
            return first.text  # a name or an abbreviation
        after = next(iter(words(text, first.end, end)), None)
        if first.low in self._names:
            is_title = after is not None and re.search(r"(?:^|-)[A-Z][a-z]", after.text)
            return first.text if is_title else first.low
        if self._verbs.does("small", first.text) or first.low.endswith(("ly", "ing")):
            return first.low
        return first.low if re.search(rf"\b{re.escape(first.low)}\b", text) else None


def _modifies(sentence: Clauses, at: int) -> bool:
    """Whether the word at `at` stands before what it hedges: not 'is likely to', 'likely.'."""
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    between = sentence.text[sentence.words[at].end : after.start] if after else "."
    return not between.strip() and after is not None and after.low != "to"
