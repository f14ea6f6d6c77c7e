"""What a file of settings may say: a table of keys, and how a value is held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from mgcheck.errors import did_you_mean, quote


class Kind(Enum):
    """What a value is; its value says so in a message."""

    TEXT = "a string"
    TEXTS = "a list of strings"
    FLAG = "true or false"
    COUNT = "a whole number"
    PATH = "a path, as a string"
    GLOBS = "a list of patterns, as strings"


class Scope(Enum):
    """What a key speaks of, and so which file is asked."""

    RUN = "run"
    """The run as a whole: the file that holds for the working folder."""
    FOLDER = "folder"
    """What is looked at in a folder: the file closest to that folder."""
    TEXT = "text"
    """How one text is judged: the file closest to it, and its per-file tables."""


class Key(Struct, frozen=True):
    """One thing that can be set."""

    name: str
    kind: Kind
    scope: Scope
    about: str
    """What it is for, as a sentence for docs and editors."""
    otherwise: str
    """What holds where nothing is said, in words."""
    example: str
    """A value as TOML."""
    choices: tuple[str, ...] = ()
    """All that the value, or each of its values, may be; empty: anything."""
    least: int = 1
    """The smallest COUNT."""
    most: int = 10_000
    """The largest."""
    amiss: Callable[[str], tuple[str, str] | None] | None = None
    """What is wrong with a TEXT and how to mend it; None: any will do."""


EXTEND: Final = "extend"
"""The key that names another file to start from."""
PER_FILE: Final = "per-file"
"""The table of tables for texts that a pattern fits."""

Fault = tuple[tuple[str, ...], str, str]
"""Keys down to the value, what is wrong with it, how to mend it."""


def faults(table: Mapping[str, Any], keys: Mapping[str, Key]) -> Iterator[Fault]:
    """All that is wrong with a file's table, in the order in which it is written."""
    for name, value in table.items():
        if name == EXTEND:
            if not isinstance(value, str) or not value:
                yield (name,), _not(value, "a path, as a string"), 'write one: extend = "../a.toml"'
            elif (amiss := path_fault(value)) is not None:
                yield (name,), *amiss
        elif name == PER_FILE:
            yield from _per_file(value, keys)
        elif name not in keys:
            known = (*keys, EXTEND, PER_FILE)
            mend = did_you_mean(name, known, "docs/configuration.md lists the keys")
            yield (name,), "is no key", mend
        else:
            for what, mend in _wrong(keys[name], value):
                yield (name,), what, mend


def _per_file(value: object, keys: Mapping[str, Key]) -> Iterator[Fault]:
    mend = f'write [{PER_FILE}."blog/**"] and its keys below'
    if not isinstance(value, dict):
        yield (PER_FILE,), _not(value, "a table of tables"), mend
        return
    names = [key.name for key in keys.values() if key.scope is Scope.TEXT]
    for glob, table in value.items():
        if not isinstance(table, dict):
            yield (PER_FILE, glob), _not(table, "a table"), mend
            continue
        for name, one in table.items():
            if name in names:
                for what, how in _wrong(keys[name], one):
                    yield (PER_FILE, glob, name), what, how
            elif name in keys:
                above = f"put it above [{PER_FILE}]"
                yield (PER_FILE, glob, name), "cannot differ from text to text", above
            else:
                yield (
                    (PER_FILE, glob, name),
                    "is no key",
                    did_you_mean(name, names, f"use one of {', '.join(names)}"),
                )


def _wrong(key: Key, value: object) -> Iterator[tuple[str, str]]:
    """What is wrong with a value, and how to mend it."""
    mend = f"write {key.name} = {key.example}"
    match key.kind:
        case Kind.FLAG:
            is_right = isinstance(value, bool)
        case Kind.COUNT:
            is_right = isinstance(value, int) and not isinstance(value, bool)
            if is_right and isinstance(value, int) and value < key.least:
                yield f"{quote(value)} is too small", f"use {key.least} or more"
                return
            if is_right and isinstance(value, int) and value > key.most:
                yield f"{quote(value)} is too large", f"use {key.most:,} or less"
                return
        case Kind.TEXTS | Kind.GLOBS:
            is_right = isinstance(value, list) and all(isinstance(one, str) for one in value)
        case Kind.TEXT | Kind.PATH:
            is_right = isinstance(value, str) and value != ""
    if not is_right:
        yield _not(value, key.kind.value), mend
        return
    if key.choices:
        for one in [value] if isinstance(value, str) else []:
            if one not in key.choices:
                otherwise = f"use one of {', '.join(key.choices)}"
                yield f"{quote(one)} is not allowed here", did_you_mean(one, key.choices, otherwise)
    amiss = path_fault if key.kind is Kind.PATH else key.amiss
    found = amiss(value) if amiss is not None and isinstance(value, str) else None
    if found is not None:
        yield found


def path_fault(value: str) -> tuple[str, str] | None:
    """What makes a string no path at all, and how to mend it; None: nothing does."""
    if "\0" in value:
        return f"{quote(value)} holds a NUL character, which no path can", "take it out"
    try:
        Path(value).expanduser()
    except RuntimeError:  # pathlib's, for want of a home
        name = value.partition("/")[0]
        return f"there is no home folder for {quote(name)}", "write the whole path"
    return None


def _not(value: object, wanted: str) -> str:
    shown = "a table" if isinstance(value, dict) else quote(value)
    if isinstance(value, list) and wanted.startswith("a list"):
        shown = "this list"
    return f"{shown or 'an empty string'} is not {wanted}"
