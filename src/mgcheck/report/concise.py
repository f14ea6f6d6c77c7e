"""One line a finding, which editors and terminals open at a click."""

from __future__ import annotations

from collections.abc import Iterator

from mgcheck.report.line import Line, Style, clean
from mgcheck.report.problems import Run, every
from mgcheck.report.words import STATE, SUPPRESSED_BY

_STYLES = {"error": Style.RED, "warning": Style.YELLOW, "note": Style.CYAN, "none": Style.GREEN}


def lines(run: Run) -> Iterator[Line]:
    """path:line:column: severity claim verdict: message."""
    for problem in every(run):
        line, column = problem.document.place(problem.start)
        severity = problem.severity.value
        state = "" if problem.state is None else f" ({STATE[problem.state.value]})"
        by = problem.suppressed
        hidden = "" if by is None else f" (suppressed {SUPPRESSED_BY[by.by]})"
        yield Line(
            (
                (f"{clean(problem.document.path)}:{line}:{column}", Style.STRONG),
                (": ", Style.PLAIN),
                (severity, _STYLES[severity]),
                (f" {problem.rule}", Style.QUIET),
                (f" {problem.judged}{state}{hidden}: {problem.message}", Style.PLAIN),
            )
        )
