"""Where the strings of a JSON text stand: json reads and checks it, this adds the places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mgcheck.read.made import Piece

_TOKEN: Final = re.compile(r'"(?P<string>(?:[^"\\]|\\.)*)"|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_ESCAPE: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


class Place(NamedTuple):
    """A string value: the keys and numbers that lead to it, and its place between its quotes."""

    path: tuple[str | int, ...]
    start: int
    end: int


def strings(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Every string value of the JSON in `text[start:end]`, which json must have found sound."""
    path: list[str | int] = []
    key: str | None = None
    tokens = _TOKEN.finditer(text, start, len(text) if end is None else end)
    is_key = False
    for token in tokens:
        sign = token.group()
        match sign:
            case "{":
                path.append("")
                is_key = True
            case "[":
                path.append(0)
                is_key = False
            case "}" | "]":
                path.pop()
                is_key = False
            case ",":
                if path and isinstance(path[-1], int):
                    path[-1] += 1
                else:
                    is_key = True
            case ":":
                is_key = False
            case _ if token["string"] is not None:
                if is_key:
                    key = str(json.loads(sign, strict=False))
                    path[-1] = key
                else:
                    yield Place(tuple(path), token.start("string"), token.end("string"))


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """What stands between the quotes of a string, as it is, and its escapes read."""
    at = start
    for escape in _ESCAPE.finditer(text, start, end):
        if escape.start() > at:
            yield Piece(at, escape.start(), text[at : escape.start()])
        shown = str(json.loads(f'"{escape.group()}"'))
        if "\ud800" <= shown <= "\udfff":  # half of a pair is no character, and no UTF-8
            shown = "\ufffd"
        yield Piece(escape.start(), escape.end(), shown)
        at = escape.end()
    if end > at:
        yield Piece(at, end, text[at:end])
