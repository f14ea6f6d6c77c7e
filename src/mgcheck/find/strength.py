"""How a sentence puts a claim: stance, wording, relation, scope.

Every cue word stands in the lexicon (cues.yaml); here stands only how far a cue reaches. Negation
follows NegEx (Chapman 2001, doi:10.1006/jbin.2001.1029): triggers before and after, phrases that
only look negative, and clause ends that stop the scope. Wording is GRADE's ladder (guidelines 26).
"""

from __future__ import annotations

from typing import Final

from mgcheck.find.clauses import Layout
from mgcheck.find.scan import Match
from mgcheck.model import BENCH_SCOPES, Relation, Wording

NEGATION_REACH: Final = 8
"""Tokens over which a negation reaches forward; NegEx: six words, here small ones do not count."""
_AFTER_REACH: Final = 12
_ONWARD: Final = 2
"""Tokens after a negation in which what it is said of stands ('no effect on daily alertness')."""
_SUBJECT: Final = 4
"""Tokens in which the verb of a clause that is joined on must stand."""
SCOPES: Final = ("animals", "cells", "children", "elderly", "deficient", "patients")
_NOUNS: Final = ("tion", "ship", "link", "trend", "linking")
"""Endings of associations that are nouns: 'a link between', and no 'linked to'."""
_BEING: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had"])
_HEDGES: Final = {
    "may": Wording.MAY,
    "association": Wording.MAY,
    "probably": Wording.PROBABLY,
}
_LADDER: Final = (Wording.DOES, Wording.PROBABLY, Wording.MAY, Wording.UNCERTAIN)
_UNREAL: Final = ("would", "wouldn't")


def weaker(one: Wording, other: Wording) -> Wording:
    """The weaker of two wordings."""
    return max(one, other, key=_LADDER.index)


def negated(layout: Layout, at: int, end: int) -> Match | None:
    """The negation that reaches the relation or outcome at token `at` (its end: `end`), or None."""
    clause = layout.clause[at]
    for cue in reversed(layout.cues.get("negation", ())):
        if (
            cue.last <= at
            and not _names(layout, cue)
            and at - cue.last < NEGATION_REACH
            and _reaches(layout, cue.last, at, clause)
        ):
            return cue
    for cue in layout.cues.get("negationafter", ()):
        if (
            cue.last > at  # it may hold the relation: "made no difference to"
            and cue.first - end < _AFTER_REACH
            and layout.clause_of(cue) <= clause + (clause not in layout.relative)
            and not _has_its_own(layout, cue, clause)
            and not _goes_on_to(layout, cue, clause, end)
        ):
            return cue
    return None


def elided_no(layout: Layout, after: int) -> Match | None:
    """The no of a bare auxiliary that stands for a verb said before ('X does not.')."""
    near = (cue for cue in layout.cues.get("negation", ()) if after <= cue.first <= after + 1)
    return next(near, None) or negated(layout, after, after + 1)


def denies_what_follows(lead: Layout) -> bool:
    """Whether a line denies all that it introduces: 'X does not:', 'Myths about X'."""
    size = len(lead.tokens)
    ends = any(size - 3 <= m.last <= size for m in lead.cues.get("negation", ()))
    return ends or bool(lead.cues.get("debunks", ()))


def negated_inside(layout: Layout, outcome: Match) -> Match | None:
    """The no that stands between the words of `outcome`: 'a diet doesn't supply enough'."""
    if not outcome.gapped or outcome.says_no:
        return None
    clause = layout.clause_of(outcome)
    return next(
        (
            cue
            for cue in layout.cues.get("negation", ())
            if outcome.first < cue.first
            and cue.last < outcome.last
            and layout.clause_of(cue) == clause
        ),
        None,
    )


def _has_its_own(layout: Layout, cue: Match, clause: int) -> bool:
    """Whether `cue` stands in a clause after `clause` that speaks of another outcome."""
    own = layout.clause_of(cue)
    return own != clause and any(
        layout.clause_of(m) == own and m.last <= cue.first for m in layout.outcomes
    )


def _goes_on_to(layout: Layout, cue: Match, clause: int, end: int) -> bool:
    """Whether `cue` is joined on and says itself of what ('but has no effect on alertness').

    `end`: where the outcome before it ends.
    """
    own = layout.clause_of(cue)
    joined = own != clause or any(
        token.text in ("and", "but", "yet") for token in layout.tokens[end : cue.first]
    )
    return joined and any(
        max(cue.last, end) <= m.first <= cue.last + _ONWARD and layout.clause_of(m) == own
        for m in layout.outcomes
    )


def _names(layout: Layout, cue: Match) -> bool:
    """Whether `cue` is part of a subject's name, or says that it is not there ('without X')."""
    return any(
        (m.first <= cue.first and cue.last <= m.last)
        or (cue.last == m.first and layout.tokens[cue.first].text == "without")
        for m in layout.subjects
    )


