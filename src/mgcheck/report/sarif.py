"""SARIF 2.1.0, with all that GitHub code scanning asks for.

Columns count UTF-16 code units; that is what GitHub and editors take where they ask nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from mgcheck.model import Document, Fix
from mgcheck.report import edition, rule_help
from mgcheck.report.columns import utf16
from mgcheck.report.fingerprint import VERSION
from mgcheck.report.json_bytes import dump
from mgcheck.report.line import clean
from mgcheck.report.line_hash import line_hashes
from mgcheck.report.problems import LEVELS, Problem, Run, problems, worst_first
from mgcheck.report.summary import Gone
from mgcheck.report.where import SRCROOT, from_root, uri

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS: Final = 25_000
"""GitHub refuses a run with more."""
_LONGEST: Final = 1024
"""GitHub's limit for descriptions, in characters."""
_CATEGORY: Final = "mgcheck/"


def render(run: Run) -> bytes:
    """One run: rules, then results, worst first, since GitHub may drop the last of many."""
    found = worst_first(list(problems(run)))
    shown = found[:MOST_RESULTS]
    rules = _rules(shown, run)
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    texts = _Texts(run)
    # GitHub knows no states, and would open an alert for what is gone
    gone = run.gone[: MOST_RESULTS - len(shown)] if run.shows_suppressed else ()
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mgcheck",
                        "version": run.version,
                        "semanticVersion": run.version,
                        "rules": rules,
                        "properties": {"catalogue": edition.named(run.catalogue)},
                    }
                },
                "automationDetails": {"id": _CATEGORY},
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {
                    SRCROOT: {"description": {"text": "The top of the repository."}}
                },
                "invocations": [_invocation(run, len(found) - len(shown))],
                "results": [
                    *(_result(problem, index, texts) for problem in shown),
                    *(_absent(one, run) for one in gone),
                ],
            }
        ],
    }
    return dump(log)


def _absent(one: Gone, run: Run) -> dict[str, Any]:
    """What a baseline knows and is no longer in its text; it has no place any more."""
    return {
        "ruleId": one.claim,
        "level": LEVELS[one.severity].sarif,
        "message": {"text": _unlinked(f"{one.verdict.value}, gone: {clean(one.sentence)}")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.path, run.root)}}],
        "partialFingerprints": {f"mgcheck/{VERSION}": one.fingerprint},
        "baselineState": "absent",
    }


def _artifact(path: str, root: Path | None) -> dict[str, str]:
    where = uri(from_root(path, root))
    base = {} if where.startswith("file:") else {"uriBaseId": SRCROOT}
    return {"uri": where, **base}


class _Texts:
    """What is worked out once for each text: where it lies, and the hashes of its lines."""

    def __init__(self, run: Run) -> None:
        self._root = run.root
        self._artifacts: dict[int, dict[str, str]] = {}
        self._hashes: dict[int, list[str]] = {}

    def artifact(self, document: Document) -> dict[str, str]:
        key = id(document)
        if key not in self._artifacts:
            self._artifacts[key] = _artifact(document.path, self._root)
        return self._artifacts[key]

    def line_hash(self, document: Document, offset: int) -> str:
        key = id(document)
        if key not in self._hashes:
            self._hashes[key] = line_hashes(document.text)
        hashes = self._hashes[key]
        return hashes[min(document.place(offset)[0], len(hashes)) - 1]


def _rules(found: Sequence[Problem], run: Run) -> list[dict[str, Any]]:
    """A rule for each claim and notice that occurs, by id; as grave as its gravest result."""
    gravest: dict[str, Problem] = {}
    for problem in found:  # the worst come first
        gravest.setdefault(problem.rule, problem)
    return [_rule(gravest[name], run) for name in sorted(gravest)]


def _rule(problem: Problem, run: Run) -> dict[str, Any]:
    level = LEVELS[problem.severity]
    if problem.finding is None:
        short, tags = f"mgcheck: {problem.rule.replace('-', ' ')}", ["mgcheck"]
        text = markdown = "Something amiss in the text that is no claim; see docs/output.md."
    else:
        claim = run.catalogue.claims[problem.rule]
        body = problem.finding.body
        short, tags = claim.statement, ["health-claims", claim.topic, claim.kind.value]
        text = rule_help.plain(claim, body, run.catalogue)
        markdown = rule_help.markdown(claim, body, run.catalogue)
    return {
        "id": problem.rule,
        "shortDescription": {"text": _short(short)},
        "fullDescription": {"text": _short(short)},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": level.sarif},
        "properties": {
            "tags": list(dict.fromkeys(tags)),
            "precision": "high",
            "problem.severity": level.problem,
        },
    }


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _result(problem: Problem, index: dict[str, int], texts: _Texts) -> dict[str, Any]:
    document = problem.document
    artifact = texts.artifact(document)
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index[problem.rule],
        "level": LEVELS[problem.severity].sarif,
        "message": {"text": _unlinked(f"{problem.judged}: {problem.message}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {
                        **_region(document, problem.start, problem.end),
                        "snippet": {"text": document.text[problem.start : problem.end]},
                    },
                },
                **_logical(problem.part),
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": texts.line_hash(document, problem.start),
            f"mgcheck/{VERSION}": problem.fingerprint,
        },
    }
    finding = problem.finding
    if finding is not None:
        result["properties"] = {"verdict": finding.verdict.value}
        if finding.body.certainty is not None:
            result["properties"]["certainty"] = finding.body.certainty.value
        if finding.fix is not None and finding.fix.is_safe:
            result["fixes"] = [_fix(finding.fix, document, artifact)]
    if problem.state is not None:
        result["baselineState"] = problem.state.value
    if problem.suppressed is not None:
        result["suppressions"] = [_suppression(problem.suppressed.by, problem.suppressed.reason)]
    return result


def _logical(part: str | None) -> dict[str, Any]:
    """The page or paragraph, where the source has no lines."""
    return {} if part is None else {"logicalLocations": [{"name": part, "kind": "element"}]}


def _unlinked(text: str) -> str:
    """`text` in which no words of an article are taken for one of SARIF's links."""
    return text.replace("](", "] (")


def _region(document: Document, start: int, end: int) -> dict[str, int]:
    (line, column), (end_line, end_column) = utf16(document, start), utf16(document, end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _fix(fix: Fix, document: Document, artifact: dict[str, str]) -> dict[str, Any]:
    return {
        "description": {"text": _unlinked(f"Write: {clean(fix.text)}")},
        "artifactChanges": [
            {
                "artifactLocation": artifact,
                "replacements": [
                    {
                        "deletedRegion": _region(document, edit.start, edit.end),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _suppression(kind: str, reason: str) -> dict[str, str]:
    why = {"justification": reason} if reason else {}
    return {"kind": kind, "status": "accepted", **why}


def _invocation(run: Run, n_left_out: int) -> dict[str, Any]:
    told = [
        {"level": level, "message": {"text": _unlinked(clean(str(error)))}}
        for level, unread in (("error", run.errors), ("warning", run.passed))
        for error in unread
    ]
    if n_left_out:
        words = f"{n_left_out:,} results are left out: GitHub takes {MOST_RESULTS:,} at most."
        told.append({"level": "warning", "message": {"text": words}})
    more = {"toolExecutionNotifications": told} if told else {}
    return {"executionSuccessful": not run.errors, **more}
