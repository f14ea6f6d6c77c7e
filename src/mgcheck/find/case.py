"""A sentence before the claims, with what is worked out once for all of them."""

from __future__ import annotations

from typing import Final, NamedTuple

from mgcheck.find.clauses import Layout
from mgcheck.find.governing import JOINING, relations_near
from mgcheck.find.linking import subject_of
from mgcheck.find.roles import is_nominal, is_who
from mgcheck.find.scan import Match
from mgcheck.find.strength import doubted
from mgcheck.find.subjects import Naming
from mgcheck.find.topics import Group
from mgcheck.model import Claim

_LEADING: Final = ("to", "can", "may", "will", "could", "might", "would", "which", "that")


class Opening(NamedTuple):
    """The opening of a full sentence that names no subject."""

    until: int
    """Where the first verb stands."""
    plain: frozenset[int]
    """Tokens that name nothing which could act."""


class Case:
    """A sentence before the claims, with what is worked out once for all of them."""

    def __init__(
        self,
        layout: Layout,
        groups: list[Group],
        topic: tuple[str, ...],
        naming: Naming,
        opening: Opening | None = None,
        lead: Layout | None = None,
        about: tuple[str, ...] = (),
    ) -> None:
        self.layout, self.groups, self.topic = layout, groups, topic
        self.opening, self._naming = opening, naming
        self._acting = [g for g in groups if naming.acts(g.concepts)]
        self._idle = frozenset(c for g in groups if g not in self._acting for c in g.concepts)
        named = {c for group in groups for c in group.concepts}
        told = {c for c in named if naming.claimed((c,))}
        # "this product" is a magnesium too; "citrate", and "it" after it, speak of citrate
        by_noun = {
            c for g in groups if g.last - g.first > 1 and g.how == "pointed" for c in g.concepts
        }
        self.speaks_of = (told | naming.kin_of(by_noun & told)) or {*about}
        """Subjects named or pointed to; else those that the text is about."""
        self._able = {*named, *topic} | naming.supplies(tuple(named))
        self.led = () if lead is None or layout.relations else tuple(lead.relations)
        self.all = _all(layout)
        self.above = () if lead is None else _all(lead)
        """What the line above the list that the sentence is in speaks of."""
        self._linked: dict[tuple[int, frozenset[str], bool], list[Group]] = {}
        self._near: dict[tuple[int, int], list[Match]] = {}

    def may_mean(self, claim: Claim, accepted: frozenset[str]) -> bool:
        """Whether the sentence speaks of a subject of `claim` at all: a quick no for most."""
        if not claim.match.subject_needed:
            return True
        return not (self._able.isdisjoint(accepted) and self._able.isdisjoint(claim.match.mirror))

    def linked(
        self, outcome: Match, accepted: frozenset[str], is_fact: bool = False
    ) -> list[Group]:
        """Groups that `outcome` may be said of; a mere condition only for its own claims."""
        own = self._idle & accepted
        key = (id(outcome), own, is_fact)
        if key not in self._linked:
            able = (
                [g for g in self.groups if g in self._acting or own & {*g.concepts}]
                if own
                else self._acting
            )
            found = subject_of(outcome, able, self.layout, self._naming)
            if self.topic and self.opening is None and not any(_acts(g, outcome) for g in found):
                found = []  # of a fragment the topic is the subject
            if (
                not found
                and self.topic
                and (self._is_free(outcome) or (is_fact and self._is_told(outcome)))
            ):
                found = [Group(outcome.first, outcome.first, self.topic, "topic", "subject")]
            elided = [g for g in able if g.how == "elided" and g.first >= outcome.last]
            self._linked[key] = [*found, *elided]
        return self._linked[key]

    def _is_free(self, outcome: Match) -> bool:
        """Whether nothing measured opens the sentence that may act ('Poor sleep affects work')."""
        if self.opening is None or self.layout.tokens[self.opening.until].stem == "includ":
            return True  # "common symptoms include ..."
        if doubted(self.layout, outcome.first) is not None:
            return True  # "evidence for migraine is limited"
        until = self.opening.until
        if any(g.first < until for g in self.groups):
            return False
        if outcome.first < until and self._comes_first(until):
            return True
        begun = self.layout.tokens[0].text
        if begun.endswith("ing") and any(
            m.role == "does" and m.first == 0 and m.last <= until and m is not outcome
            for m in self.layout.outcomes
        ):
            return False  # "Eating well protects ...": what is done acts
        opens = [
            m
            for m in self.layout.outcomes
            if m.first < until and m.role == "names" and not is_who(self.layout, m.first, m.last)
        ]
        return all(
            outcome.first <= m.first and m.last <= outcome.last and outcome.role != "names"
            for m in opens
        )

    def _is_told(self, outcome: Match) -> bool:
        """Whether `outcome` is the sentence's whole predicate ('The RDA is 400 mg')."""
        if self.opening is None or outcome.role != "does":
            return False
        until = self.opening.until
        return until <= outcome.first <= until + 1 and not any(g.first < until for g in self.groups)

    def _comes_first(self, until: int) -> bool:
        """Whether what opens says what for ('For cramps, ...'), or as what went up or down."""
        purpose = any(m.first == 0 for m in self.layout.cues.get("purpose", ()))
        changed = any(m.first == until for m in self.layout.cues.get("changed", ()))
        return purpose or changed

    def compared(self, outcome: Match) -> list[Group]:
        """What the sentence sets `outcome` of another subject against ('better than X')."""
        clause = self.layout.clause_of(outcome)
        return [
            g for g in self.groups if g.role == "compared" and self.layout.clause[g.first] == clause
        ]

    def is_owned(self, relation: Match | None) -> bool:
        """Whether what stands right before `relation` may do it ('guidance to support ...')."""
        if self.opening is None or relation is None:
            return False
        tokens = self.layout.tokens
        if is_nominal(relation, self.layout):
            return False  # "trials showed dramatic improvements"
        at = relation.first - 1
        while at > self.opening.until and tokens[at].text in _LEADING:
            at -= 1
        joined = tokens[at].text in JOINING
        return at > self.opening.until and at not in self.opening.plain and not joined

    def near(self, outcome: Match, subject: Group | None) -> list[Match]:
        """Relation words that may govern `outcome`, nearest first."""
        key = (id(outcome), id(subject))
        if key not in self._near:
            self._near[key] = relations_near(outcome, self.layout, subject)
        return self._near[key]


def _acts(group: Group, outcome: Match) -> bool:
    """Whether `group` is what acts, not what is acted on, and no part of the outcome's name."""
    apart = group.last <= outcome.first or outcome.last <= group.first
    return group.role == "subject" and (apart or outcome.role != "names")


def _all(layout: Layout) -> list[Match]:
    cues = [m for matches in layout.cues.values() for m in matches]
    return [*layout.subjects, *layout.outcomes, *layout.relations, *cues]
