"""The hash by which GitHub knows a line again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgcheck.report.line_hash import line_hashes

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            [
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1",
            ],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 7,
            [
                *(f"a7f2ff13bc495cf2:{n}" for n in (1, 2, 3)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_the_numbers_of_the_upload_action(text: str, expected: list[str]) -> None:
    """What github/codeql-action is tested with gives the same here."""
    assert line_hashes(text) == expected


@SETTINGS
@given(st.text(st.sampled_from("ab \t\r\n😀"), max_size=300))
def test_space_and_line_ends_change_nothing(text: str) -> None:
    """Nor does indenting, or how lines end."""
    expected = line_hashes(text)
    assert line_hashes(text.replace("a", " \ta ")) == expected
    assert line_hashes(text.replace("\r\n", "\n").replace("\r", "\n")) == expected
    assert len(expected) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
