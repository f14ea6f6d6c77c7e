"""Fixes that change more than how firmly a sentence is put: whom it speaks of, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgcheck.model import BlockKind, Document, Edit, Finding, Rewrites, Tier
from mgcheck.rewrite.hedges import Candidate, Hedger


def replacements(
    document: Document,
    findings: Sequence[Finding],
    wanted: Sequence[Finding],
    rewrites: Rewrites,
    hedger: Hedger,
) -> Iterator[Candidate]:
    """Unsafe ways to put a sentence: limited to animals, else said in the catalogue's words."""
    start, end = wanted[0].mention.start, wanted[0].mention.end
    if hedger.is_closed(document, start, end) or hedger.is_personal(document, start, end):
        return  # what others hold or lived through is theirs: no general statement stands for it
    scope = rewrites.scopes.get("animals")
    is_bench = all(f.body.tier is Tier.PRECLINICAL for f in findings)
    is_prose = any(
        b.kind is BlockKind.PARAGRAPH and b.start <= start < b.end for b in document.blocks
    )
    if scope is not None and is_bench and is_prose:
        edit = hedger.limited(document, start, end, scope)
        if edit is not None:
            yield Candidate("scope", (edit,), is_safe=False)
    said = list(dict.fromkeys(f.suggestion for f in wanted if f.suggestion))
    # a claim that stands would vanish with the sentence that makes it
    if len(wanted) == len(findings) and all(f.suggestion for f in wanted):
        yield Candidate("sentence", (Edit(start, end, " ".join(said)),), is_safe=False)
