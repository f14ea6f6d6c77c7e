"""How sentences open that name no subject of their own."""

from __future__ import annotations

from typing import Final

from mgcheck.find.case import Opening
from mgcheck.find.clauses import Layout
from mgcheck.text import MARKS

_SHORT: Final = 20
"""Tokens up to which a sentence that begins with its verb is taken for one of a label or list."""
_ARTICLES: Final = ("a", "an", "the")
_LONGEST: Final = 40
"""Tokens up to which a noun with what is said of it may stand for a sentence."""
_NOT_FINITE: Final = ("er", "ing", "ion", "ment", "ments", "ful", "ive", "less", "more", "al")
"""Endings of words that say what changes without being the sentence's verb."""
_LABEL: Final = 7
"""Tokens within which the colon of a label stands."""
_OPENING: Final = 2
"""Tokens before what was measured, and between it and how it came out ('Their sleep also grew')."""
_WHOSE: Final = ("if", "when")
"""Words after which stands who takes it, and when: 'If you take it, give it weeks'."""
_POINTING: Final = ("determiner", "event", "pronoun", "degree")
"""Cues of words that may act, or stand beside what does."""


def lacks_subject(layout: Layout) -> bool:
    """Whether a sentence leaves out its subject ('Promotes calm.') or goes on about who took it."""
    if layout.has("continues") or _came_out(layout):
        return True
    verbs = (*layout.relations, *layout.cues.get("negation", ()), *layout.cues.get("opening", ()))
    return any(match.first == 0 for match in verbs) and len(layout.tokens) <= _SHORT


def opening_of(layout: Layout) -> Opening | None:
    """The opening of a sentence in which nothing acts that the lexicon doesn't know.

    None where a word before the first verb may name such a thing ('Weighted blankets help ...').
    What was measured may stand there: whether that acts, is for each outcome to say.
    """
    plain = _plain(layout)
    verbs = {m.first for m in layout.cues.get("verb", ())}
    doing = {m.first for m in layout.relations}
    heads = {m.first for m in layout.cues.get("bystander", ())}
    inside = 0
    start = _after_condition(layout)  # "Unless required, projects should ..." opens with them
    for at, token in enumerate(layout.tokens[start:], start):
        inside += (token.text == "(") - (token.text == ")")
        if inside:
            continue  # a source in brackets
        if at in doing or at in verbs:
            return Opening(at, frozenset(plain | doing)) if at else None
        modifies = at + 1 in heads or token.text.endswith("ly")  # 'neurological effects include'
        if at not in plain and token.text[0].isalpha() and not modifies:
            return None
    return None


def _plain(layout: Layout) -> set[int]:
    """Tokens of outcomes and of cues that name nobody who could act."""
    known = [*layout.outcomes]
    known.extend(m for name, ms in layout.cues.items() if name not in _POINTING for m in ms)
    return {at for m in known for at in range(m.first, m.last)}


def _after_condition(layout: Layout) -> int:
    """Where the main clause begins after 'unless ...,' or 'although ...,'; 0: at once."""
    opened = {m.first for m in layout.cues.get("boundary", ())}
    if 0 not in opened or layout.tokens[0].text in _WHOSE:
        return 0
    commas = (at for at, token in enumerate(layout.tokens) if token.text == ",")
    return next(commas, -1) + 1


def is_labelled(layout: Layout) -> bool:
    """Whether a label opens the sentence: 'Bioavailability: excellent'."""
    return _label_end(layout) is not None


def is_of_stranger(layout: Layout) -> bool:
    """Whether what follows a label names somebody of its own: 'Stress: old age drains it'.

    So does an item that bids to do something else: 'Dim the lights to support sleep'.
    """
    end = _label_end(layout)
    return _bids(layout) if end is None else _has_stranger(layout, end)


def _bids(layout: Layout) -> bool:
    """Whether it opens with a verb that the lexicon does not know, its object, and what for."""
    tokens = layout.tokens
    if len(tokens) < 2 or not tokens[1].lead:
        return False
    acting = (m for m in layout.outcomes if m.role != "names")
    cues = (m for found in layout.cues.values() for m in found)
    if any(m.first == 0 for m in (*layout.subjects, *acting, *layout.relations, *cues)):
        return False
    acts = {m.first for m in layout.relations}
    return any(token.text == "to" and at + 1 in acts for at, token in enumerate(tokens))


def _label_end(layout: Layout) -> int | None:
    marks = (at for at, token in enumerate(layout.tokens[:_LABEL]) if token.text == ":" and at)
    return next((at + 1 for at in marks), None)


def _has_stranger(layout: Layout, start: int) -> bool:
    """Whether, from `start` on, a word that is no cue and no outcome stands before the verb."""
    plain = _plain(layout)
    plain.update(at for m in layout.subjects for at in range(m.first, m.last))
    verbs = {m.first for m in (*layout.relations, *layout.cues.get("verb", ()))}
    for at in range(start, len(layout.tokens)):
        if at in verbs:
            return at > start and at - 1 not in plain
        if layout.tokens[at].text in MARKS:
            return False
    return False


def is_verbless(layout: Layout) -> bool:
    """Whether a short sentence has no finite verb ('Better absorbed than oxide.')."""
    opens = bool(layout.tokens) and layout.tokens[0].lead in _ARTICLES
    if len(layout.tokens) > (_LONGEST if opens else _SHORT) or layout.has("pronoun"):
        return False
    # "A mineral that calms the mind.": what its relative clause does is no verb of its own
    inside = {clause for clause, at in layout.relative.items() if at} - layout.asides()
    main = [m for m in layout.relations if m.first and layout.clause_of(m) not in inside]
    verbs = (m for m in layout.cues.get("verb", ()) if layout.clause_of(m) not in inside)
    # "an amino acid found in tea": a participle
    if any(not (opens and layout.tokens[m.first].text == "found") for m in verbs):
        return False
    return all(layout.tokens[m.first].text.endswith(_NOT_FINITE) for m in main)


def _came_out(layout: Layout) -> bool:
    """Whether a sentence opens with what was measured and says how it changed."""
    ends = [m.last for m in layout.outcomes if m.first <= _OPENING]
    changed = layout.cues.get("changed", ())
    return any(0 <= cue.first - end <= _OPENING for cue in changed for end in ends)
