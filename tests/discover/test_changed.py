"""Which lines changed since a commit."""

from __future__ import annotations

import os
import shutil
import time
import unicodedata
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


def test_settings_and_the_environment_bring_no_context_in(
    repository: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes a file, near one another, stay two; the next file's are there as well."""
    for name in ("a.md", "same.md"):
        write(name, *(f"line {n}" for n in range(20)))
    repository("add", ".")
    repository("commit", "-qm", "longer")
    for name in ("a.md", "same.md"):
        write(name, *(f"line {n}" if n not in {4, 8} else "other" for n in range(20)))
    expected = ((5, 5), (9, 9))
    repository("config", "diff.interHunkContext", "10")
    assert (of("a.md", "HEAD"), of("same.md", "HEAD")) == (expected, expected)
    monkeypatch.setenv("GIT_DIFF_OPTS", "-u3")
    assert (of("a.md", "HEAD"), of("same.md", "HEAD")) == (expected, expected)


def test_another_repository_in_the_environment(
    repository: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook's git names its own index and objects, which are not those of the text."""
    repository("config", "core.abbrev", "7")
    write("a.md", "one", "two", "three", "four")
    for name in ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_DIR"):
        monkeypatch.setenv(name, "/nowhere")
        assert of("a.md") == ((4, 4),), name


@pytest.mark.parametrize("other", ["cafe\u0301.md", "CAFÉ.md"])
def test_other_spellings_of_a_name(repository: Git, other: str) -> None:
    """Where the system finds the file by them, git's name for it counts; else they are new."""
    name = unicodedata.normalize("NFC", "café.md")
    write(name, "one")
    repository("add", ".")
    repository("commit", "-qm", "accents")
    write(name, "one", "two")
    if not Path(other).exists():  # a second name for one file, as macOS and Windows have them
        os.link(name, other)
        assert of(other, "HEAD") == ((2, 2),)
        assert Changes("HEAD").of_draft(other, b"0\none\n") == ((1, 1),)
        Path(other).unlink()
        write(other, "one")
        assert of(other, "HEAD") is None, "a file of its own"
    else:
        assert of(other, "HEAD") == ((2, 2),)


def test_line_ends_of_a_draft(repository: Git) -> None:
    """Editors on Windows send CRLF where git keeps LF."""
    repository("config", "core.autocrlf", "true")
    assert Changes("main").of_draft("a.md", b"one\r\ntwo\r\nmore\r\nthree\r\n") == ((3, 3),)
    assert Changes("main").of_draft("a.md", b"one\r\ntwo\r\nthree\r\n") == ()


def test_a_draft_of_many_like_lines(repository: Git) -> None:
    """Time grows with the lines, not with their square."""
    write("a.md", *[""] * 20_000)
    repository("commit", "-qam", "empty lines")
    begin = time.perf_counter()
    assert Changes("HEAD").of_draft("a.md", b"one\n" + b"\n" * 20_000) == ((1, 1),)
    assert time.perf_counter() - begin < 5


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

    @pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
    @pytest.mark.parametrize("hunk", ["@@ -1 +1,2 @@\\n-one\\n", "@@ -1 +1,2 @@\\n+1\\n+2\\n+3\\n"])
    def test_a_patch_that_does_not_add_up(
        self, repository: Git, hunk: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Cut off, or with lines that its head does not count: nothing is guessed."""
        assert repository("log")
        stand_in = Path("../bin/git")
        stand_in.parent.mkdir()
        stand_in.write_text(
            f"#!/bin/sh\ncase \"$*\" in *' diff '*) printf '+++ b/a.md\\n{hunk}' ;;\n"
            f'*) exec {shutil.which("git")} "$@" ;;\nesac\n',
            encoding="utf-8",
        )
        stand_in.chmod(0o755)
        monkeypatch.setenv("PATH", f"{stand_in.parent.resolve()}:{os.environ['PATH']}")
        with pytest.raises(UsageError, match=r"^--diff-base: git says: a patch that does not add"):
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
