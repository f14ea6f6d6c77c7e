"""reviewdog's diagnostic format: one object, or a line for each diagnostic."""

from __future__ import annotations

from typing import Any

from mgcheck.model import Document, Edit
from mgcheck.report.columns import utf8
from mgcheck.report.json_bytes import dump, dump_line
from mgcheck.report.problems import LEVELS, Problem, Run, standing

_SOURCE = {"name": "mgcheck"}


def render(run: Run) -> bytes:
    """rdjson: everything in one object."""
    shown = standing(run)
    found: dict[str, Any] = {"source": _SOURCE}
    if shown:
        worst = max((problem.severity for problem in shown), key=lambda severity: severity.rank)
        found["severity"] = LEVELS[worst].reviewdog
    found["diagnostics"] = [_diagnostic(problem) for problem in shown]
    return dump(found)


def render_lines(run: Run) -> bytes:
    """rdjsonl: a diagnostic a line, each with its source."""
    return b"".join(
        dump_line({**_diagnostic(problem), "source": _SOURCE}) for problem in standing(run)
    )


def _diagnostic(problem: Problem) -> dict[str, Any]:
    document = problem.document
    found: dict[str, Any] = {
        "message": f"{problem.judged}: {problem.message}",
        "location": {
            "path": document.path,
            "range": _range(document, problem.start, problem.end),
        },
        "severity": LEVELS[problem.severity].reviewdog,
        "code": {"value": problem.rule},
    }
    finding = problem.finding
    if finding is not None and finding.fix is not None and finding.fix.is_safe:
        found["suggestions"] = [_suggestion(document, finding.fix.edits)]
    return found


def _suggestion(document: Document, edits: tuple[Edit, ...]) -> dict[str, Any]:
    """All edits as one replacement, since a reader takes or leaves a suggestion as a whole."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    start, end = ordered[0].start, max(edit.end for edit in ordered)
    pieces, at = [], start
    for edit in ordered:
        pieces += [document.text[at : edit.start], edit.text]
        at = edit.end
    pieces.append(document.text[at:end])
    return {"range": _range(document, start, end), "text": "".join(pieces)}


def _range(document: Document, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(document, start), "end": _position(document, end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    line, column = utf8(document, offset)
    return {"line": line, "column": column}
