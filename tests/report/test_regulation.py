"""The law in each format: lines, keys and words of its own, apart from the verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from mgcheck import model
from mgcheck.model import LegalStatus
from mgcheck.regulation import LegalView, Standing
from mgcheck.report import explain, paint, provision, regulation, terminal
from mgcheck.report import json as report
from mgcheck.report.summary import Checked

Compare = Callable[[str, str], None]
SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
WORDS = "Moonroot contributes to normal sleep"


def make_provision(name: str, status: LegalStatus, says: str, **others: object) -> model.Provision:
    """A provision of Moonland with what the others need not say."""
    plain = model.Provision(
        id=name,
        jurisdiction="ml",
        instrument="Moon Act, section 3",
        status=status,
        concerns="claim",
        about=name.replace("-", " "),
        subjects=("moonroot",),
        covers=("sleep-quality",),
        named=(),
        any_outcome=False,
        unless=(),
        near=(),
        kinds=(model.Kind.EFFECT,),
        goes_with=(),
        carries=(),
        wordings=(),
        says=says,
        conditions=None,
        reason=None,
        register_ids=(),
        opinion=None,
        claim_type=None,
        year=2020,
        in_force_from=None,
        url="https://example.org/act",
        verification="primary",
        unverified=(),
        verified_from=("the act",),
        notes=None,
        checked="2026-01-02",
    )
    return replace(plain, **others)


@pytest.fixture(scope="session")
def lawful(catalogue: model.Catalogue) -> model.Catalogue:
    """Moonroot with the law of Moonland."""
    provisions = (
        make_provision(
            "ml-sleep",
            LegalStatus.AUTHORISED,
            "It may be said of food with 1 g.",
            wordings=(WORDS,),
            conditions="At least 1 g of moonroot in a portion.",
            register_ids=("M-1",),
            verification="register-snapshot",
        ),
        make_provision(
            "ml-memory",
            LegalStatus.REFUSED,
            "Moonland refused it.",
            verification="secondary",
            unverified=("the number of its entry",),
            reason="not shown",
        ),
        make_provision("ml-near", LegalStatus.AUTHORISED, "Near.", wordings=("Moonroot is round",)),
        make_provision("ml-label", LegalStatus.REQUIRED, "A moon must stand on the label."),
        make_provision(
            "ml-open",
            LegalStatus.NOT_VERIFIED,
            "The list could not be seen.",
            verification="unverified",
            unverified=("the list",),
        ),
    )
    where = model.Jurisdiction("ml", "Moonland", "The law of Moonland binds who sells moonroot.")
    return replace(catalogue, jurisdictions={"ml": where}, provisions={p.id: p for p in provisions})


def make_standing(
    status: LegalStatus,
    decided_by: tuple[str, ...] = (),
    *,
    commercial: bool = False,
    asserted: bool = True,
    **others: object,
) -> Standing:
    plain = Standing(
        jurisdiction="ml",
        status=status,
        decided_by=decided_by,
        wordings=(),
        nearest=(),
        beside=(),
        is_asserted=asserted,
        is_as_worded=None,
        binds=commercial and asserted if decided_by else None,
        unverified=(),
    )
    return replace(plain, **others)


def view(commercial: bool) -> LegalView:
    """What follows for the six findings of the text on moonroot."""
    rows = (
        make_standing(
            LegalStatus.AUTHORISED,
            ("ml-sleep",),
            commercial=commercial,
            wordings=(WORDS,),
            is_as_worded=False,
            beside=("ml-label",),
        ),
        make_standing(
            LegalStatus.REFUSED,
            ("ml-memory",),
            commercial=commercial,
            unverified=("the number of its entry",),
            nearest=("ml-near",),
        ),
        make_standing(LegalStatus.NO_RECORD),
        make_standing(
            LegalStatus.NOT_VERIFIED, ("ml-open",), commercial=commercial, unverified=("the list",)
        ),
        make_standing(LegalStatus.REFUSED, ("ml-memory",), commercial=commercial, asserted=False),
        make_standing(LegalStatus.NO_RECORD),
    )
    return LegalView(("ml",), commercial, tuple((row,) for row in rows))


@pytest.mark.parametrize("commercial", [True, False], ids=["commercial", "editorial"])
@pytest.mark.parametrize("width", [60, 100])
def test_terminal(
    commercial: bool,
    width: int,
    checked: Checked,
    lawful: model.Catalogue,
    compare: Compare,
) -> None:
    """Under each finding stands the law, after the verdict and apart from it; the end says so."""
    lines = terminal.lines([replace(checked, legal=view(commercial))], lawful)
    kind = "commercial" if commercial else "editorial"
    compare(f"law-{kind}-{width}", paint.plain(lines, width))


def test_verbose(checked: Checked, lawful: model.Catalogue, compare: Compare) -> None:
    """--verbose adds conditions, what else holds, and where nothing is on record."""
    lines = terminal.lines([replace(checked, legal=view(False))], lawful, verbose=True)
    compare("law-verbose", paint.plain(lines, 100))


def test_only_lines_are_added(checked: Checked, lawful: model.Catalogue) -> None:
    """Every line of the report without the law stands in the one with it, in the same order."""
    without = paint.plain(terminal.lines([checked], lawful)).splitlines()
    lines = paint.plain(terminal.lines([replace(checked, legal=view(True))], lawful)).splitlines()
    rest = iter(lines)
    assert all(line in rest for line in without)
    assert len(lines) > len(without)


def test_every_status_has_words() -> None:
    """Whatever a record says of itself can be put in words."""
    assert set(regulation.STATUS) == set(LegalStatus)


def test_explain(checked: Checked, lawful: model.Catalogue, compare: Compare) -> None:
    """A claim's page has the law under a heading of its own."""
    legal = LegalView(("ml",), False, view(False).standings[:1])
    claim = lawful.claims["moon-sleep"]
    lines = explain.claim_lines(claim, checked.findings[0], lawful, legal)
    compare("explain-claim-law", paint.plain(lines, 80))


