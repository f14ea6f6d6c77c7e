"""From a document to mentions: the one pass that every sentence takes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from mgcheck.find import strength
from mgcheck.find.clauses import Layout
from mgcheck.find.conditions import Case, Conditions, Evidence, Failed
from mgcheck.find.same import MOST_KEPT, Same
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
    Polarity,
    Relation,
    Sentence,
    Stance,
    Wording,
)
from mgcheck.text import fold

_ABLE: Final = frozenset([Kind.FACT, Kind.ADVICE, Kind.LABEL])
"""Kinds in which 'can' says what is possible ('can be reached by diet'), and is no hedge."""
_DENYING: Final = frozenset(["negation", "negationafter", "rebuts"])


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
        self._scanner = Scanner(catalogue)
        naming = Naming(catalogue)
        self._reader = Reader(self._scanner, naming)
        self._conditions = Conditions(catalogue, naming)

    def find(self, document: Document) -> Mentions:
        """All mentions of `document`."""
        folded = fold(document.readable)
        found: list[Mention] = []
        unmatched: list[Sentence] = []
        if self._names_a_subject(folded):
            for view in self._reader.views(document, folded):
                here = self._of_sentence(view)
                found.extend(here)
                if not here and self._speaks_of_health(view):
                    unmatched.append(view.sentence)
        found.sort(key=lambda m: (m.start, m.end, m.claim))
        return Mentions(tuple(found), tuple(unmatched))

    def trials(self, document: Document, line: int) -> tuple[Trial, ...]:
        """What was tried on the sentences that touch `line` (from 1)."""
        folded = fold(document.readable)
        out: list[Trial] = []
        for view in self._reader.views(document, folded):
            sentence = view.sentence
            first, last = document.place(sentence.start)[0], document.place(sentence.end - 1)[0]
            if first <= line <= last:
                out.extend(self._tried(view))
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
        case = Case(view.layout, view.groups, view.topic, view.opening, view.lead, view.about)
        best: dict[str, tuple[tuple[bool, ...], int, Mention]] = {}
        for outcome in view.layout.outcomes:
            for claim in self._conditions.by_outcome.get(outcome.concept, ()):
                result = self._try(claim, outcome, view, case)
                if not isinstance(result, Evidence):
                    continue
                mention = _mention(view, claim, result)
                if mention is None:
                    continue
                # what a text says of people, outright, comes before its asides
                plain = (not result.opposite, mention.scope is None)
                kept = best.get(claim.id)
                if kept is None or (plain, result.score) > kept[:2]:
                    best[claim.id] = (plain, result.score, mention)
        return [mention for _, _, mention in best.values()]

    def _try(self, claim: Claim, outcome: Match, view: View, case: Case) -> Evidence | Failed:
        if view.asks and claim.kind is not Kind.COMPARISON and _asks_which(view.layout):
            return Failed("question: it asks which or why, not whether", 2)
        if claim.match.scope is not None:
            scope, _ = _scope(view, outcome)
            if scope != claim.match.scope:
                return Failed(f"scope: the sentence does not speak of {claim.match.scope}", 2)
        return self._conditions.run(claim, outcome, case)

    def _tried(self, view: View) -> list[Trial]:
        sentence, case = (
            view.sentence,
            Case(view.layout, view.groups, view.topic, view.opening, view.lead, view.about),
        )
        best: dict[str, Trial] = {}
        for outcome in view.layout.outcomes:
            for claim in self._conditions.by_outcome.get(outcome.concept, ()):
                result = self._try(claim, outcome, view, case)
                if isinstance(result, Evidence):
                    trial = Trial(
                        sentence, claim.id, True, None, _hits(view, result, []), result.score
                    )
                else:
                    hit = _hit(view.layout, outcome, "outcome")
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


def _mention(view: View, claim: Claim, evidence: Evidence) -> Mention | None:
    """What the sentence says of the claim; None: it does not speak to it at all."""
    layout, outcome, relation = view.layout, evidence.outcome, evidence.relation
    anchor = outcome.first if relation is None else min(relation.first, outcome.first)
    subject_at = evidence.subject.first if evidence.subject else None
    able = claim.kind in _ABLE
    put, kind, cues = strength.wording(layout, relation, outcome, subject_at, view.is_item, able)
    no = strength.negated(layout, anchor, outcome.last) or strength.negated(
        layout, outcome.first, outcome.last
    )
    if no is None and relation is not None and relation.first > outcome.first:
        no = strength.negated(layout, relation.first, relation.last)
    if evidence.subject is not None and evidence.subject.how == "elided":
        no = strength.negated(layout, evidence.subject.last, evidence.subject.last + 1)
    quoted = strength.rebutted(layout, anchor)
    if quoted is not None and no is not None and no.first > anchor:
        no = None  # what comes after only backs the rebuttal
    doubt = strength.doubted(layout, anchor) if quoted is None else None
    missing = evidence.subject is not None and strength.absent(layout, evidence.subject.first)
    if evidence.led is not None and view.lead is not None:
        led = evidence.led
        above, kind, _ = strength.wording(view.lead, led, led, None, False, able)
        put = strength.weaker(put, above)
        no = no or strength.negated(view.lead, led.first, led.last)
        doubt = doubt or strength.doubted(view.lead, led.first)
    elif view.lead is not None and view.lead.relations and not layout.relations:
        last = view.lead.relations[-1]
        put = strength.weaker(put, strength.wording(view.lead, last, last, None, False, able)[0])
    if no is None and claim.kind is Kind.FACT:
        no = strength.hindered(layout, anchor)
    is_denied = ((no is None) == (quoted is not None)) != missing
    asks = view.asks and not _is_granted(layout, outcome)
    stance = _stance(claim, evidence, is_denied, doubt is not None, asks, quoted is not None)
    if stance is None:
        return None
    if doubt is not None and claim.match.polarity is not Polarity.FIXED:
        put = Wording.UNCERTAIN
    scope, scope_cue = _scope(view, outcome)
    said = [cue for cue in (no, quoted, doubt, scope_cue) if cue is not None]
    return Mention(
        claim=claim.id,
        start=view.sentence.start,
        end=view.sentence.end,
        stance=stance,
        wording=put,
        relation=kind if stance is not Stance.QUESTIONS else Relation.CAUSE,
        scope=scope,
        score=evidence.score,
        how=_how(evidence),
        hits=_hits(view, evidence, [*cues, *said]),
        names_study=view.study,
        says_placebo=layout.has("placebo"),
        says_lasting=layout.has("lasting"),
        subject_said=_said(layout, evidence),
    )


def _said(layout: Layout, evidence: Evidence) -> str | None:
    """The words of the sentence that name the subject."""
    subject = evidence.subject
    if subject is None or subject.how == "topic":
        return None
    return " ".join(token.text for token in layout.tokens[subject.first : subject.last])


def _scope(view: View, outcome: Match) -> tuple[str | None, Match | None]:
    scope, cue = strength.scope(view.layout, outcome)
    return (scope, cue) if scope else (view.scope_before, None)


def _is_granted(layout: Layout, outcome: Match) -> bool:
    """Whether a question takes it for granted: 'how can what never reaches the brain do that?'."""
    opened = layout.relative.get(layout.clause_of(outcome), 0)
    if any(m.last == opened for m in layout.cues.get("reporting", ())):
        return False  # "how do I know which one works?"
    return any(token.text in ("how", "why") for token in layout.tokens[:opened])


def _asks_which(layout: Layout) -> bool:
    """Whether a question takes for granted that one of several does it: 'which form is best?'."""
    asked = {0, *(m.last for m in layout.cues.get("reporting", ()))}  # "how do I know which ...?"
    if any(asked.intersection((m.first, m.first - 1)) for m in layout.cues.get("which", ())):
        return True
    return any(t.text == "or" for t in layout.tokens) and len(layout.subjects) > 1


def _stance(
    claim: Claim, evidence: Evidence, no: bool, doubt: bool, question: bool, quoted: bool
) -> Stance | None:
    """What the sentence does with the claim; None: it does not speak to it at all."""
    if question:
        return Stance.QUESTIONS
    polarity = claim.match.polarity
    if polarity is Polarity.FIXED:
        return Stance.DENIES if quoted else Stance.ASSERTS
    if doubt:
        return Stance.QUESTIONS
    if polarity is Polarity.NEGATIVE:
        if no or evidence.outcome.role == "better":
            return Stance.ASSERTS
        return Stance.DENIES if evidence.relation is not None else None
    return Stance.DENIES if no != evidence.opposite else Stance.ASSERTS


def _hit(layout: Layout, match: Match, part: str) -> Hit:
    tokens = layout.tokens
    return Hit(tokens[match.first].start, tokens[match.last - 1].end, match.concept, part)


def _hits(view: View, evidence: Evidence, cues: list[Match]) -> tuple[Hit, ...]:
    layout = view.layout
    hits = [_hit(layout, evidence.outcome, "outcome")]
    subject = evidence.subject
    if subject is not None and subject.how != "topic":
        tokens = layout.tokens
        hits.append(
            Hit(
                tokens[subject.first].start,
                tokens[subject.last - 1].end,
                "+".join(subject.concepts),
                "subject",
            )
        )
    if evidence.relation is not None:
        hits.append(_hit(layout, evidence.relation, "relation"))
    hits.extend(_hit(layout, match, "also") for match in evidence.also)
    hits.extend(_hit(layout, cue, _part(cue)) for cue in cues)
    return tuple(sorted(set(hits), key=lambda h: (h.start, h.end, h.part, h.concept)))


def _part(cue: Match) -> str:
    if cue.concept in strength.SCOPES:
        return "scope"
    return "negation" if cue.concept in _DENYING else "wording"


def _how(evidence: Evidence) -> str:
    subject = (
        "without a subject"
        if evidence.subject is None
        else {
            "named": "subject named",
            "elided": "subject named, its verb left out",
            "pointed": "subject pointed back to",
            "topic": "subject from the heading or lead-in",
        }[evidence.subject.how]
    )
    said = {
        "better": "the outcome's words say the change",
        "worse": "the outcome's words say the change",
        "does": "the words say it whole",
    }.get(evidence.outcome.role)
    if said is None:
        said = "no relation needed" if evidence.relation is None else "relation stated"
        said = said if evidence.led is None else "relation from the lead-in"
    return f"{subject}; {said}"
