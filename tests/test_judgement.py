"""The whole way: sentences of ours, and the verdict that must come out of the records."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import mgcheck
from mgcheck import Catalogue, Certainty, Finding


def judged(text: str, catalogue: Catalogue) -> dict[str, Finding]:
    """The findings of `text` by claim; where a claim is made twice, the last."""
    return {f.mention.claim: f for f in mgcheck.check(text, catalogue).findings}


def test_only_one_trial_is_outdated(catalogue: Catalogue) -> None:
    """The records are counted, and the published human studies are listed."""
    text = "To date a single clinical trial of magnesium L-threonate has been published."
    finding = judged(text, catalogue)["mgt-only-one-trial"]
    assert finding.verdict.value == "outdated"
    assert set(finding.body.studies) == {
        "liu-2016",
        "stanford-nct02210286",
        "surman-2021",
        "zhang-2022",
        "wu-2023",
        "ni-2023",
        "hausenblas-2024",
        "lopresti-2026",
    }


def test_made_with_citrate_is_contradicted(catalogue: Catalogue) -> None:
    """How it is made stands in a regulator's paper."""
    text = "Manufacturers make magnesium L-threonate from magnesium citrate."
    finding = judged(text, catalogue)["mgt-made-from-citrate"]
    assert (finding.verdict.value, finding.severity.value) == ("contradicted", "error")
    assert finding.body.references == ("acnfp-162-06",)


def test_stanford_trial_is_misattributed(catalogue: Catalogue) -> None:
    """A trial without placebo shows nothing against placebo; the trials that fit are named."""
    text = (
        "The maker worked with Stanford University on a trial of magnesium L-threonate in "
        "dementia. This trial found that magnesium L-threonate was no better than a placebo for "
        "sleep quality, mood or anxiety."
    )
    found = judged(text, catalogue)
    assert found["mgt-stanford-trial"].verdict.value == "supported"
    for claim in ("mgt-sleep-quality", "mgt-mood", "mgt-anxiety"):
        assert found[claim].verdict.value == "misattributed"
        assert "no placebo arm" in found[claim].why
        assert "Ni 2023" in found[claim].why


def test_the_same_without_the_trial_is_judged(catalogue: Catalogue) -> None:
    """Said of no study in particular, the denial is judged on the evidence."""
    text = "Magnesium L-threonate was no better than a placebo for anxiety."
    finding = judged(text, catalogue)["mgt-anxiety"]
    assert finding.verdict.value != "misattributed"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "In one rat study, magnesium L-threonate raised the level of magnesium in the "
            "hippocampus.",
            "mgt-rat-hippocampus",
        ),
        ("Rats given magnesium L-threonate did better in tests of learning.", "mgt-rat-cognition"),
    ],
)
def test_rats_are_judged_on_rats(catalogue: Catalogue, text: str, claim: str) -> None:
    """What is said of rats is judged on rats, and says what could not be verified."""
    finding = judged(text, catalogue)[claim]
    assert finding.severity.value == "note"
    assert "slutsky-2010" in finding.body.studies
    assert "verified" in finding.why


def test_crossing_the_barrier_is_preclinical(catalogue: Catalogue) -> None:
    """Shown in animals, said flatly of people."""
    finding = judged("Magtein crosses the blood-brain barrier.", catalogue)["mgt-bbb-crossing"]
    assert (finding.verdict.value, finding.severity.value) == ("preclinical-only", "error")


def test_sleep_quality_is_mixed(catalogue: Catalogue) -> None:
    """Two trials found no difference, two found it in part; certainty is low at best."""
    finding = judged("Magnesium threonate improves sleep quality.", catalogue)["mgt-sleep-quality"]
    assert finding.verdict.value == "mixed"
    assert finding.body.studies == ("hausenblas-2024", "liu-2016", "lopresti-2026", "ni-2023")
    assert finding.body.certainty in (Certainty.LOW, Certainty.VERY_LOW)
    assert "Hausenblas 2024 and Lopresti 2026 found it in part" in finding.why
    assert "Liu 2016 and Ni 2023 found no difference" in finding.why


@pytest.mark.parametrize("claim", ["mgt-memory", "mgt-cognition"])
def test_memory_and_cognition(catalogue: Catalogue, claim: str) -> None:
    """The trials that measured them, the mixed product among them, and every step down."""
    text = "Magnesium L-threonate may improve memory and cognitive function."
    finding = judged(text, catalogue)[claim]
    assert "zhang-2022" in finding.body.studies
    assert finding.body.certainty in (Certainty.LOW, Certainty.VERY_LOW)
    assert all(step.why for step in finding.body.steps)
    assert finding.body.steps
    if claim == "mgt-cognition":
        assert {"liu-2016", "lopresti-2026"} <= set(finding.body.studies)


