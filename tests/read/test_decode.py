"""Bytes to text: every encoding that is read, every refusal with its whole message."""

from __future__ import annotations

import pytest

from mgcheck.errors import InputError, MgcheckError
from mgcheck.read.decode import decode

TEXT = "Does it “help”? 😀\r\nYes."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
    ],
)
def test_reads(data: bytes, encoding: str | None) -> None:
    """The same text comes out of each encoding, its mark dropped, its line ends kept."""
    assert decode(data, "draft.txt", encoding) == TEXT


def test_reads_nothing() -> None:
    """An empty file is a text without words."""
    assert decode(b"", "draft.txt") == ""


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (
            b"Caf\xe9 au lait",
            None,
            "draft.txt: byte 4 is not UTF-8; "
            "save the file as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"\xef\xbb\xbfCaf\xe9",
            None,
            "draft.txt: byte 7 is not UTF-8; "
            "save the file as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"\xff\xfea\x00b",
            None,
            "draft.txt: byte 5 is not UTF-16; "
            "save the file as UTF-8, or name its encoding with --encoding",
        ),
        (
            b"a\x00b",
            None,
            "draft.txt: character 2 is NUL, so this is not a text; "
            "name a text file, or its encoding with --encoding",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00",
            None,
            "draft.txt: byte 9 is NUL, so this is not a text; name a text file",
        ),
        (
            b"%PDF-1.7",
            None,
            "draft.txt: is a PDF, not a text; let its name end in .pdf",
        ),
        (
            b"PK\x03\x04xx",
            None,
            "draft.txt: is an office document or a zip archive, not a text; "
            "let its name end in .docx if it is from Word, "
            "else convert it, for example with pandoc",
        ),
        (b"Caf\xe9", "ascii", "draft.txt: byte 4 is not ascii; name another encoding"),
        (
            b"Cafe",
            "latin-99",
            "--encoding: no text encoding is named 'latin-99'; "
            "use a name such as utf-8, utf-16, latin-1 or cp1252",
        ),
        (
            b"Cafe",
            "base64",
            "--encoding: no text encoding is named 'base64'; "
            "use a name such as utf-8, utf-16, latin-1 or cp1252",
        ),
    ],
)
def test_refuses(data: bytes, encoding: str | None, message: str) -> None:
    """What is no text is refused with the byte and the mend."""
    with pytest.raises(MgcheckError) as caught:
        decode(data, "draft.txt", encoding)
    assert str(caught.value) == message


def test_refusals_of_files_are_input_errors() -> None:
    """A bad file is an InputError: other files are still checked."""
    with pytest.raises(InputError):
        decode(b"\xe9", "draft.txt")
