"""Patterns as .gitignore has them, asked of one path at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

from mgcheck.discover.names import composed

_MARK: Final = "ps_d"
"""pathspec's group for the slash after a folder that a pattern names."""
_STAR: Final = "[^/]*"
"""pathspec's regular expression for a star; none of its brackets can hold a slash otherwise."""
_DEEP: Final = {"(?:.+/)?": "(?:.+?/)??", "(?:/.+)?": "(?:/.+?)??"}
"""Its two for a double star, each with one that tries the shortest way first."""
_DEEPS: Final = re.compile(f"({'|'.join(map(re.escape, _DEEP))})")


class Patterns:
    """A list of patterns that count from one folder.

    pathspec turns each into a regular expression, and takes what is below a match for matched. A
    walk asks for each folder before it goes in, so here a path is matched by its own name alone;
    git does the same, and so a file below an ignored folder can't be had back.
    """

    def __init__(self, lines: Iterable[str], folder: str) -> None:
        """`folder`: an absolute path; `lines`: a later one counts for more."""
        from pathspec import GitIgnoreSpec  # 25 ms

        self._stem: Final = os.path.join(composed(folder), "")
        kept = [line for line in lines if line.strip() and not line.startswith("#")]
        # one line at a time: one that makes no sense is passed over, as git does
        self._tests: Final[list[tuple[Any, bool, bool]]] = []
        for written in reversed(kept):
            line = composed(written if written.endswith("\\ ") else written.rstrip())
            if line.endswith("/**/"):  # git: every folder below; pathspec: that one, too
                line = f"{line}*/"
            try:
                (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
            except ValueError:  # pathspec's own errors are ValueErrors
                continue
            if pattern.include is not None and pattern.regex is not None:
                is_plain = not line.endswith("/")
                self._tests.append((_hasty(pattern.regex), is_plain, pattern.include))

    def __bool__(self) -> bool:
        return bool(self._tests)

    def of(self, path: str, is_folder: bool) -> bool | None:
        """What the last pattern that fits `path` says: True taken, False let go; None: none fits.

        `path` is absolute; outside of the patterns' folder nothing fits.
        """
        inner = self._inner(path)
        if inner is None:
            return None
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
        inner = self._inner(path)
        if inner is None:
            return False
        parts = inner.split(os.sep)
        here = self._stem.rstrip(os.sep)
        for part in parts[:-1]:
            here = f"{here}{os.sep}{part}"
            if self.of(here, is_folder=True):
                return True
        return bool(self.of(path, is_folder=False))

    def _inner(self, path: str) -> str | None:
        """`path` from the patterns' folder on; None: it lies outside."""
        whole = composed(path)
        if not os.path.normcase(whole).startswith(os.path.normcase(self._stem)):
            return None
        return whole[len(self._stem) :]


def _hasty(regex: re.Pattern[str]) -> re.Pattern[str]:
    """`regex` with every star but the last sticking to the first place that does.

    What an earlier star leaves a later one takes, so the same paths are matched. Otherwise each
    star would try every place for every place of those before it: with a dozen of them in a line,
    a name of eighty letters takes hours. Double stars likewise, by folders.
    """
    head, *rest = _DEEPS.split(regex.pattern)
    if regex.pattern.count(_STAR) < 2 and len(rest) <= 2:
        return regex
    numbers = count()
    made = [_stars(head, numbers)]
    for index in range(0, len(rest), 2):
        deep, inner = rest[index], _stars(rest[index + 1], numbers)
        is_last = index + 2 == len(rest)
        made.append(f"{deep}{inner}" if is_last else _once(f"{_DEEP[deep]}{inner}(?=/)", numbers))
    return re.compile("".join(made), regex.flags)


def _stars(source: str, numbers: Iterator[int]) -> str:
    """The same for the stars of each segment in `source`."""
    made, *parts = source.split(_STAR)
    for index, part in enumerate(parts, start=1):
        ends = index == len(parts) or "/" in part.replace("[^/]", "")  # that is a "?"
        made += f"{_STAR}{part}" if ends else _once(f"{_STAR}?{part}", numbers)
    return made


def _once(source: str, numbers: Iterator[int]) -> str:
    """`source`, never tried a second way: an atomic group, which Python 3.10 has not."""
    name = f"once_{next(numbers)}"
    return f"(?=(?P<{name}>{source}))(?P={name})"


def _fits(regex: Any, inner: str) -> bool:
    """Whether the path itself is matched, not only a folder that it lies in."""
    if regex.search(inner) is None:
        return False
    if _MARK not in regex.groupindex:
        return True
    ends = (match.end(_MARK) for match in regex.finditer(inner))
    return any(end in {-1, len(inner)} for end in ends)
