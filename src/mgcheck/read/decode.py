"""Bytes to text, or a refusal that says which byte and what to do."""

from __future__ import annotations

import re
from codecs import lookup
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
    (b"%PDF-", "a PDF", "let its name end in .pdf"),
    (
        b"PK\x03\x04",
        "an office document or a zip archive",
        "let its name end in .docx if it is from Word, else convert it, for example with pandoc",
    ),
    (b"{\\rtf", "rich text (RTF)", "convert it to text first, for example with pandoc -t plain"),
)
"""First bytes of what writers most often hand over instead of a text."""


_HEAD: Final = 1024
"""Bytes in which a page must say its encoding (HTML standard, section 4.2.5.4)."""
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARED: Final = re.compile(
    rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})"
    rb"|<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_OF_PAGES: Final = re.compile(r"cp\d|iso8859-|koi8-|mac-|gb|big5|euc_|shift_jis|iso2022_jp|ascii")
"""Codecs of Python that are encodings of pages; others turn bytes to bytes, or read escapes."""
_IN_FACT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What browsers read instead of what a page says (Encoding standard, section 4.2)."""


def decode(data: bytes, name: str, encoding: str | None = None, declares: bool = False) -> str:
    """The text in `data`: by `encoding`, else by its byte order mark, else as UTF-8.

    `declares`: it may say its encoding itself, as HTML does; that comes before UTF-8.
    """
    for start, what, mend in _FORMATS:
        if data.startswith(start):
            raise InputError(f"is {what}, not a text", mend, name)
    mark, codec = _written_as(data, declares)
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


def encode(
    text: str,
    old: str,
    data: bytes,
    name: str,
    encoding: str | None = None,
    declares: bool = False,
) -> bytes:
    """`text` as bytes in the way that `data` holds `old`: encoding and byte order mark kept."""
    mark, codec = _written_as(data, declares)
    ways = [(mark, codec)] if encoding is None else [(b"", encoding), (mark, codec)]
    for start, way in ways:
        for bom in ("", "\ufeff"):
            if _is_written_so(bom + old, data, start, way):
                try:
                    return start + (bom + text).encode(way)
                except UnicodeEncodeError:
                    break  # told below
    raise InputError(
        "cannot be written back byte for byte", "save the file as UTF-8 and run again", name
    )


def _written_as(data: bytes, declares: bool) -> tuple[bytes, str]:
    """The byte order mark of `data`, and its encoding by that or by its own word, else UTF-8."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return mark, codec
    return b"", (declared(data) if declares else None) or "utf-8"


def declared(data: bytes) -> str | None:
    """The encoding that a page gives itself, as browsers take it; None: none that is known."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii")
    try:
        codec = lookup(label).name
    except LookupError:
        return None
    if codec.startswith("utf-"):
        return "utf-8"  # in UTF-16 the declaration itself could not have been read
    return _IN_FACT.get(codec, codec) if _OF_PAGES.match(codec) else None


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
        raise _unknown(encoding) from err


def require_known(encoding: str) -> None:
    """UsageError where no text encoding has that name."""
    try:
        b" ".decode(encoding)
    except UnicodeError:  # known, and a space is none in it
        return
    except (LookupError, ValueError) as err:
        raise _unknown(encoding) from err


def _unknown(encoding: str) -> UsageError:
    return UsageError(
        f"no text encoding is named '{encoding}'",
        "use a name such as utf-8, utf-16, latin-1 or cp1252",
        "--encoding",
    )
