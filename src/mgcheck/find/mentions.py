"""From a document to mentions: the one pass that every sentence takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from mgcheck.find import strength
from mgcheck.find.clauses import Layout, lay_out
from mgcheck.find.scan import Match, Scanner
from mgcheck.find.subjects import Group, Naming, Topics, main_group
from mgcheck.find.tests import Evidence, Failed, Tests
from mgcheck.model import (
    Block,
    BlockKind,
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

_FRAGMENTS: Final = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL)
"""Blocks that need name no subject: their lead-in or heading does."""


_DENYING: Final = frozenset(["negation", "negationafter", "rebuts"])
_SHORT: Final = 20
"""Tokens up to which a sentence that begins with its verb is taken for one of a label or list."""
_LONGEST_SOURCE: Final = 1200
_TITLE_WORDS: Final = 5
"""Words in capitals, one after the other, that make a title: fewer are names."""
_LONGEST_JOINING: Final = 4
"""Letters of the small words that titles leave uncapitalised (with, from)."""
_SOURCE: Final = re.compile(
    r"\bdoi(?:\.org/|:\s*)10\.\d{4,9}/"  # a DOI
    r"|\bpmid:?\s*\d{6,8}\b"
    r"|\b(?:19|20)\d\d\s*;\s*\d{1,4}(?:\s*\(\d{1,3}\))?\s*:",  # year;volume(issue):
    re.IGNORECASE,
)


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
    return _finder(_Same(catalogue)).find(document)


def explain(document: Document, catalogue: Catalogue, line: int) -> tuple[Trial, ...]:
    """Every claim that was near in the sentences on `line`: passed ones first, best first."""
    return _finder(_Same(catalogue)).trials(document, line)


def _restated(layout: Layout, outcomes: list[Match]) -> list[Match]:
    """The outcomes of the sentence before, where 'some relief' or the like stands for them."""
    cue = layout.cues["restates"][0]
    concepts = dict.fromkeys(m.concept for m in outcomes)
    return [Match(c, "outcome", "names", cue.first, cue.last, True, False) for c in concepts]


def _titled(text: str, layout: Layout) -> set[int]:
    """Tokens of a title inside the sentence: five words in capitals, small ones aside."""
    found: set[int] = set()
    run: list[int] = []
    capitals = 0
    for at, token in enumerate(layout.tokens):
        word = text[token.start : token.end]
        is_capital = word[0].isupper() and (len(word) == 1 or not word.isupper())
        if is_capital or (len(word) <= _LONGEST_JOINING and word.islower()):
            run.append(at)
            capitals += is_capital
            continue
        if capitals >= _TITLE_WORDS:
            found.update(run)
        run, capitals = [], 0
    if capitals >= _TITLE_WORDS:
        found.update(run)
    return found


def _is_source(text: str, block: Block) -> bool:
    """Whether a block is an entry of a list of references: a title is no claim of the text."""
    if block.end - block.start > _LONGEST_SOURCE:
        return False
    return _SOURCE.search(text, block.start, block.end) is not None


class _Same:
    """A catalogue compared by identity: what is built from it is built once."""

    __slots__ = ("catalogue",)

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue


@lru_cache(maxsize=4)
def _finder(same: _Same) -> Finder:
    return Finder(same.catalogue)


class Finder:
    """The find stage, prepared for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._landmarks = catalogue.landmarks
        self._scanner = Scanner(catalogue)
        self._naming = Naming(catalogue)
        self._tests = Tests(catalogue, self._naming)

    def find(self, document: Document) -> Mentions:
        """All mentions of `document`."""
        folded = fold(document.readable)
        if not any(mark in folded for mark in self._landmarks):
            return Mentions((), ())
        found: list[Mention] = []
        unmatched: list[Sentence] = []
        for sentence, view in self._views(document):
            here = self._of_sentence(sentence, view)
            found.extend(here)
            if not here and self._speaks_of_health(view):
                unmatched.append(sentence)
        found.sort(key=lambda m: (m.start, m.end, m.claim))
        return Mentions(tuple(found), tuple(unmatched))

    def trials(self, document: Document, line: int) -> tuple[Trial, ...]:
        """What was tried on the sentences that touch `line` (from 1)."""
        out: list[Trial] = []
        for sentence, view in self._views(document):
            first, last = document.place(sentence.start)[0], document.place(sentence.end - 1)[0]
            if first <= line <= last:
                out.extend(self._tried(sentence, view))
        out.sort(key=lambda t: (t.sentence.start, not t.passed, -t.score, t.claim))
        return tuple(out)

    # ------------------------------------------------------------ sentence by sentence

    def _views(self, document: Document) -> Iterator[tuple[Sentence, View]]:
        """Each sentence laid out, one at a time: a long text is never held whole."""
        folded = fold(document.readable)
        topics = Topics()
        leads: dict[int, tuple[str, ...]] = {}
        study: tuple[str, ...] = ()
        scope: str | None = None
        sources: dict[int, bool] = {}
        before: tuple[int, list[Match]] = (-1, [])
        for sentence in document.sentences:
            block = document.blocks[sentence.block]
            if sentence.block not in sources:
                sources[sentence.block] = _is_source(document.text, block)
            if sources[sentence.block]:
                continue
            tokens = self._scanner.tokens(folded, sentence.start, sentence.end)
            layout = lay_out(tokens, self._scanner.scan(tokens))
            topics.lead = leads.get(block.lead, ()) if block.lead is not None else ()
            if layout.has("restates") and not layout.outcomes and before[0] == sentence.block:
                layout.outcomes.extend(_restated(layout, before[1]))
            before = (sentence.block, layout.outcomes)
            heading = block.kind is BlockKind.HEADING
            groups = self._naming.groups(layout, topics)
            fragment = block.kind in _FRAGMENTS or (
                not any(self._naming.acts(g.concepts) for g in groups) and _lacks_subject(layout)
            )
            named = tuple(m.concept for m in layout.studies)
            study = named or (study if layout.has("studyback") else ())
            own_scope, scope_cue = strength.scope(layout)
            # "these findings suggest" speaks of more than those who were studied
            goes_on = layout.has("studyback") and not layout.has("may")
            scope = own_scope or (scope if goes_on else None)
            question = _asks(layout, block.kind)
            if block.kind is BlockKind.PARAGRAPH and layout.outcomes:
                titled = _titled(document.text, layout)
                if titled:
                    layout.outcomes = [
                        m for m in layout.outcomes if m.role == "does" or m.first not in titled
                    ]
            view = View(
                layout,
                groups,
                topics.about(block.level if heading else None) if fragment else (),
                block.kind in (BlockKind.ITEM, BlockKind.CELL),
                question,
                study,
                scope,
                scope_cue,
            )
            self._remember(view, topics, block.kind, block.level)
            if view.main is not None:
                leads[sentence.block] = view.main.concepts
            elif block.lead is not None and block.lead in leads:
                leads[sentence.block] = leads[block.lead]
            yield sentence, view

    def _remember(self, view: View, topics: Topics, kind: BlockKind, level: int) -> None:
        for group in view.groups:
            if group.how == "named":
                for concept in group.concepts:
                    topics.note(concept)
        view.main = main_group(view.groups, view.layout)
        if kind is BlockKind.HEADING:
            topics.under(level, view.main.concepts if view.main else ())
            topics.current = ()
        elif view.main is None:
            return
        elif kind is BlockKind.PARAGRAPH or not topics.current:
            topics.current = view.main.concepts

    def _speaks_of_health(self, view: View) -> bool:
        known = self._tests.by_subject
        return bool(
            view.layout.relations
            and view.layout.outcomes
            and any(c in known for g in view.groups for c in g.concepts)
        )

    # ------------------------------------------------------------ claim by claim

    def _of_sentence(self, sentence: Sentence, view: View) -> list[Mention]:
        best: dict[str, tuple[Claim, Evidence]] = {}
        for outcome in view.layout.outcomes:
            for claim in self._tests.by_outcome.get(outcome.concept, ()):
                result = self._run(claim, outcome, view)
                if isinstance(result, Evidence) and (
                    claim.id not in best or _worth(result) > _worth(best[claim.id][1])
                ):
                    best[claim.id] = (claim, result)
        made = (self._mention(sentence, view, c, e) for c, e in best.values())
        return [mention for mention in made if mention is not None]

    def _run(self, claim: Claim, outcome: Match, view: View) -> Evidence | Failed:
        if view.question and claim.kind is not Kind.COMPARISON and _asks_which(view.layout):
            return Failed("question: it asks which or why, not whether", 2)
        return self._tests.run(claim, outcome, view.layout, view.groups, view.topic, view.scope)

    def _mention(
        self, sentence: Sentence, view: View, claim: Claim, evidence: Evidence
    ) -> Mention | None:
        layout, outcome, relation = view.layout, evidence.outcome, evidence.relation
        anchor = outcome.first if relation is None else min(relation.first, outcome.first)
        subject_at = evidence.subject.first if evidence.subject else None
        put, kind, cues = strength.wording(layout, relation, outcome, subject_at, view.is_item)
        no = strength.negated(layout, anchor, outcome.last) or strength.negated(
            layout, outcome.first, outcome.last
        )
        quoted = strength.rebutted(layout, anchor)
        if quoted is not None and no is not None and no.first > anchor:
            no = None  # what comes after only backs the rebuttal
        doubt = strength.doubted(layout, anchor) if quoted is None else None
        is_denied = (no is None) == (quoted is not None)
        stance = _stance(claim, evidence, is_denied, doubt is not None, view.question)
        if stance is None:
            return None
        if doubt is not None and claim.match.polarity is not Polarity.FIXED:
            put = Wording.UNCERTAIN
        said = [cue for cue in (no, quoted, doubt) if cue is not None]
        hits = _hits(view, evidence, [*cues, *said])
        return Mention(
            claim=claim.id,
            start=sentence.start,
            end=sentence.end,
            stance=stance,
            wording=put,
            relation=kind if stance is not Stance.QUESTIONS else Relation.CAUSE,
            scope=view.scope,
            score=evidence.score,
            how=_how(evidence),
            hits=hits,
            names_study=view.study,
            says_placebo=layout.has("placebo"),
        )

    def _tried(self, sentence: Sentence, view: View) -> list[Trial]:
        best: dict[str, Trial] = {}
        for outcome in view.layout.outcomes:
            for claim in self._tests.by_outcome.get(outcome.concept, ()):
                result = self._run(claim, outcome, view)
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
                for claim in self._tests.by_subject.get(concept, ()):
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


