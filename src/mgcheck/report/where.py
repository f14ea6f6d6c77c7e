"""The names of files as forges know them: from the repository's top, with slashes."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

SRCROOT = "%SRCROOT%"
"""What SARIF files call the top of the repository."""


def root_of(folder: Path) -> Path | None:
    """The nearest folder above, or `folder` itself, that holds a repository; links resolved."""
    real = Path(os.path.realpath(folder))
    return next((top for top in (real, *real.parents) if (top / ".git").exists()), None)


def from_root(path: str, root: Path | None) -> str:
    """`path` from the top of the repository; from the working folder where that is in none.

    Links are followed, so that one file has one name. What lies outside keeps its whole path; what
    is no file, as standard input, its name.
    """
    if (path.startswith("<") and path.endswith(">")) or "\0" in path:
        return path
    real = Path(os.path.realpath(path))
    top = Path(os.path.realpath(".")) if root is None else root
    return real.relative_to(top).as_posix() if real.is_relative_to(top) else real.as_posix()


def uri(path: str) -> str:
    """A path of `from_root` as a URI reference, percent-encoded."""
    encoded = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    if path.startswith("/"):
        return f"file://{encoded}"
    if os.name == "nt" and path[1:3] == ":/":
        return f"file:///{quote(path, safe='/:')}"
    return encoded