@pytest.mark.parametrize("name", ["ml-sleep", "ml-memory"])
def test_provision(name: str, lawful: model.Catalogue, compare: Compare) -> None:
    """A provision shows all that is on record, and what was not seen."""
    lines = provision.lines(lawful.provisions[name], lawful)
    compare(f"explain-{name}", paint.plain(lines, 80))


def as_json(checked: Checked, catalogue: model.Catalogue) -> Any:
    made = json.loads(report.render([checked], catalogue, "1.2.3"))
    jsonschema.validate(made, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return made


def test_json(checked: Checked, lawful: model.Catalogue) -> None:
    """Each finding holds its standings with their records; the verdict's own keys are as before."""
    off = as_json(checked, lawful)
    made = as_json(replace(checked, legal=view(True)), lawful)
    first, second, third, *_ = made["documents"][0]["findings"]
    (legal,) = first["legal"]
    assert {key: legal[key] for key in ("jurisdiction", "status", "asserted", "binds")} == {
        "jurisdiction": "ml",
        "status": "authorised",
        "asserted": True,
        "binds": True,
    }
    assert (legal["wordings"], legal["as_worded"]) == ([WORDS], False)
    assert [r["id"] for r in legal["records"]] == ["ml-sleep"]
    assert [r["id"] for r in legal["beside"]] == ["ml-label"]
    assert legal["records"][0]["conditions"] == "At least 1 g of moonroot in a portion."
    assert second["legal"][0]["unverified"] == ["the number of its entry"]
    assert [r["id"] for r in second["legal"][0]["nearest"]] == ["ml-near"]
    assert (third["legal"][0]["status"], third["legal"][0]["binds"]) == ("no-record", None)
    assert made["regulation"]["commercial"] is True
    assert made["regulation"]["jurisdictions"][0]["by_status"] == {
        "authorised": 1,
        "refused": 2,
        "not-verified": 1,
        "no-record": 2,
    }
    del made["regulation"], off["regulation"]
    for one in (made, off):
        for finding in one["documents"][0]["findings"]:
            del finding["legal"]
    assert made == off


def test_json_off(checked: Checked, lawful: model.Catalogue) -> None:
    """Where nobody asks, the keys are there and null."""
    made = as_json(checked, lawful)
    assert made["regulation"] is None
    assert [f["legal"] for f in made["documents"][0]["findings"]] == [None] * 6


def test_hostile_record(lawful: model.Catalogue) -> None:
    """What stands in a record cannot move the cursor or break a line."""
    bad = replace(lawful.provisions["ml-memory"], says="a\x1b[31m\nb", unverified=("c\x07",))
    provisions: Mapping[str, model.Provision] = {**lawful.provisions, bad.id: bad}
    spoilt = replace(lawful, provisions=provisions)
    standing = replace(view(True).standings[1][0], unverified=bad.unverified)
    text = paint.plain(regulation.standing_lines(standing, spoilt, True, True))
    text += paint.plain(provision.lines(bad, spoilt))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "a\ufffd[31m b" in text