class View(Struct):
    """A sentence as the find stage sees it."""

    layout: Layout
    groups: list[Group]
    topic: tuple[str, ...]
    is_item: bool
    question: bool
    study: tuple[str, ...]
    scope: str | None
    scope_cue: Match | None
    main: Group | None = None


def _lacks_subject(layout: Layout) -> bool:
    """Whether a sentence leaves out its subject ('Promotes calm.') or goes on about who took it."""
    if layout.has("continues"):
        return True
    verbs = (*layout.relations, *layout.cues.get("negation", ()), *layout.cues.get("opening", ()))
    return any(match.first == 0 for match in verbs) and len(layout.tokens) <= _SHORT


def _asks(layout: Layout, kind: BlockKind) -> bool:
    """Whether a sentence is a question; a heading may be one without its mark."""
    tokens = layout.tokens
    if any(token.text == "?" for token in tokens[-2:]):
        return True
    return kind is BlockKind.HEADING and any(m.first == 0 for m in layout.cues.get("asks", ()))


def _asks_which(layout: Layout) -> bool:
    """Whether a question takes for granted that one of several does it: 'which form is best?'."""
    if any(m.first <= 1 for m in layout.cues.get("which", ())):
        return True
    return any(t.text == "or" for t in layout.tokens) and len(layout.subjects) > 1


