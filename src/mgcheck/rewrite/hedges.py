"""Hedges put into the author's own sentence: each candidate is a handful of edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from mgcheck.model import (
    BlockKind,
    Catalogue,
    Certainty,
    Document,
    Edit,
    Finding,
    Hedge,
    Hit,
    Stance,
    Verdict,
)
from mgcheck.rewrite.governing import LONGEST, Clauses, Verb
from mgcheck.rewrite.openings import Openings
from mgcheck.rewrite.phrases import Phrases
from mgcheck.rewrite.verbs import Verbs, Word, words

_OPEN: Final = frozenset({"uncertain", "untested", "animals", "unsettled"})
"""Hedges that leave the claim open; two different ones meet in 'unsettled'."""
_LADDER: Final = ("probably", "may")
_MARKS: Final = '"“”„'
_SPEAKER: Final = re.compile(r"\s*[A-Z][A-Z ]{2,20}:\s")
"""Who speaks in an interview: 'GUEST: '."""
_LABELS: Final = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL})


class Target(NamedTuple):
    """A finding to be put fairly, and the hedge that its evidence asks for."""

    finding: Finding
    hedge: str


class Candidate(NamedTuple):
    """One way to put a sentence; `how`: hedge, opening, scope or sentence."""

    how: str
    edits: tuple[Edit, ...]
    is_safe: bool
    touched: frozenset[str] | None = None
    """The claims whose own words it changes; None: all of the sentence."""


def hedge_for(finding: Finding) -> str | None:
    """The hedge under which the finding's claim is fairly put; None: no hedge makes it so."""
    if finding.mention.stance is not Stance.ASSERTS:
        return None  # "no trial shows that it may ...": a hedge would turn a denial into a promise
    match finding.verdict:
        case Verdict.OVERSTATED | Verdict.MIXED:
            return finding.allowed.value if finding.allowed is not None else None
        case Verdict.NOT_SUPPORTED:
            return "uncertain" if finding.body.certainty is Certainty.VERY_LOW else None
        case Verdict.PRECLINICAL_ONLY:
            return "animals"
        case Verdict.NO_EVIDENCE:
            return "untested"
        case _:
            return None


def weaker(one: str, other: str) -> str:
    """The hedge that serves both."""
    if one == other:
        return one
    if one in _OPEN and other in _OPEN:
        return "unsettled"
    if one in _OPEN or other in _OPEN:
        return one if one in _OPEN else other
    return max(one, other, key=_LADDER.index)


def _mildest(target: Target) -> str:
    """The least that is fair: where results conflict, 'may' is (docs/method.md, section 5)."""
    return "may" if target.finding.verdict is Verdict.MIXED else target.hedge


