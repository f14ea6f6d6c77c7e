"""Of whom and within which figures a text says what is on record: an adult's dose is no child's."""

from __future__ import annotations

import pytest

import mgcheck
from mgcheck import Catalogue, Finding


def only(text: str, claim: str, catalogue: Catalogue) -> Finding:
    """The one finding of `text` on `claim`."""
    (found,) = [f for f in mgcheck.check(text, catalogue).findings if f.mention.claim == claim]
    return found


@pytest.mark.parametrize(
    ("text", "expected", "named"),
    [
        ("Your toddler needs 350 mg of magnesium a day.", "contradicted", "80 mg for toddlers"),
        ("The RDA of magnesium for a baby is 320 mg.", "contradicted", "30 to 75 mg for infants"),
        ("The RDA of magnesium for kids aged 4-8 is 400 mg.", "contradicted", "130 mg"),
        ("The RDA of magnesium for kids aged 14-18 is 400 mg.", "supported", "360 to 410 mg"),
        ("Women need 410 mg of magnesium a day.", "contradicted", "270 to 320 mg for women"),
        ("Men need 410 mg of magnesium a day.", "supported", "300 to 420 mg for men"),
        ("The RDA of magnesium for pregnant women is 400 mg.", "supported", "350 to 400 mg"),
    ],
)
def test_needs_by_group(text: str, expected: str, named: str, catalogue: Catalogue) -> None:
    """What a group needs is held against that group's own figures."""
    finding = only(text, "mg-rda", catalogue)
    assert finding.verdict.value == expected
    (figure,) = finding.figures
    assert named in figure.why
    assert figure.agrees is (expected == "supported")


@pytest.mark.parametrize(
    ("text", "claim", "severity", "leg"),
    [
        ("Magnesium is harmless, even at 6 grams daily.", "mg-generally-safe", "error", "absolute"),
        ("Taking 450 mg of magnesium is safe.", "mg-generally-safe", "warning", "absolute"),
        ("Magnesium is safe for toddlers at 75 mg.", "mg-generally-safe", "warning", "group"),
        ("Magnesium is safe for toddlers at 240 mg.", "mg-generally-safe", "error", "group"),
        ("Magnesium at 450 mg is safe for your baby.", "mg-generally-safe", "error", "group"),
        ("Magnesium is well tolerated by babies.", "mg-generally-safe", "warning", "group"),
        ("Magnesium is safe for kids.", "mg-generally-safe", "warning", "group"),
        (
            "Magnesium is safe for most patients.",
            "mg-generally-safe",
            "warning",
            "group",
        ),
        ("L-threonate is harmless at 9 g daily.", "mgt-effective-and-safe", "error", "absolute"),
        ("L-theanine is harmless at 20 grams.", "theanine-safe", "error", "absolute"),
    ],
)
def test_safe_beyond_the_record(
    text: str, claim: str, severity: str, leg: str, catalogue: Catalogue
) -> None:
    """Safe in more than the limit, or for those of whom it is not settled, is overstated."""
    text = text.replace("L-threonate is", "Magnesium L-threonate is")
    finding = only(text, claim, catalogue)
    assert (finding.verdict.value, finding.severity.value) == ("overstated", severity)
    assert f"general-to-{leg}" in [broken.id for broken in finding.legs]
    assert finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium is safe for healthy adults at 300 mg a day.",
        "Magnesium is usually safe, but pregnant women should ask a midwife.",
        "Magnesium is safe for most adults; babies are another matter.",
        "Magnesium is safe below 350 mg, though 2,000 mg brings on diarrhea.",
        "Is magnesium safe for toddlers?",
    ],
)
def test_safe_within_the_record(text: str, catalogue: Catalogue) -> None:
    """Limits kept, questions, and those who are set apart: nothing is held against the text."""
    finding = only(text, "mg-generally-safe", catalogue)
    assert (finding.verdict.value, finding.legs) == ("supported", ())


def test_a_limit_of_their_own(catalogue: Catalogue) -> None:
    """Toddlers' amounts are held against toddlers' limit, which is named."""
    text = "Magnesium is safe for toddlers at 50 mg a day."
    (figure,) = only(text, "mg-generally-safe", catalogue).figures
    assert figure.agrees
    assert "65 mg for toddlers" in figure.why


