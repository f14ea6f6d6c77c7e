"""Which file of settings holds for a folder: the closest one, and no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

NAMES: Final = (".mgcheck.toml", "mgcheck.toml", "pyproject.toml")
"""In one folder the first of them holds."""
SHARED: Final = "pyproject.toml"
"""The file that other programs keep their settings in, too."""
TABLE: Final = ("tool", "mgcheck")
"""Where ours stand in it."""


def holding(folder: str) -> Iterator[str]:
    """Files that may hold for texts in `folder` (an absolute path), the closest first.

    A SHARED file that does not name our table holds for nothing. Only whether files are there is
    looked at, but for SHARED ones.
    """
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != SHARED or _names_us(path)):
                yield path
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _names_us(path: str) -> bool:
    """Whether the file speaks of us at all: to parse it would take longer than all else here."""
    try:
        with open(path, "rb") as file:
            return TABLE[-1].encode() in file.read()
    except OSError:  # to load it tells why
        return True
