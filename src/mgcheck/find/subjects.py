"""Who is spoken of: subjects by name, by pronoun, by noun, and by what the text is about.

`Topics` carries from sentence to sentence what was named; `groups` gives, for one sentence, the
subjects that stand in it, coordinated ones together ("both X and Y").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from mgcheck.find.clauses import Layout
from mgcheck.find.scan import Match
from mgcheck.model import Catalogue, Concept
from mgcheck.text import MARKS

_BACK = 24
"""How many earlier subjects a noun phrase such as 'this form' may point back over."""
_LONG = 60
"""Tokens beyond which a sentence is many: speech written down without full stops."""
_BARE = frozenset(
    [
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "is",
        "are",
        "was",
        "were",
        "has",
        "don't",
        "doesn't",
        "didn't",
        "can't",
        "won't",
    ]
)
_MODALS = frozenset(
    ["can", "may", "might", "could", "will", "would", "to", "also", "does", "do", "did"]
)
_OPENING = 2
_HAVING = ("the", "their", "our")
_COUNTING = ("bystander", "determiner", "filler")
_PREDICATE = 4
_JOINED = 2
_HELD = 5
_UNITS = ("mg", "milligrams", "g", "grams")
_OWN = ("its", "itself")
_NOUN_WITHIN = 4
"""Tokens after 'this' in which its noun must stand ('this rather unique form')."""


class Group(NamedTuple):
    """One or more subjects named together: token positions, and how they were named."""

    first: int
    last: int
    concepts: tuple[str, ...]
    how: str
    """named, pointed (it, this form), elided (X does), or topic."""
    role: str
    """subject, object (what is acted on), part (bound to X), who (people with X) or compared
    (than X)."""


class Topics(Struct):
    """What a text has been about so far."""

    recent: list[str] = []
    current: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    """What the sentence before was about in passing: a pronoun may mean it, nothing else does."""
    single: tuple[str, ...] = ()
    """The last one thing that it was about."""
    headings: list[tuple[int, tuple[str, ...]]] = []
    """Headings that the place stands under, with their levels, outermost first."""
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    """What the line that introduces the present item or cell is about."""

    def note(self, concept: str) -> None:
        """Remember that `concept` was named."""
        self.recent.append(concept)
        del self.recent[:-_BACK]

    def under(self, level: int, concepts: tuple[str, ...]) -> None:
        """Enter a heading of `level` that speaks of `concepts` (none: it only ends others)."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if concepts:
            self.headings.append((level, concepts))
            if not self.title:
                self.title = concepts

    def turn_to(self, concepts: tuple[str, ...], in_passing: bool) -> None:
        """Take `concepts` for what the text is about now, or only for what the next 'it' means."""
        if in_passing:
            self.aside = concepts
        else:
            self.current, self.aside = concepts, ()
            if len(concepts) == 1:
                self.single = concepts

    def about(self, heading_level: int | None = None) -> tuple[str, ...]:
        """What a sentence that names nothing is likely about; a heading asks those above it."""
        above = [c for level, c in self.headings if heading_level is None or level < heading_level]
        section = above[-1] if above else self.title
        if heading_level is not None:
            return section
        return self.lead or self.current or section or self._theme()

    def _theme(self) -> tuple[str, ...]:
        """What was named most of late, for a heading that names nothing."""
        named = Counter(reversed(self.recent))
        return tuple(concept for concept, _ in named.most_common(1))