def is_unreal(layout: Layout, at: int) -> bool:
    """Whether an 'if' supposes what nobody holds: 'If X cured it, doctors would be out of work'."""
    opened = layout.clause.index(layout.clause[at])
    if layout.tokens[opened].text != "if":
        return False
    words = [token.text for token in layout.tokens]
    return "," in words[at:] and any(word in _UNREAL for word in words[words.index(",", at) :])


def absent(layout: Layout, first: int) -> bool:
    """Whether the subject at token `first` is spoken of as missing ('without X')."""
    return any(token.text == "without" for token in layout.tokens[max(first - 1, 0) : first + 1])


def hindered(layout: Layout, at: int, outcome: Match) -> Match | None:
    """The words that call what stands at token `at` hard to do ('difficult to get enough')."""
    clause = layout.clause[at]
    for cue in layout.cues.get("hinders", ()):
        listed = any(token.text == "," for token in layout.tokens[cue.last : outcome.first])
        if (
            cue.last <= at < cue.last + NEGATION_REACH
            and layout.clause_of(cue) == clause
            and not listed  # "unable to focus, tired and ..."
        ):
            return cue
    return None


def rebutted(layout: Layout, at: int) -> Match | None:
    """The words that quote what stands at token `at` to deny it ('contrary to claims that')."""
    named = {match.first for match in layout.subjects}
    for cue in layout.cues.get("rebuts", ()):
        if cue.first > at:
            continue
        commas = (here for here in range(cue.last, at) if layout.tokens[here].text == ",")
        # "contrary to claims that zinc helps, magnesium ...": the rebuttal ends at the comma
        if not any(named.intersection(range(comma + 1, comma + 4)) for comma in commas):
            return cue
    return None


def _reaches(layout: Layout, last: int, at: int, clause: int) -> bool:
    """Whether a cue that ends at `last` still reaches `at`: same clause, no participle between."""
    if layout.clause[last - 1] != clause:
        return False
    tokens = layout.tokens
    if any(tokens[here].text in ("how", "why") for here in range(last, at)):
        return False  # "not sure how magnesium helps" takes the help for granted
    if any(m.last == last for m in layout.cues.get("lacking", ())) and any(
        tokens[here].text in (",", "and", "or") for here in range(last, at)
    ):
        return False  # "signs are a lack of focus, insomnia and ...": it is one item of a list
    if any(last <= m.first < at for m in layout.cues.get("owing", ())):
        return False  # "not used for X owing to Y" says no to its use, and not to Y
    if any(_opens_anew(layout, here) for here in range(last, at)):
        return False  # "..., and the signs can include": it starts anew
    acting = (*layout.relations, *(m for m in layout.outcomes if m.role != "names"))
    verbs = {m.first for m in acting if _is_finite(tokens[m.first].text)}
    verbs.update(m.first for m in layout.cues.get("verb", ()))
    # "without sedation, allowing people to ...", "without harm and improves ...": it starts anew
    return not any(
        (tokens[here].text == "," and tokens[here + 1].text.endswith("ing"))
        or (tokens[here].text in ("and", "but") and here + 1 in verbs)
        for here in range(last, at)
    )


def _opens_anew(layout: Layout, at: int) -> bool:
    """Whether at 'and' or 'but' a clause with a subject of its own is joined on ('and it can')."""
    tokens = layout.tokens[at : at + 2]
    if len(tokens) < 2 or tokens[0].text not in ("and", "but"):
        return False
    cues = layout.cues
    named = (*layout.subjects, *cues.get("pronoun", ()), *cues.get("determiner", ()))
    opens = tokens[1].lead == "the" or any(m.first == at + 1 for m in named)
    verbs = {m.first for m in cues.get("verb", ())}
    verbs.update(m.first for m in layout.relations if _is_finite(layout.tokens[m.first].text))
    return opens and not verbs.isdisjoint(range(at + 2, at + 2 + _SUBJECT))


def _is_finite(word: str) -> bool:
    """Whether a verb stands in the third person ('improves')."""
    return word.endswith("s") and not word.endswith(("ss", "ness", "us"))


def asked(layout: Layout, first: int) -> Match | None:
    """The 'whether' before token `first` in its clause, or None."""
    clause = layout.clause[first]
    for cue in layout.cues.get("whether", ()):
        if cue.last <= first and layout.clause_of(cue) == clause:
            return cue
    return None


def doubted(layout: Layout, first: int) -> Match | None:
    """The cue that calls what stands at token `first` unknown or asks about it, or None."""
    clause = layout.clause[first]
    whether = asked(layout, first)
    if whether is not None:
        return whether
    here = {clause}
    opened = layout.clause.index(clause)
    if opened and layout.tokens[opened].text == "despite":
        here.add(layout.clause[opened - 1])  # "the evidence is mixed despite wide use of X for Y"
    for cue in layout.cues.get("uncertain", ()):
        # "no trials that show that X ...": it ends in the clause that it calls not known
        if layout.clause_of(cue) in here or layout.clause[cue.last - 1] == clause:
            return cue
    for cue in layout.cues.get("doubtafter", ()):
        if first < cue.first and layout.clause_of(cue) in (clause, clause + 1):
            return cue
    return None


