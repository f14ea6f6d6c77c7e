"""A sentence laid out: its tokens, what was found in them, and which clause each stands in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec import Struct

from mgcheck.find.scan import Match, Token

_HARD = frozenset(";:—()|")
"""Marks that end a clause. A comma alone does not: it also separates the items of a list."""


_REPORTING = ("reporting", "uncertain", "whether", "may", "probably")
"""Cues after which 'that' reports: "evidence that", "unlikely that"."""
_CONCEDES = ("though", "although")
_MODALS = ("may", "might", "could", "can")
_ADDING = ("only", "just", "merely", "simply", "solely")


class Layout(Struct):
    """One sentence, scanned and divided into clauses."""

    tokens: Sequence[Token]
    subjects: list[Match] = []
    outcomes: list[Match] = []
    relations: list[Match] = []
    studies: list[Match] = []
    cues: dict[str, list[Match]] = {}
    clause: list[int] = []
    """Clause number of each token."""
    relative: dict[int, int] = {}
    """Relative clauses: clause number -> token that opens it (which, that, who)."""
    bracketed: set[int] = set()
    """Clauses in round brackets."""
    subordinate: set[int] = set()
    """Clauses opened by a subordinating word (while, although, because)."""

    def has(self, cue: str) -> bool:
        """Whether the sentence holds the cue `cue`."""
        return cue in self.cues

    def asides(self) -> set[int]:
        """Relative clauses that a comma sets off (', which ...'): they say no more than beside."""
        opened = self.relative.items()
        return {number for number, at in opened if at and self.tokens[at - 1].text == ","}

    def clause_of(self, match: Match) -> int:
        """The clause in which `match` begins."""
        return self.clause[match.first]


def lay_out(tokens: Sequence[Token], matches: Sequence[Match]) -> Layout:
    """Sort `matches` by what they are, and number the clauses of `tokens`."""
    layout = Layout(tokens)
    kinds = {
        "subject": layout.subjects,
        "outcome": layout.outcomes,
        "relation": layout.relations,
        "study": layout.studies,
    }
    cues = layout.cues
    for match in matches:
        sort = match.sort
        if sort == "cue":
            cues.setdefault(match.concept, []).append(match)
        elif sort in kinds:
            kinds[sort].append(match)
    # "the Stanford dementia trial" names a trial, and does not say that there was one
    if layout.studies:
        layout.outcomes = [m for m in layout.outcomes if not _within(m, layout.studies)]
    _number_clauses(layout)
    return layout


def _within(match: Match, others: Sequence[Match]) -> bool:
    return any(o.first <= match.first and match.last <= o.last for o in others)


def _number_clauses(layout: Layout) -> None:
    tokens, cues = layout.tokens, layout.cues
    opens = {m.first for m in cues.get("boundary", ())}
    opens_relative = {m.first for m in cues.get("relative", ())}
    reports = [m for name in _REPORTING for m in cues.get(name, ())]
    reporting = {m.last for m in reports}
    # "have not shown that": the cue holds the word itself
    reporting.update(m.last - 1 for m in reports if tokens[m.last - 1].text == "that")
    # "Best for: sleep", "Benefits include: ...": the colon only sets out the list
    listing = {m.last for m in (*layout.relations, *cues.get("joiner", ()))}
    number = 0
    fresh = count(1)
    outer: list[int] = []
    for at, token in enumerate(tokens):
        if token.text == "(":
            outer.append(number)
            number = next(fresh)
            layout.bracketed.add(number)
        elif token.text == ")" and outer:
            layout.clause.append(number)
            number = outer.pop()
            continue
        elif token.text in _HARD and not (token.text == ":" and at in listing):
            number = next(fresh)
        elif at in opens_relative and _is_relative(at, token, tokens, reporting):
            number = next(fresh) if at else number
            layout.relative[number] = at
        elif at in opens and not (
            _goes_on(at, tokens) or _is_aside(at, tokens) or _adds(at, number, layout)
        ):
            number = next(fresh) if at else number
            layout.subordinate.add(number)
        elif (
            token.text == ","
            and (number in layout.relative or number in layout.subordinate)
            and (_resumes(at, layout) or _ends_aside(at, layout.relative.get(number), layout))
        ):
            # the comma that closes a subordinate or relative clause
            layout.clause.append(number)
            number = next(fresh)
            continue
        layout.clause.append(number)


def _goes_on(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a participle follows ('while improving sleep'): then it is the same clause."""
    return at > 0 and at + 1 < len(tokens) and tokens[at + 1].text.endswith("ing")


def _is_aside(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a 'though' stands between a modal and its verb ('may, though unproven, raise')."""
    before = [token.text for token in tokens[max(at - 2, 0) : at]]
    return tokens[at].text in _CONCEDES and before[1:] == [","] and before[0] in _MODALS


def _adds(at: int, number: int, layout: Layout) -> bool:
    """Whether a 'but' only goes on what 'not only' began ('not only eases X but also lifts Y')."""
    tokens = layout.tokens
    if tokens[at].text != "but":
        return False
    before = [here for here in range(1, at) if layout.clause[here] == number]
    return any(
        tokens[here].text in _ADDING and tokens[here - 1].text.endswith(("not", "n't"))
        for here in before
    )


def _is_relative(at: int, token: Token, tokens: Sequence[Token], reporting: set[int]) -> bool:
    """Whether `which` or `that` at `at` opens a relative clause, not what is reported."""
    if token.text != "that":
        return True
    # "research suggests that", "it is likely that": a report, not a relative clause
    return at > 0 and at not in reporting and tokens[at - 1].text not in ",.;:"


def _ends_aside(at: int, opened: int | None, layout: Layout) -> bool:
    """Whether the comma at `at` ends an aside that a comma opened ('X, which does Y, is Z')."""
    if not opened or layout.tokens[opened - 1].text != ",":
        return False
    verbs = (*layout.cues.get("verb", ()), *layout.cues.get("negationafter", ()))
    if any(m.first == at + 1 for m in verbs):
        return True
    # "X, which comes with Y, reduces ...": no list of what Y does, which has a verb before
    acts = [m.first for m in layout.relations if m.first > opened]
    ending = layout.tokens[at + 1].text if at + 1 < len(layout.tokens) else ""
    return at + 1 in acts and ending.endswith("s") and not any(first < at for first in acts)


def _resumes(at: int, layout: Layout) -> bool:
    """Whether the comma at `at` gives back to the main clause: a subject or a pronoun follows.

    So does any noun with its article that a verb follows ('While many doubt it, the data show').
    """
    starts = {m.first for m in layout.subjects}
    starts.update(m.first for m in layout.cues.get("pronoun", ()))
    starts.update(m.first for m in layout.cues.get("determiner", ()))
    if any(here in starts for here in range(at + 1, min(at + 3, len(layout.tokens)))):
        return True
    if layout.clause[0] != layout.clause[at - 1] or not layout.tokens[at + 1 : at + 2]:
        return False
    verbs = {m.first for m in layout.cues.get("verb", ())}
    near = (at + 2, at + 3) if layout.tokens[at + 1].lead == "the" else (at + 2,)
    return not verbs.isdisjoint(near)
