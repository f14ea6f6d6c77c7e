"""Which lines changed since a commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mgcheck.discover.changed import Changes
from mgcheck.errors import UsageError

Git = Callable[..., bytes]


def write(name: str, *lines: str) -> None:
    """A file of lines."""
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def repository(git: Git) -> Git:
    """main has four files; a branch, on which HEAD is, begins there."""
    write("a.md", "one", "two", "three")
    write("old.md", *(f"line {n}" for n in range(20)))
    write("same.md", "one")
    write("gone.md", "one")
    git("add", ".")
    git("commit", "-qm", "first")
    git("switch", "-qc", "topic")
    return git


def of(name: str, ref: str = "main") -> object:
    """The lines of one file."""
    return Changes(ref).of(name)


def test_lines_that_are_new(repository: Git) -> None:
    """Committed, staged or only saved; lines that went leave no trace."""
    write("a.md", "one", "2", "three", "four")
    repository("commit", "-qam", "second")
    assert of("a.md") == ((2, 2), (4, 4))
    write("a.md", "one", "2", "four", "five")
    repository("add", "a.md")
    assert of("a.md") == ((2, 4),)
    write("a.md", "one", "three")
    assert of("a.md") == ()
    assert of("same.md") == ()


def test_since_the_branches_parted(repository: Git) -> None:
    """What main did since is no change of this branch."""
    repository("switch", "-q", "main")
    write("a.md", "one", "two", "three of main")
    repository("commit", "-qam", "on main")
    repository("switch", "-q", "topic")
    assert of("a.md") == ()


def test_new_files_are_new_as_a_whole(repository: Git) -> None:
    """Untracked and ignored ones; a file that was added has all its lines."""
    write("new.md", "one")
    write(".gitignore", "ignored.md")
    write("ignored.md", "one")
    assert of("new.md") is None
    assert of("ignored.md") is None
    repository("add", "new.md")
    assert of("new.md") == ((1, 1),)


def test_renamed_files_are_followed(repository: Git) -> None:
    """Only the line that changed on the way is new."""
    repository("mv", "old.md", "with space é.md")
    lines = [f"line {n}" for n in range(20)]
    write("with space é.md", *lines[:5], "other", *lines[6:])
    repository("add", ".")
    repository("rm", "-q", "gone.md")
    assert of("with space é.md") == ((6, 6),)


def test_names_that_git_would_quote(repository: Git) -> None:
    """Tabs, quotes and line ends in names lead no change astray."""
    names = ['t\tab".md', "line\nend.md", "- dash.md"]
    for name in names:
        write(name, "one")
    repository("add", ".")
    repository("commit", "-qm", "odd names")
    for name in names:
        write(name, "one", "two")
    assert [of(name, "HEAD") for name in names] == [((2, 2),)] * 3


def test_a_text_that_looks_like_a_patch(repository: Git) -> None:
    """Its lines are no headers."""
    assert repository("status", "--short") == b""
    write("a.md", "one", "two", "three", "++ b/same.md", "@@ -1 +1,9 @@", "-- x")
    assert of("a.md") == ((4, 6),)
    assert of("same.md") == ()


def test_no_line_end_at_the_end(repository: Git) -> None:
    """git's remark on that is no line."""
    assert repository("status", "--short") == b""
    Path("a.md").write_text("one\ntwo\nthree\nfour", encoding="utf-8")
    write("same.md", "one", "two")
    assert of("a.md") == ((4, 4),)
    assert of("same.md") == ((2, 2),)


def test_settings_of_git_change_nothing(repository: Git) -> None:
    """Prefixes, external tools, and files that count as binary."""
    repository("config", "diff.noprefix", "true")
    repository("config", "diff.external", "false")
    repository("config", "color.ui", "always")
    repository("config", "core.quotePath", "true")
    write(".gitattributes", "*.md -diff")
    write("a.md", "one", "two", "three", "four")
    assert of("a.md") == ((4, 4),)


def test_from_a_subfolder_and_a_worktree(repository: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are those of the working folder; every working tree is asked on its own."""
    repository("worktree", "add", "-q", "../other", "--detach")
    write("a.md", "one", "two", "three", "four")
    write("../other/a.md", "zero", "one", "two", "three")
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    changes = Changes("main")
    assert changes.of("../a.md") == ((4, 4),)
    assert changes.of("../../other/a.md") == ((1, 1),)


def test_a_draft_that_is_not_saved(repository: Git) -> None:
    """It is held against the commit's file, whatever the file holds now."""
    write("a.md", "quite", "other", "words")
    repository("status")
    changes = Changes("main")
    assert changes.of_draft("a.md", b"one\ntwo\nmore\nthree\n") == ((3, 3),)
    assert changes.of_draft("none.md", b"one\n") is None


class TestNot:
    """Where git cannot tell, one line says why."""

    def test_no_such_commit(self, repository: Git) -> None:
        """Nor is a reference ever an option of git's."""
        assert repository("log", "--oneline")
        for ref in ("nope", "--help", ""):
            with pytest.raises(UsageError) as caught:
                of("a.md", ref)
            assert str(caught.value) == (
                f"--diff-base: '{ref}' is no commit; name a branch, tag or commit"
            )

    def test_no_repository(self, tmp_path: Path) -> None:
        """The text is named."""
        with pytest.raises(UsageError) as caught:
            of(f"{tmp_path}/a.md")
        assert str(caught.value) == (
            f"--diff-base: '{tmp_path}/a.md' lies in no git repository; "
            "leave it out, or name texts of a repository"
        )

    def test_no_git(self, repository: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where git is not installed."""
        assert repository("log")
        monkeypatch.setenv("PATH", "")
        with pytest.raises(UsageError, match=r"^--diff-base: git cannot be run \(.+\); install "):
            of("a.md")

    def test_nothing_in_common(self, repository: Git) -> None:
        """Branches with roots of their own."""
        repository("switch", "-q", "--orphan", "alone")
        write("b.md", "one")
        repository("add", ".")
        repository("commit", "-qm", "other")
        with pytest.raises(UsageError, match=r"'main' and HEAD have no commit in common; name a"):
            of("b.md")

    def test_shallow_clones(self, repository: Git, monkeypatch: pytest.MonkeyPatch) -> None:
        """The message says how to get the commits that are missing."""
        write("a.md", "one")
        repository("commit", "-qam", "second")
        source = Path.cwd().as_uri()
        repository("clone", "-q", "--depth", "1", "--branch", "topic", source, "../shallow")
        monkeypatch.chdir("../shallow")
        fetch = r"fetch more of it: git fetch --unshallow \(actions/checkout: fetch-depth: 0\)"
        with pytest.raises(
            UsageError, match=rf"'main' is no commit in this shallow clone; {fetch}"
        ):
            of("a.md")
        repository("fetch", "-q", "--depth", "1", "origin", "main:main")
        with pytest.raises(
            UsageError, match=rf"no commit in common in this shallow clone; {fetch}"
        ):
            of("a.md")
