"""GitLab's code quality report."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from mgcheck.report.json_bytes import dump
from mgcheck.report.problems import LEVELS, Problem, Run, standing
from mgcheck.report.where import from_root


def render(run: Run) -> bytes:
    """An array, one object a problem; paths from the top of the repository."""
    return dump([_issue(problem, run) for problem in standing(run)])


def _issue(problem: Problem, run: Run) -> dict[str, Any]:
    path = from_root(problem.document.path, run.root)
    # GitLab shows only the first of two with one fingerprint, wherever they are
    own = sha256(f"{path}\0{problem.fingerprint}".encode("utf-8", "surrogateescape"))
    return {
        "description": f"{problem.judged}: {problem.message}",
        "check_name": problem.rule,
        "fingerprint": own.hexdigest()[:32],
        "severity": LEVELS[problem.severity].gitlab,
        "location": {
            "path": path,
            "positions": {
                "begin": _position(problem, problem.start),
                "end": _position(problem, problem.end),
            },
        },
    }


def _position(problem: Problem, offset: int) -> dict[str, int]:
    line, column = problem.document.place(offset)
    return {"line": line, "column": column}
