"""Files are known again by other spellings of their names, where the system knows them so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mgcheck.discover.names import Seen


@pytest.mark.parametrize("other", ["A.MD", "cafe\u0301.md"])
def test_a_file_by_two_spellings(tmp_path: Path, other: str) -> None:
    """A second name for one file, as macOS and Windows have them, is no second text."""
    first = tmp_path / {"A.MD": "a.md"}.get(other, "caf\u00e9.md")
    first.write_text("one", encoding="utf-8")
    second = tmp_path / other
    if not second.exists():
        os.link(first, second)
    seen = Seen()
    assert [seen.again(str(path)) for path in (first, second, second, first)] == [
        False,
        True,
        True,
        True,
    ]


def test_two_files_with_like_names(tmp_path: Path) -> None:
    """Where capitals make another file, neither is lost; nor is one that is not there."""
    for name in ("a.md", "A.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    seen = Seen()
    assert not seen
    is_one = (tmp_path / "a.md").samefile(tmp_path / "A.md")
    told = [seen.again(str(tmp_path / name)) for name in ("a.md", "A.md", "A.md", "b.md", "B.md")]
    assert told == [False, is_one, True, False, False]
