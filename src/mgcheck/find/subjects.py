"""Who is spoken of: subjects by name and by what points back, coordinated ones together."""

from __future__ import annotations

from mgcheck.find.clauses import Layout
from mgcheck.find.pointing import Pointing
from mgcheck.find.roles import (
    cues_of,
    is_amount,
    is_bound,
    is_comma,
    is_elided,
    is_inside,
    is_measured,
    is_named_in,
    is_nominal,
    is_predicate,
    is_verb,
    is_with,
    list_goes_on,
    opens_bracket,
    role_of,
)
from mgcheck.find.scan import Match
from mgcheck.find.topics import Group, Mark, Topics

_LATELY = 2
"""Subjects named last that 'the deficiency' may be one of, besides what the text is about."""


class Naming(Pointing):
    """Subjects of one catalogue, and how texts point back to them."""

    def groups(self, layout: Layout, topics: Topics) -> list[Group]:
        """The subjects of a sentence in order, coordinated ones in one group."""
        named = [m for m in layout.subjects if self._counts(m, layout, topics)]
        marked = [(m.first, m.last, self._supplied(m, layout), "named") for m in named]
        marked += self.pointed(layout, topics, named)
        if not marked:
            return []
        marked.sort(key=lambda item: (item[0], -item[1]))
        return self._joined(marked, layout)

    def _counts(self, match: Match, layout: Layout, topics: Topics) -> bool:
        concept = self._subjects[match.concept]
        if match.context:
            # a word that names it only where its parent is already the topic
            if concept.for_parent == "none" and concept.counterpart is None:
                # what is not its parent is meant only where the text is about it alone
                return topics.about() == (concept.id,)
            here = (m.concept for m in layout.subjects if not m.context)
            known = {*(topics.aside or topics.about()), *here, *topics.recent[-_LATELY:]}
            return bool(known.intersection((*concept.parents, concept.id)))
        if is_named_in(match, layout):
            return False
        if concept.counterpart is not None and is_verb(match, layout):
            return False  # "stress can lower magnesium" names no lack
        if is_amount(match, layout):
            # "144 mg of elemental magnesium" is said of the form that holds it
            return not any(concept.id in self._subjects[c].parents for c in topics.about())
        if concept.combines:
            near = {*topics.recent, *(m.concept for m in layout.subjects)}
            return near.issuperset(concept.combines)
        return True

    def _supplied(self, match: Match, layout: Layout) -> str:
        """The concept of `match`; for a lack that is made good ('correcting X'), its supply."""
        counterpart = self._subjects[match.concept].counterpart
        if counterpart is not None and any(
            m.last <= match.first <= m.last + 1 for m in layout.cues.get("mends", ())
        ):
            return counterpart
        return match.concept

    def _joined(self, marked: list[Mark], layout: Layout) -> list[Group]:
        joiners = {at for m in layout.cues.get("joiner", ()) for at in range(m.first, m.last)}
        loose = {at for at, t in enumerate(layout.tokens) if t.text in ",()"} | joiners
        out: list[Group] = []
        for at_item, (first, last, concept, how) in enumerate(marked):
            if out:
                prior = out[-1]
                between = range(prior.last, first)
                if first < prior.last:  # the same words, a second meaning
                    if first == prior.first and last == prior.last:
                        out[-1] = prior._replace(concepts=(*prior.concepts, concept))
                    elif last - first > prior.last - prior.first and how == "named":
                        out[-1] = Group(first, last, (concept,), how, role_of(first, layout))
                    continue
                if self.is_kind(concept, prior.concepts) and (
                    opens_bracket(between, layout) or is_bound(between, layout)
                ):
                    # "magnesium (as citrate)", "magnesium bound to citrate": it says which
                    out[-1] = prior._replace(last=last, concepts=(concept,))
                    continue
                pair = self.pair_of(prior.concepts, concept)
                if pair is not None and is_with(between, layout):
                    out[-1] = prior._replace(last=last, concepts=(pair,))  # "X with Y reduces ..."
                    continue
                apposed = layout.tokens[first].small and is_comma(between, layout)
                if concept in prior.concepts and (
                    (how == "pointed" and apposed)
                    or (between and layout.tokens[between[-1]].text == "(")
                ):
                    # an apposition: "melatonin, the hormone that ..." or "GABA (the brain's own)"
                    out[-1] = prior._replace(last=last)
                    continue
                if self.is_same(concept, prior.concepts) and is_predicate(between, layout):
                    continue  # "magnesium oxide is the most common form of magnesium"
                outer = _before_brackets(out, between, layout)
                if (
                    outer is not None
                    and all(at in loose for at in between)
                    and self.acts(out[outer].concepts) == self.acts((concept,))
                ):
                    # "X (made of Y) and Z": Z is listed with X
                    both = (*out[outer].concepts, concept)
                    out[outer] = out[outer]._replace(concepts=tuple(dict.fromkeys(both)))
                    continue
                listed = (
                    any(at in joiners for at in between)
                    or len(prior.concepts) > 1
                    or list_goes_on(at_item, marked, loose)
                )
                if (
                    prior.role != "compared"
                    and self.acts(prior.concepts) == self.acts((concept,))
                    and self._subjects[concept].counterpart not in prior.concepts
                    and all(at in loose for at in between)
                    and (not between or listed)
                ):
                    out[-1] = prior._replace(
                        last=last, concepts=tuple(dict.fromkeys((*prior.concepts, concept)))
                    )
                    continue
            out.append(Group(first, last, (concept,), how, role_of(first, layout)))
        out = [
            g._replace(role="part")
            if at and g.role == "subject" and is_inside(out[at - 1], g, layout)
            else g
            for at, g in enumerate(out)
        ]
        out = [g._replace(how="elided") if is_elided(g.last, layout) else g for g in out]
        out = [g._replace(role="subject") if self._took_it(g, layout) else g for g in out]
        return [g._replace(role="object") if self._is_told_of(g, out, layout) else g for g in out]

    def _took_it(self, group: Group, layout: Layout) -> bool:
        """Whether it is people who took a thing, none who have it: 'in the magnesium group'."""
        return (
            group.role == "who"
            and self.acts(group.concepts)
            and not self.supplies(group.concepts)
            and any(m.first == group.last for m in cues_of(layout, "people"))
        )

    def _is_told_of(self, group: Group, groups: list[Group], layout: Layout) -> bool:
        """Whether `group` is only what another subject acts on: 'X raises serotonin and GABA'."""
        if group.role != "subject":
            return False
        # "a role in melatonin production and calm": a noun is no verb of what stands before it
        verbs = {m.first for m in layout.relations if not is_nominal(m, layout)}
        if group.last in verbs or group.how != "named":
            return False
        if is_measured(group, layout) and not self.claimed(group.concepts):
            return True  # "cortisol was lower", "found lower cortisol"
        if group.last in {m.first for m in cues_of(layout, "verb")}:
            return False
        if not self.is_inner(group.concepts):
            return False
        clause = layout.clause[group.first]
        return any(
            other.role == "subject"
            and other.last <= group.first
            and layout.clause[other.first] == clause
            for other in groups
        )


def _before_brackets(groups: list[Group], between: range, layout: Layout) -> int | None:
    """Which of `groups` stands before the brackets that close, and are joined on, in `between`."""
    closes = any(layout.tokens[at].text == ")" for at in between)
    if not closes or layout.tokens[between[-1]].text not in ("and", "or", ","):
        return None
    opened = max(
        (at for at in range(between.start) if layout.tokens[at].text == "("), default=between.stop
    )
    return max((at for at, g in enumerate(groups) if g.last <= opened), default=None)
