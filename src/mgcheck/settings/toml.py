"""TOML to plain values, and the line on which a key stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from mgcheck.errors import SettingsError

_LONG: Final = re.compile(r"[\d_]{1000}")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parsed(data: bytes, shown: str) -> dict[str, Any]:
    """What the file called `shown` says; a SettingsError names the line where it is no TOML."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        what = f"byte {err.start} is not UTF-8"
        raise SettingsError(what, "save the file as UTF-8", shown) from err
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        said = str(err).splitlines()[0]
        place = _PLACE.search(said)
        line = place[1] if place and place[1] else str(text.count("\n") + 1)
        why = _PLACE.sub("", said)
        raise SettingsError(f"is no TOML ({why})", "mend that line", f"{shown}:{line}") from err
    except ValueError as err:  # Python reads no number of thousands of digits
        found = _LONG.search(text)
        line = str(text.count("\n", 0, found.start() if found else 0) + 1)
        what = "holds a number that is too long"
        raise SettingsError(what, "write a shorter one", f"{shown}:{line}") from err
    except RecursionError as err:
        raise SettingsError("is nested too deeply", "make it plainer", shown) from err


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line, from 1, on which the statement that sets `keys` begins; 1 where none is found.

    tomllib keeps no lines. The statement is the last that names the last of the keys and before
    which the value is not there. Slow, so it waits until a line is to be told.
    """
    lines = text.splitlines(keepends=True)
    names = [number for number, line in enumerate(lines) if keys[-1] in line]
    # a key may be written with escapes: then every line is looked at
    for number in reversed(names or range(len(lines))):
        if _lacks("".join(lines[:number]), keys):
            return number + 1
    return 1


def _lacks(text: str, keys: Sequence[str]) -> bool:
    """Whether `text` is TOML in which `keys` are not set; False too where a value is cut off."""
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    for key in keys:
        if not isinstance(value, Mapping) or key not in value:
            return True
        value = value[key]
    return False
