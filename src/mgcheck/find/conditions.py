"""What a sentence must hold to make a claim, test by test; `why` prints the first that fails."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, NamedTuple

from msgspec import Struct

from mgcheck.find.clauses import Layout
from mgcheck.find.linking import subject_of
from mgcheck.find.scan import Match
from mgcheck.find.strength import absent, doubted, negated
from mgcheck.find.subjects import Group, Naming, is_who
from mgcheck.model import Catalogue, Claim, Concept, Direction, Kind, Polarity

GOOD, BAD, UP, DOWN, NEUTRAL = "good", "bad", "up", "down", "neutral"
_REVERSE: Final = {GOOD: BAD, BAD: GOOD, UP: DOWN, DOWN: UP}
_RELATION_BACK: Final = 5
"""How many earlier relation words may be what governs an outcome in a list."""
_RELATION_AFTER: Final = 3
"""Tokens after an outcome in which its relation may follow ('sleep was improved')."""
_FRONTED: Final = 2
"""First token of an outcome put first ('for anxiety, X was no better'), its relation far off."""
_PENALTY: Final = {"named": 0, "elided": 10, "pointed": 10, "topic": 20}
_LEADING: Final = ("to", "can", "may", "will", "could", "might", "would", "which", "that")
_LABELLING: Final = (":", "—")
_JOINING: Final = ("and", "or", ",", "but")
_NOMINAL: Final = ("tion", "sion", "sis", "repair", "ment", "growth")
_GAPPED: Final = 5
_NEUTRAL: Final = 5
_FORMS_COUNT: Final = frozenset({Kind.EFFECT, Kind.SAFETY, Kind.MECHANISM})
"""Kinds for which what is said of a common form is said of its parent as well."""


class Evidence(NamedTuple):
    """What in a sentence makes a claim: outcome, subject, relation and the words needed besides."""

    outcome: Match
    subject: Group | None
    relation: Match | None
    also: tuple[Match, ...]
    opposite: bool
    score: int
    led: Match | None = None
    """The relation, where it stands in the line that introduces a list."""


class Failed(Struct, frozen=True):
    """The first test that a sentence failed, in words, and how far it came (0 to 4)."""

    test: str
    reached: int


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
        opening: Opening | None = None,
        lead: Layout | None = None,
        about: tuple[str, ...] = (),
    ) -> None:
        self.layout, self.groups, self.topic = layout, groups, topic
        self.opening = opening
        named = {c for group in groups for c in group.concepts}
        self.speaks_of = named or {*about}
        """Subjects named or pointed to; else those that the text is about."""
        self.led = () if lead is None or layout.relations else tuple(lead.relations)
        self.all = _all(layout)
        self._linked: dict[tuple[int, frozenset[str]], list[Group]] = {}
        self._near: dict[tuple[int, int], list[Match]] = {}

    def linked(self, outcome: Match, naming: Naming, accepted: frozenset[str]) -> list[Group]:
        """Groups that `outcome` may be said of; a mere condition only for its own claims."""
        own = frozenset(
            c for g in self.groups if not naming.acts(g.concepts) for c in g.concepts
        ).intersection(accepted)
        key = (id(outcome), own)
        if key not in self._linked:
            able = [g for g in self.groups if naming.acts(g.concepts) or own & {*g.concepts}]
            found = subject_of(outcome, able, self.layout, naming)
            if self.topic and self.opening is None and not any(_acts(g, outcome) for g in found):
                found = []  # of a fragment the topic is the subject
            if not found and self.topic and self._is_free(outcome):
                found = [Group(outcome.first, outcome.first, self.topic, "topic", "subject")]
            found.extend(g for g in able if g.how == "elided" and g.first >= outcome.last)
            self._linked[key] = found
        return self._linked[key]

    def _is_free(self, outcome: Match) -> bool:
        """Whether nothing measured opens the sentence that may act ('Poor sleep affects work')."""
        if self.opening is None or self.layout.tokens[self.opening.until].stem == "includ":
            return True  # "common symptoms include ..."
        if doubted(self.layout, outcome.first) is not None:
            return True  # "evidence for migraine is limited"
        until = self.opening.until
        opens = [m for m in self.layout.outcomes if m.first < until]
        return all(
            outcome.first <= m.first and m.last <= outcome.last and outcome.role != "names"
            for m in opens
        )

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
        if tokens[relation.last - 1].text.rstrip("s").endswith(_NOMINAL):
            return False  # "trials showed dramatic improvements"
        at = relation.first - 1
        while at > self.opening.until and tokens[at].text in _LEADING:
            at -= 1
        joined = tokens[at].text in _JOINING
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


class Conditions:
    """The claims of one catalogue, by outcome, with what each needs."""

    def __init__(self, catalogue: Catalogue, naming: Naming) -> None:
        self._naming = naming
        self._outcomes = catalogue.outcomes
        self.by_outcome: dict[str, list[Claim]] = defaultdict(list)
        self.by_subject: dict[str, list[Claim]] = defaultdict(list)
        self.accepts: dict[str, frozenset[str]] = {}
        self.needs: dict[str, str | None] = {}
        for claim in catalogue.claims.values():
            for outcome in claim.match.outcomes:
                self.by_outcome[outcome].append(claim)
            self.accepts[claim.id] = _accepted(claim, catalogue)
            for subject in self.accepts[claim.id]:
                self.by_subject[subject].append(claim)
            self.needs[claim.id] = _needed(claim, catalogue.outcomes.get(claim.outcome))

    def run(self, claim: Claim, outcome: Match, case: Case) -> Evidence | Failed:
        """Whether `outcome`, as it stands in the sentence, makes `claim`."""
        layout = case.layout
        subject: Group | None = None
        mirrored = False
        if claim.match.subject_needed:
            linked = case.linked(outcome, self._naming, self.accepts[claim.id])
            subject = next((g for g in linked if self._meant(claim, g, layout)), None)
            if subject is None and claim.kind is Kind.COMPARISON:
                # "X is better absorbed than Y" says that Y is the worse
                subject = next(
                    (g for g in case.compared(outcome) if self._meant(claim, g, layout)), None
                )
                mirrored = subject is not None
            if subject is None and claim.match.mirror:
                mirror = claim.match.mirror
                subject = next((g for g in linked if not {*mirror}.isdisjoint(g.concepts)), None)
                mirrored = subject is not None
            if subject is None:
                said = ", ".join(c for g in linked for c in g.concepts) or "no subject"
                return Failed(f"subject: it is said of {said}", 1)
        aside = _set_aside(claim, outcome, layout)
        if aside is not None:
            return Failed(aside, 2)
        also = self._also(claim, case, outcome)
        if also is None:
            wanted = " and ".join("/".join(group) for group in claim.match.also)
            return Failed(f"also: it does not speak of {wanted}", 2)
        blocked = self._blocked(claim, case)
        if blocked is not None:
            return Failed(f"unless: it speaks of {blocked}", 2)
        relation, sign = self._relation(claim, outcome, case, subject, mirrored)
        led = None
        if sign is None:
            led = self._led(claim, outcome, case)
            if led is not None or (subject and doubted(layout, outcome.first)):
                sign = "same"  # "there is little evidence on X and Y"
        if sign is None:
            return Failed("relation: no word says what happens to the outcome", 3)
        if subject is not None and subject.how == "topic" and case.is_owned(relation):
            return Failed("subject: the words before it name something else", 1)
        opposite = sign == "opposite"
        if opposite and (subject is None or subject.how == "topic"):
            return Failed("direction: it says the reverse, of no subject of its own", 3)
        if opposite and claim.kind not in (Kind.EFFECT, Kind.COMPARISON):
            return Failed("direction: it says the reverse", 3)
        score = 100 - (_PENALTY[subject.how] if subject else 0)
        score -= _GAPPED * outcome.gapped + _NEUTRAL * (sign == NEUTRAL)
        return Evidence(outcome, subject, relation, also, opposite, score, led)

    def _meant(self, claim: Claim, group: Group, layout: Layout) -> bool:
        """Whether `group` is the claim's subject; two together are for what they do jointly."""
        if self.accepts[claim.id].intersection(group.concepts):
            return True
        if claim.kind in (Kind.MECHANISM, Kind.FACT) and absent(layout, group.first):
            # "... cannot be made without enough X"
            return not self.accepts[claim.id].isdisjoint(self._naming.supplies(group.concepts))
        jointly = claim.kind is Kind.COMPARISON and len(claim.subject) > 1
        return jointly and set(claim.subject) <= set(group.concepts)

    def _also(self, claim: Claim, case: Case, outcome: Match) -> tuple[Match, ...] | None:
        found: list[Match] = []
        for group in claim.match.also:
            hit = next((m for m in case.all if m.concept in group and m is not outcome), None)
            if hit is not None:
                found.append(hit)
            elif case.speaks_of.isdisjoint(group):
                return None
        return tuple(found)

    def _blocked(self, claim: Claim, case: Case) -> str | None:
        if not claim.match.unless:
            return None
        return next((m.concept for m in case.all if m.concept in claim.match.unless), None)

    def _relation(
        self, claim: Claim, outcome: Match, case: Case, subject: Group | None, mirrored: bool
    ) -> tuple[Match | None, str | None]:
        """The relation that governs `outcome`, and its sign against the claim; None: none fits."""
        needs, layout = self.needs[claim.id], case.layout
        needs = _REVERSE.get(needs or "", needs) if mirrored else needs
        better = self._outcomes[outcome.concept].better
        near = case.near(outcome, subject)
        if outcome.role in ("better", "worse", "does"):
            if outcome.role == "does" or needs is None:
                return None, "same"
            got = GOOD if outcome.role == "better" and not _hindered(outcome, layout) else BAD
            return None, _compare(needs, got, better)
        if claim.match.polarity is Polarity.NEGATIVE and negated(
            layout, outcome.first, outcome.last
        ):
            return None, "same"  # "without drowsiness": the no is all that must be said
        ways = claim.match.relation
        if "any" in ways or (needs is None and not ways):
            return (near[0] if near else None), "same"
        if ways:
            fitting = next((m for m in near if m.role in ways), None)
            return fitting, None if fitting is None else "same"
        if needs is None:
            return None, None
        if better == "up" and any(
            outcome.first - 1 <= m.last <= outcome.first for m in layout.cues.get("losing", ())
        ):
            better = "down"  # "slows the loss of memory", "improves poor sleep"
        best: tuple[Match | None, str | None] = (None, None)
        for match in near:
            sign = _compare(needs, _sign(match.role, better), better)
            if sign == NEUTRAL and mirrored and match.role == "links":
                return match, "same"
            if sign == NEUTRAL and not _neutral_will_do(claim, needs):
                # "affects sleep" says no direction, "has no effect on sleep" denies every one
                if negated(layout, match.first, outcome.last) is None:
                    continue
                sign = "same"
            if sign == "same":
                return match, sign
            if best[1] is None:
                best = (match, sign)
        return best

    def _led(self, claim: Claim, outcome: Match, case: Case) -> Match | None:
        """The relation of the line above a list that an item goes on with."""
        needs, ways = self.needs[claim.id], claim.match.relation
        better = self._outcomes[outcome.concept].better
        for match in reversed(case.led):
            if ways:
                if match.role in ways:
                    return match
            elif needs is not None:
                sign = _compare(needs, _sign(match.role, better), better)
                if sign == "same" or (sign == NEUTRAL and _neutral_will_do(claim, needs)):
                    return match
        return None


