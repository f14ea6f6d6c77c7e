"""Records in a few words: design, size, and what a study found on one claim's outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mgcheck.model import Catalogue, Claim, Concept, Reference, Result, Study
from mgcheck.report.words import DESIGN, DIRECTION

_NO_IDENTIFIER: Final = "no identifier known"


def size(study: Study) -> str:
    """How many took part: analysed where known, else randomised or enrolled."""
    pooled = f"{study.k} studies, " if study.k is not None else ""
    for number, word in (
        (study.n_analysed, "analysed"),
        (study.n_randomised, "randomised"),
        (study.n_enrolled, "enrolled"),
    ):
        if number is not None:
            return f"{pooled}n = {number:,} {word}"
    return pooled.removesuffix(", ") or "n not known"


def design(study: Study) -> str:
    """The study's design, in words; animal species named."""
    words = DESIGN[study.design] if study.design is not None else "design not known"
    if study.species not in ("human", "") and study.species not in words:
        return f"{words}, {study.species}"
    return words


def rows(study: Study, claim: Claim, catalogue: Catalogue) -> tuple[Result, ...]:
    """The study's rows on the claim's outcome and its parts, else on what comes nearest."""
    return _within(study, claim, catalogue) or _near(study, claim, catalogue)


def _within(study: Study, claim: Claim, catalogue: Catalogue) -> tuple[Result, ...]:
    return tuple(
        r
        for r in study.results
        if r.outcome is not None
        and claim.outcome in (r.outcome, *_ancestors(r.outcome, catalogue.outcomes))
    )


def _near(study: Study, claim: Claim, catalogue: Catalogue) -> tuple[Result, ...]:
    """Rows on what stands in for the outcome, else on what it is part of, else on its siblings."""
    outcomes = catalogue.outcomes
    measured = [(r, outcomes[r.outcome]) for r in study.results if r.outcome in outcomes]
    standing_in = tuple(r for r, o in measured if claim.outcome in o.surrogate_of)
    above = frozenset(_ancestors(claim.outcome, outcomes))
    wider = tuple(r for r, o in measured if o.id in above)
    siblings = tuple(r for r, o in measured if above.intersection(_ancestors(o.id, outcomes)))
    return standing_in or wider or siblings


def found(study: Study, claim: Claim, catalogue: Catalogue) -> str:
    """What came of it, each direction once; what was measured where they or the outcome differ."""
    within = _within(study, claim, catalogue)
    by_direction: dict[str, list[str]] = {}
    for row in within or _near(study, claim, catalogue):
        word = DIRECTION[row.direction] if row.direction is not None else "direction not known"
        by_direction.setdefault(word, []).append(row.measured)
    if within and len(by_direction) == 1:
        return next(iter(by_direction))
    return "; ".join(f"{word}: {_some(names)}" for word, names in by_direction.items())


def identifier(record: Study | Reference) -> str:
    """By what a reader can look the record up."""
    return next(_known(record), _NO_IDENTIFIER)


def identifiers(record: Study | Reference) -> str:
    """Everything by which a reader can look the record up."""
    return ", ".join(_known(record)) or _NO_IDENTIFIER


def _known(record: Study | Reference) -> Iterator[str]:
    """The identifiers that are on record, the most lasting first."""
    if record.doi:
        yield f"doi:{record.doi}"
    if record.pmid:
        yield f"PMID {record.pmid}"
    if record.pmcid:
        yield record.pmcid
    if isinstance(record, Study) and record.nct:
        yield record.nct
    if record.url:
        yield record.url


def _some(names: list[str]) -> str:
    """The first two names, and how many more."""
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


def _ancestors(outcome: str, outcomes: dict[str, Concept]) -> Iterator[str]:
    """Everything that `outcome` is part of, at any remove."""
    seen: set[str] = set()
    todo = [outcome]
    while todo:
        concept = outcomes.get(todo.pop())
        for parent in concept.parents if concept else ():
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
                yield parent
