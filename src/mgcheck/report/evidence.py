"""Records in a few words: design, size, and what a study found on one claim's outcome."""

from __future__ import annotations

from collections.abc import Iterator

from mgcheck.model import Catalogue, Claim, Concept, Reference, Result, Study
from mgcheck.report.words import DESIGN, DIRECTION


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
    """The study's rows on the claim's outcome and its parts, else on what it is part of."""
    outcomes = catalogue.outcomes
    wider = frozenset(_ancestors(claim.outcome, outcomes))
    within = tuple(
        r
        for r in study.results
        if r.outcome == claim.outcome
        or (r.outcome is not None and claim.outcome in _ancestors(r.outcome, outcomes))
    )
    return within or tuple(r for r in study.results if r.outcome in wider)


def found(study: Study, claim: Claim, catalogue: Catalogue) -> str:
    """What came of it, each direction once, with what was measured where they differ."""
    by_direction: dict[str, list[str]] = {}
    for row in rows(study, claim, catalogue):
        word = DIRECTION[row.direction] if row.direction is not None else "direction not known"
        by_direction.setdefault(word, []).append(row.measured)
    if len(by_direction) <= 1:
        return next(iter(by_direction), "")
    return "; ".join(f"{word}: {_some(names)}" for word, names in by_direction.items())


def identifier(record: Study | Reference) -> str:
    """By what a reader can look the record up."""
    if record.doi:
        return f"doi:{record.doi}"
    if record.pmid:
        return f"PMID {record.pmid}"
    if isinstance(record, Study) and record.nct:
        return record.nct
    return record.url or "no identifier known"


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
