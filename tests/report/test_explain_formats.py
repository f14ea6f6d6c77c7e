"""Pages of claims, studies and references in Markdown and in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from mgcheck import model
from mgcheck.report import explain_json, explain_markdown
from mgcheck.report.json import dump
from mgcheck.report.summary import Checked

Compare = Callable[[str, str], None]
SCHEMA = Path(__file__).parents[2] / "docs" / "explain.schema.json"
LINKS = explain_markdown.Links(claims="../claims", studies="../studies")


def text(lines: Any) -> str:
    return "\n".join(lines) + "\n"


def test_claim_in_markdown(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """A claim's page: what the evidence bears and why, what a flat text is told, its records."""
    claim = catalogue.claims["moon-sleep"]
    page = explain_markdown.claim_page(claim, checked.findings[0], catalogue, LINKS)
    compare("page-claim", text(page))


def test_study_in_markdown(catalogue: model.Catalogue, compare: Compare) -> None:
    """A study's page: what is on record, what nobody knows in one line, what rests on it."""
    page = explain_markdown.study_page(
        catalogue.studies["doe-2020"], ("moon-sleep",), ("moon-memory",), catalogue, (), LINKS
    )
    compare("page-study", text(page))


def test_reference_in_markdown(catalogue: model.Catalogue, compare: Compare) -> None:
    """A reference's page: what it says and settles."""
    compare("page-reference", text(explain_markdown.reference_page(catalogue.references["flora"])))


def test_a_pack_cannot_write_markup(catalogue: model.Catalogue) -> None:
    """What stands in a record is shown as it stands: no tag, no link, no cell of its own."""
    study = catalogue.studies["doe-2020"]
    hostile = replace(
        study,
        funding="<script>alert(1)</script> | [x](javascript:1)",
        doi="10.1234/a)b<c>",
        limitations=("# not a title\n## nor this",),
    )
    page = text(explain_markdown.study_page(hostile, (), (), catalogue))
    assert "<script>" not in page
    assert "](javascript" not in page
    assert "https://doi.org/10.1234/a%29b%3Cc%3E)" in page
    assert "\n## nor this" not in page


def test_schema_is_the_committed_one() -> None:
    """docs/explain.schema.json is what `python -m mgcheck.report.explain_json` makes."""
    assert SCHEMA.read_bytes() == dump(explain_json.schema())


@pytest.mark.parametrize("kind", ["claim", "study", "reference"])
def test_json_fits_the_schema(kind: str, checked: Checked, catalogue: model.Catalogue) -> None:
    """Each kind of page is valid, and only its own key holds something."""
    page: explain_json.ClaimPage | explain_json.StudyPage | explain_json.ReferencePage
    if kind == "claim":
        claim = catalogue.claims["moon-sleep"]
        page = explain_json.claim_page(claim, checked.findings[0], catalogue)
    elif kind == "study":
        study = catalogue.studies["doe-2020"]
        page = explain_json.study_page(study, ("moon-sleep",), (), catalogue)
    else:
        page = explain_json.reference_page(catalogue.references["flora"])
    output = json.loads(explain_json.render(page, catalogue, "1.2.3"))
    jsonschema.validate(output, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [key for key in ("claim", "study", "reference") if output[key]] == [kind]
    assert output["catalogue"]["sha256"] == catalogue.sha256


def test_json_keeps_what_is_unknown(catalogue: model.Catalogue) -> None:
    """Unknown is null, never left out; numbers stay numbers."""
    page = explain_json.study_page(catalogue.studies["roe-2021"], (), (), catalogue)
    facts = {fact.name: fact.value for fact in page.facts}
    assert facts["analysed"] is None
    assert facts["for"] == "8 weeks"
    known = explain_json.study_page(catalogue.studies["doe-2020"], (), (), catalogue)
    assert {fact.name: fact.value for fact in known.facts}["analysed"] == 80
