"""Counts over findings: the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from mgcheck.model import Finding, Report, Severity, Verdict

if TYPE_CHECKING:
    from mgcheck.regulation.nouns import LegalView, Standing
    from mgcheck.whole import Card


class State(str, Enum):
    """How a finding stands to a baseline; values after SARIF's baselineState."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    """The same words as in the baseline, judged otherwise: the evidence changed."""


class Suppressed(Struct, frozen=True):
    """A finding that is left out because somebody said so."""

    finding: Finding
    by: str
    """inSource: a comment in the text; external: a baseline (SARIF's words)."""
    reason: str
    state: State | None = None
    """How it stands to the baseline that leaves it out; None: a comment does."""


class Gone(Struct, frozen=True):
    """A finding that a baseline knows and its text no longer holds."""

    path: str
    """Of the text, which may be gone as well."""
    claim: str
    fingerprint: str
    verdict: Verdict
    severity: Severity
    sentence: str
    """How it began."""


class Notice(Struct, frozen=True):
    """Something amiss that is no claim: a comment that suppresses nothing, say."""

    rule: str
    severity: Severity
    message: str
    start: int
    end: int


class Checked(Struct, frozen=True):
    """A report as it is shown: what the reader's filters left, and how much they hid."""

    report: Report
    findings: tuple[Finding, ...]
    n_hidden: int
    card: Card | None = None
    """Of the whole text, whatever is hidden; None: none was asked for."""
    legal: LegalView | None = None
    """What the law makes of the findings shown; None: nobody asked."""
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[Notice, ...] = ()
    states: tuple[State, ...] = ()
    """Of each finding shown; empty: there is no baseline."""
    has_baseline: bool = False
    """True: held against a baseline, whether or not that knows the text."""
    fails_from: Severity | None = None
    """From which severity on a finding makes the run fail; None: none does."""

    def standings(self, index: int) -> tuple[Standing, ...] | None:
        """Where the finding of that number stands in law; None: nobody asked."""
        return None if self.legal is None else self.legal.standings[index]


class Summary(Struct, frozen=True):
    """What was found, in numbers."""

    n_claims: int
    n_unmatched: int
    n_hidden: int
    n_documents: int
    by_verdict: Mapping[Verdict, int]
    by_severity: Mapping[Severity, int]


def summarise(checked: Sequence[Checked]) -> Summary:
    """The counts over all of `checked`; verdicts and severities that did not occur count 0."""
    verdicts = Counter(f.verdict for c in checked for f in c.findings)
    severities = Counter(f.severity for c in checked for f in c.findings)
    return Summary(
        n_claims=sum(len(c.findings) for c in checked),
        n_unmatched=sum(len(c.report.unmatched) for c in checked),
        n_hidden=sum(c.n_hidden for c in checked),
        n_documents=len(checked),
        by_verdict={v: verdicts[v] for v in Verdict},
        by_severity={s: severities[s] for s in reversed(Severity)},
    )


def is_at_least(severity: Severity, threshold: Severity) -> bool:
    """True where `severity` is `threshold` or worse."""
    return severity.rank >= threshold.rank


def severities(one: Checked) -> Iterator[Severity]:
    """Of each finding and notice that is shown."""
    yield from (finding.severity for finding in one.findings)
    yield from (notice.severity for notice in one.notices)


def is_passed_over(one: Checked) -> bool:
    """True for a text that is known from a baseline, with nothing to add."""
    return one.has_baseline and all(s is Severity.NONE for s in severities(one))