def _all(layout: Layout) -> list[Match]:
    cues = [m for matches in layout.cues.values() for m in matches]
    return [*layout.subjects, *layout.outcomes, *layout.relations, *cues]


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


def _chooses(relation: Match, layout: Layout, start: int) -> bool:
    """Whether a choosing word is meant that stands before what is chosen ('For X, try Y')."""
    return relation.first >= start and any(
        m.first == relation.first for m in layout.cues.get("chooses", ())
    )


def _joined(after: int, before: int, layout: Layout) -> bool:
    """Whether an 'and' or a comma of the same clause stands between two tokens."""
    return any(
        layout.tokens[at].text in _JOINING and layout.clause[at] == layout.clause[before]
        for at in range(after, before)
    )


def _belongs(relation: Match, outcome: Match, layout: Layout) -> bool:
    """Whether `relation` is part of another item of the list that `outcome` stands in.

    So it is in the name of another outcome ('energy production and sleep'), and as a noun before a
    comma ('DNA repair, blood sugar regulation'); not with its own 'of' ('reduction of X, Y').
    """
    tokens = layout.tokens
    if not tokens[relation.last - 1].text.endswith(_NOMINAL):
        return False
    if relation.last < outcome.first and tokens[relation.last].text in (",", "and"):
        return True
    return any(
        other.first < relation.first and relation.last <= other.last
        for other in layout.outcomes
        if other.concept != outcome.concept and not other.gapped
    )


