"""Citations held against the claims beside them: cases written from the records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import mgcheck
from mgcheck import Catalogue, Verdict
from mgcheck.report.json import render
from mgcheck.report.summary import Checked

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "citing.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], catalogue: Catalogue) -> None:
    """Each text gives the works, misattributions, remarks and differing figures of its case."""
    report = mgcheck.check(case["text"], catalogue)
    works = ["|".join(work.records) or "none" for work in report.citations]
    assert sorted(works) == sorted(case["works"])
    wrong = {f.mention.claim for f in report.findings if f.verdict is Verdict.MISATTRIBUTED}
    assert sorted(wrong) == sorted(case["wrong"])
    told = {f.mention.claim for f in report.findings for b in f.citations if b.is_misattributed}
    assert told == wrong
    for claim, remarks in case.get("remarks", {}).items():
        found = {
            remark.id
            for finding in report.findings
            if finding.mention.claim == claim
            for backing in finding.citations
            for remark in backing.remarks
        }
        assert found == set(remarks)
    assert render([Checked(report, report.findings, 0)], catalogue, "0")  # every form has a name
    if "figures" in case:
        differing = [f.why for w in report.citations for f in w.figures if not f.agrees]
        assert differing == case["figures"]
