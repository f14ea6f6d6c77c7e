"""Which citations a sentence gives as the source of a claim; the rest only stands beside it.

Care before completeness: a citation in the same part of the sentence counts, before the claim
where the authors are its subject, behind it where they stand in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mgcheck.model import Cite, Mention

_BEHIND: Final = frozenset({"bracket", "mark", "link", "identifier"})
_ADJACENT: Final = 4
"""Characters between two citations of one group: '(Doe, 2020; Roe, 2021)', '[1][2]'."""
_OPENING: Final = 40
"""Characters from the start of a sentence within which brackets stand before what they cite for."""


def sources(mention: Mention, cites: Sequence[Cite]) -> list[Cite]:
    """The citations that `mention`'s sentence gives as the source of what it says of the claim."""
    here = [c for c in cites if c.is_source and c.sentence == (mention.start, mention.end)]
    if not here:
        return []
    outcome = _at(mention, "outcome")
    subject = _at(mention, "subject")
    at = mention.start if outcome is None else outcome
    where = at if subject is None else max(subject, mention.start)
    told = [c for c in here if c.form in ("told", "name") and c.start <= at and where < c.clause[1]]
    behind = _group_behind([c for c in here if c.form in _BEHIND], at)
    return told[-1:] + behind or _at_opening(here, mention, at)


def is_linked(cite: Cite, mention: Mention) -> bool:
    """Whether the very words that name the outcome are the link."""
    outcome = _at(mention, "outcome")
    return cite.form == "link" and outcome is not None and cite.start <= outcome < cite.end


def _group_behind(behind: Sequence[Cite], at: int) -> list[Cite]:
    """The citations right behind what stands at `at`, up to the next words of the text."""
    group: list[Cite] = []
    for cite in sorted(behind, key=lambda c: c.start):
        if cite.form == "link" and cite.start <= at < cite.end:
            return [cite]
        if cite.end <= at:
            continue
        if group and cite.start - group[-1].end > _ADJACENT and cite.start >= group[-1].end:
            break
        group.append(cite)
    # only the first can tell: a semicolon in brackets begins nothing
    return group if group and group[0].clause[0] <= at else []


def _at_opening(here: Sequence[Cite], mention: Mention, at: int) -> list[Cite]:
    """'Research (Doe et al., 2020) shows ...'."""
    return [
        c
        for c in here
        if c.form in _BEHIND and c.start - mention.start <= _OPENING and c.end <= at < c.clause[1]
    ]


def _at(mention: Mention, part: str) -> int | None:
    return min((hit.start for hit in mention.hits if hit.part == part), default=None)
