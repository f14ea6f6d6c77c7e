"""Names that a system may take for one another: in capitals, or with é as one or two signs."""

from __future__ import annotations

import os
import unicodedata


def composed(name: str) -> str:
    """`name` with each accented letter as one sign (NFC); macOS may give two."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """What all spellings share by which any system would find a file."""
    return composed(composed(name).casefold())


def is_same(path: str, other: str) -> bool:
    """Whether both lead to one file: spellings alone do not tell, since on Linux each has its own.

    False where there is no such file.
    """
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


class Seen:
    """Files that were met, each known again by whatever name."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._spelt: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def again(self, path: str) -> bool:
        """Whether the file at `path` (no link) was met before; from now on it was."""
        first = self._spelt.setdefault(folded(path), path)
        is_known = path in self._names or (first != path and is_same(path, first))
        self._names.add(path)
        return is_known
