"""Markdown for a comment on a change, or for a job's summary: as much as has room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mgcheck.model import Severity
from mgcheck.report import edition
from mgcheck.report.markdown import escape, paragraph, table
from mgcheck.report.problems import Problem, Run, every, worst_first
from mgcheck.report.words import NO_ADVICE, SEVERITIES, SIGN, STATE, SUPPRESSED_BY, count

MARK: Final = "<!-- mgcheck -->"
"""The first line: by it a workflow finds its own comment again."""
MOST: Final = 65_536
"""Characters that GitHub takes for a comment; GitLab and others take more."""
MOST_SUMMARY: Final = 1_000_000
"""GitHub takes 1 MiB in UTF-8 for the summary of a step; some of it may be another's."""
_SHORT: Final = 300
_MOST_ERRORS: Final = 10
_SIGNS: Final = {"error": "🔴", "warning": "🟡", "note": "🔵"}


def render(run: Run) -> bytes:
    """The comment, worst first; what has no room is counted."""
    return text(run, MOST).encode("utf-8", "replace")


def text(run: Run, most: int) -> str:
    """The comment in at most `most` bytes of UTF-8, so that no way of counting finds it longer."""
    found = list(every(run))
    shown = worst_first([p for p in found if p.is_problem and p.suppressed is None])
    head, foot = "\n".join(_head(run, found)), "\n".join(_foot(run))
    room = most - _size(head) - _size(foot) - 200  # for the line that counts what is left out
    pieces: list[str] = []
    for problem in shown:
        piece = "\n".join(_problem(problem))
        if _size(piece) > room:
            break
        room -= _size(piece)
        pieces.append(piece)
    if left := len(shown) - len(pieces):
        pieces.append(f"{count(left, 'more finding')} not shown: no room.\n\n")
    suppressed = "\n".join(_suppressed(found))
    if _size(suppressed) <= room:
        pieces.append(suppressed)
    return "".join([head, *pieces, foot])


def _size(piece: str) -> int:
    return len(piece.encode("utf-8", "replace"))


def _head(run: Run, found: Sequence[Problem]) -> Iterator[str]:
    yield MARK
    yield "### Health claims"
    yield ""
    counted = {s: sum(p.severity is s and not p.suppressed for p in found) for s in SEVERITIES}
    if not any(counted.values()):
        yield f"No claim of the catalogue found in {count(len(run.checked), 'text')}."
    else:
        told = ", ".join(_counted(severity, n) for severity, n in counted.items() if n)
        yield f"{told} in {count(len(run.checked), 'text')}."
    yield ""
    unread = (*run.errors, *run.passed)
    if unread:
        for error in unread[:_MOST_ERRORS]:
            yield f"- not checked: {escape(_cut(str(error)))}"
        if len(unread) > _MOST_ERRORS:
            yield f"- and {len(unread) - _MOST_ERRORS:,} more not checked"
        yield ""
    yield ""


def _counted(severity: Severity, number: int) -> str:
    if severity is Severity.NONE:
        return f"{number:,} without remark"
    return f"**{count(number, severity.value)}**"


def _problem(problem: Problem) -> Iterator[str]:
    line, column = problem.document.place(problem.start)
    severity = problem.severity.value
    finding = problem.finding
    sign = "" if finding is None else f"{SIGN[finding.verdict]} "
    state = "" if problem.state is None else f", {STATE[problem.state.value]}"
    part = "" if problem.part is None else f", {problem.part}"
    where = escape(f"{problem.document.path}:{line}:{column}{part}")
    verdict = f"{sign}{escape(problem.verdict)}"
    yield f"#### {_SIGNS[severity]} {severity}{state}: {verdict} · {where}"
    yield ""
    yield f"> {paragraph(_cut(problem.quote))}"
    yield ""
    yield paragraph(problem.why)
    if problem.write is not None:
        yield ""
        yield f"**Write:** {escape(problem.write)}"
    yield ""
    yield f"<sub>{escape(problem.rule)}</sub>"
    yield ""
    yield ""


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"


def _suppressed(found: Sequence[Problem]) -> Iterator[str]:
    """A table of what the reader asked to be shown too."""
    rows = [
        [
            escape(_cut(cell))
            for cell in (problem.document.path, problem.rule, SUPPRESSED_BY[by.by], by.reason)
        ]
        for problem in found
        if (by := problem.suppressed) is not None
    ]
    if rows:
        yield from table(("text", "claim", "suppressed", "reason"), rows)
        yield ""
        yield ""


def _foot(run: Run) -> Iterator[str]:
    n_suppressed = sum(len(one.suppressed) for one in run.checked)
    if n_suppressed:
        yield f"Suppressed: {count(n_suppressed, 'finding')}."
        yield ""
    yield from edition.markdown(run.catalogue)
    yield ""
    yield NO_ADVICE
    yield ""