def _stance(
    claim: Claim, evidence: Evidence, no: bool, doubt: bool, question: bool
) -> Stance | None:
    """What the sentence does with the claim; None: it does not speak to it at all."""
    if question:
        return Stance.QUESTIONS
    polarity = claim.match.polarity
    if polarity is Polarity.FIXED:
        return Stance.ASSERTS
    if doubt:
        return Stance.QUESTIONS
    if polarity is Polarity.NEGATIVE:
        if no:
            return Stance.ASSERTS
        return Stance.DENIES if evidence.relation is not None else None
    return Stance.DENIES if no != evidence.opposite else Stance.ASSERTS


def _worth(evidence: Evidence) -> tuple[bool, int]:
    """What says the claim outright comes before what says its reverse."""
    return not evidence.opposite, evidence.score


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
    hits.extend(
        _hit(layout, cue, "negation" if cue.concept in _DENYING else "wording") for cue in cues
    )
    if view.scope_cue is not None:
        hits.append(_hit(layout, view.scope_cue, "scope"))
    return tuple(sorted(set(hits), key=lambda h: (h.start, h.end, h.part, h.concept)))


def _how(evidence: Evidence) -> str:
    subject = (
        "without a subject"
        if evidence.subject is None
        else {
            "named": "subject named",
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
    return f"{subject}; {said}"
