"""The way in: a quick look first, for most texts cite nothing."""

from __future__ import annotations

from typing import Final

from mgcheck.cite.signs import may_cite
from mgcheck.model import Catalogue, Cite, Document

LONGEST: Final = 2_000_000
"""Characters beyond which a text is no article, and its citations are left alone."""


def citations(document: Document, catalogue: Catalogue) -> tuple[Cite, ...]:
    """Every place in `document` that cites, by position; resolved to records where they fit."""
    if len(document.text) > LONGEST or not may_cite(document.text, catalogue):
        return ()
    from mgcheck.cite.collect import collect  # 5 ms to import and prepare

    return collect(document, catalogue)
