"""mgcheck: a linter for health claims.

import mgcheck
for finding in mgcheck.check(text).findings: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgcheck.errors import CatalogueError, InputError, MgcheckError, UsageError
from mgcheck.model import (
    Body,
    Catalogue,
    Certainty,
    Claim,
    Concept,
    Direction,
    Document,
    Edit,
    Finding,
    Fix,
    Kind,
    Leg,
    Mention,
    Reference,
    Relation,
    Report,
    Severity,
    Stance,
    Status,
    Step,
    Study,
    Tier,
    Verdict,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from os import PathLike

    from mgcheck.regulation import Standing
    from mgcheck.whole import Card, Comparison, Drafts

__version__: Final = "0.1.0"

__all__ = [
    "Body",
    "Catalogue",
    "CatalogueError",
    "Certainty",
    "Claim",
    "Concept",
    "Direction",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "InputError",
    "Kind",
    "Leg",
    "Mention",
    "MgcheckError",
    "Reference",
    "Relation",
    "Report",
    "Severity",
    "Stance",
    "Status",
    "Step",
    "Study",
    "Tier",
    "UsageError",
    "Verdict",
    "Wording",
    "__version__",
    "as_of",
    "card",
    "check",
    "check_document",
    "compare",
    "diff",
    "load_catalogue",
    "rank",
    "standings",
    "with_fixes",
]


def check(text: str, catalogue: Catalogue | None = None) -> Report:
    """Find the claims in `text` that `catalogue` (default: mgcheck's own) knows, and weigh each."""
    if not isinstance(text, str):
        raise TypeError(f"check takes a text as str, not {type(text).__name__}")
    from mgcheck import read  # stages wait: to import mgcheck for its version costs nothing

    return check_document(read.document(text), load_catalogue() if catalogue is None else catalogue)


def check_document(document: Document, catalogue: Catalogue) -> Report:
    """The same for a document that is already read."""
    from mgcheck import cite, find, grade

    found = find.mentions(document, catalogue)
    cites = cite.citations(document, catalogue)
    figures = cite.own_figures(document, found.mentions, catalogue)
    if not cites and not figures:
        return Report(document, grade.findings(found.mentions, catalogue), found.unmatched)
    findings, works = grade.cited_findings(found.mentions, cites, figures, catalogue)
    return Report(document, findings, found.unmatched, works)


def as_of(catalogue: Catalogue, date: str) -> Catalogue:
    """`catalogue` with the records alone that were published by `date`: 2019, 2019-06-30."""
    from mgcheck.catalogue.as_of import as_of as at_that_time

    return at_that_time(catalogue, date)


def with_fixes(report: Report, catalogue: Catalogue | None = None) -> Report:
    """`report` with a fix at each finding that has one: tried on the text, and found to hold."""
    from mgcheck import read
    from mgcheck.rewrite import Rewriter

    known = load_catalogue() if catalogue is None else catalogue
    like = report.document
    return Rewriter(known).rewritten(
        report, lambda text: check_document(read.again(text, like), known)
    )


def card(report: Report, catalogue: Catalogue) -> Card:
    """A checked text in a few lines: what stands, what is overstated most, what is left out."""
    from mgcheck import find, whole

    # of a text that claims nothing a reader wants nothing
    heard = find.met(report.document, catalogue) if report.findings else {}
    return whole.card(report, heard, catalogue)


def compare(reports: Sequence[Report], catalogue: Catalogue) -> Comparison:
    """Which of several checked texts says what, where they contradict one another first."""
    from mgcheck.whole.compare import compare as side_by_side

    return side_by_side(reports, catalogue)


def diff(
    old: Report, new: Report, catalogue: Catalogue, threshold: Severity = Severity.WARNING
) -> Drafts:
    """What a new draft changed; what got worse counts from the severity `threshold` on."""
    from mgcheck.whole.drafts import diff as changes

    return changes(old, new, catalogue, threshold)


def standings(
    report: Report, catalogue: Catalogue, jurisdictions: Sequence[str], commercial: bool = False
) -> tuple[tuple[Standing, ...], ...]:
    """For each finding what each jurisdiction's law makes of such a claim in a seller's text.

    `commercial` says that the text is a seller's. No verdict depends on it (docs/regulation.md).
    """
    from mgcheck import regulation

    return regulation.standings(report, catalogue, jurisdictions, commercial)


def load_catalogue(path: str | PathLike[str] | None = None) -> Catalogue:
    """The catalogue in the folder `path`, or mgcheck's own."""
    from pathlib import Path

    from mgcheck import catalogue

    return catalogue.load(None if path is None else Path(path))


def rank(
    texts: Iterable[str],
    claims: Iterable[tuple[str, str]],
    k: int = 5,
    *,
    least: float | None = None,
    encoder: Callable[[list[str]], Iterable[Sequence[float]]] | None = None,
) -> list[list[tuple[str, float]]]:
    """For each text at most `k` of `claims`, pairs (id, statement), as (id, score), best first.

    Needs no catalogue. Scores run from 0 to 1; none is given below `least` (docs/matching.md).
    An `encoder` that makes vectors of texts may be brought along; none is needed.
    """
    from mgcheck import ranking

    return ranking.rank(texts, claims, k, least=least, encoder=encoder)