class Hedger:
    """Makes candidates for sentences, with one catalogue's words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rewrites = catalogue.rewrites
        self._verbs = Verbs(catalogue)
        self._phrases = Phrases(catalogue.rewrites)
        self._openings = Openings(catalogue, self._verbs, self._phrases)

    def candidates(self, document: Document, targets: Sequence[Target]) -> Iterator[Candidate]:
        """Safe ways to put the sentence of `targets` fairly, the best first; unverified."""
        sentence = self._clauses(document, [t.finding for t in targets])
        mention = targets[0].finding.mention
        if len(sentence.words) > LONGEST or self.is_closed(document, mention.start, mention.end):
            return
        placed = [(self._governing(sentence, t.finding), t) for t in targets]
        needed: dict[Verb, str] = {}
        for verb, target in placed:
            if verb is not None:
                needed[verb] = weaker(needed.get(verb, target.hedge), target.hedge)
        weakest = targets[0].hedge
        for target in targets:
            weakest = weaker(weakest, target.hedge)
        each, one = needed, dict.fromkeys(needed, weakest)
        ways = [*self._put(sentence, each), *self._put(sentence, one)]
        # stable: of ways that interrupt the sentence equally often the most telling comes first
        yield from sorted(ways, key=self._n_asides)
        yield from self._possibly(sentence, targets)
        opening = self._rewrites.hedges[weakest].opening
        if opening is not None:
            edits = self._openings.opened(sentence, document, mention.start, mention.end, opening)
            if edits is not None:
                yield Candidate("opening", edits, True)
        mildest: dict[Verb, str] = {}
        for verb, target in placed:
            if verb is not None:
                hedge = _mildest(target)
                mildest[verb] = weaker(mildest.get(verb, hedge), hedge)
        yield from self._put(sentence, mildest)
        if len(needed) > 1:
            for verb, hedge in needed.items():
                yield from self._put(sentence, {verb: hedge})

    def touched(
        self, document: Document, findings: Sequence[Finding], candidate: Candidate
    ) -> frozenset[str]:
        """The claims of a sentence, all its `findings`, that `candidate` leaves nowhere flat."""
        sentence = self._clauses(document, findings)
        if candidate.how == "opening":
            end = sentence.aside()
            return frozenset(
                f.mention.claim for f in findings if all(h.start < end for h in _telling(f))
            )
        edits = candidate.edits
        return frozenset(
            f.mention.claim
            for f in findings
            if all(sentence.is_reached(h.start, h.end, edits) for h in _telling(f))
        )

    def is_closed(self, document: Document, start: int, end: int) -> bool:
        """Whether the sentence says what others hold, so that no word of it is ours to change."""
        text = document.readable
        if self._phrases.stand("closed", text, start, end) or _SPEAKER.match(text, start, end):
            return True
        is_quoted = any(mark in text[start:end] for mark in _MARKS)
        return is_quoted and any(
            self._verbs.does("quoting", word.text) for word in words(text, start, end)
        )

    def is_personal(self, document: Document, start: int, end: int) -> bool:
        """Whether the sentence tells what one person lived through."""
        found = words(document.readable, start, end)
        return any(self._verbs.does("personal", word.text) for word in found)

    def limited(self, document: Document, start: int, end: int, scope: str) -> Edit | None:
        """The sentence limited to those who were studied: 'In animals, ...'."""
        if ": " in document.readable[start:end]:
            return None  # "Valerian: the herb that ..." is no clause
        return self._openings.put(document.readable, start, end, scope)

    def _n_asides(self, candidate: Candidate) -> int:
        return self._asides_in(candidate.edits)

    def _asides_in(self, edits: Sequence[Edit]) -> int:
        asides = [hedge.aside for hedge in self._rewrites.hedges.values() if hedge.aside]
        return sum(aside in edit.text for edit in edits for aside in asides)

    def _clauses(self, document: Document, findings: Sequence[Finding]) -> Clauses:
        mention = findings[0].mention
        readable = document.readable
        kinds = {b.kind for b in document.blocks if b.start <= mention.start < b.end}
        ends = frozenset(h.end for f in findings for h in f.mention.hits if h.part == "subject")
        found = words(readable, mention.start, mention.end)
        span = mention.start, mention.end
        boosts = self._phrases.found("boosts", readable, *span)
        boosts.sort(key=lambda m: m.start() - m.end())
        frozen = self._phrases.found("frozen", readable, *span)
        figures = self._phrases.found("figures", readable, *span)
        is_label = bool(kinds & _LABELS)
        return Clauses(readable, found, ends, boosts, frozen, figures, is_label, self._verbs)

    def _governing(self, sentence: Clauses, finding: Finding) -> Verb | None:
        hits = _telling(finding)
        if not hits:
            return None
        first = min(hits, key=lambda h: (h.start, h.end))
        last = max((i for i, w in enumerate(sentence.words) if w.start < first.end), default=None)
        verb = None if last is None else sentence.governing(first.start, last)
        return None if verb is None or sentence.counts(verb.end) else verb

    def _put(self, sentence: Clauses, needed: dict[Verb, str]) -> Iterator[Candidate]:
        """Each verb of `needed` under its hedge; those that only go on share the first's."""
        for shares in (True, False):
            edits = self._edits(sentence, needed, shares)
            if edits:
                yield Candidate("hedge", tuple(edits), True)

    def _edits(self, sentence: Clauses, needed: dict[Verb, str], shares: bool) -> list[Edit] | None:
        edits: list[Edit] = []
        shared: set[Verb] = set()
        replaced: set[int] = set()
        for verb in sorted(needed, key=lambda v: v.start):
            if verb in shared:
                continue
            hedge = self._rewrites.hedges[needed[verb]]
            if hedge.aside and self._is_shown(sentence, verb.start):
                return None
            made = self._modal(sentence, verb, hedge)
            if made is None or sentence.is_listed(verb) or self._is_framed(sentence, verb.start):
                return None
            beside = sentence.firmness(verb)
            if beside and hedge.modal is None:
                return None
            edits.extend(made)
            if made:
                edits.extend(sentence.without(beside))
                replaced.update(beside)
            if hedge.modal is None or verb.sort in ("hedged", "base", "firm"):
                continue
            others = sentence.joined(verb)
            same = [
                v
                for v in others
                if needed.get(v, needed[verb]) == needed[verb] and not sentence.counts(v.end)
            ]
            if shares and len(same) == len(others):
                edits.extend(Edit(v.start, v.end, v.base) for v in others)
                shared.update(others)
            elif len(others) > 1:
                return None  # "may ease X, helps Y and improves Z" is no sentence
        if not replaced.issuperset(sentence.assurances()):
            return None  # "certainly may"
        if sentence.adds() and self._asides_in(edits) > 1:
            return None  # "may, though ..., not only ease X but may, though ..., also lift Y"
        return edits

    def _is_framed(self, sentence: Clauses, offset: int) -> bool:
        """Whether 'it is likely that' governs what stands at `offset`, or 'no doubt' closes it."""
        start, last = sentence.words[0].start, sentence.words[-1].end
        found = self._phrases.found("frames", sentence.text, start, last)
        return any(match.end() <= offset or match.end() == last for match in found)

    def _is_shown(self, sentence: Clauses, offset: int) -> bool:
        """Whether the sentence says, before `offset`, that what follows was shown."""
        start = sentence.words[0].start
        return self._phrases.stand("showing", sentence.text, start, offset)

    def _modal(self, sentence: Clauses, verb: Verb, hedge: Hedge) -> list[Edit] | None:
        """The edits that put `hedge` at `verb`; None: it cannot go in, []: it is there."""
        words_ = sentence.words
        at = sentence.first_adverb(verb.at)
        opens = at == 0
        if hedge.modal is None:
            return self._adverb(sentence, verb, hedge, at)
        if opens and hedge.aside:
            return None
        put = hedge.modal + (hedge.aside or "")
        match verb.sort:
            case "hedged":
                return [Edit(verb.end, verb.end, hedge.aside)] if hedge.aside else []
            case "firm":
                return [Edit(verb.start, verb.end, put)]
            case "boost":
                gap = " " if sentence.text[verb.start] in "'’" else ""
                return [Edit(verb.start, verb.end, gap + put)]
            case "being":
                last = verb.at + 1
                while last < len(words_) and self._verbs.does("floating", words_[last].text):
                    last += 1  # "is also needed": "may also be needed"
                if last == verb.at + 1:
                    return [Edit(verb.start, verb.end, f"{put} be")]
                end = words_[last - 1].end
                return [Edit(verb.start, end, f"{put}{sentence.text[verb.end : end]} be")]
            case _:
                if opens:
                    return _opening_verb(words_[verb.at], verb, words_, hedge.modal)
                edits = [Edit(words_[at].start, words_[at].start, f"{put} ")]
                if verb.sort == "third":
                    edits.append(Edit(verb.start, verb.end, verb.base))
                if at == verb.at and len(edits) == 2:
                    return [Edit(verb.start, verb.end, f"{put} {verb.base}")]
                return edits

    def _adverb(self, sentence: Clauses, verb: Verb, hedge: Hedge, at: int) -> list[Edit] | None:
        if hedge.adverb is None or at == 0:
            return None
        match verb.sort:
            case "hedged" | "boost":
                return []
            case "being" | "firm":
                return [Edit(verb.end, verb.end, f" {hedge.adverb}")]
            case _:
                start = sentence.words[at].start
                return [Edit(start, start, f"{hedge.adverb} ")]

    def _possibly(self, sentence: Clauses, targets: Sequence[Target]) -> Iterator[Candidate]:
        """An adverb before each participle that says what is brought about ('possibly easing')."""
        edits: set[Edit] = set()
        for target in targets:
            adverb = self._rewrites.hedges[target.hedge].adverb
            first = min(_telling(target.finding), key=lambda h: h.start, default=None)
            word = next((w for w in sentence.words if first and w.start == first.start), None)
            if adverb is None or word is None or sentence.counts(word.end):
                continue
            if not self._is_loose(sentence, word):
                continue
            edits.add(Edit(word.start, word.start, f"{adverb} "))
        if edits:
            yield Candidate("hedge", tuple(sorted(edits, key=lambda e: e.start)), True)

    def _is_loose(self, sentence: Clauses, word: Word) -> bool:
        """Whether `word` is a participle that no verb stands before ('by easing', ', easing')."""
        at = sentence.words.index(word)
        before = sentence.words[at - 1].text if at else ""
        after = sentence.words[at + 1].text if at + 1 < len(sentence.words) else ""
        is_parted = sentence.text[: word.start].rstrip().endswith(",")
        if word.low.endswith("ing"):
            leads = is_parted or self._verbs.does("participle_leads", before)
            return leads and after.lower() != "of"
        return is_parted and self._verbs.is_participle(word.text)


def _telling(finding: Finding) -> list[Hit]:
    """The words that make the claim."""
    return [h for h in finding.mention.hits if h.part in ("relation", "outcome")]


def _opening_verb(word: Word, verb: Verb, found: Sequence[Word], modal: str) -> list[Edit] | None:
    """A label's first word: 'Eases migraine' is 'May ease migraine', in the author's case."""
    if word.text[0].isupper():
        modal = modal.capitalize()
    titled = len(found) > 1 and found[1].text[:1].isupper()
    base = verb.base.capitalize() if titled else verb.base
    return [Edit(word.start, word.end, f"{modal} {base}")]