def test_whom_the_record_excepts(catalogue: Catalogue) -> None:
    """The record itself takes people with kidney disease out of what it calls safe."""
    text = "Those on dialysis can relax, for magnesium is harmless."
    finding = only(text, "mg-generally-safe", catalogue)
    assert (finding.verdict.value, finding.severity.value) == ("contradicted", "error")
    assert "kidney disease" in finding.why


def test_what_the_record_does_not_reach(catalogue: Catalogue) -> None:
    """GABA in the brain is one thing, GABA from a jar another."""
    swallowed = only("GABA capsules help you sleep.", "gaba-sleep", catalogue)
    assert (swallowed.verdict.value, swallowed.severity.value) == ("no-evidence", "error")
    within = only("In the brain, GABA promotes sleep.", "gaba-sleep", catalogue)
    assert within.verdict.value == "supported"


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        ("Magnesium L-threonate eases anxiety in your puppy.", "mgt-anxiety", "no-evidence"),
        ("Magnesium L-threonate eases anxiety in mice.", "mgt-anxiety", "supported"),
        ("Magnesium L-threonate eases anxiety in horses.", "mgt-anxiety", "no-evidence"),
    ],
)
def test_animals_that_are_treated(
    text: str, claim: str, verdict: str, catalogue: Catalogue
) -> None:
    """Rats are no evidence for a dog, nor are people."""
    assert only(text, claim, catalogue).verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict", "severity"),
    [
        ("Magnesium may lower blood pressure by 3 mmHg.", "supported", "none"),
        ("Magnesium may lower blood pressure by 8 mmHg.", "overstated", "warning"),
        ("Magnesium may lower blood pressure by 40 mm Hg.", "overstated", "error"),
    ],
)
def test_sizes(text: str, verdict: str, severity: str, catalogue: Catalogue) -> None:
    """More than twice the largest effect on record is too much, ten times an error."""
    finding = only(text, "mg-blood-pressure", catalogue)
    assert (finding.verdict.value, finding.severity.value) == (verdict, severity)
    (figure,) = finding.figures
    assert "2.2 mm" in figure.why


@pytest.mark.parametrize(
    ("text", "claim", "severity"),
    [
        ("Magnesium deficiency may affect 90% of adults.", "mg-deficiency-common", "warning"),
        ("Magnesium deficiency may affect 45% of adults.", "mg-deficiency-common", "note"),
        (
            "Magnesium L-threonate supplements provide 2,000 g per dose.",
            "mgt-label-dose",
            "error",
        ),
        (
            "Magnesium L-threonate supplements provide some 144 mg per dose.",
            "mgt-label-dose",
            "note",
        ),
    ],
)
def test_shares_and_labels(text: str, claim: str, severity: str, catalogue: Catalogue) -> None:
    """A share or an amount off the record is never without a severity, however it is hedged."""
    assert only(text, claim, catalogue).severity.value == severity


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Slutsky et al. (2010) showed in healthy adults that {0}.", "misattributed"),
        ("Slutsky et al. (2010) showed in rats that {0}.", "supported"),
        ("Slutsky et al. (2010) showed that {0}, not yet in people.", "mixed"),
    ],
)
def test_whom_a_study_was_done_in(text: str, verdict: str, catalogue: Catalogue) -> None:
    """A study in rats that the text says was done in people is misattributed."""
    said = text.format("magnesium L-threonate improves memory")
    assert only(said, "mgt-memory", catalogue).verdict.value == verdict


def test_a_denial_is_never_graver_than_the_claim(catalogue: Catalogue) -> None:
    """Where two trials saw no difference, saying so flatly only warns; so does the hype."""
    hype = only("Magnesium L-threonate eases anxiety.", "mgt-anxiety", catalogue)
    denial = only("Magnesium L-threonate does not ease anxiety.", "mgt-anxiety", catalogue)
    assert (hype.verdict.value, hype.severity.value) == ("not-supported", "warning")
    assert (denial.verdict.value, denial.severity.value) == ("overstated", "warning")
