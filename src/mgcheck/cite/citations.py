"""The way in: a quick look first, for most texts cite nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mgcheck.cite.described import described
from mgcheck.cite.groups import speaks_of
from mgcheck.cite.signs import may_cite
from mgcheck.model import Catalogue, Cite, Document, Figure, Kind, Mention

_BY_GROUP: Final = frozenset({Kind.SAFETY, Kind.MECHANISM, Kind.EFFECT})
"""Kinds of claims that a record may bear out for one group and not for another."""
_OWN: Final = frozenset({Kind.FACT, Kind.LABEL, Kind.SAFETY, Kind.EFFECT})
"""Kinds of claims whose own figures a record can bear out."""
LONGEST: Final = 2_000_000
"""Characters beyond which a text is no article, and its citations are left alone."""


def citations(document: Document, catalogue: Catalogue) -> tuple[Cite, ...]:
    """Every place in `document` that cites, by position; resolved to records where they fit."""
    if len(document.text) > LONGEST:
        return ()
    told = sorted(described(document, catalogue.citing), key=lambda c: (c.start, c.end))
    if not may_cite(document.text, catalogue):
        return tuple(told)
    from mgcheck.cite.collect import collect  # 5 ms to import and prepare

    found = collect(document, catalogue)
    # "a rat study by Doe et al. (2010)" is one work, and named
    named = {cite.sentence for cite in found}
    apart = (cite for cite in told if cite.sentence not in named)
    return tuple(sorted((*found, *apart), key=lambda c: (c.start, c.end, c.work)))


def own_figures(
    document: Document, mentions: Sequence[Mention], catalogue: Catalogue
) -> dict[tuple[int, int], tuple[Figure, ...]]:
    """By sentence, figures that a record can bear out without a citation, and of whom they are."""
    told = [m for m in mentions if _may_tell(document.text[m.start : m.end], m, catalogue)]
    if not told:
        return {}
    from mgcheck.cite import figures  # 5 ms, and most texts give none

    elements = {
        catalogue.subjects[parent].name
        for m in told
        if catalogue.claims[m.claim].kind is Kind.LABEL
        for subject in catalogue.claims[m.claim].subject
        for parent in catalogue.subjects[subject].parents
    }
    return figures.own(document, told, catalogue.citing, frozenset(elements))


def _may_tell(said: str, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether the sentence can hold a figure, or a group, that matters to its claim."""
    kind = catalogue.claims[mention.claim].kind
    if kind in _OWN and any(char.isdigit() for char in said):
        return True
    return kind in _BY_GROUP and speaks_of(said.lower(), catalogue.citing)


def records_of(reference: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The records that a DOI, a PMID, another identifier, a title or a whole reference names."""
    from mgcheck.cite import collect

    return collect.records_of(reference, catalogue)
