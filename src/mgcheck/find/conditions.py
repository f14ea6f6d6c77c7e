"""What a sentence must hold to make a claim, test by test; `why` prints the first that fails."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from msgspec import Struct

from mgcheck.find.case import Case
from mgcheck.find.clauses import Layout
from mgcheck.find.roles import is_who
from mgcheck.find.scan import Match
from mgcheck.find.signs import (
    BAD,
    GOOD,
    NEUTRAL,
    REVERSE,
    compare,
    needed,
    neutral_will_do,
    sign_of,
)
from mgcheck.find.strength import absent, doubted, negated
from mgcheck.find.subjects import Naming
from mgcheck.find.topics import Group
from mgcheck.model import Catalogue, Claim, Kind, Polarity

_PENALTY: Final = {"named": 0, "elided": 10, "pointed": 10, "topic": 20}
_AS_LABEL: Final = 12
"""Tokens up to which 'X for Y.' stands for a sentence."""
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


class Conditions:
    """The claims of one catalogue, by outcome, with what each needs."""

    def __init__(self, catalogue: Catalogue, naming: Naming) -> None:
        self._naming = naming
        self._outcomes = catalogue.outcomes
        self.by_outcome: dict[str, list[Claim]] = defaultdict(list)
        self.by_subject: dict[str, list[Claim]] = defaultdict(list)
        self.accepts: dict[str, frozenset[str]] = {}
        self.needs: dict[str, str | None] = {}
        accepted = _Accepted(catalogue)
        for claim in catalogue.claims.values():
            for outcome in claim.match.outcomes:
                self.by_outcome[outcome].append(claim)
            self.accepts[claim.id] = accepted(claim)
            for subject in self.accepts[claim.id]:
                self.by_subject[subject].append(claim)
            self.needs[claim.id] = needed(claim, catalogue.outcomes.get(claim.outcome))

    def run(self, claim: Claim, outcome: Match, case: Case) -> Evidence | Failed:
        """Whether `outcome`, as it stands in the sentence, makes `claim`."""
        layout = case.layout
        subject, mirrored, said = self._subject(claim, outcome, case)
        if claim.match.subject_needed and subject is None:
            return Failed(f"subject: it is said of {said or 'no subject'}", 1)
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
        if sign is None and self.needs[claim.id] == GOOD and _is_for(outcome, subject, layout):
            sign = "same"
        if sign is None:
            led = self._led(claim, outcome, case)
            if led is not None or (subject and doubted(layout, outcome.first)):
                sign = "same"  # "there is little evidence on X and Y"
        if sign is None:
            return Failed("relation: no word says what happens to the outcome", 3)
        if subject is not None and subject.how == "topic" and case.is_owned(relation):
            return Failed("subject: the words before it name something else", 1)
        opposite = sign == "opposite"
        unnamed = claim.match.subject_needed if subject is None else subject.how == "topic"
        if opposite and unnamed:
            return Failed("direction: it says the reverse, of no subject of its own", 3)
        if opposite and claim.kind not in (Kind.EFFECT, Kind.COMPARISON, Kind.FACT):
            return Failed("direction: it says the reverse", 3)
        score = 100 - (_PENALTY[subject.how] if subject else 0)
        score -= _GAPPED * outcome.gapped + _NEUTRAL * (sign == NEUTRAL)
        return Evidence(outcome, subject, relation, also, opposite, score, led)

    def _subject(self, claim: Claim, outcome: Match, case: Case) -> tuple[Group | None, bool, str]:
        """The claim's subject, whether the words say it of another, and what else they name."""
        if not claim.match.subject_needed:
            return None, False, ""
        layout = case.layout
        linked = case.linked(outcome, self.accepts[claim.id], claim.kind is Kind.FACT)
        subject = next((g for g in linked if self._meant(claim, g, layout)), None)
        if subject is not None:
            return subject, False, ""
        if claim.kind is Kind.COMPARISON:
            # "X is better absorbed than Y" says that Y is the worse
            subject = next(
                (g for g in case.compared(outcome) if self._meant(claim, g, layout)), None
            )
        if subject is None:
            mirror = {*claim.match.mirror}
            subject = next((g for g in linked if not mirror.isdisjoint(g.concepts)), None)
        return subject, subject is not None, ", ".join(c for g in linked for c in g.concepts)

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
            elif case.speaks_of.isdisjoint(group) and not any(
                m.concept in group for m in case.above
            ):
                return None
        return tuple(found)

    def _blocked(self, claim: Claim, case: Case) -> str | None:
        if not claim.match.unless:
            return None
        spoken = (*case.all, *case.above)
        return next((m.concept for m in spoken if m.concept in claim.match.unless), None)

    def _relation(
        self, claim: Claim, outcome: Match, case: Case, subject: Group | None, mirrored: bool
    ) -> tuple[Match | None, str | None]:
        """The relation that governs `outcome`, and its sign against the claim; None: none fits."""
        needs, layout = self.needs[claim.id], case.layout
        needs = REVERSE.get(needs or "", needs) if mirrored else needs
        better = self._outcomes[outcome.concept].better
        near = case.near(outcome, subject)
        if outcome.role in ("better", "worse", "does"):
            if outcome.role == "does" or needs is None:
                # a fact has no direction; words for its reverse deny it ('hard to get enough')
                reverse = outcome.role == "worse" and claim.kind is Kind.FACT
                return None, "opposite" if reverse else "same"
            got = GOOD if outcome.role == "better" and not _hindered(outcome, layout) else BAD
            return None, compare(needs, got, better)
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
            sign = compare(needs, sign_of(match.role, better), better)
            if sign == NEUTRAL and mirrored and match.role == "links":
                return match, "same"
            if sign == NEUTRAL and not neutral_will_do(claim, needs):
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
                sign = compare(needs, sign_of(match.role, better), better)
                if sign == "same" or (sign == NEUTRAL and neutral_will_do(claim, needs)):
                    return match
        return None


def _is_for(outcome: Match, subject: Group | None, layout: Layout) -> bool:
    """Whether the words say no more than what the subject is for.

    In brackets right after it: 'X (for sleep and calm)'; or as a whole sentence: 'X for sleep.'
    """
    if subject is None:
        return False
    words = [token.text for token in layout.tokens[subject.last : subject.last + 2]]
    if layout.clause_of(outcome) in layout.bracketed:
        return words == ["(", "for"] and layout.clause_of(outcome) == layout.clause[subject.last]
    return (
        words[:1] == ["for"]
        and outcome.first > subject.last
        and len(layout.tokens) <= _AS_LABEL
        and layout.tokens[-1].text == "."
        and not layout.relations
        and not layout.has("verb")
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


class _Accepted:
    """Subjects that count for a claim: its own, and forms that have no effects of their own."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._forms = [c for c in catalogue.subjects.values() if c.for_parent == "direct"]
        self._claimed: dict[str, Counter[str]] = defaultdict(Counter)
        self._known: set[str] = set()
        for claim in catalogue.claims.values():
            self._claimed[claim.outcome].update(set(claim.match.subjects))
            if claim.kind is Kind.EFFECT:
                self._known.update(claim.match.subjects)

    def __call__(self, claim: Claim) -> frozenset[str]:
        own = set(claim.match.subjects)
        if claim.kind not in _FORMS_COUNT:
            return frozenset(own)
        claimed = self._claimed[claim.outcome]
        known = self._known if claim.kind is not Kind.EFFECT else set()
        return frozenset(own) | {
            form.id
            for form in self._forms
            if claimed[form.id] == (form.id in own)  # by no other claim
            and form.id not in known
            and own.intersection(form.parents)
        }
