"""Where claims stand in law: each case in cases.yaml is a sentence and what its records say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

import mgcheck
from mgcheck import regulation
from mgcheck.model import LegalStatus

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)
JURISDICTIONS = ("eu", "us", "gb", "ca")
COMPUTED = {
    LegalStatus(name)
    for name in (
        "authorised",
        "qualified",
        "permitted",
        "refused",
        "disease-claim",
        "not-listed",
        "not-verified",
        "no-record",
    )
}
"""What a claim can be told; the others are said of records that stand beside."""


def standing(
    text: str,
    claim: str,
    jurisdiction: str,
    catalogue: mgcheck.Catalogue,
    commercial: bool = False,
) -> regulation.Standing:
    """Where `claim`, as `text` makes it, stands."""
    report = mgcheck.check(text, catalogue)
    found = mgcheck.standings(report, catalogue, (jurisdiction,), commercial)
    at = [finding.mention.claim for finding in report.findings].index(claim)
    return found[at][0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], catalogue: mgcheck.Catalogue) -> None:
    """Each sentence stands where its case says, on the records that it names."""
    found = {name: standing(case["text"], case["claim"], name, catalogue) for name in case["in"]}
    assert {name: one.status.value for name, one in found.items()} == case["in"]
    first = found[next(iter(case["in"]))]
    if "decided_by" in case:
        assert list(first.decided_by) == case["decided_by"]
    assert set(case.get("beside", ())) <= set(first.beside)
    assert set(case.get("nearest", ())) <= set(first.nearest)
    if "wordings" in case:
        assert list(first.wordings) == case["wordings"]
    assert first.is_as_worded is case.get("as_worded", first.is_as_worded)
    if case.get("unverified"):
        assert first.unverified


def test_every_status_and_jurisdiction_has_a_case() -> None:
    """No status that a claim can be told, and no jurisdiction, goes untested."""
    told = {(name, status) for case in CASES for name, status in case["in"].items()}
    assert {LegalStatus(status) for _, status in told} == COMPUTED
    assert {name for name, _ in told} == set(JURISDICTIONS)


def test_every_jurisdiction_of_the_catalogue(catalogue: mgcheck.Catalogue) -> None:
    """The catalogue holds the four, each with provisions of its own."""
    assert set(catalogue.jurisdictions) == set(JURISDICTIONS)
    assert {p.jurisdiction for p in catalogue.provisions.values()} == set(JURISDICTIONS)


@pytest.mark.parametrize(
    ("text", "commercial", "binds", "asserted"),
    [
        ("Magnesium reduces stress.", True, True, True),
        ("Magnesium reduces stress.", False, False, True),
        ("Magnesium does not reduce stress.", True, False, False),
        ("Does magnesium reduce stress?", True, False, False),
    ],
    ids=["seller", "news", "seller denies", "seller asks"],
)
def test_whom_it_binds(
    text: str, commercial: bool, binds: bool, asserted: bool, catalogue: mgcheck.Catalogue
) -> None:
    """The law binds what a seller asserts; the status of the claim is the same for all."""
    found = standing(text, "mg-stress", "eu", catalogue, commercial)
    assert (found.binds, found.is_asserted) == (binds, asserted)
    assert found.status is LegalStatus.REFUSED


def test_nothing_on_record_binds_nobody(catalogue: mgcheck.Catalogue) -> None:
    """Where no record bears on a claim, mgcheck does not say that the seller is free."""
    found = standing("Valerian improves sleep.", "valerian-sleep", "ca", catalogue, True)
    assert (found.status, found.binds, found.decided_by) == (LegalStatus.NO_RECORD, None, ())


def test_a_hedge_changes_nothing_in_law(catalogue: mgcheck.Catalogue) -> None:
    """Evidence bears 'may' sooner than 'does'; the records of the law know no such step."""
    flat = standing("Magnesium reduces stress.", "mg-stress", "eu", catalogue)
    hedged = standing("Magnesium may reduce stress.", "mg-stress", "eu", catalogue)
    assert flat == hedged


def test_the_law_is_no_evidence(catalogue: mgcheck.Catalogue) -> None:
    """Without any provision every verdict is the same; without studies every standing is."""
    text = "Magnesium reduces stress. Magnesium supports bone health. Magnesium improves sleep."
    lawless = replace(catalogue, provisions={}, jurisdictions={})
    assert mgcheck.check(text, lawless).findings == mgcheck.check(text, catalogue).findings
    report = mgcheck.check(text, catalogue)
    bare = replace(catalogue, studies={}, references={})
    assert mgcheck.standings(report, bare, JURISDICTIONS) == mgcheck.standings(
        report, catalogue, JURISDICTIONS
    )


def test_the_order_of_records_never_shows(catalogue: mgcheck.Catalogue) -> None:
    """Provisions in any order give the same standings."""
    turned = replace(catalogue, provisions=dict(reversed(catalogue.provisions.items())))
    for claim in catalogue.claims.values():
        for name in JURISDICTIONS:
            assert regulation.of_claim(claim, turned, name) == regulation.of_claim(
                claim, catalogue, name
            )


def test_a_flat_claim_stands_as_in_a_text(catalogue: mgcheck.Catalogue) -> None:
    """`explain` tells of a bare claim what `check` tells of a text that names no more."""
    bare = regulation.of_claim(catalogue.claims["mg-stress"], catalogue, "eu")
    assert bare == standing("Magnesium reduces stress.", "mg-stress", "eu", catalogue)


def test_only_what_the_register_says_is_quoted(catalogue: mgcheck.Catalogue) -> None:
    """A wording that may be said is that of a provision, never one of mgcheck's own making."""
    known = {words for p in catalogue.provisions.values() for words in p.wordings}
    told = {
        words
        for claim in catalogue.claims.values()
        for name in JURISDICTIONS
        for words in regulation.of_claim(claim, catalogue, name).wordings
    }
    assert told
    assert told <= known


def test_second_hand_records_say_what_was_not_seen(catalogue: mgcheck.Catalogue) -> None:
    """Each record that was not read at its issuer or in the register names what is open."""
    for provision in catalogue.provisions.values():
        if provision.verification in {"secondary", "search-negative", "unverified"}:
            assert provision.unverified, provision.id
