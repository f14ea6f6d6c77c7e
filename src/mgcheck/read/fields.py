"""Texts that stand in fields of data: JSON, JSON Lines, CSV, notebooks and mail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from mgcheck.errors import InputError
from mgcheck.model import Block, Comment
from mgcheck.read.document import made_of, starts_of_lines
from mgcheck.read.json_strings import Place, pieces, strings
from mgcheck.read.made import Made, Piece, Transcript, Weaver

_TAGS: Final = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|table|article|section|body)\s*>", re.IGNORECASE
)
_CELL: Final = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^,\r\n]*)')


class _Field(NamedTuple):
    """A text in a source, and its syntax."""

    pieces: Sequence[Piece]
    syntax: str


def read(text: str, syntax: str, path: str, field: str | None) -> Made:
    """What is made of the texts in `text`: notebooks' Markdown cells, else those of `field`."""
    match syntax:
        case "ipynb":
            found = _cells(text, path)
        case "eml":
            from mgcheck.read.mail import fields

            found = (_Field(*made) for made in fields(text, path, field or "body"))
        case _:
            named = _required(field, syntax, path)
            found = _csv(text, path, named) if syntax == "csv" else _json(text, path, named, syntax)
    return _woven(text, found)


def guessed(text: str) -> str:
    """What a field's text is written in: HTML where it ends a block, else Markdown."""
    return "html" if _TAGS.search(text) else "markdown"


def _woven(text: str, fields: Iterator[_Field]) -> Made:
    """The fields' prose at its places in `text`."""
    weaver = Weaver(len(text))
    blocks: list[Block] = []
    comments: list[Comment] = []
    for field in fields:
        transcript = Transcript(field.pieces)
        made = made_of(transcript.text, field.syntax)
        weaver.cut()
        transcript.weave(made, weaver)
        blocks += transcript.blocks(made, len(blocks))
        comments += transcript.comments(made)
    readable, outline = weaver.finish()
    return Made(readable, tuple(blocks), tuple(comments), outline)


def _required(field: str | None, syntax: str, path: str) -> str:
    if field is None:
        raise InputError(
            f"is data ({syntax}), and nothing says which of it is a text",
            "name the field with --field, for example --field body",
            path,
        )
    return field


def _sound(text: str, start: int, end: int, path: str, line: int = 1) -> object:
    """The JSON in `text[start:end]`."""
    try:
        return json.loads(text[start:end])
    except json.JSONDecodeError as err:
        what = f"line {line + err.lineno - 1}, column {err.colno}: is no JSON ({err.msg})"
        raise InputError(what, "mend it, or name another file", path) from err
    except (RecursionError, ValueError) as err:  # ValueError: a number of thousands of digits
        raise InputError("is no JSON that can be read", "check what it is", path) from err


def _json(text: str, path: str, field: str, syntax: str) -> Iterator[_Field]:
    """The strings whose last key is `field`, or whose keys end as the dotted `field` does."""
    wanted = tuple(field.split("."))
    spans = [(0, len(text), 1)]
    if syntax == "jsonl":
        starts = [*starts_of_lines(text), len(text)]
        spans = [
            (a, b, line)
            for line, (a, b) in enumerate(pairwise(starts), start=1)
            if text[a:b].strip()
        ]
    n_found = 0
    for start, end, line in spans:
        _sound(text, start, end, path, line)
        for place in strings(text, start, end):
            keys = tuple(key for key in place.path if isinstance(key, str))
            if keys[-len(wanted) :] == wanted:
                n_found += 1
                yield _field(text, place)
    if not n_found:
        raise InputError(f"has no text in a field '{field}'", "check the name of the field", path)


def _field(text: str, place: Place) -> _Field:
    held = list(pieces(text, place.start, place.end))
    return _Field(held, guessed("".join(piece.shown for piece in held)))


def _cells(text: str, path: str) -> Iterator[_Field]:
    """The Markdown cells of a notebook (nbformat 3 and 4), each as one text."""
    notebook = _sound(text, 0, len(text), path)
    kinds = _kinds(notebook)
    if kinds is None:
        raise InputError("is no notebook", "save it with Jupyter, or name another file", path)
    cells: dict[tuple[str | int, ...], list[Piece]] = {}
    for place in strings(text):
        at = place.path.index("source") if "source" in place.path else None
        if at is not None and kinds.get(place.path[:at]):
            cells.setdefault(place.path[:at], []).extend(pieces(text, place.start, place.end))
    for held in cells.values():
        yield _Field(held, "markdown")


def _kinds(notebook: object) -> dict[tuple[str | int, ...], bool] | None:
    """Of each cell, by the keys that lead to it, whether it holds Markdown; None: no notebook."""
    if not isinstance(notebook, dict):
        return None
    holders: list[tuple[tuple[str | int, ...], object]] = [((), notebook)]
    sheets = notebook.get("worksheets")  # format 3
    if isinstance(sheets, list):
        holders = [(("worksheets", number), sheet) for number, sheet in enumerate(sheets)]
    kinds: dict[tuple[str | int, ...], bool] = {}
    is_one = False
    for path, holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        if not isinstance(cells, list):
            continue
        is_one = True
        for number, cell in enumerate(cells):
            kind = cell.get("cell_type") if isinstance(cell, dict) else None
            name = (*path, "cells", number)
            kinds[name] = kind in ("markdown", "heading")
    return kinds if is_one else None


def _csv(text: str, path: str, field: str) -> Iterator[_Field]:
    """The cells of the column that the first line calls `field` (RFC 4180)."""
    rows = _rows(text)
    head = next(rows, [])
    if not head:
        raise InputError("is empty", "check how it was saved", path)
    names = ["".join(piece.shown for piece in cell).strip() for cell in head]
    if field not in names:
        raise InputError(f"has no column '{field}'", f"name one of: {', '.join(names)}", path)
    column = names.index(field)
    for row in rows:
        if column < len(row) and row[column]:
            held = row[column]
            yield _Field(held, guessed("".join(piece.shown for piece in held)))


def _rows(text: str) -> Iterator[list[list[Piece]]]:
    """The rows of a table, each cell as the pieces that it says."""
    row: list[list[Piece]] = []
    at = 0
    while at < len(text):
        cell = _CELL.match(text, at)
        if cell is None:  # never: a bare cell may be empty
            break
        if cell["quoted"] is not None:
            row.append(list(_quoted(text, cell.start("quoted"), cell.end("quoted"))))
        else:
            row.append([Piece(*cell.span(), cell["bare"])])
        at = cell.end()
        after = text[at : at + 1]
        if after == ",":
            at += 1
        elif after in ("\r", "\n", ""):
            at += 2 if text.startswith("\r\n", at) else 1
            yield row
            row = []
    if row:
        yield row


def _quoted(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    while (quote := text.find('""', at, end)) >= 0:
        if quote > at:
            yield Piece(at, quote, text[at:quote])
        yield Piece(quote, quote + 2, '"')
        at = quote + 2
    if end > at:
        yield Piece(at, end, text[at:end])