class Naming:
    """Subjects of one catalogue, and how texts point back to them."""

    def __init__(self, catalogue: Catalogue) -> None:
        from mgcheck.text import stem

        self._subjects: dict[str, Concept] = catalogue.subjects
        self._inner = catalogue.subjects.keys() & catalogue.outcomes.keys()
        self._nouns: dict[str, tuple[str, ...]] = {}
        for concept in catalogue.subjects.values():
            for noun in concept.nouns:
                head = stem(noun.split()[-1].lower())
                self._nouns[head] = (*self._nouns.get(head, ()), concept.id)

    def knows(self, concept: str) -> bool:
        """Whether `concept` is a subject."""
        return concept in self._subjects

    def acts(self, concepts: tuple[str, ...]) -> bool:
        """Whether one of `concepts` is a thing that is taken, not a condition that is had."""
        return any(not self._subjects[c].is_condition for c in concepts if c in self._subjects)

    def passes(self, concepts: tuple[str, ...], topics: Topics) -> bool:
        """Whether `concepts` are only spoken of in passing: the text stays with what it is about.

        So are what a form is a form of ('magnesium') where the text named the form as often, and
        what a substance acts through (GABA): both an outcome and a subject of the lexicon.
        """
        current = topics.about()
        if not current or set(concepts) & set(current):
            return False
        named = Counter(topics.recent)
        headed = topics.headings[-1][1] if topics.headings else ()
        parents = {
            p
            for c in current
            if c in self._subjects and self._subjects[c].counterpart is None
            for p in self._subjects[c].parents
            if named[p] <= named[c] or c in headed
        }
        return all(c in parents or c in self._inner or self._is_rest(c, parents) for c in concepts)

    def _is_rest(self, concept: str, parents: set[str]) -> bool:
        """Whether `concept` is only 'the other forms', which no text is about."""
        known = self._subjects[concept]
        return not known.nouns and not parents.isdisjoint(known.parents)

    def without_kinds(self, groups: list[Group], layout: Layout) -> list[Group]:
        """`groups` less those that only say what kind of thing an earlier one is.

        "X, one of the more absorbable magnesiums": the mention of the parent acts only where it
        opens its clause.
        """
        kept: list[Group] = []
        for group in groups:
            opens = layout.clause[: group.first].count(layout.clause[group.first]) <= 1
            kinds = any(
                self._is_same(concept, earlier.concepts)
                for concept in group.concepts
                for earlier in kept
            )
            if opens or not kinds:
                kept.append(group)
        return kept

    def supplies(self, concepts: tuple[str, ...]) -> set[str]:
        """What `concepts` are lacks of."""
        return {c for name in concepts if (c := self._subjects[name].counterpart) is not None}

    def is_inner(self, concepts: tuple[str, ...]) -> bool:
        """Whether `concepts` are what other things act through: outcomes of the lexicon too."""
        return all(c in self._inner for c in concepts)

    def is_a(self, concepts: tuple[str, ...], noun: str) -> bool:
        """Whether the stem `noun` is a head by which one of `concepts` is pointed to."""
        able = self._nouns.get(noun, ())
        return any(c in able for c in concepts)

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
        if _is_named_in(match, layout):
            return False
        if concept.counterpart is not None and _is_verb(match, layout):
            return False  # "stress can lower magnesium" names no lack
        if _is_amount(match, layout):
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
            out.extend(
                (match.first, match.last, c, "pointed")
                for c in self._meant_by_it(match, layout, topics, named, out)
            )
        for match in layout.cues.get("event", ()):
            if (
                match.first == 0
            ):  # "This can help ...": what was just said does, through its subject
                out.extend((0, 1, c, "pointed") for c in topics.aside or topics.about())
        for match in layout.cues.get("product", ()):
            lacks = all(self._subjects[m.concept].counterpart for m in named)
            if lacks and match.first not in taken and _is_bare(match, layout):
                out.extend(self._bare(match, layout, topics))
        if not named and layout.tokens and layout.tokens[0].text == "both":
            out.extend((0, 1, c, "pointed") for c in self._last_two(topics))
        starts = [m.first for m in layout.cues.get("determiner", ())]
        starts += [at for at, t in enumerate(layout.tokens) if t.small in _HAVING]
        for start in starts:
            if start not in taken:
                out.extend(self._noun_phrase(start, layout, topics, taken, named))
        return out

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
                        out[-1] = Group(first, last, (concept,), how, _role(first, layout))
                    continue
                if self._is_kind(concept, prior.concepts) and (
                    _opens_bracket(between, layout) or _is_bound(between, layout)
                ):
                    # "magnesium (as citrate)", "magnesium bound to citrate": it says which
                    out[-1] = prior._replace(last=last, concepts=(concept,))
                    continue
                apposed = layout.tokens[first].small and _is_comma(between, layout)
                if how == "pointed" and concept in prior.concepts and apposed:
                    out[-1] = prior._replace(last=last)  # "melatonin, the hormone that ..."
                    continue
                if self._is_same(concept, prior.concepts) and _is_predicate(between, layout):
                    continue  # "magnesium oxide is the most common form of magnesium"
                listed = (
                    any(at in joiners for at in between)
                    or len(prior.concepts) > 1
                    or _list_goes_on(at_item, marked, loose)
                )
                if (
                    prior.role != "compared"
                    and self._subjects[concept].counterpart not in prior.concepts
                    and all(at in loose for at in between)
                    and (not between or listed)
                ):
                    out[-1] = prior._replace(
                        last=last, concepts=tuple(dict.fromkeys((*prior.concepts, concept)))
                    )
                    continue
            out.append(Group(first, last, (concept,), how, _role(first, layout)))
        out = [g._replace(how="elided") if is_elided(g.last, layout) else g for g in out]
        out = [g._replace(role="subject") if self._took_it(g, layout) else g for g in out]
        return [g._replace(role="object") if self._is_told_of(g, out, layout) else g for g in out]

    def _took_it(self, group: Group, layout: Layout) -> bool:
        """Whether it is people who took a thing, none who have it: 'in the magnesium group'."""
        return (
            group.role == "who"
            and self.acts(group.concepts)
            and any(m.first == group.last for m in _cues(layout, "people"))
        )

    def _is_told_of(self, group: Group, groups: list[Group], layout: Layout) -> bool:
        """Whether `group` is only what another subject acts on: 'X raises serotonin and GABA'."""
        if group.role != "subject" or not self.is_inner(group.concepts):
            return False
        clause = layout.clause[group.first]
        acting = any(
            other.role == "subject"
            and other.last <= group.first
            and layout.clause[other.first] == clause
            for other in groups
        )
        verbs = {m.first for m in (*layout.relations, *_cues(layout, "verb"))}
        return acting and group.last not in verbs

    def _is_same(self, concept: str, prior: tuple[str, ...]) -> bool:
        """Whether `concept` only says of what kind `prior` is: its parent, or the rest of them."""
        known = (self._subjects[c] for c in prior)
        parents = {p for k in known if k.counterpart is None for p in k.parents}
        return concept in parents or self._is_rest(concept, parents)

    def _is_kind(self, concept: str, of: tuple[str, ...]) -> bool:
        return any(parent in of for parent in self._subjects[concept].parents)

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
            if m.last <= match.first and not m.context and _role(m.first, layout) != "compared"
        ]
        earlier = tuple(c for first, _, c, _ in pointed if not before or first < before[0].first)
        if earlier:
            return tuple(dict.fromkeys(earlier))
        if not before:
            if layout.tokens[match.first].text in _OWN and _verb_before(match, layout):
                return ()  # "Sodium has a table of its own"; a plain "it" is never its own subject
            meant = topics.aside or topics.about()
            text = layout.tokens[match.first].text
            if len(meant) > 1 and text in ("it", "it's", *_OWN):  # which is none of several
                return () if text in _OWN else topics.single
            return meant
        following = layout.tokens[match.last].text if match.last < len(layout.tokens) else ""
        return ((before[-1] if following == "own" else _main(before, layout)).concept,)

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
            able = self._nouns.get(tokens[at].stem)
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
                if concept in able:
                    return [(start, at + 1, concept, "pointed")]
            return []
        return []


