"""SARIF: held to the schema of OASIS, to what GitHub asks for, and to Microsoft's validator."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from mgcheck import errors, model, read
from mgcheck.report import sarif
from mgcheck.report.problems import Run
from mgcheck.report.summary import Checked, Gone

SCHEMA = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"


def valid(run: Run) -> Any:
    """The log, which fits the schema."""
    log = json.loads(sarif.render(run))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log


def strings(value: Any) -> list[str]:
    """Every string anywhere in `value`."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("shows_suppressed", [False, True])
def test_fits_the_schema(run: Run, shows_suppressed: bool) -> None:
    """A run with everything is valid, and no string in it is empty."""
    log = valid(replace(run, shows_suppressed=shows_suppressed))
    assert "" not in strings(log)
    kinds = [s["kind"] for r in log["runs"][0]["results"] for s in r.get("suppressions", ())]
    assert kinds == (["inSource"] if shows_suppressed else [])


def test_nothing_fits_the_schema(run: Run) -> None:
    """So is a run over no text, and over one that claims nothing."""
    nothing = Checked(model.Report(read.document("", "a.txt"), (), ()), (), 0)
    for checked in ((), (nothing,)):
        log = valid(replace(run, checked=checked, errors=()))
        assert log["runs"][0]["results"] == []
        assert log["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_what_is_passed_over_warns(run: Run) -> None:
    """A file of a folder that needs an extra is told, and the run succeeded all the same."""
    passed = (errors.InputError("needs the extra 'docx'", "install it", "a.docx"),)
    (told,) = valid(replace(run, errors=(), passed=passed))["runs"][0]["invocations"]
    assert told["executionSuccessful"] is True
    (note,) = told["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == (
        "warning",
        "a.docx: needs the extra 'docx'; install it",
    )


def test_what_github_asks_for(run: Run) -> None:
    """Rules with texts and their sizes, locations whole, fingerprints, tags, precision."""
    log = valid(run)
    (one,) = log["runs"]
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert one["automationDetails"]["id"] == "mgcheck/"
    driver = one["tool"]["driver"]
    assert driver["semanticVersion"] == "1.2.3"
    assert (len(driver["rules"]), len(one["results"])) == (4, 4)
    for rule in driver["rules"]:
        assert len(rule["id"]) <= 255
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        properties = rule["properties"]
        assert len(properties["tags"]) <= 20
        assert properties["precision"] in {"very-high", "high", "medium", "low"}
        assert properties["problem.severity"] in {"error", "warning", "recommendation"}
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "moon.md", "uriBaseId": "%SRCROOT%"}
        assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(place["region"])
        assert result["partialFingerprints"]["primaryLocationLineHash"].count(":") == 1
        assert result["message"]["text"]


def test_worst_first_and_nothing_fair(run: Run) -> None:
    """Results come worst first; what is fairly put is no result; states are those of a baseline."""
    results = valid(run)["runs"][0]["results"]
    assert [(r["ruleId"], r["level"], r.get("baselineState")) for r in results] == [
        ("moon-brain", "error", "updated"),
        ("moon-sleep", "warning", "new"),
        ("unused-suppression", "warning", None),
        ("moon-memory", "warning", "unchanged"),
    ]


def test_a_text_not_read_is_told(run: Run) -> None:
    """The invocation did not succeed, and says why."""
    (told,) = valid(run)["runs"][0]["invocations"]
    assert told["executionSuccessful"] is False
    (note,) = told["toolExecutionNotifications"]
    assert note["message"]["text"] == "gone.txt: no such file or folder; check the name"


def test_a_fix_can_be_applied(run: Run) -> None:
    """Line and column of a replacement cut the right words out, also behind an emoji."""
    text = "😀😀 Moonroot improves sleep."
    start, end = text.index("improves"), text.index(" sleep")
    (old,) = run.checked
    (first, *_) = old.findings
    assert first.fix is not None
    moved = replace(
        first,
        mention=replace(first.mention, start=3, end=len(text), hits=()),
        fix=replace(first.fix, edits=(model.Edit(start, end, "may improve"),)),
    )
    report = model.Report(read.document(text, "a.md"), (moved,), ())
    (result,) = valid(replace(run, checked=(Checked(report, (moved,), 0),)))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    units = text.encode("utf-16-le")
    left, right = (2 * (region[key] - 1) for key in ("startColumn", "endColumn"))
    mended = units[:left].decode("utf-16-le") + replacement["insertedContent"]["text"]
    assert mended + units[right:].decode("utf-16-le") == "😀😀 Moonroot may improve sleep."


def test_what_is_gone(run: Run) -> None:
    """A finding that a baseline knows and the text has no more is absent, and only where asked for.

    GitHub knows no states: it would open an alert for it.
    """
    gone = Gone(
        "old/moon.md",
        "moon-sleep",
        "f" * 32,
        model.Verdict.MIXED,
        model.Severity.WARNING,
        "It helps",
    )
    told = replace(run, gone=(gone,), root=None)
    states = [r.get("baselineState") for r in valid(told)["runs"][0]["results"]]
    assert "absent" not in states
    *_, last = valid(replace(told, shows_suppressed=True))["runs"][0]["results"]
    assert last["baselineState"] == "absent"
    assert last["ruleId"] == "moon-sleep"
    assert last["message"]["text"] == "mixed, gone: It helps"
    assert last["partialFingerprints"] == {"mgcheck/v1": "f" * 32}
    place = last["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "old/moon.md", "uriBaseId": "%SRCROOT%"}}


def test_too_many(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what GitHub takes the worst are kept, and the rest is counted."""
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    (one,) = valid(run)["runs"]
    assert [result["ruleId"] for result in one["results"]] == ["moon-brain", "moon-sleep"]
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["moon-brain", "moon-sleep"]
    notes = one["invocations"][0]["toolExecutionNotifications"]
    assert notes[-1]["message"]["text"].startswith("2 results are left out")


def test_no_link_out_of_a_text(run: Run) -> None:
    """Words of an article make no link in a message."""
    (old,) = run.checked
    first = replace(old.findings[0], suggestion="See [this](https://example.org).", fix=None)
    one = replace(
        old,
        report=replace(old.report, findings=(first,)),
        findings=(first,),
        suppressed=(),
        states=(),
    )
    results = valid(replace(run, checked=(one,)))["runs"][0]["results"]
    assert all("](" not in result["message"]["text"] for result in results)


def test_microsofts_validator(run: Run, tmp_path: Path) -> None:
    """Sarif.Multitool finds no error by SARIF's rules nor by GitHub's.

    MGCHECK_SARIF_MULTITOOL names the program of the npm package @microsoft/sarif-multitool-linux.
    """
    program = os.environ.get("MGCHECK_SARIF_MULTITOOL")
    if not program:
        pytest.skip("MGCHECK_SARIF_MULTITOOL names no Sarif.Multitool")
    log, told = tmp_path / "log.sarif", tmp_path / "told.sarif"
    log.write_bytes(sarif.render(replace(run, shows_suppressed=True)))
    subprocess.run(
        [program, "validate", log, "--rule-kind", "Sarif;Ghas", "--output", told],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        check=False,
        capture_output=True,
    )
    results = json.loads(told.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert [r for r in results if r.get("level") == "error"] == []


def test_articles(articles: Run) -> None:
    """So does what real articles give, fixes and all."""
    results = valid(articles)["runs"][0]["results"]
    assert len(results) > 10
    assert any("fixes" in result for result in results)
