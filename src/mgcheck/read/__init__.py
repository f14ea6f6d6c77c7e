"""Reading: bytes to a Document with its blocks, sentences and places, and the way back."""

from mgcheck.read.decode import encode
from mgcheck.read.document import document
from mgcheck.read.files import ENDINGS, again, bytes_of, load, load_bytes, unreadable

__all__ = ["ENDINGS", "again", "bytes_of", "document", "encode", "load", "load_bytes", "unreadable"]
