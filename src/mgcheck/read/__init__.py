"""Reading: bytes to a Document with its blocks, sentences and places."""

from mgcheck.read.document import document
from mgcheck.read.files import load, load_bytes, texts

__all__ = ["document", "load", "load_bytes", "texts"]
