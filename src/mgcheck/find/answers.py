"""Answers: 'Does X help with cramps? Probably not.' speaks to what the question asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from mgcheck.find import strength
from mgcheck.find.roles import cues_of
from mgcheck.find.saying import hit_of
from mgcheck.find.scan import Match
from mgcheck.find.views import View
from mgcheck.model import Mention, Relation, Stance
from mgcheck.text import MARKS

_LESS_SURE = 20
"""What it takes from the score that the words for the claim stand in the question."""


_OTHERWISE: Final = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


def answered(view: View, asked: Iterable[Mention]) -> list[Mention]:
    """The claims of a question that `view`, the sentence after it, answers with yes or no.

    `asked` has them as a yes would put them: "Is it free of side effects?" and "Does it have side
    effects?" want different answers.
    """
    reply = _reply(view)
    if reply is None or view.asks:
        return []
    said, agrees = reply
    put, _, cues = strength.wording(view.layout, None, said, None, loose=False, able=False)
    hits = {hit_of(view.layout, cue, "wording") for cue in cues}
    hits.add(hit_of(view.layout, said, "relation" if agrees else "negation"))
    return [
        replace(
            mention,
            start=view.sentence.start,
            end=view.sentence.end,
            stance=mention.stance if agrees else _OTHERWISE[mention.stance],
            wording=put,
            relation=Relation.CAUSE,
            score=mention.score - _LESS_SURE,
            how="answers the question before it",
            hits=tuple(sorted(hits, key=lambda h: (h.start, h.end, h.part, h.concept))),
        )
        for mention in asked
        if mention.stance in _OTHERWISE
    ]


def _reply(view: View) -> tuple[Match, bool] | None:
    """The yes (true) or no that a sentence opens or ends with, set off by a mark."""
    tokens = view.layout.tokens
    opens = 2 if len(tokens) > 1 and tokens[0].text == "a" and tokens[1].text in MARKS else 0
    for name, agrees in (("rejects", False), ("affirms", True)):
        for match in cues_of(view.layout, name):
            ended = match.last == len(tokens) or tokens[match.last].text in MARKS
            if ended and (match.first == opens or match.last >= len(tokens) - 1):
                return match, agrees
    return None
