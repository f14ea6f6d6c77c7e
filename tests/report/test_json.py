"""JSON: held to the committed schema, which is held to the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mgcheck import model, read
from mgcheck.errors import InputError
from mgcheck.report import json as report
from mgcheck.report.summary import Checked

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"


@pytest.fixture(scope="module")
def output(checked: Checked, catalogue: model.Catalogue) -> Any:
    errors = [InputError("no such file or folder", "check the name", "gone.txt")]
    return json.loads(report.render([checked], catalogue, "1.2.3", errors))


def test_schema_is_the_committed_one() -> None:
    """docs/report.schema.json is what `python -m mgcheck.report.json` makes."""
    assert SCHEMA.read_bytes() == report.dump(report.schema())


def test_output_fits_the_schema(output: Any) -> None:
    """A report with findings of every kind is valid."""
    jsonschema.validate(output, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_empty_output_fits_the_schema(catalogue: model.Catalogue) -> None:
    """So is one with no document, and one with a document that claims nothing."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    nothing = model.Report(read.document("", "a.txt"), (), ())
    for checked in ([], [Checked(nothing, (), 0)]):
        jsonschema.validate(json.loads(report.render(checked, catalogue, "1.2.3")), schema)


def test_spans_give_the_text(output: Any, checked: Checked) -> None:
    """start and end cut a finding's text out of the document; terms cut out their words."""
    text = checked.report.document.text
    for finding in output["documents"][0]["findings"]:
        span = finding["span"]
        assert text[span["start"] : span["end"]] == finding["text"]
        lines = text.split("\n")
        assert lines[span["line"] - 1][span["column"] - 1 :].startswith(finding["text"][:20])
        for term in finding["match"]["terms"]:
            assert text[term["start"] : term["end"]] == term["text"]


def test_shape(output: Any) -> None:
    """The keys of the contract, in its order, lists there also when empty."""
    assert list(output) == [
        "schema_version",
        "mgcheck",
        "catalogue",
        "documents",
        "errors",
        "summary",
        "regulation",
    ]
    finding = output["documents"][0]["findings"][0]
    assert list(finding) == [
        "claim",
        "statement",
        "kind",
        "subject",
        "outcome",
        "span",
        "text",
        "match",
        "stance",
        "wording",
        "relation",
        "scope",
        "evidence",
        "verdict",
        "severity",
        "why",
        "legs",
        "suggestion",
        "fix",
        "citations",
        "figures",
        "legal",
        "fingerprint",
        "state",
    ]
    assert [(s["id"], s["decides"], s["directions"]) for s in finding["evidence"]["studies"]] == [
        ("doe-2020", True, ["no-difference", "improved"]),
        ("roe-2021", True, ["improved"]),
        ("lee-2012", False, []),
    ]
    assert output["errors"] == [
        {"where": "gone.txt", "what": "no such file or folder", "mend": "check the name"}
    ]
    assert output["summary"]["by_severity"] == {"error": 1, "warning": 2, "note": 1, "none": 2}
