"""Golden texts: each yields the mentions that its case lists, put as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mgcheck import Catalogue, find, read

GOLDEN = Path(__file__).parents[1] / "golden"


def cases(name: str) -> list[Any]:
    """The cases of a golden file, each with its name as id."""
    entries = yaml.safe_load((GOLDEN / name).read_text(encoding="utf-8"))
    return [pytest.param(entry, id=entry["name"]) for entry in entries]


def found(text: str, catalogue: Catalogue) -> dict[str, Any]:
    """The mentions of `text`, by claim."""
    return {m.claim: m for m in find.mentions(read.document(text), catalogue).mentions}


def others(case: dict[str, Any]) -> set[str]:
    """Claims that the text makes besides those that the case is about."""
    return set(case.get("others", ()))


@pytest.mark.parametrize(
    "case",
    [*cases("stance.yaml"), *cases("subjects.yaml"), *cases("words.yaml"), *cases("safety.yaml")],
)
def test_stance(case: dict[str, Any], catalogue: Catalogue) -> None:
    """A text asserts, denies or asks what its case says, and makes no other claim."""
    mentions = found(case["text"], catalogue)
    told = {i: mentions[i].stance.value for i in case["expect"] if i in mentions}
    assert told == case["expect"]
    assert not set(case.get("absent", ())) & set(mentions)
    assert set(mentions) - set(told) == others(case)


@pytest.mark.parametrize("case", cases("wording.yaml"))
def test_wording(case: dict[str, Any], catalogue: Catalogue) -> None:
    """A text puts each claim as strongly as its case says."""
    mentions = found(case["text"], catalogue)
    told = {i: mentions[i].wording.value for i in case["expect"] if i in mentions}
    assert told == case["expect"]
    assert set(mentions) - set(told) == others(case)


@pytest.mark.parametrize("case", cases("scope.yaml"))
def test_scope(case: dict[str, Any], catalogue: Catalogue) -> None:
    """A text limits a claim to whom its case says."""
    mentions = found(case["text"], catalogue)
    told = {i: mentions[i].scope for i in case["expect"] if i in mentions}
    assert told == case["expect"]
    assert set(mentions) - set(told) == others(case)


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium is completely risk-free.",
        "Magnesium is never dangerous to anybody.",
        "Magnesium is harmless, so take as much as you want.",
        "You cannot overdose on magnesium.",
        "Magnesium is safe for newborns.",
        "Magnesium is safe while breastfeeding.",
    ],
)
def test_safety_without_exception(text: str, catalogue: Catalogue) -> None:
    """Safety for all, in any amount, or for those at risk, is more than in general."""
    assert found(text, catalogue)["mg-generally-safe"].says_absolute


def test_safety_in_general_is_not_absolute(catalogue: Catalogue) -> None:
    """What most people tolerate is said of no one else."""
    mention = found("Magnesium is safe for most adults at usual doses.", catalogue)
    assert not mention["mg-generally-safe"].says_absolute


@pytest.mark.parametrize(
    ("text", "reverse"),
    [("Magnesium causes muscle cramps.", True), ("Magnesium does not ease muscle cramps.", False)],
)
def test_the_reverse_is_more_than_a_denial(text: str, reverse: bool, catalogue: Catalogue) -> None:
    """A text that says that the reverse comes about is told from one that only denies."""
    mention = found(text, catalogue)["mg-muscle-cramps"]
    assert mention.stance.value == "denies"
    assert mention.says_reverse is reverse


def test_a_heading_means_what_stands_above_it(catalogue: Catalogue) -> None:
    """'It' in a heading is the page's subject, not what a bold line between named in passing."""
    text = (
        "# Magnesium L-threonate\n\n**The only magnesium for me.**\n\n"
        "## Why you'll love it\n\n- Boosts memory\n"
    )
    page = read.document(text, "page.md", markdown=True)
    told = {m.claim: m.stance.value for m in find.mentions(page, catalogue).mentions}
    assert told == {"mgt-memory": "asserts"}
