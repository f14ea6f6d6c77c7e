"""CSV: a row a finding, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mgcheck.report.edition import edition
from mgcheck.report.line import clean
from mgcheck.report.problems import Problem, Run, every

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS: Final = (
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "part",
    "severity",
    "verdict",
    "claim",
    "message",
    "text",
    "statement",
    "stance",
    "wording",
    "scope",
    "certainty",
    "state",
    "suppressed",
    "fingerprint",
    "catalogue",
)


def render(run: Run) -> bytes:
    """A head, then every finding shown; `claim` is the rule of what is no finding."""
    rows = (_row(problem, run) for problem in every(run))
    return written([COLUMNS, *rows])


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180), no cell of them a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(map(inert, row) for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def inert(value: str) -> str:
    """`value` as spreadsheets take it for text: a leading sign would begin a formula."""
    value = clean(value)
    return f"'{value}" if value.lstrip().startswith(_FORMULA) else value


def _row(problem: Problem, run: Run) -> list[str]:
    document, suppressed = problem.document, problem.suppressed
    places = (*document.place(problem.start), *document.place(problem.end))
    return [
        document.path,
        *map(str, places),
        problem.part or "",
        problem.severity.value,
        problem.verdict,
        problem.rule,
        problem.message,
        problem.quote,
        *_of_claim(problem, run),
        "" if problem.state is None else problem.state.value,
        "" if suppressed is None else f"{suppressed.by}: {suppressed.reason}",
        problem.fingerprint,
        edition(run.catalogue),
    ]


def _of_claim(problem: Problem, run: Run) -> Iterator[str]:
    """statement, stance, wording, scope, certainty; empty for what is no finding."""
    finding = problem.finding
    if finding is None:
        yield from [""] * 5
        return
    mention, certainty = finding.mention, finding.body.certainty
    yield run.catalogue.claims[mention.claim].statement
    yield mention.stance.value
    yield mention.wording.value
    yield mention.scope or ""
    yield "" if certainty is None else certainty.value