def _verb_before(pronoun: Match, layout: Layout) -> bool:
    """Whether a finite verb stands before `pronoun` in its clause, so that another subject does."""
    clause = layout.clause_of(pronoun)
    return any(
        m.last <= pronoun.first
        and layout.clause_of(m) == clause
        and not layout.tokens[m.first].text.endswith("ing")
        for m in layout.relations
    )


def _main(matches: list[Match], layout: Layout) -> Match:
    """The subject of the main clause: the first that stands in no subordinate one."""
    for match in matches:
        clause = layout.clause_of(match)
        if clause not in layout.subordinate and clause not in layout.relative:
            return match
    return matches[0]


def _is_verb(match: Match, layout: Layout) -> bool:
    """Whether its first word is a verb, with a modal right before ('can lower X')."""
    if not match.first or layout.tokens[match.first - 1].text not in _MODALS:
        return False
    return any(m.first == match.first for m in layout.relations)


def _is_named_in(match: Match, layout: Layout) -> bool:
    """Whether it is only part of what is measured ('the magnesium in the brain').

    Where nothing else is named and the measure opens the sentence, it acts ('Raising brain
    magnesium improves memory').
    """
    alone = len(layout.subjects) == 1 and match.first <= _OPENING
    return not alone and any(
        m.role == "names"
        and m.concept != match.concept
        and not m.gapped
        and m.first <= match.first
        and match.last <= m.last
        and m.last - m.first > match.last - match.first
        for m in layout.outcomes
    )


def _is_amount(match: Match, layout: Layout) -> bool:
    """Whether it is only the amount that something holds: 'provides 144 mg of X'."""
    before = layout.tokens[max(match.first - 2, 0) : match.first]
    if len(before) < 2 or not before[0].text[0].isdigit() or before[1].text not in _UNITS:
        return False
    holding = layout.cues.get("holds", ())
    return layout.clause_of(match) in layout.bracketed or any(
        0 <= match.first - m.last <= _HELD for m in holding
    )


def _opens_bracket(between: range, layout: Layout) -> bool:
    """Whether nothing but '(' or '(as' stands between."""
    return 0 < len(between) <= 2 and layout.tokens[between[0]].text == "("


def _is_comma(between: range, layout: Layout) -> bool:
    return len(between) == 1 and layout.tokens[between[0]].text == ","


