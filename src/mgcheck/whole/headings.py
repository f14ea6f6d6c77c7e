"""Headline against body: what title and headings say more strongly than the text below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mgcheck.model import BlockKind, Catalogue, Document, Finding, Stance
from mgcheck.whole.nouns import Headline
from mgcheck.whole.positions import STANCES, scope, strength

_SAYS: Final = frozenset({"subject", "relation"})
"""A heading that names neither is a label ('Muscle cramps:') and says nothing yet."""


def headlines(
    document: Document, findings: Sequence[Finding], catalogue: Catalogue
) -> tuple[Headline, ...]:
    """Each heading and claim where the body is weaker, once a claim: where it is put strongest."""
    heading = _headings(document)
    above = [f for f in findings if f.mention.start in heading]
    below = [f for f in findings if f.mention.start not in heading]
    first = next((b.start for b in document.blocks if b.kind is BlockKind.HEADING), None)
    found: dict[str, Headline] = {}
    for finding in sorted(above, key=_order):
        name = finding.mention.claim
        if name in found or not _asserts(finding):
            continue
        told = [f for f in below if f.mention.claim == name]
        alike = [f for f in told if f.mention.stance is finding.mention.stance]

        def said(finding: Finding) -> tuple[bool, tuple[int, bool]]:
            """Of people in general before one group, then how strongly."""
            return scope(finding.mention, catalogue) is None, strength(finding.mention)

        body = max(alike, key=lambda f: (said(f), -f.mention.start), default=None)
        if body is None or said(body) < said(finding):
            narrower = body is not None and said(body)[0] < said(finding)[0]
            stances = {f.mention.stance for f in told} - {finding.mention.stance}
            found[name] = Headline(
                finding,
                heading[finding.mention.start] == first,
                body,
                body.mention.scope if body is not None and narrower else None,
                tuple(stance for stance in STANCES if stance in stances),
            )
    return tuple(
        sorted(found.values(), key=lambda h: (h.finding.mention.start, h.finding.mention.claim))
    )


def _headings(document: Document) -> dict[int, int]:
    """By the start of each sentence in a heading, where that heading starts."""
    return dict(_in_headings(document))


def _in_headings(document: Document) -> Iterator[tuple[int, int]]:
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        if block.kind is BlockKind.HEADING:
            yield sentence.start, block.start


def _asserts(finding: Finding) -> bool:
    mention = finding.mention
    if mention.stance is Stance.QUESTIONS:
        return False
    return any(
        hit.part in _SAYS and mention.start <= hit.start < mention.end for hit in mention.hits
    )


def _order(finding: Finding) -> tuple[int, int, int]:
    rank, cause = strength(finding.mention)
    return -rank, -cause, finding.mention.start
