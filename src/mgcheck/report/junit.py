"""JUnit XML: a test suite for each text, a test for each finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from mgcheck.model import Severity
from mgcheck.report import edition
from mgcheck.report.problems import Problem, Run, every
from mgcheck.report.summary import Checked
from mgcheck.report.xml import one_line, rendered


def render(run: Run) -> bytes:
    """Errors and warnings fail; notes, what is fairly put and a text without a finding pass.

    A suppressed finding is a skipped test, a text that could not be read a suite with an error.
    """
    suites = [_suite(one, run) for one in run.checked]
    top = Element("testsuites", name="mgcheck")
    for error in run.errors:
        where = one_line(error.where or "mgcheck")
        suite = Element("testsuite", name=where, tests="1", failures="0", errors="1", skipped="0")
        suite.append(_properties(run))
        case = SubElement(suite, "testcase", name="read", classname=where)
        SubElement(case, "error", type="error", message=one_line(str(error)))
        suites.append(suite)
    for count in ("tests", "failures", "errors"):
        top.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    top.extend(suites)
    return rendered(top)


def _suite(one: Checked, run: Run) -> Element:
    alone = Run((one,), run.catalogue, run.version, shows_suppressed=run.shows_suppressed)
    found: Sequence[Problem] = list(every(alone))
    path = one_line(one.report.document.path)
    suite = Element("testsuite", name=path)
    suite.append(_properties(run))
    cases = [_case(problem, path) for problem in found]
    if not cases:
        cases = [Element("testcase", name="no finding", classname=path)]
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    suite.extend(cases)
    return suite


def _properties(run: Run) -> Element:
    """By which catalogue it was judged."""
    found = Element("properties")
    for name, value in edition.named(run.catalogue).items():
        SubElement(found, "property", name=f"catalogue.{name}", value=one_line(value))
    return found


def _case(problem: Problem, path: str) -> Element:
    line, column = problem.document.place(problem.start)
    name = f"{problem.rule} {line}:{column}"
    case = Element("testcase", name=name, classname=path, line=str(line), column=str(column))
    message = one_line(f"{problem.judged}: {problem.message}")
    told = f"{path}:{line}:{column}\n{one_line(problem.quote)}\n{message}"
    if problem.suppressed is not None:
        reason = one_line(problem.suppressed.reason or problem.suppressed.by)
        SubElement(case, "skipped", message=f"suppressed: {reason}")
    elif problem.severity.rank >= Severity.WARNING.rank:
        failure = SubElement(case, "failure", type=problem.severity.value, message=message)
        failure.text = told
    elif problem.is_problem:
        SubElement(case, "system-out").text = told
    return case
