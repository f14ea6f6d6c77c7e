"""GitHub's workflow commands: annotations on a change, as many as GitHub shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mgcheck.model import Severity
from mgcheck.report.columns import utf16
from mgcheck.report.edition import edition
from mgcheck.report.problems import LEVELS, Problem, Run, standing, worst_first
from mgcheck.report.where import from_root
from mgcheck.report.words import count

BUDGET: Final = 10
"""Annotations of one level that GitHub shows for a step; it drops what comes after."""

_OBEYED: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters other than line ends, which have an escape of their own."""


def render(run: Run) -> bytes:
    """A command a line. Where a level has more than GitHub shows: the worst nine, then a count."""
    return "".join(f"{line}\n" for line in _commands(run)).encode("utf-8", "replace")


def _commands(run: Run) -> Iterator[str]:
    found = standing(run)
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        level = [problem for problem in found if problem.severity is severity]
        # a text that could not be read counts as an error: it has its place among them
        told: list[str] = []
        if severity is Severity.ERROR:
            told = [_plain("error", "not checked", str(error)) for error in run.errors]
        elif severity is Severity.WARNING:
            told = [_plain("warning", "passed over", str(error)) for error in run.passed]
        yield from _within_budget(level, told, severity, run)
    # no annotation: those are scarce; shown where a job is run with debugging on
    yield f"::debug::{escape_data(edition(run.catalogue))}."


def _within_budget(
    found: Sequence[Problem], told: Sequence[str], severity: Severity, run: Run
) -> Iterator[str]:
    name = LEVELS[severity].github
    n_all = len(told) + len(found)
    room = BUDGET if n_all <= BUDGET else BUDGET - 1
    yield from told[:room]
    shown = worst_first(found)[: max(0, room - len(told))]
    places = {id(problem): index for index, problem in enumerate(found)}
    for problem in sorted(shown, key=lambda one: places[id(one)]):
        yield _annotation(problem, name, run)
    if n_all > room:
        more = count(n_all - room, f"more {severity.value}")
        note = "GitHub shows ten of a kind for each step; the job's summary has the rest."
        yield _plain(name, f"{more} not shown here", note)


def _annotation(problem: Problem, name: str, run: Run) -> str:
    (line, column), (end_line, end_column) = (
        utf16(problem.document, problem.start),
        utf16(problem.document, problem.end),
    )
    properties: dict[str, str | int] = {
        "file": from_root(problem.document.path, run.root),
        "line": line,
        "endLine": end_line,
    }
    if line == end_line:  # else GitHub takes no columns
        properties |= {"col": column, "endColumn": end_column}
    properties["title"] = f"{problem.judged} ({problem.rule})"
    told = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{escape_data(problem.message)}"


def _plain(name: str, title: str, message: str) -> str:
    return f"::{name} title={escape_property(title)}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """A message: no line end of its own ends the command, and no terminal obeys it."""
    text = _OBEYED.sub("\ufffd", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property: nor does a colon or a comma of its own end it."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
