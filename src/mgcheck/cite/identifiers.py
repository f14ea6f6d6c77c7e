"""DOI, PubMed, PubMed Central and trial registration numbers in a text, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote


class Identifier(NamedTuple):
    """An identifier, where it stands, and in the form in which records are compared."""

    start: int
    end: int
    sort: str
    """DOI, PMID, PMCID or registration."""
    value: str


_SIGNS: Final = re.compile(
    r"(?P<doi>(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s{0,2})?(?<![\d.])10\.\d{4,9}/[^\s\"'<>|\[\]]{1,200})"
    r"|(?P<pmcid>(?:https?://[\w./-]{0,80}|\bPMCID:?\s{0,2})?\bPMC\d{4,9}\b/?)"
    r"|(?:https?://)?[\w.]{0,30}pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?P<address>\d{1,8})\b/?"
    r"|\bPMID:?\s{0,2}(?P<pmid>\d{1,8})\b"
    r"|(?P<trial>(?:https?://[\w./-]{0,80})?\b(?:NCT\d{8}|ISRCTN\s?\d{6,8}|ACTRN\d{14}|DRKS\d{8}"
    r"|UMIN\d{9}|IRCT\d{8,16}N\d{1,3}|ChiCTR[-\w]{5,20}|CTRI/\d{4}/\d{2,3}/\d{6}|NTR\d{3,5}"
    r"|EUCTR\d{4}-\d{6}-\d{2})\b)",
    re.IGNORECASE,
)
_CORE: Final = re.compile(
    r"10\.\d{4}|pmc\d|pmid|pubmed|(?:nct|isrctn|actrn|drks|umin|irct|ntr|euctr)\s?\d|chictr|ctri/",
    re.IGNORECASE,
)
"""What any of them holds: looked for first, at a tenth of the cost."""
_OPENING: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_PMC: Final = re.compile(r"PMC\d+", re.IGNORECASE)
_TRAILING: Final = ".,;:!?'\"’”*_"


def identifiers(text: str, start: int = 0, end: int | None = None) -> Iterator[Identifier]:
    """Every identifier in `text[start:end]`, in order."""
    last = len(text) if end is None else end
    if _CORE.search(text, start, last) is None:
        return
    for found in _SIGNS.finditer(text, start, last):
        yield _read(found)


def _read(found: re.Match[str]) -> Identifier:
    start, whole = found.start(), found.group()
    if found["doi"]:
        kept = _without_tail(whole)
        return Identifier(start, start + len(kept), "DOI", normal_doi(kept))
    if found["pmcid"]:
        number = _PMC.search(whole)
        value = number.group().upper() if number else whole
        return Identifier(start, found.end(), "PMCID", value)
    if found["trial"]:
        value = whole.rpartition("/")[2] if "://" in whole else whole
        return Identifier(start, found.end(), "registration", value.replace(" ", "").upper())
    return Identifier(start, found.end(), "PMID", (found["address"] or found["pmid"]).lstrip("0"))


def normal_doi(doi: str) -> str:
    """A DOI as it is compared: without address, in lower case, percent signs read."""
    return unquote(_OPENING.sub("", doi)).lower()


def shorter(doi: str) -> Iterator[str]:
    """`doi`, then without what an address may add to it: ?query, #part, /full, .pdf."""
    bare = re.split(r"[?#]", doi)[0]
    yield doi
    yield bare
    yield bare.removesuffix(".pdf")
    while bare.count("/") > 1:
        bare = bare.rpartition("/")[0]
        yield bare


def _without_tail(doi: str) -> str:
    """Without the marks that end its sentence or bracket."""
    while doi:
        last = doi[-1]
        if last in _TRAILING or (last in ")}" and doi.count("(") < doi.count(last)):
            doi = doi[:-1]
        elif doi.count(")") > doi.count("("):
            doi = doi[: doi.rindex(")")]
        else:
            break
    return doi