def _set_aside(claim: Claim, outcome: Match, layout: Layout) -> str | None:
    """Why `outcome` is not what the sentence is about, or None."""
    if outcome.role == "does" or claim.direction is None:
        return None
    if any(outcome.first - 2 <= m.last <= outcome.first for m in layout.cues.get("besides", ())):
        return "outcome: it is set aside (beyond it, besides it)"
    if _is_foil(outcome, layout):
        return "outcome: it is said of what the sentence opens with to compare"
    if is_who(layout, outcome.first, outcome.last) and any(
        other.concept != outcome.concept
        and other.role != "does"  # "300 mg a day": says a thing whole, and is none that changed
        and layout.clause_of(other) == layout.clause_of(outcome)
        and not is_who(layout, other.first, other.last)
        for other in layout.outcomes
    ):
        return "outcome: it says who was studied, not what changed"
    return None


def _is_foil(outcome: Match, layout: Layout) -> bool:
    """Whether it stands in an opening that only compares ('Unlike sedatives, ...')."""
    if not any(m.first == 0 for m in layout.cues.get("comparator", ())):
        return False
    return all(token.text != "," for token in layout.tokens[: outcome.first])


def _hindered(outcome: Match, layout: Layout) -> bool:
    """Whether words right before turn it round: 'harder to fall asleep'."""
    return any(outcome.first - 3 <= m.last <= outcome.first for m in layout.cues.get("hinders", ()))