def _is_predicate(between: range, layout: Layout) -> bool:
    """Whether what follows says what the subject is: 'X is the most common ...'."""
    if not 0 < len(between) <= _PREDICATE or layout.tokens[between[0]].text not in ("is", "are"):
        return False
    return len({layout.clause[at] for at in (*between, between.stop)}) == 1


def _is_bound(between: range, layout: Layout) -> bool:
    """Whether nothing but words such as 'bound to' stand between."""
    return any(m.first == between.start and m.last == between.stop for m in _cues(layout, "bound"))


def _cues(layout: Layout, name: str) -> Sequence[Match]:
    return layout.cues.get(name, ())


def _is_bare(match: Match, layout: Layout) -> bool:
    """Whether no noun before it says what is in it ('zinc tablets'), and none follows."""
    if not match.first:
        return True
    before = layout.tokens[match.first - 1]
    if before.text in MARKS or layout.tokens[match.first].small:
        return before.text in MARKS
    ends = (m.last for name, ms in layout.cues.items() if name not in _COUNTING for m in ms)
    return match.first in {*ends, *(m.last for m in layout.relations)}


def _leads_to(at: int, first: int, layout: Layout) -> bool:
    """Whether `first` stands at token `at`, or next to a word that 'and' joins to it."""
    if not at <= first <= at + _JOINED:
        return False
    gap = [token.text for token in layout.tokens[at:first]]
    return not gap or (gap[-1] in ("and", "or") and not MARKS.intersection(gap))


def _list_goes_on(item: int, marked: list[tuple[int, int, str, str]], loose: set[int]) -> bool:
    """Whether the subject after `item` follows at once too: 'X, Y and Z'."""
    if item + 1 >= len(marked):
        return False
    return all(at in loose for at in range(marked[item][1], marked[item + 1][0]))


def _role(first: int, layout: Layout) -> str:
    """Whether the words before make it what is compared with, or what is acted on."""
    likened = [m for m in layout.cues.get("likens", ()) if not m.first]
    for match in (*layout.cues.get("comparator", ()), *likened):
        gap = layout.tokens[match.last : first]
        reaches = first <= match.last + 2 or match.first == 0  # 'Unlike sedative forms (X), ...'
        ending = "," if match.first == 0 else MARKS
        if match.last <= first and reaches and not any(t.text in ending for t in gap):
            return "compared"
    if layout.tokens[first].text == "its":
        return "subject"  # "enhancing its calming effects"
    if is_who(layout, first, first + 1):
        return "who"
    clause = layout.clause[first]
    if any(_leads_to(m.last, first, layout) for m in layout.cues.get("bound", ())):
        return "part"
    if layout.tokens[first].small == "of" and any(
        m.last == first for m in layout.cues.get("owned", ())
    ):
        return "subject"  # "the benefits of X"
    for match in layout.relations:
        between = range(match.last, first)
        if (
            match.last <= first <= match.last + 2
            and match.role != "links"  # "symptoms of X include ..."
            and layout.tokens[first].lead != "in"  # "speed improved in the X group"
            and layout.clause_of(match) == clause
            and all(layout.tokens[at].text not in MARKS for at in between)
            and not _passive_by(match.last, first, layout)
        ):
            return "object"
    return "subject"


def _passive_by(after: int, first: int, layout: Layout) -> bool:
    """Whether 'by' or the like stands between: then what follows is what acts."""
    return any(after <= m.first < first for m in layout.cues.get("agent", ()))


def is_who(layout: Layout, first: int, last: int) -> bool:
    """Whether what stands there only says who was studied: 'people with X', 'X patients'."""
    for match in layout.cues.get("sufferers", ()):
        gap = layout.tokens[match.last : first]
        if match.last <= first <= match.last + 1 and not any(t.text in MARKS for t in gap):
            return True
    # "insomnia patients", but not "sleep quality in adults"
    return any(
        m.first == last and not layout.tokens[last].small for m in layout.cues.get("people", ())
    )


def is_elided(after: int, layout: Layout) -> bool:
    """Whether a bare auxiliary at token `after` stands for what was said before ('X does.')."""
    tokens = layout.tokens
    if after >= len(tokens) or tokens[after].text not in _BARE:
        return False
    end = after + 1
    if end < len(tokens) and tokens[end].text == "not":
        end += 1
    return end == len(tokens) or tokens[end].text in MARKS


def main_group(groups: list[Group], layout: Layout) -> Group | None:
    """The group that a following 'it' would mean: the main clause's, never what is compared."""
    able = [g for g in groups if g.role == "subject"]
    if len(layout.tokens) > _LONG:
        return able[-1] if able else None  # a transcript's run-on: the last is the latest
    for group in able:
        clause = layout.clause[group.first]
        if clause not in layout.subordinate and clause not in layout.relative:
            return group
    return able[0] if able else None
