"""Paths to documents: files, folders, and what goes wrong with them."""

from __future__ import annotations

from pathlib import Path

from mgcheck.errors import InputError
from mgcheck.model import Document
from mgcheck.read.decode import decode, encode
from mgcheck.read.document import document
from mgcheck.read.syntax import of_name, of_path


def load(path: Path, encoding: str | None = None, field: str | None = None) -> Document:
    """The document in the file at `path`."""
    return load_bytes(bytes_of(path), str(path), encoding, field)


def bytes_of(path: Path) -> bytes:
    """What the file at `path` holds."""
    try:
        return path.read_bytes()
    except OSError as err:
        raise unreadable(path, err) from err


def again(text: str, like: Document) -> Document:
    """The document in `text`, read as `like` was."""
    if of_name(like.syntax).is_text:
        return document(text, like.path, syntax=like.syntax, field=like.field)
    from mgcheck.read.extracted import again as as_extracted

    return as_extracted(text, like)


def load_bytes(
    data: bytes, name: str, encoding: str | None = None, field: str | None = None
) -> Document:
    """The document in `data`; the ending of `name` says what it is written in.

    `field` says which field of JSON, CSV or mail is read. InputError for what cannot be read.
    """
    syntax = of_path(name)
    told = name.encode("utf-8", "replace").decode("utf-8")  # names may hold what is no character
    if not syntax.is_text:
        from mgcheck.read.extracted import extract

        return extract(data, told, syntax)
    text = decode(data, name, encoding, declares=syntax.name == "html")
    return document(text, told, syntax=syntax.name, field=field)


def _has_braces(path: Path) -> bool:
    """Whether a shell would make several names of it, and none has."""
    before, _, after = str(path).partition("{")
    return bool(before or after) and "," in after.partition("}")[0] and "}" in after


def require_writable(document: Document) -> None:
    """InputError for a document that was taken out of a file of another kind."""
    syntax = of_name(document.syntax)
    if not syntax.is_text:
        raise InputError(
            f"cannot be written back: mgcheck reads {syntax.endings[0]} and writes none",
            "change it by hand, as a report with --verbose says",
            document.path,
        )


def written(text: str, document: Document, data: bytes, encoding: str | None = None) -> bytes:
    """`text`, a new version of `document`, as the bytes of its file, which holds `data` now."""
    require_writable(document)
    declares = document.syntax == "html"
    return encode(text, document.text, data, document.path, encoding, declares)


def unreadable(path: Path, err: OSError | ValueError) -> InputError:
    """The error for a path that the system would not open."""
    match err:
        case FileNotFoundError() if path.is_symlink():
            what, mend = "is a link to what is not there", "mend the link, or take it away"
        case FileNotFoundError():
            mend = "braces are no pattern: name each" if _has_braces(path) else "check the name"
            what = "no such file or folder"
        case PermissionError():
            what, mend = "may not be read", "allow reading it, or leave it out"
        case IsADirectoryError():
            what, mend = "is a folder, not a file", "name a file"
        case OSError():
            what, mend = f"cannot be read ({err.strerror or err})", "check the name and the disk"
        case _:
            what, mend = "is not a possible file name", "check the name"
    return InputError(what, mend, str(path).replace("\0", "\\0"))
