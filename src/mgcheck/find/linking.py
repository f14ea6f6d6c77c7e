"""Which subject an outcome is said of: the nearest that the sentence lets it mean."""

from __future__ import annotations

from typing import Final

from mgcheck.find.clauses import Layout
from mgcheck.find.governing import JOINING
from mgcheck.find.scan import Match
from mgcheck.find.subjects import Naming
from mgcheck.find.topics import Group

_AGENT_WITHIN: Final = 6
"""Tokens after the outcome in which 'by X' or 'with X' must stand."""
_SET_ASIDE: Final = ("compared", "who", "result")
_APPOSED: Final = 8
"""Tokens between a name and the 'that' of its apposition ('GABA, a brain chemical that')."""


def subject_of(outcome: Match, groups: list[Group], layout: Layout, naming: Naming) -> list[Group]:
    """Groups that `outcome` may be said of, likeliest first; empty: none is named."""
    clause = layout.clause_of(outcome)
    antecedent = _antecedent(outcome, clause, groups, layout, naming)
    if antecedent is not None:
        if antecedent.role == "object":
            antecedent = antecedent._replace(role="subject")  # "avoid X, which ..."
        whole = [g for g in groups if g.role == "subject" and g.last <= antecedent.first]
        # "bound to glycine, which ...": said of the one or of the other
        told = antecedent.role == "part" or (
            antecedent.how == "named" and naming.is_inner(antecedent.concepts)
        )
        opened = layout.relative[clause]
        either = told and opened <= antecedent.last + 1 and layout.tokens[opened - 1].text == ","
        return [*whole[-1:], antecedent] if either else [antecedent]
    if outcome.role == "does":
        within = [g for g in groups if _inside(g, outcome) and g.role != "compared"]
        if within:  # words that say it whole may hold their own subject
            return [*within, *_outside(outcome, clause, groups, layout, naming)]
    return _outside(outcome, clause, groups, layout, naming)


def _outside(
    outcome: Match, clause: int, groups: list[Group], layout: Layout, naming: Naming
) -> list[Group]:
    able = [g for g in groups if g.role not in _SET_ASIDE and not _inside(g, outcome)]
    before = [g for g in able if g.last <= outcome.first]
    after = [g for g in able if g.first >= outcome.last]
    part = next((g for g in reversed(groups) if g.last <= outcome.first), None)
    if part is not None and part.role == "part" and _apposed(part, layout):
        around = layout.clause[part.first]
        if around == clause or around not in layout.bracketed:
            return [part]  # "bound to glycine, an amino acid that ..."
    agent = _agent(outcome, after, layout)
    acting = [g for g in before if g.role == "subject"]
    if agent is not None and not any(layout.clause[g.first] == clause for g in acting):
        return [agent]
    if acting:
        return _nearest_first(naming.without_kinds(acting, layout), clause, layout)
    if agent is not None:
        return [agent]
    ahead = [g for g in after if g.role == "subject" and not _goes_on(g, clause, layout)]
    if ahead:
        return ahead[:1]
    # else what is acted on, what stands in the outcome's own words, or who was studied
    fair = [g for g in groups if g.role not in ("compared", "result")]
    # words that say it whole have weighed what is compared themselves
    return before[-1:] or after[:1] or (fair or groups if outcome.role == "does" else fair)[:1]


def _goes_on(group: Group, clause: int, layout: Layout) -> bool:
    """Whether `group` is the 'it' of a clause joined on: it means what the first one is about."""
    return (
        group.how == "pointed"
        and layout.clause[group.first] != clause
        and group.first > 0
        and layout.tokens[group.first - 1].text in JOINING
    )


def _apposed(group: Group, layout: Layout) -> bool:
    """Whether an apposition follows: ', a mineral ...'."""
    following = layout.tokens[group.last : group.last + 2]
    return len(following) > 1 and following[0].text == "," and following[1].small in ("a", "an")


def _inside(group: Group, outcome: Match) -> bool:
    return group.first < outcome.last and outcome.first < group.last


def _nearest_first(acting: list[Group], clause: int, layout: Layout) -> list[Group]:
    """The nearest group of the outcome's own clause, else the nearest of any earlier clause."""
    own = [g for g in acting if layout.clause[g.first] == clause]
    if own:
        # "supplements of X, including Y, can ...": said of the one and of the other
        named = own[-1:-3:-1] if _is_instance(own[-1], layout) else [own[-1]]
        return [*named, *(g for g in acting if _is_listed(g, own[-1], layout))]
    # a relative clause and a bracket are closed: what stands in it acts on nothing outside
    closed = layout.relative.keys() | layout.bracketed
    main = [g for g in acting if layout.clause[g.first] not in closed]
    # "Ashwagandha, which comes with magnesium, reduces ...": what the commas hold acts on nothing
    asides = layout.asides()
    loose = [g for g in acting if layout.clause[g.first] not in asides or clause in asides]
    return [(main or loose)[-1]] if main or loose else []


def _is_listed(group: Group, of: Group, layout: Layout) -> bool:
    """Whether it stands among the instances in brackets right after `of` ('salts (e.g., X, Y)')."""
    inside = layout.clause[group.first]
    if inside not in layout.bracketed or group.first < of.last:
        return False
    opened = layout.clause.index(inside)
    words = [token.text for token in layout.tokens[opened + 1 : opened + 3]]
    return opened <= of.last + 1 and (words[:1] in (["e.g"], ["like"]) or words == ["such", "as"])


def _is_instance(group: Group, layout: Layout) -> bool:
    """Whether it stands there as an instance of what was named before it ('..., including Y')."""
    before = layout.tokens[max(group.first - 3, 0) : group.first]
    words = [token.text for token in before]
    return "," in words and (words[-1:] == ["including"] or words[-2:] == ["such", "as"])


def _antecedent(
    outcome: Match, clause: int, groups: list[Group], layout: Layout, naming: Naming
) -> Group | None:
    """For an outcome in ', which promotes ...': the subject named right before 'which'."""
    opened = layout.relative.get(clause)
    if opened is None or opened > outcome.first:
        return None
    if any(opened <= g.first < outcome.first and g.role == "subject" for g in groups):
        return None
    named = [*groups]
    # what is an outcome of the main clause may itself be a subject (GABA, melatonin)
    named.extend(
        Group(m.first, m.last, (m.concept,), "named", "subject")
        for m in layout.outcomes
        if naming.knows(m.concept) and not m.gapped
    )
    named = sorted((g for g in named if g.last <= opened), key=lambda g: g.last)
    for group in reversed(named):
        if group.last == opened and layout.tokens[group.first - 1].text == "from" and group.first:
            opened = group.first - 1  # "an amino acid from green tea that ...": the acid does
            continue
        between = [t for t in layout.tokens[group.last : opened] if t.text not in ",()"]
        if not between:
            return group
        # "melatonin, a hormone that": the noun before 'that' must be one of its own
        if len(between) <= _APPOSED and naming.is_a(group.concepts, between[-1].stem):
            return group
    return None


def _agent(outcome: Match, after: list[Group], layout: Layout) -> Group | None:
    starts = {m.last for m in layout.cues.get("agent", ())}
    for group in after:
        if group.first - outcome.last <= _AGENT_WITHIN and any(
            at in starts for at in range(outcome.last, group.first + 1)
        ):
            return group
    return None