def _acts_on(relation: Match, subject: Group | None, layout: Layout) -> bool:
    """Whether what stands before `relation` acts on the subject after it ('stress causes X')."""
    if subject is None or relation.role == "links" or subject.first < relation.last:
        return False
    if any(m.first == relation.first for m in layout.cues.get("changed", ())):
        return False  # "speed improved in the magnesium group"
    if any(m.first == relation.first for m in layout.cues.get("depends", ())):
        return False  # "nerves depend on magnesium"
    agents = layout.cues.get("agent", ())
    return not any(relation.last <= m.first < subject.first for m in agents)


def _passive(relation: Match, outcome: Match, layout: Layout) -> bool:
    """Whether `outcome` is what does it, not what it is done to ('is caused by stress')."""
    by = relation.last
    return by < outcome.first and layout.tokens[by].text == "by"


def _accepted(claim: Claim, catalogue: Catalogue) -> frozenset[str]:
    """Subjects that count for `claim`: its own, and forms that have no effects of their own."""
    own = set(claim.match.subjects)
    if claim.kind not in _FORMS_COUNT:
        return frozenset(own)
    claimed = {
        subject
        for other in catalogue.claims.values()
        if other.outcome == claim.outcome and other.id != claim.id
        for subject in other.match.subjects
    }
    known = {
        subject
        for other in catalogue.claims.values()
        if other.kind is Kind.EFFECT and claim.kind is not Kind.EFFECT
        for subject in other.match.subjects
    }
    forms = {
        concept.id
        for concept in catalogue.subjects.values()
        if concept.for_parent == "direct"
        and concept.id not in claimed | known
        and own.intersection(concept.parents)
    }
    return frozenset(own | forms)


def _needed(claim: Claim, outcome: Concept | None) -> str | None:
    """The sign that the sentence's relation must have, from the claim's direction."""
    better = outcome.better if outcome else None
    match claim.direction:
        case Direction.IMPROVED:
            return GOOD
        case Direction.WORSENED:
            return BAD
        case Direction.INCREASED:
            return UP if better is None else GOOD if better == "up" else BAD
        case Direction.DECREASED:
            return DOWN if better is None else GOOD if better == "down" else BAD
        case _:
            return None


def _sign(way: str, better: str | None) -> str:
    if way in ("affects", "links"):
        return NEUTRAL
    if better is None:
        return UP if way in ("raises", "improves") else DOWN
    if way == "improves":
        return GOOD
    if way == "worsens":
        return BAD
    raised = way == "raises"
    return GOOD if raised == (better == "up") else BAD


def _compare(needs: str, got: str, better: str | None) -> str:
    if got == NEUTRAL:
        return NEUTRAL
    if needs in (UP, DOWN) and got in (GOOD, BAD):
        got = UP if (got == GOOD) == (better != "down") else DOWN
    return "same" if needs == got else "opposite"


def _neutral_will_do(claim: Claim, needs: str) -> bool:
    """Whether 'affects' or 'goes with' is enough: for mechanisms, and for what a lack brings."""
    if claim.kind is Kind.MECHANISM or claim.match.neutral:
        return True
    return needs == BAD and claim.match.polarity is Polarity.AFFIRMS
