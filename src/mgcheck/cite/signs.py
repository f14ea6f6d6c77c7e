"""Whether a text can cite anything at all: a quick look, so that most texts go no further."""

from __future__ import annotations

import re
from typing import Final

from mgcheck.model import Catalogue

_YEAR: Final = re.compile(r"(?:19|20)\d\d[a-z]?\s*[);,:]|\((?:19|20)\d\d")
"""A year that closes, opens or stands inside brackets, or before a volume."""
_PIECES: Final = ("10.", "pmid", "pmc", "pubmed", "nct0", "isrctn", "et al", "clinicaltrials")


def may_cite(text: str, catalogue: Catalogue) -> bool:
    """False where `text` certainly cites nothing that could be resolved or listed."""
    lowered = text.lower()
    return (
        any(piece in lowered for piece in _PIECES)
        or _YEAR.search(text) is not None
        or any(piece in lowered for piece in name_pieces(catalogue))
        or any(url in lowered for url in _addresses(catalogue, lowered))
    )


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
