"""From a document to mentions: the one pass that every sentence takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mgcheck.find.answers import answered, reply_of
from mgcheck.find.case import Case
from mgcheck.find.conditions import Conditions, Evidence, Failed
from mgcheck.find.saying import asks_which, hit_of, hits_of, mention_of, scope_of
from mgcheck.find.scan import Match, Scanner
from mgcheck.find.subjects import Naming
from mgcheck.find.views import Reader, View
from mgcheck.model import (
    Catalogue,
    Claim,
    Document,
    Hit,
    Kind,
    Mention,
    Sentence,
)
from mgcheck.same import MOST_KEPT, Same
from mgcheck.text import fold


class Mentions(Struct, frozen=True):
    """What was found in a document."""

    mentions: tuple[Mention, ...]
    unmatched: tuple[Sentence, ...]
    """Sentences with a catalogued subject and an outcome that make no claim of the catalogue."""


class Trial(Struct, frozen=True):
    """One claim tried on one sentence: whether it passed, else the first test that failed."""

    sentence: Sentence
    claim: str
    passed: bool
    failed: str | None
    matched: tuple[Hit, ...]
    score: int


def mentions(document: Document, catalogue: Catalogue) -> Mentions:
    """Every place in `document` that makes a claim of `catalogue`, by position, then by claim."""
    return _finder(Same(catalogue)).find(document)


def explain(document: Document, catalogue: Catalogue, line: int) -> tuple[Trial, ...]:
    """Every claim that was near in the sentences on `line`: passed ones first, best first."""
    return _finder(Same(catalogue)).trials(document, line)


@lru_cache(maxsize=MOST_KEPT)
def _finder(same: Same) -> Finder:
    return Finder(same.catalogue)


class Finder:
    """The find stage, prepared for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._landmarks = catalogue.landmarks
        self._scanner = Scanner(catalogue.terms, catalogue.spellings)
        self._naming = Naming(catalogue)
        self._reader = Reader(self._scanner, self._naming)
        self._conditions = Conditions(catalogue, self._naming)

    def find(self, document: Document) -> Mentions:
        """All mentions of `document`."""
        folded = fold(document.readable)
        found: list[Mention] = []
        unmatched: list[Sentence] = []
        if self._names_a_subject(folded):
            before: View | None = None
            for view in self._reader.views(document, folded):
                here = self._of_sentence(view)
                told = {mention.claim for mention in here}
                here += [m for m in self._replies(view, before) if m.claim not in told]
                before = view
                found.extend(here)
                if not here and self._speaks_of_health(view):
                    unmatched.append(view.sentence)
        found.sort(key=lambda m: (m.start, m.end, m.claim))
        return Mentions(tuple(found), tuple(unmatched))

    def trials(self, document: Document, line: int) -> tuple[Trial, ...]:
        """What was tried on the sentences that touch `line` (from 1)."""
        folded = fold(document.readable)
        out: list[Trial] = []
        before: View | None = None
        for view in self._reader.views(document, folded):
            sentence = view.sentence
            first, last = document.place(sentence.start)[0], document.place(sentence.end - 1)[0]
            if first <= line <= last:
                tried = self._tried(view)
                passed = {trial.claim for trial in tried if trial.passed}
                replies = [m for m in self._replies(view, before) if m.claim not in passed]
                told = {m.claim for m in replies}
                out.extend(trial for trial in tried if trial.claim not in told)
                out.extend(
                    Trial(
                        sentence, m.claim, passed=True, failed=None, matched=m.hits, score=m.score
                    )
                    for m in replies
                )
            before = view
        if not self._names_a_subject(folded):
            failed = "subject: the text names nothing that the catalogue is about"
            out = [replace(t, passed=False, failed=failed) if t.passed else t for t in out]
        out.sort(key=lambda t: (t.sentence.start, not t.passed, -t.score, t.claim))
        return tuple(out)

    def _names_a_subject(self, folded: str) -> bool:
        """Whether the text names a subject at all; without one it makes no claim of the catalogue.

        A quick look for parts of names first, then for names that a slip or a soft hyphen hides.
        """
        if any(mark in folded for mark in self._landmarks):
            return True
        return self._scanner.names_in_disguise(folded, self._landmarks)

    def _speaks_of_health(self, view: View) -> bool:
        known = self._conditions.by_subject
        return bool(
            view.layout.relations
            and view.layout.outcomes
            and any(c in known for g in view.groups for c in g.concepts)
        )

    def _of_sentence(self, view: View) -> list[Mention]:
        if not view.layout.outcomes and view.lead is None:
            return []
        case = self._case(view)
        best: dict[str, tuple[tuple[bool, ...], int, Mention]] = {}
        for outcome, claim in self._pairs(view):
            if case.may_mean(claim, self._conditions.accepts[claim.id]):
                result = self._try(claim, outcome, view, case)
                if not isinstance(result, Evidence):
                    continue
                kept = best.get(claim.id)
                if kept is not None and ((not result.opposite, True), result.score) <= kept[:2]:
                    continue
                mention = mention_of(view, claim, result)
                if mention is None:
                    continue
                # what a text says of people, outright, comes before its asides
                plain = (not result.opposite, mention.scope is None)
                if kept is None or (plain, result.score) > kept[:2]:
                    best[claim.id] = (plain, result.score, mention)
        return [mention for _, _, mention in best.values()]

    def _replies(self, view: View, before: View | None) -> list[Mention]:
        """The claims of the question `before` that a yes or no in `view` speaks to."""
        reply = reply_of(view, self._naming) if before is not None and before.asks else None
        if before is None or reply is None:
            return []
        # what the question would say if it did not ask is what a yes to it says
        return answered(view, reply, self._of_sentence(replace(before, asks=False)))

    def _pairs(self, view: View) -> Iterator[tuple[Match, Claim]]:
        """Each outcome that the sentence or the line above its list names, with its claims."""
        for outcome in view.layout.outcomes:
            for claim in self._conditions.by_outcome.get(outcome.concept, ()):
                yield outcome, claim
        for outcome in _told_above(view):
            for claim in self._conditions.by_outcome.get(outcome.concept, ()):
                if _completes(claim, view):
                    yield outcome, claim

    def _case(self, view: View) -> Case:
        return Case(
            view.layout,
            view.groups,
            view.topic,
            self._naming,
            opening=view.opening,
            lead=view.lead,
            about=view.about,
        )

    def _try(self, claim: Claim, outcome: Match, view: View, case: Case) -> Evidence | Failed:
        if view.asks and claim.kind is not Kind.COMPARISON and asks_which(view.layout):
            return Failed("question: it asks which or why, not whether", 2)
        if claim.match.scope is not None:
            scope, _ = scope_of(view, outcome)
            if scope != claim.match.scope:
                return Failed(f"scope: the sentence does not speak of {claim.match.scope}", 2)
        return self._conditions.run(claim, outcome, case)

    def _tried(self, view: View) -> list[Trial]:
        sentence, case = view.sentence, self._case(view)
        best: dict[str, Trial] = {}
        for outcome, claim in self._pairs(view):
            result = self._try(claim, outcome, view, case)
            if isinstance(result, Evidence):
                trial = Trial(
                    sentence, claim.id, True, None, hits_of(view, result, []), result.score
                )
            else:
                hit = hit_of(view.layout, outcome, "outcome")
                trial = Trial(sentence, claim.id, False, result.test, (hit,), result.reached)
            kept = best.get(claim.id)
            if kept is None or (trial.passed, trial.score) > (kept.passed, kept.score):
                best[claim.id] = trial
        for group in view.groups:
            for concept in group.concepts:
                for claim in self._conditions.by_subject.get(concept, ()):
                    if claim.id not in best:
                        hit = Hit(
                            view.layout.tokens[group.first].start,
                            view.layout.tokens[group.last - 1].end,
                            concept,
                            "subject",
                        )
                        best[claim.id] = Trial(
                            sentence,
                            claim.id,
                            False,
                            f"outcome: nothing names {claim.outcome}",
                            (hit,),
                            0,
                        )
        return list(best.values())


def _told_above(view: View) -> list[Match]:
    """Facts begun above a list, for its items to complete ('Causes of low magnesium:')."""
    if view.lead is None or not view.is_item or not view.layout.tokens:
        return []
    told = (m for m in view.lead.outcomes if m.role == "does")
    return [Match(m.concept, m.sort, m.role, 0, 1, gapped=True, context=False) for m in told]


def _completes(claim: Claim, view: View) -> bool:
    """Whether an item itself speaks of something that `claim`, a fact, must speak of."""
    if claim.match.subject_needed or len(claim.match.also) < 2:
        return False
    spoken = {m.concept for m in view.layout.outcomes}
    spoken.update(m.concept for ms in view.layout.cues.values() for m in ms)
    return any(not spoken.isdisjoint(group) for group in claim.match.also)
