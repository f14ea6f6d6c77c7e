"""Patterns as .gitignore has them, asked of one path at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Final

_MARK: Final = "ps_d"
"""pathspec's group for the slash after a folder that a pattern names."""


class Patterns:
    """A list of patterns that count from one folder.

    pathspec turns each into a regular expression, and takes what is below a match for matched. A
    walk asks for each folder before it goes in, so here a path is matched by its own name alone;
    git does the same, and so a file below an ignored folder can't be had back.
    """

    def __init__(self, lines: Iterable[str], folder: str) -> None:
        """`folder`: an absolute path; `lines`: a later one counts for more."""
        from pathspec import GitIgnoreSpec  # 25 ms

        self._stem: Final = folder if folder.endswith(os.sep) else folder + os.sep
        kept = [line for line in lines if line.strip() and not line.startswith("#")]
        # one line at a time: one that makes no sense is passed over, as git does
        self._tests: Final[list[tuple[Any, bool, bool]]] = []
        for written in reversed(kept):
            line = written if written.endswith("\\ ") else written.rstrip()
            if line.endswith("/**/"):  # git: every folder below; pathspec: that one, too
                line = f"{line}*/"
            try:
                (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
            except ValueError:  # pathspec's own errors are ValueErrors
                continue
            if pattern.include is not None:
                is_plain = not line.endswith("/")
                self._tests.append((pattern.regex, is_plain, pattern.include))

    def __bool__(self) -> bool:
        return bool(self._tests)

    def of(self, path: str, is_folder: bool) -> bool | None:
        """What the last pattern that fits `path` says: True taken, False let go; None: none fits.

        `path` is absolute; outside of the patterns' folder nothing fits.
        """
        if not path.startswith(self._stem):
            return None
        inner = path[len(self._stem) :]
        if os.sep != "/":
            inner = inner.replace(os.sep, "/")
        for regex, is_plain, includes in self._tests:
            if is_plain:
                if _fits(regex, inner):
                    return bool(includes)
            elif is_folder and _fits(regex, f"{inner}/"):
                return bool(includes)
        return None

    def of_any_part(self, path: str) -> bool:
        """Whether a file, or a folder that it lies in, is taken; for files that are named."""
        if not path.startswith(self._stem):
            return False
        parts = path[len(self._stem) :].split(os.sep)
        here = self._stem.rstrip(os.sep)
        for part in parts[:-1]:
            here = f"{here}{os.sep}{part}"
            if self.of(here, is_folder=True):
                return True
        return bool(self.of(path, is_folder=False))


def _fits(regex: Any, inner: str) -> bool:
    """Whether the path itself is matched, not only a folder that it lies in."""
    if regex.search(inner) is None:
        return False
    if _MARK not in regex.groupindex:
        return True
    ends = (match.end(_MARK) for match in regex.finditer(inner))
    return any(end in {-1, len(inner)} for end in ends)
