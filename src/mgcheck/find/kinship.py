"""How subjects hang together: forms and what they are forms of, lacks and supplies, messengers."""

from __future__ import annotations

from collections import Counter

from mgcheck.find.clauses import Layout
from mgcheck.find.topics import Group, Topics
from mgcheck.model import Catalogue, Concept


class Kinship:
    """How the subjects of one catalogue hang together."""

    def __init__(self, catalogue: Catalogue) -> None:
        from mgcheck.text import stem

        self._subjects: dict[str, Concept] = catalogue.subjects
        self._claimed = {
            subject
            for claim in catalogue.claims.values()
            for subject in (*claim.match.subjects, *claim.match.mirror, *claim.subject)
        }
        self._pairs = [c for c in catalogue.subjects.values() if c.combines]
        self._inner = catalogue.subjects.keys() & catalogue.outcomes.keys()
        self._nouns: dict[str, tuple[str, ...]] = {}
        self._heads: set[str] = set()
        for concept in catalogue.subjects.values():
            for noun in concept.nouns:
                word = noun.split()[-1].lower()
                head = stem(word)
                self._nouns[head] = (*self._nouns.get(head, ()), concept.id)
                # the forms themselves: "production" has the stem of "product"
                self._heads.update((word, f"{word}s", f"{word[:-1]}ies", f"{word}'s"))

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
        return all(
            c in parents
            or c in self._inner
            or self._subjects[c].is_condition
            or self._is_rest(c, parents)
            for c in concepts
        )

    def without_kinds(self, groups: list[Group], layout: Layout) -> list[Group]:
        """`groups` less those that only say what kind of thing an earlier one is.

        "X, one of the more absorbable magnesiums": the mention of the parent acts only where it
        opens its clause.
        """
        if len(groups) == 1:
            return groups
        kept: list[Group] = []
        for group in groups:
            opens = layout.clause[: group.first].count(layout.clause[group.first]) <= 1
            kinds = any(
                self.is_same(concept, earlier.concepts)
                for concept in group.concepts
                for earlier in kept
            )
            if opens or not kinds:
                kept.append(group)
        return kept

    def supplies(self, concepts: tuple[str, ...]) -> set[str]:
        """What `concepts` are lacks of."""
        return {c for name in concepts if (c := self._subjects[name].counterpart) is not None}

    def claimed(self, concepts: tuple[str, ...]) -> bool:
        """Whether any claim of the catalogue is about one of `concepts`."""
        return not self._claimed.isdisjoint(concepts)

    def kin_of(self, concepts: set[str]) -> set[str]:
        """`concepts` with what they are forms of."""
        return {*concepts, *(p for c in concepts for p in self._subjects[c].parents)}

    def supply_of(self, concept: str) -> str | None:
        """What `concept` is a lack of; None for all else."""
        return self._subjects[concept].counterpart

    def is_inner(self, concepts: tuple[str, ...]) -> bool:
        """Whether `concepts` are what other things act through: outcomes of the lexicon too."""
        return all(c in self._inner for c in concepts)

    def pair_of(self, concepts: tuple[str, ...], other: str) -> str | None:
        """The combination that `other` makes with one of `concepts`."""
        return next(
            (
                known.id
                for known in self._pairs
                if other in known.combines and any(c in known.combines for c in concepts)
                if other not in concepts
            ),
            None,
        )

    def is_a(self, concepts: tuple[str, ...], noun: str) -> bool:
        """Whether the stem `noun` is a head by which one of `concepts` is pointed to."""
        able = self._nouns.get(noun, ())
        return any(c in able for c in concepts)

    def is_same(self, concept: str, prior: tuple[str, ...]) -> bool:
        """Whether `concept` only says of what kind `prior` is: its parent, or the rest of them."""
        known = (self._subjects[c] for c in prior)
        parents = {p for k in known if k.counterpart is None for p in k.parents}
        return concept in parents or self._is_rest(concept, parents)

    def is_kind(self, concept: str, of: tuple[str, ...]) -> bool:
        return any(parent in of for parent in self._subjects[concept].parents)

    def is_rest(self, concepts: tuple[str, ...]) -> bool:
        """Whether `concepts` are only the other forms of something: no 'it' means them."""
        return all(self._is_rest(c, {*self._subjects[c].parents}) for c in concepts)

    def _is_rest(self, concept: str, parents: set[str]) -> bool:
        """Whether `concept` is only 'the other forms', which no text is about."""
        known = self._subjects[concept]
        return not known.nouns and not parents.isdisjoint(known.parents)
