"""Citations in reports: a block for each text, a line under a finding, JSON."""

from __future__ import annotations

import json as plain_json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from mgcheck import model
from mgcheck.report import json, paint, terminal
from mgcheck.report.summary import Checked

WHERE = (12, 20)


def place(form: str = "told", start: int = 12, end: int = 20) -> model.Cite:
    """A place of the text on moonroot."""
    return model.Cite(start, end, form, "w", (), "DOI", None, None, is_source=True)


def backing(records: tuple[str, ...], claim: str, **changes: Any) -> model.Backing:
    """A work beside a claim."""
    known: dict[str, Any] = {
        "work": "w",
        "where": "sentence",
        "bears": None,
        "is_misattributed": False,
        "remarks": (),
        "place": WHERE,
        "mention_start": 0,
    }
    return model.Backing(records=records, claim=claim, **{**known, **changes})


@pytest.fixture
def cited(checked: Checked) -> Checked:
    """The text on moonroot, with four works that it might cite."""
    figure = model.Figure(12, 20, "n = 30", "participants", 30, 30)
    differs = model.Compared(
        figure,
        "doe-2020",
        "84 randomised",
        False,
        "The text says n = 30, the record 84 randomised.",
    )
    remark = model.Remark("a-mixed-product", "Doe 2020 gave it with salt.")
    untested = model.Remark("does-not-test-this", "Doe 2020 tested sleep, not memory.")
    wrong = backing(
        ("doe-2020",),
        "moon-memory",
        bears=False,
        is_misattributed=True,
        remarks=(untested, remark),
        figures=(differs,),
    )
    right = backing(("doe-2020",), "moon-sleep", bears=True, where="paragraph")
    works = (
        model.Cited(
            "doe-2020",
            ("doe-2020",),
            "DOI",
            (place(), place("back", 30, 34)),
            ("corrected",),
            ("sleep quality", "deep sleep"),
            (remark,),
            (wrong, right),
            ("moon-sleep",),
            (differs,),
        ),
        model.Cited("x", (), "none", (place("bracket"),), (), (), (), (), (), ()),
        model.Cited(
            "both", ("lee-2012", "roe-2021"), "author and year", (place(),), (), (), (), (), (), ()
        ),
        model.Cited(
            "flora", ("flora",), "address", (place("link"),), ("second-hand",), (), (),
            (backing(("flora",), "moon-plant", bears=True, where="list"),), ("moon-plant",), (),
        ),
    )  # fmt: skip
    findings = list(checked.findings)
    findings[1] = replace(findings[1], citations=(wrong, backing((), "moon-memory")))
    report = replace(checked.report, findings=tuple(findings), citations=works)
    return Checked(report, report.findings, 0)


def test_terminal(
    cited: Checked, catalogue: model.Catalogue, compare: Callable[[str, str], None]
) -> None:
    """The block tells record, status, what was measured, what rests on it; unknown ones say so."""
    lines = list(terminal.lines([cited], catalogue))
    compare("cited", paint.plain(lines, 100))


def test_json(cited: Checked, catalogue: model.Catalogue) -> None:
    """Works and the works beside a finding stand in the report, spans as elsewhere."""
    output = plain_json.loads(json.render([cited], catalogue, "0.0.0"))
    (document,) = output["documents"]
    works = document["citations"]
    assert [w["on_record"] for w in works] == [
        "on record",
        "not on record",
        "ambiguous",
        "on record",
    ]
    first = works[0]
    assert first["doi"] == "10.1234/moon"
    assert [p["form"] for p in first["places"]] == ["told", "back"]
    assert first["rests"] == ["moon-sleep"]
    assert first["figures"][0]["on_record"] == "84 randomised"
    beside = document["findings"][1]["citations"]
    assert [(b["records"], b["misattributed"]) for b in beside] == [
        (["doe-2020"], True),
        ([], False),
    ]
    assert beside[0]["remarks"][0]["id"] == "does-not-test-this"
