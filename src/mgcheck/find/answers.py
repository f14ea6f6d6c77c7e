"""Answers: 'Does X help with cramps? Probably not.' speaks to what the question asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from mgcheck.find import strength
from mgcheck.find.roles import cues_of
from mgcheck.find.saying import hit_of, scope_of
from mgcheck.find.scan import Match
from mgcheck.find.subjects import Naming
from mgcheck.find.views import View
from mgcheck.model import Mention, Relation, Stance
from mgcheck.text import MARKS

_LESS_SURE = 20
"""What it takes from the score that the words for the claim stand in the question."""


_OTHERWISE: Final = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


def answered(view: View, asked: Iterable[Mention], naming: Naming) -> list[Mention]:
    """The claims of a question that `view`, the sentence after it, answers with yes or no.

    `asked` has them as a yes would put them: "Is it free of side effects?" and "Does it have side
    effects?" want different answers. A sentence that names somebody else answers for nobody.
    """
    reply = _reply(view)
    if reply is None or view.asks:
        return []
    said, agrees = reply
    named = {c for group in view.groups if group.how == "named" for c in group.concepts}
    if named and naming.kin_of(named).isdisjoint(naming.kin_of({*view.about})):
        return []
    put, _, cues = strength.wording(view.layout, None, said, None, loose=False, able=False)
    hits = {hit_of(view.layout, cue, "wording") for cue in cues}
    hits.add(hit_of(view.layout, said, "relation" if agrees else "negation"))
    scope, _ = scope_of(view, said)
    return [
        replace(
            mention,
            start=view.sentence.start,
            end=view.sentence.end,
            stance=mention.stance if agrees else _OTHERWISE[mention.stance],
            wording=put,
            relation=Relation.CAUSE,
            scope=scope or mention.scope,
            score=mention.score - _LESS_SURE,
            how="answers the question before it",
            names_study=view.study,
            says_placebo=view.layout.has("placebo"),
            hits=tuple(sorted(hits, key=lambda h: (h.start, h.end, h.part, h.concept))),
        )
        for mention in asked
        if mention.stance in _OTHERWISE
    ]


def _reply(view: View) -> tuple[Match, bool] | None:
    """The yes (true) or no that a sentence opens with, set off by a mark."""
    tokens = view.layout.tokens
    # "A: No." has lost its article
    opens = 1 if tokens and tokens[0].text == ":" else 0
    for name, agrees in (("rejects", False), ("affirms", True)):
        for match in cues_of(view.layout, name):
            ended = match.last == len(tokens) or tokens[match.last].text in MARKS
            if ended and match.first == opens:
                return match, agrees
    return None
