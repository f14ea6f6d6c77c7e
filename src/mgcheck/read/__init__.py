"""Reading: bytes to a Document with its blocks, sentences and places, and the way back."""

from mgcheck.read.decode import encode
from mgcheck.read.document import document
from mgcheck.read.files import (
    again,
    bytes_of,
    load,
    load_bytes,
    require_writable,
    unreadable,
    written,
)
from mgcheck.read.syntax import ENDINGS, SYNTAXES, Syntax, of_path

__all__ = [
    "ENDINGS",
    "SYNTAXES",
    "Syntax",
    "again",
    "bytes_of",
    "document",
    "encode",
    "load",
    "load_bytes",
    "of_path",
    "require_writable",
    "unreadable",
    "written",
]
