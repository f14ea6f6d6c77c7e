"""Who is spoken of: subjects by name, by pronoun, by noun, coordinated ones together."""

from __future__ import annotations

from mgcheck.find.clauses import Layout
from mgcheck.find.kinship import Kinship
from mgcheck.find.roles import (
    cues_of,
    is_amount,
    is_bare,
    is_bound,
    is_comma,
    is_elided,
    is_inside,
    is_measured,
    is_named_in,
    is_predicate,
    is_verb,
    is_with,
    list_goes_on,
    main_match,
    opens_bracket,
    role_of,
    verb_before,
)
from mgcheck.find.scan import Match
from mgcheck.find.topics import Group, Topics
from mgcheck.text import MARKS

_HAVING = ("the", "their", "our")
_OWN = ("its", "itself")
_NOUN_WITHIN = 4
"""Tokens after 'this' in which its noun must stand ('this rather unique form')."""


class Naming(Kinship):
    """Subjects of one catalogue, and how texts point back to them."""

    def groups(self, layout: Layout, topics: Topics) -> list[Group]:
        """The subjects of a sentence in order, coordinated ones in one group."""
        named = [m for m in layout.subjects if self._counts(m, layout, topics)]
        marked = [(m.first, m.last, self._supplied(m, layout), "named") for m in named]
        marked += self._pointed(layout, topics, named)
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
            known = {*topics.recent, *topics.about(), *here}
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

    def _pointed(
        self, layout: Layout, topics: Topics, named: list[Match]
    ) -> list[tuple[int, int, str, str]]:
        out: list[tuple[int, int, str, str]] = []
        taken = {at for m in named for at in range(m.first, m.last)}
        empty = {m.first for m in layout.cues.get("expletive", ())}
        for match in layout.cues.get("pronoun", ()):
            if match.first in taken or match.first in empty:
                continue
            text = layout.tokens[match.first].text
            if text == "itself" and any(m.last in (match.first, match.first - 1) for m in named):
                continue  # "X by itself"
            if text in ("they", "them") and match.first > 1:
                continue  # further in, they are mostly people
            mended = any(m.last == match.first for m in cues_of(layout, "mends"))
            out.extend(
                (match.first, match.last, (mended and self.supply_of(c)) or c, "pointed")
                for c in self._meant_by_it(match, layout, topics, named, out)
            )
        for match in layout.cues.get("event", ()):
            if (
                match.first == 0
            ):  # "This can help ...": what was just said does, through its subject
                out.extend((0, 1, c, "pointed") for c in topics.aside or topics.about())
        for match in layout.cues.get("product", ()):
            lacks = all(self._subjects[m.concept].counterpart for m in named)
            if lacks and match.first not in taken and is_bare(match, layout):
                out.extend(self._bare(match, layout, topics))
        out.extend(self._these(layout, named))
        if not named and layout.tokens and layout.tokens[0].text in ("both", "together"):
            pair = self._last_two(topics)
            joint = pair and self.pair_of((pair[1],), pair[0])
            if layout.tokens[0].text == "both":
                out.extend((0, 1, c, "pointed") for c in pair)
            elif joint:
                return [(0, 1, joint, "pointed")]
        starts = [m.first for m in layout.cues.get("determiner", ())]
        starts += [at for at, t in enumerate(layout.tokens) if t.small in _HAVING]
        for start in starts:
            if start not in taken:
                out.extend(self._noun_phrase(start, layout, topics, taken, named))
        return out

    def _these(self, layout: Layout, named: list[Match]) -> list[tuple[int, int, str, str]]:
        """A bare 'these' inside a sentence: the list that stands before it."""
        verbs = {m.first for m in cues_of(layout, "verb")}
        for at, token in enumerate(layout.tokens[1:], start=1):
            if token.text in ("these", "both") and at + 1 in verbs:
                before = [m for m in named if m.last <= at and not m.context]
                return [(at, at + 1, m.concept, "pointed") for m in before] if before[1:] else []
        return []

    def _last_two(self, topics: Topics) -> list[str]:
        """The two things that a bare 'both' stands for."""
        last = dict.fromkeys(c for c in reversed(topics.recent) if self.acts((c,)))
        return list(last)[:2] if len(last) > 1 else []

    def _bare(
        self, match: Match, layout: Layout, topics: Topics
    ) -> list[tuple[int, int, str, str]]:
        """'Supplements may help': of what the text is about, or of what it lacks."""
        noun = layout.tokens[match.last - 1].stem
        able = self._nouns.get(noun, ())
        for concept in (*topics.about(), *reversed(topics.recent)):
            supply = self._subjects[concept].counterpart or concept
            if supply in able:
                return [(match.first, match.last, supply, "pointed")]
        return []

    def _joined(self, marked: list[tuple[int, int, str, str]], layout: Layout) -> list[Group]:
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
                if how == "pointed" and concept in prior.concepts and apposed:
                    out[-1] = prior._replace(last=last)  # "melatonin, the hormone that ..."
                    continue
                if self.is_same(concept, prior.concepts) and is_predicate(between, layout):
                    continue  # "magnesium oxide is the most common form of magnesium"
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
        verbs = {m.first for m in layout.relations}
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

    def _meant_by_it(
        self,
        match: Match,
        layout: Layout,
        topics: Topics,
        named: list[Match],
        pointed: list[tuple[int, int, str, str]],
    ) -> tuple[str, ...]:
        """What 'it' means: the sentence's own subject if one stands before, else the topic."""
        before = [
            m
            for m in named
            if m.last <= match.first and not m.context and role_of(m.first, layout) != "compared"
        ]
        earlier = tuple(c for first, _, c, _ in pointed if not before or first < before[0].first)
        if earlier:
            return tuple(dict.fromkeys(earlier))
        if not before:
            if layout.tokens[match.first].text in _OWN and verb_before(match, layout):
                return ()  # "Sodium has a table of its own"; a plain "it" is never its own subject
            meant = topics.aside or topics.about()
            text = layout.tokens[match.first].text
            if len(meant) > 1 and text in ("it", "it's", *_OWN):  # which is none of several
                return () if text in _OWN else topics.single
            return meant
        following = layout.tokens[match.last].text if match.last < len(layout.tokens) else ""
        return ((before[-1] if following == "own" else main_match(before, layout)).concept,)

    def _is_any(self, concept: str, topics: Topics) -> bool:
        """Whether 'the form' is any form, and not `concept`: the text is about their parent."""
        parents = self._subjects[concept].parents
        return any(c in parents for c in topics.about()) and not topics.aside

    def _noun_phrase(
        self,
        start: int,
        layout: Layout,
        topics: Topics,
        taken: set[int],
        named: list[Match],
    ) -> list[tuple[int, int, str, str]]:
        """'this unique form' and the like, resolved to the last subject that it can mean."""
        tokens = layout.tokens
        for at in range(start, min(start + _NOUN_WITHIN, len(tokens))):
            if tokens[at].text in MARKS or at in taken:
                return []
            able = self._nouns.get(tokens[at].stem) if tokens[at].text in self._heads else None
            if able is None:
                continue
            earlier = [m.concept for m in named if m.last <= start]
            combos = [c for c in able if self._subjects[c].combines]
            said = {*topics.recent, *earlier}
            near = at == start or (at == start + 1 and not tokens[start].small)
            for combo in combos:
                if near and said.issuperset(self._subjects[combo].combines):
                    return [(start, at + 1, combo, "pointed")]
            last = dict.fromkeys(c for c in reversed([*topics.recent, *earlier]) if c in able)
            if tokens[start].text in ("these", "those", "both"):
                # several are meant: the last two that the noun can mean, or none
                pair = list(last)[:2]
                return [(start, at + 1, c, "pointed") for c in pair] if len(pair) > 1 else []
            for concept in (*last, *topics.about()):
                if concept in able and not (tokens[start].small and self._is_any(concept, topics)):
                    kinds = (c for c in topics.about() if c in able and self.is_kind(c, (concept,)))
                    return [(start, at + 1, next(kinds, concept), "pointed")]
            return []
        return []
