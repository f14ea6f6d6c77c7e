"""Names of files as forges know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mgcheck.report.where import from_root, root_of, uri


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder, from within which the program runs."""
    top = tmp_path / "repo"
    (top / ".git").mkdir(parents=True)
    (top / "posts").mkdir()
    (top / "posts" / "a.md").write_text("", encoding="utf-8")
    monkeypatch.chdir(top / "posts")
    return top


def test_from_the_top_wherever_the_program_runs(repository: Path) -> None:
    """A name is given from the repository's top, by whatever way it was named."""
    root = root_of(Path.cwd())
    assert root == repository.resolve()
    for name in ("a.md", "./a.md", "../posts/a.md", str(repository / "posts" / "a.md")):
        assert from_root(name, root) == "posts/a.md"


def test_links_are_followed(repository: Path) -> None:
    """One file has one name."""
    (repository / "link.md").symlink_to(repository / "posts" / "a.md")
    assert from_root("../link.md", root_of(repository)) == "posts/a.md"


def test_outside(repository: Path, tmp_path: Path) -> None:
    """What lies outside keeps its whole path, and is a URI of its own."""
    path = from_root("../../other.md", root_of(repository))
    assert path == (tmp_path.resolve() / "other.md").as_posix()
    assert uri(path).startswith("file:///")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, names are given from the working folder."""
    monkeypatch.chdir(tmp_path)
    assert from_root("a.md", None) == "a.md"
    assert from_root("<stdin>", None) == "<stdin>"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/a b.md", "posts/a%20b.md"),
        ("100%.md", "100%25.md"),
        ("a#b?c.md", "a%23b%3Fc.md"),
        ("naïve.md", "na%C3%AFve.md"),
        ("a:b.md", "a%3Ab.md"),
        ("\udcff.md", "%FF.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_encoded(path: str, expected: str) -> None:
    """What has a meaning of its own in a URI is percent-encoded, byte by byte."""
    assert uri(path) == expected
