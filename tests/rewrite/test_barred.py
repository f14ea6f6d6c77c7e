"""Sentences that no fix touches, and claims that are mended through their own words alone."""

from __future__ import annotations

import pytest

import mgcheck
from mgcheck import Catalogue, Finding, Report, read
from mgcheck.rewrite import Rewriter


def fixed(text: str, catalogue: Catalogue, *, unsafe: bool = True) -> tuple[Report, Report]:
    """The report on a Markdown text, and the one after all its fixes were made."""
    document = read.document(text, markdown=True)

    def check(text: str) -> Report:
        return mgcheck.check_document(read.again(text, document), catalogue)

    before = check(text)
    return before, Rewriter(catalogue).fixed(before, check, unsafe=unsafe)[0]


def by_claim(report: Report) -> dict[str, Finding]:
    """Findings by claim."""
    return {f.mention.claim: f for f in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium does not ease migraine.",
        "Magnesium L-threonate neither sharpens memory nor lifts mood.",
        "Magnesium disrupts sleep.",
        "Magnesium raises blood sugar in many people.",
        "Magnesium L-threonate triggers anxiety.",
        "Magnesium L-threonate causes vivid dreams but sharpens memory.",
        "Magnesium L-threonate gives some people headaches, and it lifts mood.",
        "Magnesium lowers blood pressure so far that it is dangerous.",
        "Magnesium lowers blood sugar, and an overdose can end in hospital.",
        "Magnesium supplements weaken bones.",
    ],
)
def test_denials_and_warnings_take_none(text: str, catalogue: Catalogue) -> None:
    """A warning is never turned into the benefit that the catalogue knows."""
    before, after = fixed(text, catalogue)
    assert before.findings
    assert after.document.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium L-threonate lifts mood, so come off your antidepressants.",
        "Magnesium lowers blood pressure and lets you throw your tablets away.",
        "Magnesium lowers blood sugar, which means that you no longer need insulin.",
        "Swap your blood pressure medicine for magnesium, which lowers blood pressure.",
        "Take magnesium L-threonate instead of your usual pills, because it improves sleep.",
        "Magnesium lowers blood pressure. So skip your statins.",
    ],
)
def test_none_where_treatment_is_stopped(text: str, catalogue: Catalogue) -> None:
    """A hedge would make advice to leave a medicine look fair."""
    before, after = fixed(text, catalogue)
    assert before.findings
    assert after.document.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium L-threonate will never:\n\n- sharpen memory\n- lift mood\n",
        "## What magnesium L-threonate can't do\n\n1. Sharpen memory\n2. It lifts mood.\n",
        "There is no proof that magnesium L-threonate:\n\n* sharpens memory\n* lifts mood\n",
        "## Myths\n\nMagnesium L-threonate sharpens memory.\n",
        "# Ten magnesium myths\n\n## Magnesium L-threonate sharpens memory\n\nIt does not.\n",
        "**Common misconceptions:**\n\n- Magnesium L-threonate sharpens memory.\n",
        "| Myth | Truth |\n| --- | --- |\n| Magnesium L-threonate lifts mood | Nobody knows |\n",
        "> Magnesium L-threonate sharpens memory.\n>\n> - Magnesium L-threonate lifts mood\n",
    ],
)
def test_none_for_what_is_denied_above_or_quoted(text: str, catalogue: Catalogue) -> None:
    """A list of what a thing does not do is no list of claims; a quotation is its author's."""
    before, after = fixed(text, catalogue)
    assert before.findings
    assert after.document.text == text


def test_a_lead_in_that_only_adds_denies_nothing(catalogue: Catalogue) -> None:
    """'Not only' is no no, and words outside a quotation are the author's own."""
    quoted = "> Magnesium L-threonate lifts mood.\n\n"
    text = f"{quoted}Magnesium L-threonate not only:\n\n- sharpens memory\n"
    _, after = fixed(text, catalogue, unsafe=False)
    assert after.document.text == text.replace("- sharpens", "- may sharpen")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Magnesium L-threonate improves sleep in pregnant women, and it is safe.", None),
        (
            "Magnesium L-threonate is known for its anti-anxiety power, and it may calm the mind.",
            None,
        ),
        (
            "Magnesium L-threonate is known for its anti-anxiety power, and it lifts mood.",
            "Magnesium L-threonate is known for its anti-anxiety power, and it may lift mood.",
        ),
    ],
)
def test_no_claim_gets_better_by_the_hedge_of_another(
    text: str, becomes: str | None, catalogue: Catalogue
) -> None:
    """What stands as flat as before is judged as before, or the hedge is not put in."""
    before, after = fixed(text, catalogue, unsafe=False)
    assert len(before.findings) == 2
    assert after.document.text == (becomes or text)
    if becomes:
        old, new = by_claim(before)["mgt-anxiety"], by_claim(after)["mgt-anxiety"]
        assert new.verdict is old.verdict


def test_a_claim_of_safety_is_not_hedged(catalogue: Catalogue) -> None:
    """'It may be safe for toddlers' is no better than that it is."""
    text = "Magnesium L-threonate lifts mood. It is safe for toddlers."
    _, after = fixed(text, catalogue)
    assert after.document.text.endswith("It is safe for toddlers.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "Magnesium deficiency affects 75% of people and leads to insomnia.",
            "affects 75% of people",
        ),
        ("Magnesium L-threonate cuts anxiety in 60 % of users.", "cuts anxiety in 60 %"),
        ("Magnesium L-threonate halves anxiety in nine out of ten.", "halves anxiety in nine"),
    ],
)
def test_no_hedge_before_a_figure(text: str, kept: str, catalogue: Catalogue) -> None:
    """A figure is right or wrong; 'may affect 75 %' says neither."""
    before, after = fixed(text, catalogue, unsafe=False)
    assert before.findings
    assert kept in after.document.text
    assert "uncertain whether" not in after.document.text


def test_one_hedge_for_not_only_but_also(catalogue: Catalogue) -> None:
    """Two verbs that 'not only ... but also' joins share one aside."""
    text = "Magnesium L-threonate not only lifts mood but also crosses the blood-brain barrier."
    before, after = fixed(text, catalogue, unsafe=False)
    assert len(before.findings) == 2
    assert after.document.text == (
        "Magnesium L-threonate may, though this is uncertain, "
        "not only lift mood but also cross the blood-brain barrier."
    )


def test_items_keep_their_case(catalogue: Catalogue) -> None:
    """An item or a cell begins as its author had it begin."""
    text = "Magnesium L-threonate:\n\n- sharpens memory\n- Lifts mood\n"
    _, after = fixed(text, catalogue, unsafe=False)
    assert (
        after.document.text == "Magnesium L-threonate:\n\n- may sharpen memory\n- May lift mood\n"
    )
