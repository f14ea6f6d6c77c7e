"""Whom a sentence names, at which age, and where it turns."""

from __future__ import annotations

import pytest

from mgcheck import Catalogue
from mgcheck.cite.groups import speaks_of, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("safe for toddlers", [("toddlers", 1, 3)]),
        ("for children aged 4 to 8", [("children", 4, 8)]),
        ("a 2-year-old needs", [("children", 2, 2)]),
        ("for pregnant women and men", [("pregnancy", 0, 130), ("men", 0, 130)]),
        ("for non-pregnant women", [("women", 0, 130)]),
        ("people without kidney disease", [("healthy-kidneys", 0, 130)]),
        ("a good supplement", []),
    ],
)
def test_groups(text: str, expected: list[tuple[str, int, int]], catalogue: Catalogue) -> None:
    """The longest name wins, and ages narrow the groups that ages make."""
    found = [f for f in told(text, catalogue.citing) if f.kind == "group"]
    assert [(f.nouns[0], f.low, f.high) for f in found] == expected
    named = bool(expected) and "year-old" not in text
    assert speaks_of(text, catalogue.citing) is named


def test_turns_and_harms(catalogue: Catalogue) -> None:
    """Where a sentence sets apart, and where it warns."""
    text = "safe for adults, but too much harms; babies"
    found = {(f.kind, text[f.start : f.end]) for f in told(text, catalogue.citing)}
    assert {("apart", "but"), ("apart", ";"), ("harm", "too much"), ("group", "babies")} <= found
