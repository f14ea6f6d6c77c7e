"""docs/method.md names every rule that the grade stage applies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mgcheck.grade import certainty
from mgcheck.model import Status, Verdict

ROOT = Path(__file__).parents[2]
METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
GRADE = ROOT / "src" / "mgcheck" / "grade"


@pytest.mark.parametrize("word", [*Verdict, *Status], ids=lambda word: word.value)
def test_verdicts_and_statuses(word: Verdict | Status) -> None:
    """Each verdict and each word of a reference stands in the tables."""
    assert re.search(rf"(?<![\w-]){word.value}(?![\w-])", METHOD)


def test_each_domain_has_a_row() -> None:
    """Every domain in which the code takes a step down has its row in section 3, with a source."""
    source = (GRADE / "certainty.py").read_text(encoding="utf-8")
    domains = set(re.findall(r'Step\(\s*"([a-z ]+)"', source))
    assert len(domains) == 5
    for domain in domains:
        assert re.search(rf"^\| {domain}[^|]*\|[^|]+\|[^|]+\|$", METHOD, re.MULTILINE), domain


def test_thresholds_are_those_of_the_code() -> None:
    """The numbers on the page are the ones that are applied."""
    assert f"-1 below {certainty.OPTIMAL_SIZE} participants" in METHOD
    assert f"-2 below {certainty.FAR_BELOW}" in METHOD
    assert certainty.FEW_TRIALS == 3
    assert "three studies or fewer" in METHOD
    assert (certainty.QUARTER, certainty.HALF) == (0.25, 0.5)
    assert "a quarter of participants or more" in METHOD


def test_replayed_rows_are_counted() -> None:
    """The page says how many published rows are replayed, and how many come out as published."""
    tables = yaml.safe_load(Path(__file__).with_name("sof.yaml").read_text(encoding="utf-8"))
    rows = [row for table in tables for row in table["rows"]]
    same = sum("ours" not in row for row in rows)
    papers = len({table["doi"] for table in tables})
    page = " ".join(METHOD.split())
    assert f"{len(rows)} rows of published GRADE tables from {papers} papers" in page
    assert f"in the tests: {same} come out as their authors have them" in page
