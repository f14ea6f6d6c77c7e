"""Bytes to text, or a refusal that says which byte and what to do."""

from __future__ import annotations

from typing import Final

from mgcheck.errors import InputError, UsageError

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before utf-16, whose mark it starts with
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks (Unicode standard, section 23.8)."""

_FORMATS: Final = (
    (b"%PDF-", "a PDF", "pdftotext"),
    (b"PK\x03\x04", "an office document or a zip archive", "pandoc -t plain"),
    (b"{\\rtf", "rich text (RTF)", "pandoc -t plain"),
)
"""First bytes of what writers most often hand over instead of a text."""


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text in `data`: by `encoding`, else by its byte order mark, else as UTF-8."""
    for start, what, tool in _FORMATS:
        if data.startswith(start):
            mend = f"convert it to text first, for example with {tool}"
            raise InputError(f"is {what}, not a text", mend, name)
    mark, codec = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", "utf-8"))
    if encoding is not None:
        text = _decode_as(data, name, encoding)
    else:
        text = _decode_marked(data, name, len(mark), codec)
    text = text.removeprefix("\ufeff")
    at = text.find("\0")
    if at >= 0:
        raise InputError(
            f"character {at + 1} is NUL, so this is not a text",
            "name a text file, or its encoding with --encoding",
            name,
        )
    return text


def encode(text: str, old: str, data: bytes, name: str, encoding: str | None = None) -> bytes:
    """`text` as bytes in the way that `data` holds `old`: encoding and byte order mark kept."""
    mark, codec = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", "utf-8"))
    ways = [(mark, codec)] if encoding is None else [(b"", encoding), (mark, codec)]
    for start, way in ways:
        for bom in ("", "\ufeff"):
            if _is_written_so(bom + old, data, start, way):
                return start + (bom + text).encode(way)
    raise InputError(
        "cannot be written back byte for byte", "save the file as UTF-8 and run again", name
    )


def _is_written_so(text: str, data: bytes, mark: bytes, codec: str) -> bool:
    try:
        return mark + text.encode(codec) == data
    except ValueError:
        return False


def _decode_marked(data: bytes, name: str, skip: int, codec: str) -> str:
    """`data` after its byte order mark of `skip` bytes."""
    try:
        return data[skip:].decode(codec)
    except UnicodeDecodeError as err:
        # NUL before the fault means binary: no encoding would mend it
        nul = data.find(b"\0", skip)
        if codec == "utf-8" and nul >= 0:
            raise InputError(
                f"byte {nul + 1} is NUL, so this is not a text", "name a text file", name
            ) from err
        family = codec.removesuffix("-le").removesuffix("-be").upper()
        raise InputError(
            f"byte {skip + err.start + 1} is not {family}",
            "save the file as UTF-8, or name its encoding with --encoding",
            name,
        ) from err


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    """`data` in the encoding that the reader named."""
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as err:
        if isinstance(err, UnicodeDecodeError):
            raise InputError(
                f"byte {err.start + 1} is not {encoding}", "name another encoding", name
            ) from err
        raise UsageError(
            f"no text encoding is named '{encoding}'",
            "use a name such as utf-8, utf-16, latin-1 or cp1252",
            "--encoding",
        ) from err
