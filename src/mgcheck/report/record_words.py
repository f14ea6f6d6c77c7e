"""What records hold, put in words: the same at a terminal, in Markdown and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from mgcheck.model import Catalogue, Claim, Reference, Result, Study
from mgcheck.report import evidence
from mgcheck.report.line import clean
from mgcheck.report.words import DIRECTION

_BARE_P: Final = re.compile(r"(?P<sign>[<>]?)(?=0?\.\d)")
"""A p value that is written without its p: 0.03, <0.05."""
_POOLS: Final = {
    "rct": "randomised trials",
    "observational": "observational studies",
    "mixed": "randomised trials and observational studies",
}
_INTERVALS: Final = {
    "no-effect-to-appreciable": "the interval reaches from no effect to an appreciable one",
    "appreciable-only": "the whole interval is appreciable",
    "trivial": "the whole interval is trivial",
}


def citation(record: Study | Reference) -> str:
    """Authors, year, title, journal, as far as they are known."""
    cite = record.citation
    year = f"({cite.year})" if cite.year is not None else None
    parts = (
        " ".join(part for part in (cite.authors, year) if part),
        cite.title,
        cite.journal,
        cite.volume_pages,
    )
    told = ". ".join(clean(part).rstrip(".") for part in parts if part)
    return f"{told}." if told else "No citation known."


def study_facts(study: Study, catalogue: Catalogue) -> tuple[tuple[str, object], ...]:
    """A study's record, a label and a value each; None: not known."""
    given, who, against = study.intervention, study.population, study.comparator
    named = catalogue.subjects.get(given.subject)
    review: tuple[tuple[str, object], ...] = (
        ("studies", study.k),
        ("pools", _POOLS.get(study.pools or "")),
        ("on record", _listed(study.includes)),
    )
    return (
        ("found at", evidence.identifiers(study)),
        ("published", _printed(study)),
        ("who", f"{who.who} ({who.group})"),
        ("age", who.age),
        ("condition", who.condition),
        ("enrolled", study.n_enrolled),
        ("randomised", study.n_randomised),
        ("analysed", study.n_analysed),
        ("given", given.subject if named is None else named.name),
        ("product", given.product),
        ("dose", given.dose),
        ("elemental", _unit(given.elemental_mg_per_day, "mg a day")),
        ("with it", _listed(given.co_ingredients)),
        ("for", _unit(given.weeks, "weeks")),
        ("against", against.what or against.kind),
        ("blinding", study.blinding),
        ("registered", study.registration),
        ("funding", study.funding),
        ("seller", _seller(study)),
        *(review if study.pools is not None or study.k is not None else ()),
    )


def study_notes(study: Study) -> tuple[tuple[str, Sequence[str]], ...]:
    """What else is told of a study, by title."""
    return (
        ("Safety", (study.safety,) if study.safety else ()),
        ("Limitations", study.limitations),
        ("Not verified", study.unverified),
        ("Verified from", study.verified_from),
        ("Notes", (study.notes,) if study.notes else ()),
    )


class Told(NamedTuple):
    """A result row: what was measured and how, what came of it, and the figures with remarks."""

    measured: str
    found: str
    figures: str


def result(row: Result) -> Told:
    """One result row, as it was reported."""
    direction = DIRECTION[row.direction] if row.direction is not None else "direction not known"
    details = [
        row.measured,
        f"({row.instrument})" if row.instrument else "",
        f"versus {row.versus}" if row.versus else "",
    ]
    p = _BARE_P.sub(_with_p, row.p, count=1) if row.p and _BARE_P.match(row.p) else row.p
    marks = [
        row.effect,
        p,
        _INTERVALS.get(row.interval_reaches or "", ""),
        "primary" if row.primary else "",
        "second-hand" if row.second_hand else "",
        f"source's own certainty: {row.certainty.value}" if row.certainty else "",
        f"not verified: {row.unverified}" if row.unverified else "",
    ]
    return Told(
        " ".join(clean(part) for part in details if part),
        direction,
        "; ".join(clean(part) for part in marks if part),
    )


def said_in(claim: Claim, catalogue: Catalogue) -> Iterator[str]:
    """Each article that the claim was collected from, with its sentences."""
    for article, places in groupby(claim.said_in, lambda place: place.article):
        numbers = [str(place.sentence) for place in places]
        noun = "sentence" if len(numbers) == 1 else "sentences"
        source = catalogue.sources.get(article)
        title = f"{clean(source.title)} ({article})" if source is not None else article
        yield f"{title}, {noun} {', '.join(numbers)}"


def _printed(study: Study) -> str:
    status = study.publication
    parts = (
        status.status,
        f"erratum: {status.erratum}" if status.erratum else "",
        "retracted" if status.retracted else "",
    )
    return "; ".join(part for part in parts if part)


def _with_p(bare: re.Match[str]) -> str:
    return f"p {bare['sign'] or '='} "


def _unit(number: float | None, unit: str) -> str | None:
    return None if number is None else f"{number:g} {unit}"


def _listed(names: Sequence[str] | None) -> str | None:
    return None if names is None else ", ".join(names) or "nothing else"


def _seller(study: Study) -> str | None:
    match study.seller_linked:
        case None:
            return None
        case True:
            return "funded or authored by who sells it"
        case False:
            return "not linked"
