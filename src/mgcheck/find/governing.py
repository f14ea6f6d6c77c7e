"""Which relation words may govern an outcome, as the sentence is laid out."""

from __future__ import annotations

from typing import Final

from mgcheck.find.clauses import Layout
from mgcheck.find.roles import NOMINAL, is_who
from mgcheck.find.scan import Match
from mgcheck.find.topics import Group

_RELATION_BACK: Final = 5
"""How many earlier relation words may be what governs an outcome in a list."""
_RELATION_AFTER: Final = 3
"""Tokens after an outcome in which its relation may follow ('sleep was improved')."""
_FRONTED: Final = 2
"""First token of an outcome put first ('for anxiety, X was no better'), its relation far off."""
_LABELLING: Final = (":", "—")
_PREDICATING: Final = ("is", "are", "include", "includes")
JOINING: Final = ("and", "or", ",", "but")


def relations_near(outcome: Match, layout: Layout, subject: Group | None) -> list[Match]:
    """Relation words that may govern `outcome`, nearest first, of its own clause."""
    clause = layout.clause_of(outcome)
    free = [m for m in layout.relations if not _belongs(m, outcome, layout)]
    after = [
        m
        for m in free
        if m.first >= outcome.last
        and layout.clause_of(m) == clause
        and (
            layout.clause[outcome.last : m.first].count(clause) <= _RELATION_AFTER
            or outcome.first <= _FRONTED
            or is_who(layout, outcome.first, outcome.last)  # "people with X find it useful"
        )
        and not _acts_on(m, subject, layout)
        and (outcome.first <= _FRONTED or not _joined(outcome.last, m.first, layout))
    ]
    floor = -1
    if subject is not None and subject.how != "topic" and layout.clause[subject.first] != clause:
        floor = subject.first
    before = [
        m
        for m in reversed(free)
        if m.first <= outcome.first
        and (m.last <= outcome.last or m.gapped)
        and (layout.clause_of(m) == clause or (floor >= 0 and m.first > floor))
    ]
    if before and _starts_anew(outcome, layout):
        before = []
    if before and _passive(before[0], outcome, layout):
        return []  # "is caused by stress": stress does it
    # "supported by its maker, patients with ...": what follows is not supported
    before = [m for m in before if not _passive(m, outcome, layout)]
    if _is_label(outcome, layout):
        return [*before[:1], *_of_label(outcome, layout)]
    if subject is not None and _is_fronted(outcome, subject, layout):
        return [*before[:1], *_after_subject(subject, layout)]
    tight = [m for m in after if m.first - outcome.last <= 1]
    return [*before[:1], *tight, *before[1:_RELATION_BACK], *(m for m in after if m not in tight)]


def _is_fronted(outcome: Match, subject: Group, layout: Layout) -> bool:
    """Whether it is what the sentence opens with to say what for ('If you have X, Y can help')."""
    opened = any(m.first == 0 for m in layout.cues.get("purpose", ()))
    before = layout.tokens[max(outcome.last, subject.first - _FRONTED) : subject.first]
    return opened and any(token.text == "," for token in before)


def _after_subject(subject: Group, layout: Layout) -> list[Match]:
    """Relation words after `subject` in its clause, where no outcome of their own follows."""
    clause = layout.clause[subject.first]
    if any(m.first >= subject.last and layout.clause_of(m) == clause for m in layout.outcomes):
        return []
    start = layout.clause.index(clause)
    return [
        m
        for m in layout.relations
        if layout.clause_of(m) == clause and (m.first >= subject.last or _chooses(m, layout, start))
    ]


def _chooses(relation: Match, layout: Layout, start: int) -> bool:
    """Whether a choosing word is meant that stands before what is chosen ('For X, try Y')."""
    return relation.first >= start and any(
        m.first == relation.first for m in layout.cues.get("chooses", ())
    )


def _is_label(outcome: Match, layout: Layout) -> bool:
    """Whether it stands in a label ('Stroke: a good intake goes with a lower risk')."""
    ahead = layout.tokens[outcome.last : outcome.last + 2]
    return outcome.first <= _FRONTED and any(token.text in _LABELLING for token in ahead)


def _of_label(outcome: Match, layout: Layout) -> list[Match]:
    """Relation words after a label whose text speaks of no other outcome."""
    if any(m.first >= outcome.last for m in layout.outcomes):
        return []
    return [m for m in layout.relations if m.first >= outcome.last]


def _starts_anew(outcome: Match, layout: Layout) -> bool:
    """Whether it is the subject of a clause that 'and' joins on ('..., and glucose is ...')."""
    if not outcome.first or layout.tokens[outcome.first - 1].text not in ("and", "but"):
        return False
    return any(m.first == outcome.last for m in layout.cues.get("verb", ()))


def _joined(after: int, before: int, layout: Layout) -> bool:
    """Whether an 'and' or a comma of the same clause stands between two tokens."""
    return any(
        layout.tokens[at].text in JOINING and layout.clause[at] == layout.clause[before]
        for at in range(after, before)
    )


def _belongs(relation: Match, outcome: Match, layout: Layout) -> bool:
    """Whether `relation` is part of another item of the list that `outcome` stands in.

    So it is in the name of another outcome ('energy production and sleep'), and as a noun before a
    comma ('DNA repair, blood sugar regulation'); not with its own 'of' ('reduction of X, Y').
    """
    tokens = layout.tokens
    if not tokens[relation.last - 1].text.endswith(NOMINAL):
        return False
    if relation.last < outcome.first and tokens[relation.last].text in (",", "and"):
        return True
    return any(
        other.first < relation.first and relation.last <= other.last
        for other in layout.outcomes
        if other.concept != outcome.concept and not other.gapped
    )


def _acts_on(relation: Match, subject: Group | None, layout: Layout) -> bool:
    """Whether what stands before `relation` acts on the subject after it ('stress causes X')."""
    if subject is None or relation.role == "links" or subject.first < relation.last:
        return False
    if any(m.first <= relation.first < m.last for m in layout.cues.get("changed", ())):
        return False  # "speed improved in the magnesium group", "did not change with it"
    if any(m.first == relation.first for m in layout.cues.get("depends", ())):
        return False  # "nerves depend on magnesium"
    if layout.clause[subject.first] == layout.clause_of(relation) and any(
        token.text in _PREDICATING for token in layout.tokens[relation.last : subject.first]
    ):
        return False  # "for sleep, good options are X and Y"
    agents = layout.cues.get("agent", ())
    return not any(relation.last <= m.first < subject.first for m in agents)


def _passive(relation: Match, outcome: Match, layout: Layout) -> bool:
    """Whether `outcome` is what does it, not what it is done to ('is caused by stress')."""
    by = relation.last
    return by < outcome.first and layout.tokens[by].text == "by"