@pytest.mark.parametrize(
    ("text", "claim", "beside"),
    [
        ("Magnesium L-threonate prevents migraine.", "mgt-migraine", "vonluckner-2018"),
        ("Magnesium L-threonate strengthens bones.", "mgt-bone-health", "groenendijk-2022"),
        ("Magnesium L-threonate lowers blood pressure.", "mgt-blood-pressure", "zhang-2016"),
    ],
)
def test_untested_for_this_form(catalogue: Catalogue, text: str, claim: str, beside: str) -> None:
    """Nothing on record tested the form; what is known of magnesium is shown as indirect."""
    finding = judged(text, catalogue)[claim]
    assert (finding.verdict.value, finding.severity.value) == ("no-evidence", "error")
    assert finding.body.studies == ()
    assert beside in finding.body.also
    assert "indirect" in finding.why


@pytest.mark.parametrize(
    ("text", "claim", "study"),
    [
        (
            "Magnesium deficiency causes restless legs syndrome.",
            "mg-deficiency-rls",
            "jadidi-2022",
        ),
        ("Enough magnesium prevents osteoporosis.", "mg-osteoporosis", "mgo-girls-bone-rct"),
        ("Magnesium protects against Alzheimer's disease.", "mg-alzheimers", "kieboom-2017"),
    ],
)
def test_magnesium_is_judged_on_magnesium(
    catalogue: Catalogue, text: str, claim: str, study: str
) -> None:
    """Claims about magnesium in general rest on its records, never on L-threonate's."""
    finding = judged(text, catalogue)[claim]
    bearing = {*finding.body.studies, *finding.body.also}
    assert study in bearing
    assert not any(catalogue.studies[i].intervention.subject == "mgt" for i in bearing)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Magnesium is a cofactor in over 300 enzyme reactions.", "mg-300-enzymes"),
        ("The kidneys clear excess magnesium from the body.", "mg-kidney-excretion"),
        (
            "People with kidney disease should be careful with magnesium supplements.",
            "mg-kidney-contraindication",
        ),
    ],
)
def test_settled_by_reference(catalogue: Catalogue, text: str, claim: str) -> None:
    """Textbook facts are supported by a reference, and need no trial."""
    finding = judged(text, catalogue)[claim]
    assert (finding.verdict.value, finding.severity.value) == ("supported", "none")
    assert finding.body.references


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Magnesium L-threonate causes no drowsiness.", "mgt-no-drowsiness"),
        ("Magnesium L-threonate never leaves you groggy the next day.", "mgt-no-grogginess"),
        (
            "Headache, drowsiness and a rush of blood to the head are the only side effects "
            "reported for magnesium L-threonate.",
            "mgt-side-effects",
        ),
        ("Magnesium L-threonate is an effective and safe sleep aid.", "mgt-effective-and-safe"),
    ],
)
def test_safety_is_not_overdone(catalogue: Catalogue, text: str, claim: str) -> None:
    """A safety claim passes only as far as a record goes."""
    finding = judged(text, catalogue)[claim]
    assert finding.verdict.value not in ("supported", "not-gradable")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Talk to your doctor before you start a magnesium supplement.", "consult-professional"),
        (
            "Each capsule of Magtein contains 120 mg of magnesium glycinate.",
            "mgt-glycinate-in-capsule",
        ),
    ],
)
def test_not_graded(catalogue: Catalogue, text: str, claim: str) -> None:
    """Advice and label contents are not graded, and the reason is given."""
    finding = judged(text, catalogue)[claim]
    assert (finding.verdict.value, finding.severity.value) == ("not-gradable", "none")
    assert finding.why
    assert finding.suggestion is None


def test_three_readers_agree(catalogue: Catalogue) -> None:
    """Three readers who judged from the records alone agree with mgcheck; what differs is settled."""
    path = Path(__file__).parent / "golden" / "judged.yaml"
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    agreed = {"first": 0, "second": 0, "third": 0}
    for case in cases:
        finding = judged(case["text"], catalogue).get(case["claim"])
        verdict = finding.verdict.value if finding else None
        for reader in agreed:
            agreed[reader] += verdict == case[reader]
        differs = any(verdict != case[reader] for reader in agreed)
        assert differs == ("settled" in case), case["id"]
    n = len(cases)
    assert n >= 60
    # the figures that docs/method.md gives
    assert {reader: round(hits / n, 2) for reader, hits in agreed.items()} == {
        "first": 0.98,
        "second": 0.89,
        "third": 0.97,
    }
    assert sum(agreed.values()) / (3 * n) >= 0.9
