"""Whether a text can cite anything at all: a quick look, so that most texts go no further."""

from __future__ import annotations

import re
from typing import Final

from mgcheck.model import Catalogue

_YEAR: Final = re.compile(r"(?:19|20)\d\d[a-z]?\s*[);,:]|\((?:19|20)\d\d")
"""A year that closes, opens or stands inside brackets, or before a volume."""
_BARE_YEAR: Final = re.compile(r"(?<=\w) (?=(?:19|20)\d\d)")
_NAME: Final = 40
"""Characters before a year in which a name stands."""
_TITLE: Final = 24
"""Characters of a title that are compared at first."""
_QUOTED: Final = re.compile(rf"[\"“*_](?=([^\"“”*_\n]{{{_TITLE}}}))")
_PIECES: Final = ("10.", "pmid", "pmc", "pubmed", "nct0", "isrctn", "et al", "clinicaltrials")


def may_cite(text: str, catalogue: Catalogue) -> bool:
    """False where `text` certainly cites nothing that could be resolved or listed."""
    lowered = text.lower()
    return (
        any(piece in lowered for piece in _PIECES)
        or _YEAR.search(text) is not None
        or _names_author(lowered, catalogue)
        or _quotes_title(lowered, catalogue)
        or any(piece in lowered for piece in name_pieces(catalogue))
        or any(url in lowered for url in _addresses(catalogue, lowered))
    )


def _names_author(lowered: str, catalogue: Catalogue) -> bool:
    """Whether a first author on record stands right before a year: 'Doe 2020'."""
    before = {
        lowered[max(0, found.start() - _NAME) : found.start()].rsplit(None, 1)[-1]
        for found in _BARE_YEAR.finditer(lowered)
    }
    if not before:
        return False
    authors = (study.citation.authors for study in catalogue.studies.values())
    return any(name.lower().startswith(tuple(before)) for name in authors if name)


def _quotes_title(lowered: str, catalogue: Catalogue) -> bool:
    """Whether the title of a record stands in quotation marks or italics."""
    begun = {found[1] for found in _QUOTED.finditer(lowered)}
    if not begun:
        return False
    records = (
        *(study.citation for study in catalogue.studies.values()),
        *(reference.citation for reference in catalogue.references.values()),
    )
    return any(c.title[:_TITLE].lower() in begun for c in records if c.title)


def name_pieces(catalogue: Catalogue) -> set[str]:
    """The longest word of each name of a study that is not a common one: no name without it."""
    return {_telling(name) for study in catalogue.studies.values() for name in study.names}


def _telling(name: str) -> str:
    """The longest piece of a name that must stand in every reading of it."""
    whole = [w for w in name.lower().replace("=", "").split() if "|" not in w and "~" not in w]
    return max(whole, key=len, default="")


def _addresses(catalogue: Catalogue, lowered: str) -> tuple[str, ...]:
    if "://" not in lowered:
        return ()
    urls = (
        *(study.url for study in catalogue.studies.values()),
        *(reference.url for reference in catalogue.references.values()),
    )
    return tuple(url.lower().partition("://")[2] for url in urls if url)
