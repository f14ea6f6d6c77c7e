"""Headline against body: what title and headings say more strongly than the text below."""

from __future__ import annotations

from collections import defaultdict
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
    """Each claim that a heading puts more strongly than the body, where it does so most."""

    def said(finding: Finding) -> tuple[bool, tuple[int, bool]]:
        """Of people in general before one group, then how strongly."""
        return scope(finding.mention, catalogue) is None, strength(finding.mention)

    heading = dict(_in_headings(document))
    first = next((b.start for b in document.blocks if b.kind is BlockKind.HEADING), None)
    above: dict[str, list[Finding]] = defaultdict(list)
    below: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.mention.start not in heading:
            below[finding.mention.claim].append(finding)
        elif _asserts(finding):
            above[finding.mention.claim].append(finding)
    found = []
    for claim, told in above.items():
        title = max(told, key=lambda f: (said(f), -f.mention.start))
        alike = [f for f in below[claim] if f.mention.stance is title.mention.stance]
        body = max(alike, key=lambda f: (said(f), -f.mention.start), default=None)
        if body is not None and said(body) >= said(title):
            continue
        is_narrower = body is not None and said(body)[0] < said(title)[0]
        stances = {f.mention.stance for f in below[claim]} - {title.mention.stance}
        found.append(
            Headline(
                title,
                heading[title.mention.start] == first,
                body,
                body.mention.scope if body is not None and is_narrower else None,
                tuple(stance for stance in STANCES if stance in stances),
            )
        )
    return tuple(sorted(found, key=lambda h: (h.finding.mention.start, h.finding.mention.claim)))


def _in_headings(document: Document) -> Iterator[tuple[int, int]]:
    """Where each sentence in a heading starts, and where that heading does."""
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
