"""A text that is meant, and names that are patterns."""

from __future__ import annotations

import os
import re
from typing import Final, NamedTuple

_MAGIC: Final = re.compile(r"[*?]|\[[^/]+\]")


class Found(NamedTuple):
    """A text."""

    path: str
    """As it was named: below a folder, that folder's name and the way down."""
    folder: str
    """Absolute: the folder that it lies in."""
    is_link: bool
    is_met: bool = False
    """True: met below a folder; False: named, or what a pattern fits by itself."""


def is_pattern(name: str) -> bool:
    """Whether a name on the command line is a pattern that no shell resolved."""
    return has_magic(name) and not os.path.lexists(name)


def has_magic(part: str) -> bool:
    """Whether a part of a path holds signs that stand for others."""
    return _MAGIC.search(part) is not None
