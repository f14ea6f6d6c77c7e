"""`--show-settings` and `--show-files`: what would hold, and what would be checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from mgcheck.cli import streams
from mgcheck.cli.check import STDIN, Call, Options
from mgcheck.cli.configured import Configured
from mgcheck.cli.keys import SETTINGS, Setting
from mgcheck.cli.sources import places
from mgcheck.errors import MgcheckError
from mgcheck.read import unreadable
from mgcheck.settings.load import Settings, Written


def settings(call: Call) -> int:
    """Print, for each path named or else the working folder, every key and where it comes from."""
    configured = Configured(call)
    told = []
    for path in dict(call.given).get("paths", (".",)):
        name = configured.of_run().stdin_filename if path == STDIN else path
        is_folder = Path(name).is_dir()
        # a folder's own file holds for what lies in it
        held = configured.of(str(Path(name, "any")) if is_folder else name)
        file = configured.file_for(name, is_folder=is_folder)
        told.append("\n".join(_lines(name, held, file, call)) + "\n")
    streams.write("\n".join(told))
    return 0


def files(call: Call) -> int:
    """Print the texts that would be checked, one a line; 2 where one cannot be found."""
    errors: list[MgcheckError] = []
    options = Configured(call).of_run()
    for place in places(options, reads=False):
        if isinstance(place, MgcheckError):
            errors.append(place)
        elif place.path is not None and not os.path.lexists(place.path):
            errors.append(unreadable(place.path, FileNotFoundError()))
        else:
            streams.write(f"{place.name}\n")
    for error in errors:
        streams.tell(str(error))
    return 2 if errors else 0


def _lines(name: str, held: Options, file: Settings | None, call: Call) -> Iterator[str]:
    """TOML that would set what holds, with the source of each value as a comment."""
    yield f"# settings of {name}"
    if file is None:
        yield "# no file of settings holds for it"
    else:
        extends = "".join(f", which extends {below}" for below in file.extends)
        yield f"# from {file.path}{extends}"
    written = {} if file is None else dict(file.values)
    written.update((one.key, one) for one in held.written)
    given: dict[str, Any] = {
        **dict(call.given),
        **({} if call.exclude is None else {"exclude": call.exclude}),
        **({"extend_exclude": call.extend_exclude} if call.extend_exclude else {}),
    }
    for key, setting in SETTINGS.items():
        yield _line(setting, given, written.get(key))


def _line(setting: Setting, given: dict[str, Any], written: Written | None) -> str:
    name = setting.key.name
    if setting.field in given:
        return f"{name} = {_toml(given[setting.field])}  # {setting.option} on the command line"
    if written is not None:
        place = written.where().rpartition(": ")[0]
        return f"{name} = {_toml(setting.cross(written))}  # {place}"
    return f"# {name}: {setting.key.otherwise}"


def _toml(value: Any) -> str:
    """A value as TOML; basic strings of TOML are written like those of JSON."""
    import json

    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return json.dumps(value.value)
        case Path():
            return json.dumps(str(value), ensure_ascii=False)
        case tuple():
            return "[" + ", ".join(_toml(one) for one in value) + "]"
        case int():
            return str(value)
        case _:
            return json.dumps(str(value), ensure_ascii=False)
