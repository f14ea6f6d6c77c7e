"""Paths to documents: files, folders, and what goes wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mgcheck.errors import InputError
from mgcheck.model import Document
from mgcheck.read.decode import decode
from mgcheck.read.document import document

MARKDOWN: Final = frozenset({".md", ".markdown"})
ENDINGS: Final = MARKDOWN | {".txt"}
"""What a folder is searched for; a file that is named itself may end in anything."""


def load(path: Path, encoding: str | None = None) -> Document:
    """The document in the file at `path`."""
    return load_bytes(bytes_of(path), str(path), encoding)


def bytes_of(path: Path) -> bytes:
    """What the file at `path` holds."""
    try:
        return path.read_bytes()
    except OSError as err:
        raise unreadable(path, err) from err


def again(text: str, like: Document) -> Document:
    """The document in `text`, read as `like` was."""
    return document(text, like.path, markdown=Path(like.path).suffix.lower() in MARKDOWN)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """The document in `data`; the ending of `name` says whether it is Markdown."""
    text = decode(data, name, encoding)
    told = name.encode("utf-8", "replace").decode("utf-8")  # names may hold what is no character
    return document(text, told, markdown=Path(name).suffix.lower() in MARKDOWN)


def unreadable(path: Path, err: OSError | ValueError) -> InputError:
    """The error for a path that the system would not open."""
    match err:
        case FileNotFoundError():
            what, mend = "no such file or folder", "check the name"
        case PermissionError():
            what, mend = "may not be read", "allow reading it, or leave it out"
        case IsADirectoryError():
            what, mend = "is a folder, not a file", "name a file"
        case OSError():
            what, mend = f"cannot be read ({err.strerror or err})", "check the name and the disk"
        case _:
            what, mend = "is not a possible file name", "check the name"
    return InputError(what, mend, str(path).replace("\0", "\\0"))
