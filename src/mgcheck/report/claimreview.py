"""ClaimReview (schema.org) of the claims judged, for a page on which a publisher reviews them.

Nobody but its publisher can say that a review is theirs: who and where must be named, and nothing
makes one unasked.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlsplit

from mgcheck.errors import UsageError
from mgcheck.model import Finding, Stance, Tier, Verdict
from mgcheck.report.json_bytes import dump
from mgcheck.report.line import clean
from mgcheck.report.problems import Problem, Run, every, worst_first
from mgcheck.report.words import as_put

LONGEST: Final = 75
"""Characters advised for what was claimed."""


def render(run: Run) -> bytes:
    """A list with one review for each claim that a text asserts and evidence decides."""
    publisher, url = named(run.publisher, run.review_url)
    gravest: dict[str, tuple[Problem, Finding]] = {}
    for problem in worst_first(list(every(run))):
        finding = problem.finding
        if finding is None or problem.suppressed is not None:
            continue
        if finding.mention.stance is not Stance.ASSERTS:
            continue
        if finding.verdict is not Verdict.NOT_GRADABLE:
            gravest.setdefault(problem.rule, (problem, finding))
    return dump([_review(*gravest[name], run, publisher, url) for name in sorted(gravest)])


def named(publisher: str | None, url: str | None) -> tuple[str, str]:
    """Both, checked.

    Raises:
        UsageError: one is missing, or the address is none of the web.
    """
    if not publisher or not publisher.strip() or not url:
        what = "needs to know who publishes the reviews, and where"
        raise UsageError(what, "add --publisher NAME --review-url URL", "--format claimreview")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        mend = "write it whole: https://example.org/reviews"
        raise UsageError("is no address of a page", mend, f"--review-url {url}")
    return publisher.strip(), url


def _review(
    problem: Problem, finding: Finding, run: Run, publisher: str, url: str
) -> dict[str, Any]:
    anchor = urlsplit(url)._replace(fragment=quote(problem.rule)).geturl()
    home = urlsplit(url)._replace(path="/", query="", fragment="").geturl()
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": anchor,
        "claimReviewed": shortened(as_put(finding, run.catalogue)),
        "author": {"@type": "Organization", "name": publisher, "url": home},
        "reviewRating": {"@type": "Rating", "alternateName": _rating(finding)},
        "reviewBody": problem.why,
        "isBasedOn": {
            "@type": "Dataset",
            "name": run.catalogue.name,
            "version": run.catalogue.version,
            "identifier": f"sha256:{run.catalogue.sha256}",
        },
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {"@type": "CreativeWork", "name": clean(problem.document.path)},
        },
    }


def _rating(finding: Finding) -> str:
    """The verdict, as a reader of a search result can take it."""
    is_bench = finding.verdict is Verdict.SUPPORTED and finding.body.tier is Tier.PRECLINICAL
    return "Shown in animals or cells, as it is put" if is_bench else _RATINGS[finding.verdict]


_RATINGS: Final = {
    Verdict.SUPPORTED: "Supported by the evidence as it is put",
    Verdict.OVERSTATED: "Overstated",
    Verdict.PRECLINICAL_ONLY: "Shown in animals or cells only",
    Verdict.MIXED: "Mixed evidence",
    Verdict.NOT_SUPPORTED: "Not supported",
    Verdict.CONTRADICTED: "Contradicted by the evidence",
    Verdict.OUTDATED: "Outdated",
    Verdict.MISATTRIBUTED: "Not what the cited study shows",
    Verdict.NO_EVIDENCE: "No evidence on record",
}


def shortened(statement: str) -> str:
    """`statement` in at most 75 characters, cut between words."""
    words = clean(statement)
    if len(words) <= LONGEST:
        return words
    cut = words[:LONGEST].rpartition(" ")[0] or words[: LONGEST - 1]
    return f"{cut.rstrip(' ,;:')[: LONGEST - 1]}…"
