"""Counts in place of findings: which claims stand how often where, and which texts need most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mgcheck.model import Severity
from mgcheck.report.line import EMPTY, Line, Style, clean, text_line
from mgcheck.report.summary import Checked, severities, summarise
from mgcheck.report.words import SEVERITIES, count

Count = Annotated[int, Meta(ge=0)]


class ByClaim(msgspec.Struct, forbid_unknown_fields=True):
    """How often a claim got a verdict; `severity` is the worst of these findings."""

    claim: str
    verdict: str
    severity: Literal["none", "note", "warning", "error"]
    count: Count


class ByText(msgspec.Struct, forbid_unknown_fields=True):
    """A text's findings and notices of each severity, and how many are suppressed."""

    path: str
    error: Count
    warning: Count
    note: Count
    none: Count
    suppressed: Count


class Statistics(msgspec.Struct, forbid_unknown_fields=True):
    """A whole run in numbers."""

    schema_version: Literal[1]
    mgcheck: str
    claims: list[ByClaim]
    """What occurs most, first."""
    documents: list[ByText]
    """The worst first: errors, then warnings, then notes."""


def statistics(checked: Sequence[Checked], version: str) -> Statistics:
    """The numbers of a run."""
    pairs = Counter((f.mention.claim, f.verdict) for c in checked for f in c.findings)
    worst: dict[tuple[str, object], Severity] = {}
    for finding in (f for c in checked for f in c.findings):
        key = (finding.mention.claim, finding.verdict)
        worst[key] = max(finding.severity, worst.get(key, Severity.NONE), key=lambda s: s.rank)
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0][0], item[0][1].value))
    texts = [_text(one) for one in checked]
    texts.sort(key=lambda t: (-t.error, -t.warning, -t.note, t.path))
    return Statistics(
        1,
        version,
        [ByClaim(key[0], key[1].value, worst[key].value, n) for key, n in ordered],
        texts,
    )


def _text(one: Checked) -> ByText:
    told = Counter(severities(one))
    numbers = {severity.value: told[severity] for severity in Severity}
    return ByText(one.report.document.path, **numbers, suppressed=len(one.suppressed))


def lines(checked: Sequence[Checked]) -> Iterator[Line]:
    """The numbers as two tables; texts that ask for nothing are only counted."""
    made = statistics(checked, "")
    width = max((len(row.claim) for row in made.claims), default=0)
    for row in made.claims:
        yield text_line(
            (f"{row.count:>6,}  ", Style.STRONG),
            (f"{row.claim:<{width}}  {row.verdict:<16}  ", Style.PLAIN),
            (row.severity if row.severity != "none" else "", Style.QUIET),
        )
    if made.claims:
        yield EMPTY
    asking = [row for row in made.documents if row.error or row.warning or row.note]
    for text in asking:
        told = (
            count(number, word)
            for number, word in (
                (text.error, "error"),
                (text.warning, "warning"),
                (text.note, "note"),
            )
            if number
        )
        yield text_line((clean(text.path), Style.STRONG), (f"  {', '.join(told)}", Style.PLAIN))
    if asking:
        yield EMPTY
    summary = summarise(checked)
    n_quiet = len(made.documents) - len(asking)
    by = ", ".join(
        count(n, s.value)
        for s in SEVERITIES
        if s is not Severity.NONE
        for n in (summary.by_severity[s],)
        if n
    )
    told_all = f"{count(summary.n_claims, 'claim')} in {count(summary.n_documents, 'document')}"
    yield text_line((f"{told_all}{': ' if by else ''}{by}.", Style.STRONG))
    if n_quiet:
        yield text_line((f"Nothing to mend in {count(n_quiet, 'document')}.", Style.PLAIN))
