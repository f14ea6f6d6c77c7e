"""What a report says beside its findings: what is suppressed, and what is amiss and no claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgcheck.model import Document, Severity
from mgcheck.report.line import Line, Style, clean, text_line
from mgcheck.report.summary import Checked, Notice, Suppressed
from mgcheck.report.words import BADGE, SUPPRESSED_BY
from mgcheck.report.words import verdict as in_words


def notices(found: Sequence[Notice], document: Document) -> Iterator[Line]:
    """A line for each: place, severity, what is amiss."""
    for notice in found:
        style = BADGE[notice.severity] if notice.severity is not Severity.NONE else Style.QUIET
        yield _line(
            document,
            notice.start,
            (f" {notice.severity.value} ", style),
            (f"  {clean(notice.message)}", Style.PLAIN),
            (f"  {notice.rule}", Style.QUIET),
        )


def suppressed(found: Sequence[Suppressed], document: Document) -> Iterator[Line]:
    """A line for each: place, verdict, claim, by what and why."""
    for one in found:
        why = f": {clean(one.reason)}" if one.reason else ""
        yield _line(
            document,
            one.finding.mention.start,
            (f"{in_words(one.finding)}  {one.finding.mention.claim}", Style.PLAIN),
            (f"  suppressed {SUPPRESSED_BY[one.by]}{why}", Style.QUIET),
        )


def counted(checked: Sequence[Checked], are_shown: bool) -> Line:
    """How many findings are suppressed by what."""
    every = [one.by for text in checked for one in text.suppressed]
    counts = ((every.count(by), words) for by, words in SUPPRESSED_BY.items())
    told = ", ".join(f"{number:,} {words}" for number, words in counts if number)
    hint = "" if are_shown else " (--show-suppressed lists them)"
    return text_line((f"Suppressed: {told}{hint}.", Style.PLAIN))


def _line(document: Document, offset: int, *parts: tuple[str, Style]) -> Line:
    line, column = document.place(offset)
    place = f"{clean(document.path)}:{line}:{column}  "
    return Line(((place, Style.STRONG), *parts), rest=(" " * 4, Style.PLAIN))
