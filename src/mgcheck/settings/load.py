"""A file of settings, and those that it extends, as one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from mgcheck.errors import SettingsError
from mgcheck.settings.keys import EXTEND, PER_FILE, Key, faults, path_fault
from mgcheck.settings.places import SHARED, TABLE


class Written(Struct, frozen=True):
    """A value, and where it was written."""

    value: Any
    """Lists are tuples, tables tuples of pairs."""
    path: str
    """The file, as it is shown."""
    file: Path
    """Its absolute path; what the value names is found from its folder."""
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name of the key."""
        return self.keys[-1]

    def where(self) -> str:
        """The place as a message names it: file:line: key."""
        return place(self.path, self.file, self.keys)


class PerFile(Struct, frozen=True):
    """Settings of the texts that a pattern fits."""

    glob: str
    folder: Path
    """Where the pattern counts from."""
    values: Mapping[str, Written]


class Settings(Struct, frozen=True):
    """What a file says, its own words before those that it extends."""

    path: str
    file: Path
    values: Mapping[str, Written] = field(default_factory=dict)
    per_file: tuple[PerFile, ...] = ()
    """In order: where several fit, the last one holds."""
    extends: tuple[str, ...] = ()
    """The files below this one, the nearest first, as they are shown."""


def load(file: Path, keys: Mapping[str, Key], *, is_named: bool = False) -> Settings | None:
    """What `file` and the files that it extends say.

    None: a file that other programs share and that has no table of ours; where `is_named`, the
    reader asked for it, and that is an error. A SettingsError carries all faults of all files.
    """
    wrong: list[SettingsError] = []
    found = _load(Path(os.path.abspath(file)), keys, wrong, (), is_named)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        what, mend = f"the settings have {len(wrong)} faults", "mend what is listed and run again"
        raise SettingsError(what, mend, shown(file), tuple(wrong))
    return found


def shown(file: Path) -> str:
    """The path from the working folder where it lies below that, else the whole of it."""
    whole = os.path.abspath(file)
    try:
        near = os.path.relpath(whole)
    except ValueError:  # another drive
        return whole
    return whole if near.startswith("..") else near


def place(path: str, file: Path, keys: tuple[str, ...]) -> str:
    """file:line: key."""
    from mgcheck.settings.toml import line_of

    whole = (*TABLE, *keys) if file.name == SHARED else keys
    text = file.read_text(encoding="utf-8-sig")
    named = ".".join(
        key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"' for key in keys
    )
    return f"{path}:{line_of(text, whole)}: {named}"


def _load(
    file: Path,
    keys: Mapping[str, Key],
    wrong: list[SettingsError],
    above: tuple[Path, ...],
    is_named: bool,
) -> Settings | None:
    name = shown(file)
    if file in above:
        chain = " extends ".join(shown(one) for one in (*above[above.index(file) :], file))
        raise SettingsError(f"extends itself ({chain})", "take one of them out", name)
    table = _table(file, name, is_named)
    if table is None:
        return None
    for path, what, mend in faults(table, keys):
        wrong.append(SettingsError(what, mend, place(name, file, path)))
    below = None
    base = table.get(EXTEND)
    if isinstance(base, str) and base and path_fault(base) is None:
        below = _below(base, file, keys, wrong, (*above, file))
    own = _written({k: v for k, v in table.items() if k not in {EXTEND, PER_FILE}}, name, file, ())
    per_file = tuple(
        PerFile(glob, file.parent, _written(given, name, file, (PER_FILE, glob)))
        for glob, given in _tables(table.get(PER_FILE))
    )
    if below is None:
        return Settings(name, file, own, per_file)
    return Settings(
        name,
        file,
        {**below.values, **own},
        (*below.per_file, *per_file),
        (below.path, *below.extends),
    )


def _written(
    table: Mapping[str, Any], name: str, file: Path, above: tuple[str, ...]
) -> dict[str, Written]:
    return {key: Written(_frozen(one), name, file, (*above, key)) for key, one in table.items()}


def _frozen(value: Any) -> Any:
    match value:
        case list():
            return tuple(_frozen(one) for one in value)
        case dict():
            return tuple((name, _frozen(one)) for name, one in value.items())
        case _:
            return value


def _below(
    base: str,
    file: Path,
    keys: Mapping[str, Key],
    wrong: list[SettingsError],
    above: tuple[Path, ...],
) -> Settings | None:
    """What the file says that `file` extends; None: a fault more."""
    target = _from(file, base)
    if not target.is_file():
        mend = "check the path, which counts from this file's folder"
        where = place(shown(file), file, (EXTEND,))
        wrong.append(SettingsError(f"there is no file '{base}'", mend, where))
        return None
    try:
        return _load(target, keys, wrong, above, is_named=True)
    except SettingsError as err:
        wrong.append(err)
        return None


def _tables(value: object) -> list[tuple[str, dict[str, Any]]]:
    """The tables of a table; what is none was told as a fault."""
    if not isinstance(value, dict):
        return []
    return [(name, table) for name, table in value.items() if isinstance(table, dict)]


def _from(file: Path, path: str) -> Path:
    """A path that `file` names."""
    return Path(os.path.abspath(file.parent / Path(path).expanduser()))


def _table(file: Path, name: str, is_named: bool) -> dict[str, Any] | None:
    from mgcheck.settings.toml import parsed

    try:
        data = file.read_bytes()
    except FileNotFoundError as err:
        raise SettingsError("no such file", "check the name", name) from err
    except OSError as err:
        why = err.strerror or str(err)
        mend = "let it be read, or take it away"
        raise SettingsError(f"cannot be read ({why})", mend, name) from err
    found: Any = parsed(data, name)
    if file.name != SHARED:
        return dict(found)
    for step in TABLE:
        found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, dict):
        return found
    if is_named:
        header = ".".join(TABLE)
        raise SettingsError(f"has no table [{header}]", "add one, or name another file", name)
    return None
