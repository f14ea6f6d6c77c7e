"""Paths to documents: files, folders, and what goes wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
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
        raise _unreadable(path, err) from err


def again(text: str, like: Document) -> Document:
    """The document in `text`, read as `like` was."""
    return document(text, like.path, markdown=Path(like.path).suffix.lower() in MARKDOWN)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """The document in `data`; the ending of `name` says whether it is Markdown."""
    text = decode(data, name, encoding)
    told = name.encode("utf-8", "replace").decode("utf-8")  # names may hold what is no character
    return document(text, told, markdown=Path(name).suffix.lower() in MARKDOWN)


def texts(path: Path) -> tuple[Path, ...]:
    """`path` itself, or where it is a folder every text in and below it, in order of name."""
    try:
        if not path.is_dir():
            return (path,)
    except (OSError, ValueError) as err:  # a name with NUL, or longer than the system allows
        raise _unreadable(path, err) from err
    found = tuple(sorted(_below(path)))
    if not found:
        raise InputError(
            "holds no .txt or .md file", "name a folder with texts, or a file itself", str(path)
        )
    return found


def _below(folder: Path) -> Iterator[Path]:
    """Texts in and below `folder`; hidden ones and linked folders are passed over.

    A folder that may not be looked into is given itself: to load it tells why, and the other
    texts are still read.
    """
    waiting = [folder]  # not by recursion: folders may lie deeper than Python calls
    while waiting:
        here = waiting.pop()
        try:
            entries = list(here.iterdir())
        except OSError:
            yield here
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                is_folder, is_special = entry.is_dir(), entry.exists() and not entry.is_file()
            except OSError:  # it may be listed, but not looked into
                yield entry
                continue
            if is_folder:
                if not entry.is_symlink():  # a link may lead back up
                    waiting.append(entry)
            elif entry.suffix.lower() in ENDINGS and not is_special:  # a pipe would never end
                yield entry


def _unreadable(path: Path, err: OSError | ValueError) -> InputError:
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
