"""Mail (.eml): the standard library reads it; its words are found again in the source."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from email.message import Message
from typing import Final

from mgcheck.errors import InputError
from mgcheck.read.made import Piece

_SUBTYPES: Final = {"plain": "text", "html": "html"}
_ESCAPES: Final = re.compile(r"=\r?\n|(?:=[0-9A-Fa-f]{2})+")
"""Quoted-printable (RFC 2045, section 6.7): a soft line break, or bytes by number."""


def fields(text: str, path: str, field: str) -> Iterator[tuple[Sequence[Piece], str]]:
    """The texts of a mail that `field` names, each with its syntax: body, or a header."""
    try:
        message = email.message_from_string(text)
    except RecursionError as err:
        what = "holds parts within parts, too deep to be read"
        raise InputError(what, "save its text as a file of its own", path) from err
    if field != "body":
        yield _header(text, path, field), "text"
        return
    at = 0
    n_found = 0
    for part in _bodies(message):
        written = part.get_payload()
        if not isinstance(written, str) or not written.strip():
            continue
        start = text.find(written, at)
        if start < 0:
            raise InputError("has a body that cannot be found in it", "save it anew", path)
        at = start + len(written)
        encoding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
        if encoding == "base64":
            mend = "save its text as a file of its own"
            raise InputError("has its text in base64, where nothing has a place", mend, path)
        charset = part.get_content_charset() or "utf-8"
        pieces = _printable(written, start, charset, path) if encoding == "quoted-printable" else [
            Piece(start, at, written)
        ]  # fmt: skip
        n_found += 1
        yield pieces, _SUBTYPES[part.get_content_subtype()]
    if not n_found:
        raise InputError("has no text in it", "check that it is a mail (.eml)", path)


def _bodies(message: Message) -> Iterator[Message]:
    """The parts that are read, attachments left out: of alternatives the plain one."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            held = [p for p in part.get_payload() if isinstance(p, Message)]
            if part.get_content_subtype() == "alternative":
                plain = [p for p in held if p.get_content_type() == "text/plain"]
                held = plain[:1] or held[-1:]
            waiting += reversed(held)
        elif (
            part.get_content_maintype() == "text"
            and part.get_content_subtype() in _SUBTYPES
            and part.get_content_disposition() != "attachment"
        ):
            yield part


def _header(text: str, path: str, field: str) -> Sequence[Piece]:
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    found = re.search(
        rf"^{re.escape(field)}:[ \t]*(.*(?:\r?\n[ \t].*)*)", head, re.IGNORECASE | re.MULTILINE
    )
    if found is None:
        raise InputError(f"has no header '{field}'", "name body, or a header such as subject", path)
    return [Piece(*found.span(1), found[1])]


def _printable(written: str, start: int, charset: str, path: str) -> list[Piece]:
    """The pieces of a quoted-printable body that begins at `start`."""
    pieces: list[Piece] = []
    at = 0
    for escape in _ESCAPES.finditer(written):
        if escape.start() > at:
            pieces.append(Piece(start + at, start + escape.start(), written[at : escape.start()]))
        at = escape.end()
        if escape.group().startswith(("=\r", "=\n")):
            continue
        pieces += _numbered(escape.group(), start + escape.start(), charset, path)
    if at < len(written):
        pieces.append(Piece(start + at, start + len(written), written[at:]))
    return pieces


def _numbered(escape: str, start: int, charset: str, path: str) -> Iterator[Piece]:
    """A piece for each character of a run of bytes by number."""
    try:
        said = bytes.fromhex(escape.replace("=", "")).decode(charset)
        for char in said:
            end = start + 3 * len(char.encode(charset))
            yield Piece(start, end, char)
            start = end
    except (UnicodeError, LookupError) as err:
        raise InputError(f"holds bytes that are not {charset}", "save it anew", path) from err
