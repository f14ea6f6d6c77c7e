"""Packages that only some texts need: there, or a line that says how to get them."""

from __future__ import annotations

from typing import Final

from mgcheck.errors import MissingExtraError

_PACKAGES: Final = {"docx": "docx", "pdf": "pypdfium2", "rst": "docutils"}
"""Of each extra the package by which one sees that it is there."""


def is_there(extra: str) -> bool:
    """True where what `extra` installs can be imported."""
    from importlib.util import find_spec

    return find_spec(_PACKAGES[extra]) is not None


def require(extra: str, path: str) -> None:
    """MissingExtraError where the text at `path` needs `extra`, and it is not there."""
    if not is_there(extra):
        raise MissingExtraError(
            f"needs the extra '{extra}' to be read", f"pip install 'mgcheck[{extra}]'", path
        )
