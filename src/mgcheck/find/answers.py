"""Answers: 'Does X help with cramps? Probably not.' speaks to what the question asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.find import strength
from mgcheck.find.roles import cues_of
from mgcheck.find.saying import hit_of, in_order, scope_of
from mgcheck.find.scan import Match
from mgcheck.find.subjects import Naming
from mgcheck.find.views import View
from mgcheck.model import Mention, Relation, Stance
from mgcheck.text import MARKS

_LESS_SURE = 20
"""What it takes from the score that the words for the claim stand in the question."""
_OTHERWISE: Final = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


class Reply(NamedTuple):
    """A yes or no, and the words for it."""

    said: Match
    agrees: bool


def reply_of(view: View, naming: Naming) -> Reply | None:
    """The yes or no that a sentence opens with, set off by a mark.

    A sentence that asks, or that names somebody else, answers nothing.
    """
    reply = None if view.asks else _reply(view)
    named = {c for group in view.groups if group.how == "named" for c in group.concepts}
    if named and naming.kin_of(named).isdisjoint(naming.kin_of({*view.about})):
        return None
    return reply


def answered(view: View, reply: Reply, asked: Iterable[Mention]) -> list[Mention]:
    """The claims of a question that `view`, the sentence after it, answers with `reply`.

    `asked` has them as a yes would put them: "Is it free of side effects?" and "Does it have side
    effects?" want different answers.
    """
    said, agrees = reply
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
            says_reverse=mention.says_reverse and agrees,
            relation=Relation.CAUSE,
            scope=scope or mention.scope,
            score=mention.score - _LESS_SURE,
            how="answers the question before it",
            names_study=view.study,
            says_placebo=view.layout.has("placebo"),
            hits=in_order(hits),
        )
        for mention in asked
        if mention.stance in _OTHERWISE
    ]


def _reply(view: View) -> Reply | None:
    tokens = view.layout.tokens
    # "A: No." has lost its article
    opens = 1 if tokens and tokens[0].text == ":" else 0
    for name, agrees in (("rejects", False), ("affirms", True)):
        for match in cues_of(view.layout, name):
            ended = match.last == len(tokens) or tokens[match.last].text in MARKS
            if ended and match.first == opens:
                return Reply(match, agrees)
    return None