def wording(
    layout: Layout,
    relation: Match | None,
    outcome: Match,
    subject_at: int | None,
    loose: bool,
    able: bool,
) -> tuple[Wording, Relation, list[Match]]:
    """How strongly the clause puts it, whether as cause or association, and the cues that say so.

    `loose`: a list item or cell, in which any hedge governs all of it. `able`: "can" says that a
    thing is possible, and does not hedge it.
    """
    anchor = outcome.first if relation is None else min(relation.first, outcome.first)
    clause = layout.clause[anchor]
    # "if you want better sleep, X might be the choice": the hedge stands with the subject
    ahead = (
        layout.clause[subject_at]
        if subject_at and subject_at >= outcome.last and _is_purpose(layout, clause)
        else None
    )
    governing: list[tuple[Match, Wording]] = []
    association = False
    for name, strength in _HEDGES.items():
        for cue in layout.cues.get(name, ()):
            if able and _is_able(layout, cue):
                continue
            here = layout.clause_of(cue)
            far = here != clause or cue.first >= outcome.last
            between = relation is not None and cue.last <= relation.first and here == clause
            if far and not loose and here != ahead and not between:
                continue
            if not far and not loose and not _governs(layout, cue, anchor, outcome):
                continue
            if name == "association" and _modifies(layout, cue):
                continue
            governing.append((cue, strength))
            association = association or name == "association"
    weakest = max((s for _, s in governing), key=_LADDER.index, default=Wording.DOES)
    return (
        weakest,
        Relation.ASSOCIATION if association else Relation.CAUSE,
        [cue for cue, _ in governing],
    )


def _is_able(layout: Layout, cue: Match) -> bool:
    """Whether `cue` is a 'can' of ability, with nothing behind it that it may bring about."""
    if layout.tokens[cue.first].text != "can":
        return False
    return not any(cue.last <= m.first <= cue.last + 1 for m in layout.cues.get("brings", ()))


def _modifies(layout: Layout, cue: Match) -> bool:
    """Whether `cue` only says more of a noun ('eases the pain associated with X')."""
    clause = layout.clause_of(cue)
    if not any(m.last <= cue.first and layout.clause_of(m) == clause for m in layout.relations):
        return False
    if layout.tokens[cue.first].text.endswith(_NOUNS):
        return False
    if any(m.last == cue.first for m in layout.subjects):
        return False  # "with X linked to Y"
    before = layout.tokens[max(cue.first - 2, 0) : cue.first]
    return not any(m.text in _BEING for m in before)


def _is_purpose(layout: Layout, clause: int) -> bool:
    """Whether the clause only says what for: 'if you want better sleep', 'for memory'."""
    opening = layout.clause.index(clause)
    return any(opening <= m.first <= opening + 1 for m in layout.cues.get("purpose", ()))


def _governs(layout: Layout, cue: Match, anchor: int, outcome: Match) -> bool:
    """Whether `cue` still holds at `anchor`: a new finite verb after 'and' ends its reach."""
    if cue.first > anchor:
        return cue.first < outcome.last
    tokens = layout.tokens
    joined = [at for at in range(cue.last, anchor) if tokens[at].text in ("and", "but", ",")]
    if not joined:
        return True
    last = joined[-1]
    between = [m for m in layout.relations if cue.last <= m.first < last]
    if not between:
        return True
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    verb = tokens[anchor].text
    if after in ("is", "are", "has", "have", "was", "were", "does"):
        return False
    return not (_is_finite(verb) and anchor <= last + 3)


def scope(layout: Layout, outcome: Match | None) -> tuple[str | None, Match | None]:
    """Whom the sentence limits `outcome` to (None: anything in it), and the words that say so.

    Words in the outcome's own clause come first; animals that people are set against do not count.
    """
    clause = None if outcome is None else layout.clause_of(outcome)
    people = layout.cues.get("humans", ())
    for own in (True, False):
        for name in SCOPES:
            for cue in layout.cues.get(name, ()):
                if (clause in (None, layout.clause_of(cue))) != own or _compared(layout, cue):
                    continue
                if name in BENCH_SCOPES and any(
                    not own or layout.clause_of(m) == layout.clause_of(cue) for m in people
                ):
                    continue
                return name, cue
    return None, None


def _compared(layout: Layout, cue: Match) -> bool:
    """Whether `cue` is only what something is compared with ('unlike in mice')."""
    return any(m.last <= cue.first <= m.last + 1 for m in layout.cues.get("comparator", ()))
