"""What git would not look at: .gitignore files from the repository's root down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mgcheck.discover.patterns import Patterns

NAME: Final = ".gitignore"
_EXCLUDE: Final = ("info", "exclude")
"""The repository's own list, which is not shared; below its git folder."""


class Ignored:
    """The lists that hold in a folder, the ones that count most first.

    Outside of a repository the lists in and below the folder that was named count. The user's
    own list (core.excludesFile) never does: the same texts are to be checked on every machine.
    """

    def __init__(self, lists: tuple[Patterns, ...] = ()) -> None:
        self._lists: Final = lists

    @classmethod
    def above(cls, folder: str) -> Ignored:
        """What the repository says that `folder` (absolute) lies in, but for the folder's own."""
        root = repository(folder)
        if root is None:
            return cls()
        steps = []
        here = folder
        while here != root:
            here = os.path.dirname(here)
            steps.append(here)
        found = cls(_read(_own_list(root), root))
        for step in reversed(steps):
            found = found.within(step)
        return found

    def within(self, folder: str) -> Ignored:
        """The same with the list in `folder`, if it has one."""
        more = _read(os.path.join(folder, NAME), folder)
        return Ignored((*more, *self._lists)) if more else self

    def __contains__(self, entry: tuple[str, bool]) -> bool:
        """Whether a path (absolute; True: a folder) is ignored; asked of each step downwards."""
        path, is_folder = entry
        for patterns in self._lists:
            said = patterns.of(path, is_folder)
            if said is not None:
                return said
        return False


def repository(folder: str) -> str | None:
    """The root of the working tree that `folder` (absolute) lies in; None: there is none."""
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _own_list(root: str) -> str:
    """The path of info/exclude; in a worktree the git folder that all share has it."""
    git = Path(root, ".git")
    if git.is_file():
        try:
            named = git.read_text(encoding="utf-8").partition(":")[2].strip()
            git = Path(root, named)
            shared = (git / "commondir").read_text(encoding="utf-8").strip()
            git = Path(git, shared)
        except (OSError, UnicodeDecodeError):  # a submodule has no commondir
            pass
    return str(git.joinpath(*_EXCLUDE))


def _read(path: str, folder: str) -> tuple[Patterns, ...]:
    """The patterns in a file, in a tuple of one; empty: there is none to read."""
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = [line.removesuffix("\r") for line in file.read().split("\n")]
    except OSError:
        return ()
    found = Patterns(lines, folder)
    return (found,) if found else ()
