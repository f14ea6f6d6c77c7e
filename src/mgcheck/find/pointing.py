"""What sentences point back to: pronouns, nouns, pairs and amounts that stand for a subject."""

from __future__ import annotations

from mgcheck.find.clauses import Layout
from mgcheck.find.kinship import Kinship
from mgcheck.find.roles import cues_of, is_acting_dose, is_bare, main_match, role_of, verb_before
from mgcheck.find.scan import Match
from mgcheck.find.topics import Mark, Topics
from mgcheck.text import MARKS

_HAVING = ("the", "their", "our")
_BEING = ("is", "are", "was", "were", "be", "as")
_OWN = ("its", "itself")
_NOUN_WITHIN = 4
"""Tokens after 'this' in which its noun must stand ('this rather unique form')."""


class Pointing(Kinship):
    """How texts point back to the subjects of one catalogue."""

    def pointed(self, layout: Layout, topics: Topics, named: list[Match]) -> list[Mark]:
        """What a sentence points back to, besides the subjects that it names."""
        taken = {at for m in named for at in range(m.first, m.last)}
        alone = _opens(layout, "together") and not any(self.acts((m.concept,)) for m in named)
        joint = self._joint(topics) if alone else None
        if joint is not None:
            return [(0, 1, joint, "pointed")]  # "Together, they ..."
        out = self._by_pronoun(layout, topics, named, taken)
        out.extend(self._stood_for(layout, topics, taken))
        out.extend(self._by_product(layout, topics, named, taken))
        out.extend(self._these(layout, named))
        if _opens(layout, "both") and not named:
            out.extend((0, 1, c, "pointed") for c in self._last_two(topics))
        starts = [m.first for m in cues_of(layout, "determiner")]
        starts += [
            at
            for at, t in enumerate(layout.tokens)
            # "calcium is the main mineral in bone": what is said of a subject is none
            if t.small in _HAVING and not (at and layout.tokens[at - 1].text in _BEING)
        ]
        for start in starts:
            if start not in taken:
                out.extend(self._noun_phrase(start, layout, topics, taken, named))
        return out

    def _by_pronoun(
        self, layout: Layout, topics: Topics, named: list[Match], taken: set[int]
    ) -> list[Mark]:
        out: list[Mark] = []
        empty = {m.first for m in cues_of(layout, "expletive")}
        for match in cues_of(layout, "pronoun"):
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
        return out

    def _stood_for(self, layout: Layout, topics: Topics, taken: set[int]) -> list[Mark]:
        """What 'this' (all that was just said), 'the combination' and an amount stand for."""
        out: list[Mark] = []
        for match in cues_of(layout, "event"):
            # "This can help ...": what was just said does, through its subject
            if match.first == 0:
                out.extend((0, 1, c, "pointed") for c in topics.aside or topics.about())
        for match in cues_of(layout, "pairing"):
            several = topics.about()
            if several[1:] and match.first not in taken:  # "The combination improved ..."
                out.extend((match.first, match.last, c, "pointed") for c in several)
        for match in cues_of(layout, "dosed"):
            if match.first not in taken and is_acting_dose(match, layout):
                # "200 mg a day reduced ...": so much of what the text is about
                doses = (self.supply_of(c) or c for c in topics.about())
                out.extend((match.first, match.last, c, "pointed") for c in doses)
        return out

    def _by_product(
        self, layout: Layout, topics: Topics, named: list[Match], taken: set[int]
    ) -> list[Mark]:
        out: list[Mark] = []
        lacks = all(self._subjects[m.concept].counterpart for m in named)
        for match in cues_of(layout, "product") if lacks else ():
            if match.first not in taken and is_bare(match, layout):
                out.extend(self._bare(match, layout, topics))
        return out

    def _these(self, layout: Layout, named: list[Match]) -> list[Mark]:
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

    def _joint(self, topics: Topics) -> str | None:
        """The combination of what was named last with something before it."""
        named = [*dict.fromkeys(reversed(topics.recent))]
        pairs = (self.pair_of((c,), last) for last in named for c in named if c != last)
        return next((pair for pair in pairs if pair is not None), None)

    def _bare(self, match: Match, layout: Layout, topics: Topics) -> list[Mark]:
        """'Supplements may help': of what the text is about, or of what it lacks."""
        noun = layout.tokens[match.last - 1].stem
        able = self._nouns.get(noun, ())
        for concept in (*topics.about(), *reversed(topics.recent)):
            supply = self._subjects[concept].counterpart or concept
            if supply in able:
                return [(match.first, match.last, supply, "pointed")]
        return []

    def _meant_by_it(
        self,
        match: Match,
        layout: Layout,
        topics: Topics,
        named: list[Match],
        pointed: list[Mark],
    ) -> tuple[str, ...]:
        """What 'it' means: the sentence's own subject if one stands before, else the topic."""
        # "combined with X, it": never X; "bound to X, with its own calm": X
        own = layout.tokens[match.first].text in _OWN
        set_aside = ("compared",) if own else ("compared", "part")
        before = [
            m
            for m in named
            if m.last <= match.first and not m.context and role_of(m.first, layout) not in set_aside
        ]
        if layout.tokens[match.first].text == "this" and topics.about():
            before = [m for m in before if not self.is_rest((m.concept,))]  # "but this one does"
        if self.acts(topics.about()):
            # "as for sleep, people sleep better with it": a condition is not what acts
            before = [m for m in before if self.acts((m.concept,)) or self.supply_of(m.concept)]
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
    ) -> list[Mark]:
        """'this unique form' and the like, resolved to the last subject that it can mean."""
        tokens = layout.tokens
        for at in range(start, min(start + _NOUN_WITHIN, len(tokens))):
            if at in taken or (tokens[at].text in MARKS and tokens[at].text != '"'):
                return []
            able = self._nouns.get(tokens[at].stem) if tokens[at].text in self._heads else None
            if able is None:
                continue
            # "other forms relax muscles (glycinate), this form does more": brackets hold asides
            earlier = [
                m.concept
                for m in named
                if m.last <= start and layout.clause_of(m) not in layout.bracketed
            ]
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


def _opens(layout: Layout, word: str) -> bool:
    return bool(layout.tokens) and layout.tokens[0].text == word
