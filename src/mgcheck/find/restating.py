"""Outcomes that a sentence does not name but means: 'some relief', 'X does', 'evidence is thin'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mgcheck.find.clauses import Layout
from mgcheck.find.roles import is_elided
from mgcheck.find.scan import Match
from mgcheck.text import MARKS

_REPLY: Final = 12
"""Tokens up to which a sentence is taken for the answer to the question before it."""


def restate(layout: Layout, outcomes: Iterable[Match], at: Match, role: str) -> None:
    """Let the words of `at` stand for `outcomes`."""
    concepts = dict.fromkeys(match.concept for match in outcomes)
    layout.outcomes.extend(
        Match(c, "outcome", role, at.first, at.last, True, False) for c in concepts
    )


def take_back(layout: Layout, earlier: Iterable[Match]) -> None:
    """Add what 'them' or 'these problems' right after a relation stands for.

    "Cramps are common. X may relieve them."
    """
    ends = {m.last for m in layout.relations}
    tokens = layout.tokens
    for cue in (*layout.cues.get("pronoun", ()), *layout.cues.get("restates", ())):
        word = tokens[cue.first].text
        is_last = cue.last >= len(tokens) or tokens[cue.last].text in MARKS
        if cue.first in ends and is_last and word in ("them", "these"):
            restate(layout, earlier, cue, "names")
            return


def take_doubted(layout: Layout, earlier: Iterable[Match]) -> None:
    """Add what is doubted of a subject in a clause of its own: 'evidence for X is thin'."""
    for cue in layout.cues.get("uncertain", ()):
        clause = layout.clause_of(cue)
        told = (m for m in layout.outcomes if m.first >= cue.last or m.last <= cue.first)
        if any(layout.clause_of(m) == clause for m in told):
            continue
        spoken = {layout.clause_of(m) for m in layout.subjects}
        # "evidence for X is promising, but remains limited"
        if clause in spoken or (clause - 1 in spoken and clause in layout.subordinate):
            restate(layout, layout.outcomes or earlier, cue, "does")


def take_elided(layout: Layout, before: Layout | None) -> None:
    """Add what a sentence says of another subject with a bare verb: '... cannot. X does.'"""
    if before is None or layout.outcomes or not before.has("negation"):
        return
    for subject in layout.subjects:
        if is_elided(subject.last, layout):
            at = Match("", "cue", "", subject.last, subject.last + 1, False, False)
            restate(layout, before.outcomes, at, "does")
            return


def take_asked(layout: Layout, before: Layout | None) -> None:
    """Add what the question before asked about: 'Trouble sleeping? X may help.'"""
    if before is None or layout.outcomes or not layout.relations or len(layout.tokens) > _REPLY:
        return
    if before.tokens and before.tokens[-1].text == "?":
        last = layout.relations[-1]
        restate(layout, before.outcomes, last, "names")
