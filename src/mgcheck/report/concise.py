"""One line a finding, which editors and terminals open at a click."""

from __future__ import annotations

from collections.abc import Iterator

from mgcheck.report.line import Line, Style, file
from mgcheck.report.problems import Run, every

_STYLES = {"error": Style.RED, "warning": Style.YELLOW, "note": Style.CYAN, "none": Style.GREEN}


def lines(run: Run) -> Iterator[Line]:
    """path:line:column: severity claim verdict: message."""
    for problem in every(run):
        line, column = problem.document.place(problem.start)
        severity = problem.severity.value
        state = "" if problem.state is None else f" ({problem.state.value})"
        hidden = "" if problem.suppressed is None else f" (suppressed, {problem.suppressed.by})"
        yield Line(
            (
                (f"{file(problem.document.path)}:{line}:{column}", Style.STRONG),
                (": ", Style.PLAIN),
                (severity, _STYLES[severity]),
                (f" {problem.rule}", Style.QUIET),
                (f" {problem.verdict}{state}{hidden}: {problem.message}", Style.PLAIN),
            )
        )
