"""The finite verb that governs a claim in a sentence: where a hedge goes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from mgcheck.model import Edit
from mgcheck.rewrite.verbs import Verbs, Word

_TO_AGAIN: Final = re.compile(r"(?:\band|\bor|,)\s+to\s")
_CLAUSE_END: Final = re.compile(r"[;:()—]")
_FIGURE: Final = re.compile(r"(?<![\w\[-])\d[\d.,]*(?!\d|\s*[)\]])")
"""A number that is no part of a name (B6, D-3), no mark ([3]) and no year in brackets."""


LONGEST: Final = 45
"""Words in a sentence beyond which no fix is sure to fall on what it should."""


class Verb(NamedTuple):
    """A finite verb into which a hedge can go."""

    sort: str
    """hedged (may), firm (can), being (is), third (improves), base (improve), boost."""
    at: int
    """Index of the word; of the first word of a boost."""
    start: int
    end: int
    base: str


class Clauses:
    """One sentence as words, with its governing verbs."""

    def __init__(
        self,
        text: str,
        found: Sequence[Word],
        subject_ends: frozenset[int],
        boosts: Sequence[re.Match[str]],
        frozen: Sequence[re.Match[str]],
        figures: Sequence[re.Match[str]],
        is_label: bool,
        verbs: Verbs,
    ) -> None:
        self.text = text
        self.words = found
        self._subject_ends = subject_ends
        self._boosts = boosts
        self._frozen = frozen
        self._figures = figures
        self._is_label = is_label
        self._verbs = verbs

    def governing(self, start: int, last: int) -> Verb | None:
        """The nearest finite verb at or before the word `last`; None where no hedge can go in.

        It is part of the words from offset `start` on, which make the claim, or one that carries
        them ("plays a role"): a hedge at any other would fall on something else.
        """
        for at in range(last, -1, -1):
            if at < last and _CLAUSE_END.search(self.text, self.words[at].end, self._next(at)):
                return None
            found = self._verb(at)
            if found is not None:
                if not isinstance(found, Verb) or self._is_frozen(found, self.words[last]):
                    return None
                return found if self._carries(found, start) else None
        return None

    def counts(self, offset: int) -> bool:
        """Whether a figure follows `offset` before the next finite verb: 'affects 80 % of ...'."""
        after = (at for at, word in enumerate(self.words) if word.start >= offset)
        verb = next((at for at in after if self._is_finite(at)), None)
        end = self.words[-1].end + 2 if verb is None else self.words[verb].start
        if any(offset <= match.start() < end for match in self._figures):
            return True
        return _FIGURE.search(self.text, offset, end) is not None

    def counts_anywhere(self) -> bool:
        """Whether the sentence gives a figure at all."""
        start, end = self.words[0].start, self.words[-1].end
        return bool(self._figures) or _FIGURE.search(self.text, start, end) is not None

    def is_reached(self, start: int, end: int, edits: Sequence[Edit]) -> bool:
        """Whether one of `edits` falls on the words from `start` to `end`: on their own verb.

        "It may calm you, and it is safe" leaves the safety as flat as it was.
        """
        last = max((at for at, word in enumerate(self.words) if word.start < end), default=-1)
        verb = next((at for at in range(last, -1, -1) if self._is_finite(at)), None)
        first = start if verb is None else self.words[self.first_adverb(verb)].start
        return any(first <= edit.start <= end for edit in edits) or (verb is None and bool(edits))

    def aside(self) -> int:
        """Where an opening no longer reaches: at ', which', else the sentence's end."""
        opened = (
            word.start
            for at, word in enumerate(self.words)
            if at and self._verbs.does("breaks", word.text) and self._parted(at - 1)
        )
        return next(opened, self.words[-1].end)

    def adds(self) -> bool:
        """Whether the sentence goes on what a 'not only' began."""
        return any(
            self._verbs.does("negations", word.text)
            and self._verbs.does("additive", self.words[at + 1].text)
            for at, word in enumerate(self.words[:-1])
        )

    def is_joined_anew(self) -> bool:
        """Whether a clause with a subject of its own is joined on: '..., and it is safe'."""
        return any(
            self._verbs.does("joining", word.text)
            and self._verbs.does("pointing", self.words[at + 1].text)
            and self._verb(at + 2) is not None
            for at, word in enumerate(self.words[:-2])
        )

    def _carries(self, verb: Verb, start: int) -> bool:
        """Whether a hedge at `verb` falls on what is said from offset `start` on."""
        if verb.end > start or verb.sort == "boost":
            return True
        if verb.sort in ("third", "base"):
            return self._is_carrier(verb.base)
        after = next(
            (w for w in self.words[verb.at + 1 :] if not self._verbs.is_adverb(w.text)), None
        )
        if after is None:
            return False
        if after.end > start or self._is_carrier(after.low):
            return True
        if verb.sort == "being":
            return not self._verbs.is_participle(after.text)
        return not self._verbs.is_base(after.low)

    def _is_carrier(self, base: str) -> bool:
        return self._verbs.is_acting(base) or self._verbs.does("light", base)

    def _is_frozen(self, verb: Verb, anchor: Word) -> bool:
        """Whether a hedge at `verb` would fall on something else than what `anchor` stands in."""
        if any(
            verb.start <= match.start() < anchor.end
            and not (verb.sort == "boost" and match.start() < verb.end)
            for match in self._frozen
        ):
            return True
        return any(
            self._verbs.does("conditions", word.text) and self._comma(word.end) > verb.start
            for word in self.words[: verb.at]
        )

    def _comma(self, offset: int) -> int:
        """Where the next comma stands, else the sentence's end."""
        found = self.text.find(",", offset, self.words[-1].end)
        return found if found >= 0 else self.words[-1].end

    def first_adverb(self, at: int) -> int:
        """Index of the first of the adverbs that stand right before the word `at`, else `at`."""
        while (
            at > 0 and self._verbs.is_adverb(self.words[at - 1].text) and not self._parted(at - 1)
        ):
            at -= 1
        if at > 0 and self.words[at].low == "only" and self.words[at - 1].low == "not":
            at -= 1  # "not only eases": no denial
        return at

    def joins(self, head: int, at: int) -> bool:
        """Whether the verb at `at` only goes on what the one at `head` began ('and improves')."""
        if not self._is_joined(at):
            return False
        first = self.first_adverb(at)
        between = self.words[head + 1 : first]
        if any(self._verbs.does("breaks", word.text) for word in between):
            return False
        return not _CLAUSE_END.search(self.text, self.words[head].end, self.words[at].start)

    def without(self, at: Iterable[int]) -> Iterator[Edit]:
        """The words at these indices taken out, each with the space behind it."""
        for here in at:
            start, end = self.words[here].start, self.words[here].end
            while self.text[end : end + 1] == " ":
                end += 1
            yield Edit(start, end, "")

    def is_listed(self, verb: Verb) -> bool:
        """Whether a comma alone joins it to a verb before: a list that stands under one subject."""
        if verb.sort != "third" or not self._is_joined(verb.at):
            return False
        first = self.first_adverb(verb.at)
        if self._verbs.does("joining", self.words[first - 1].text):
            return False
        before = (self._verb(at) for at in range(first - 1, -1, -1))
        head = next((found for found in before if isinstance(found, Verb)), None)
        return head is not None and self.joins(head.at, verb.at)

    def firmness(self, verb: Verb) -> list[int]:
        """Indices of the adverbs right beside `verb` that say how sure it is ('can possibly')."""
        last = next(at for at, word in enumerate(self.words) if word.end >= verb.end)
        after = last + 1
        while (
            after < len(self.words)
            and self._verbs.is_adverb(self.words[after].text)
            and not self._parted(after - 1)
        ):
            after += 1
        around = [*range(self.first_adverb(verb.at), verb.at), *range(last + 1, after)]
        return [at for at in around if self._verbs.is_firmness(self.words[at].text)]

    def assurances(self) -> list[int]:
        """Indices of the words that assure ('certainly') outside a boost ('is certain to')."""
        return [
            at
            for at, word in enumerate(self.words)
            if self._verbs.does("assuring", word.text)
            and not any(m.start() <= word.start < m.end() for m in self._boosts)
        ]

    def joined(self, head: Verb) -> list[Verb]:
        """The third persons that go on what `head` began, in order ('..., helps ... and eases')."""
        out = []
        for at in range(head.at + 1, len(self.words)):
            verb = self._verb(at)
            if verb is None:
                continue
            if not isinstance(verb, Verb) or verb.sort != "third" or not self.joins(head.at, at):
                break
            out.append(verb)
        return out

    def is_plain(self) -> bool:
        """Whether the sentence says how things are: not what was, nor what a study found."""
        does = self._verbs.does
        if len(self.words) > LONGEST:
            return False
        if any(
            does("reports", word.text)
            or (does("stops", word.text) and word.low not in ("be", "been", "being"))
            or (does("having", word.text) and self._verbs.is_participle(self._after(at)))
            for at, word in enumerate(self.words)
        ):
            return False
        return any(isinstance(self._verb(at), Verb) for at in range(len(self.words)))

    def _next(self, at: int) -> int:
        return self.words[at + 1].start if at + 1 < len(self.words) else self.words[at].end

    def _parted(self, at: int) -> bool:
        """Whether a comma follows the word `at`."""
        return "," in self.text[self.words[at].end : self._next(at)]

    def _verb(self, at: int) -> Verb | str | None:
        """The finite verb at `at`; a text says why no hedge goes into it; None: it is no verb."""
        word, does = self.words[at], self._verbs.does
        low = word.low
        for match in self._boosts:
            if match.start() < word.start and word.end <= match.end():
                return None  # its first word stands for it
            if word.start <= match.start() < word.end:
                if _TO_AGAIN.search(self.text, match.end(), self.words[-1].end):
                    return "a boost that goes on"  # "is able to ease pain and to help sleep"
                return Verb("boost", at, match.start(), match.end(), "")
        if low.endswith(("n't", "n’t")) or does("stops", low) or self._is_denied(at):
            return "no hedge goes in here"
        if does("hedged", low):
            return Verb("hedged", at, word.start, word.end, "")
        if does("firm", low):
            return Verb("firm", at, word.start, word.end, "")
        if does("being", low):
            return Verb("being", at, word.start, word.end, "be")
        if does("having", low) and self._verbs.is_participle(self._after(at)):
            return "a perfect"
        base = self._verbs.base(low)
        if base is not None and self._is_third(at, base):
            return Verb("third", at, word.start, word.end, base)
        if self._verbs.is_base(low) and self._is_base(at):
            return Verb("base", at, word.start, word.end, low)
        if self._verbs.is_participle(low) and self._follows_subject(at):
            return "a past form"
        return None

    def _is_finite(self, at: int) -> bool:
        """Whether the word `at` is a finite verb, be it one into which no hedge goes."""
        found = self._verb(at)
        if not isinstance(found, str) or not self._is_denied(at):
            return found is not None
        low = self.words[at].low  # "relaxation without" is none
        auxiliary = any(
            self._verbs.does(use, low) for use in ("stops", "hedged", "firm", "being", "having")
        )
        return auxiliary or low.endswith(("n't", "n’t")) or self._verbs.base(low) is not None

    def _is_denied(self, at: int) -> bool:
        """Whether a no follows the word `at` ('does not', 'is no'); 'not only' is none."""
        after = [word.low for word in self.words[at + 1 : at + 3]]
        return bool(after) and self._verbs.does("negations", after[0]) and after[1:] != ["only"]

    def _after(self, at: int) -> str:
        """The next word that is no adverb."""
        here = at + 1
        while here < len(self.words) and self._verbs.is_adverb(self.words[here].text):
            here += 1
        return self.words[here].low if here < len(self.words) else ""

    def _follows_subject(self, at: int) -> bool:
        first = self.first_adverb(at)
        if first == 0:
            return False
        before = self.words[first - 1]
        if before.low.endswith(("'s", "’s", "s'", "s’")):  # "its maker's benefits"
            return False
        return before.end in self._subject_ends or self._verbs.does("pointing", before.text)

    def _is_third(self, at: int, base: str) -> bool:
        if at == 0:
            return self._is_label and not self._is_noun_before(self._next_word(at))
        first = self.first_adverb(at)
        if first > 0 and self._verbs.does("plural", self.words[first - 1].text):
            return False  # "these effects"
        if self._verbs.does("nouns", base):
            if self._is_label and self._is_noun_before(self._next_word(at)):
                return False  # "Magnesium benefits for sleep"
            return self._follows_subject(at) or (
                self._is_joined(at) and not self._is_noun_before(self._next_word(at))
            )
        if self._follows_subject(at) or self._is_joined(at):
            return True
        return first > 0 and self._verbs.is_head(self.words[first - 1].text)

    def _is_joined(self, at: int) -> bool:
        """Whether a comma or 'and' stands right before the word `at` and its adverbs."""
        first = self.first_adverb(at)
        if first == 0:
            return False
        is_joining = self._verbs.does("joining", self.words[first - 1].text)
        return is_joining or self._parted(first - 1)

    def _is_noun_before(self, word: str) -> bool:
        """Whether what stands before `word` is a noun ('benefits of'), or the last of its part."""
        return not word or self._verbs.does("noun_followers", word)

    def _next_word(self, at: int) -> str:
        return "" if at + 1 == len(self.words) or self._parted(at) else self.words[at + 1].low

    def _is_base(self, at: int) -> bool:
        if at == 0:
            return self._is_label
        first = self.first_adverb(at)
        if first == 0:
            return False
        before = self.words[first - 1]
        if self._verbs.does("plural", before.text):
            return True
        if before.low.endswith(("'s", "’s", "s'", "s’")):
            return False
        is_plural = before.low.endswith("s") and not before.low.endswith(("ss", "us", "is"))
        return is_plural and before.end in self._subject_ends
