"""Checkstyle XML: a file for each text, an error for each problem."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from mgcheck.report.problems import LEVELS, Run, standing
from mgcheck.report.xml import one_line, rendered

_FORMAT = "4.3"
"""The version that readers of this format look for."""


def render(run: Run) -> bytes:
    """Every text has its element, also one without a problem."""
    top = Element("checkstyle", version=_FORMAT)
    files = {
        id(one.report.document): SubElement(top, "file", name=one_line(one.report.document.path))
        for one in run.checked
    }
    for problem in standing(run):
        line, column = problem.document.place(problem.start)
        SubElement(
            files[id(problem.document)],
            "error",
            line=str(line),
            column=str(column),
            severity=LEVELS[problem.severity].checkstyle,
            message=one_line(f"{problem.judged}: {problem.message}"),
            source=f"mgcheck.{one_line(problem.rule)}",
        )
    for error in run.errors:
        file = SubElement(top, "file", name=one_line(error.where or "mgcheck"))
        told = one_line(str(error))
        SubElement(file, "error", line="1", severity="error", message=told, source="mgcheck")
    return rendered(top)
