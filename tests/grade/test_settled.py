"""Figures of facts and labels, held against the records that settle them."""

from __future__ import annotations

import pytest

import mgcheck
from mgcheck import Catalogue, Finding


def only(text: str, claim: str, catalogue: Catalogue) -> Finding:
    """The one finding of `text` on `claim`."""
    (found,) = [f for f in mgcheck.check(text, catalogue).findings if f.mention.claim == claim]
    return found


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        ("Magnesium is a cofactor in over 300 enzymes.", "mg-300-enzymes", "supported"),
        ("Magnesium is a cofactor in more than 600 enzymes.", "mg-300-enzymes", "supported"),
        ("Magnesium is a cofactor in about 350 enzymes.", "mg-300-enzymes", "supported"),
        ("Magnesium is a cofactor in 50 enzymes.", "mg-300-enzymes", "contradicted"),
        ("Magnesium is a cofactor in over 3,000 enzymes.", "mg-300-enzymes", "contradicted"),
        ("Adults need 350 mg of magnesium a day.", "mg-rda", "supported"),
        ("Adults need about 800 mg of magnesium a day.", "mg-rda", "contradicted"),
        ("The RDA of magnesium is 400 mg, and many take 500 mg.", "mg-rda", "supported"),
    ],
)
def test_facts_that_are_figures(text: str, claim: str, verdict: str, catalogue: Catalogue) -> None:
    """An established figure contradicts another one, and both are named."""
    finding = only(text, claim, catalogue)
    assert finding.verdict.value == verdict
    if verdict == "contradicted":
        (figure,) = finding.figures
        assert finding.severity.value == "error"
        assert finding.why == figure.why
        assert figure.figure.text in figure.why
        assert figure.on_record in figure.why
        assert finding.suggestion == catalogue.claims[claim].wordings["does"]


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Magnesium L-threonate supplements provide 1,500 to 2,000 mg per dose.", []),
        (
            "Magnesium L-threonate supplements provide around 144 mg per dose.",
            ["The text says 144 mg, the records 1 g to 4 g a day in 10 human studies."],
        ),
        ("Three capsules of magnesium L-threonate provide 144 mg of magnesium per serving.", []),
        ("Supplements of magnesium L-threonate give 1,500 mg with 200 mg of theanine a dose.", []),
    ],
)
def test_labels(text: str, differs: list[str], catalogue: Catalogue) -> None:
    """An amount of the element, or one beside an amount that fits, is not held against doses."""
    findings = [f for f in mgcheck.check(text, catalogue).findings if "label" in f.mention.claim]
    assert findings
    assert [c.why for f in findings for c in f.figures if not c.agrees] == differs
    assert all(f.verdict.value == "not-gradable" for f in findings)


def test_a_harm_that_trials_did_not_see_is_no_fair_denial(catalogue: Catalogue) -> None:
    """Where trials found no difference, "does not ease" is borne out and "brings on" is not."""
    verdicts = [
        mgcheck.check(text, catalogue).findings[0].verdict.value
        for text in (
            "Magnesium probably does not ease muscle cramps.",
            "Magnesium probably brings on muscle cramps.",
        )
    ]
    assert verdicts[0] == "supported"
    assert verdicts[1] in ("not-supported", "contradicted")
