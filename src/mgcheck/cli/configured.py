"""Which options hold for a text: defaults < files of settings < the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from mgcheck.cli.check import Call, Options
from mgcheck.settings.places import NAMES, holding

if TYPE_CHECKING:
    from mgcheck.discover.patterns import Patterns
    from mgcheck.discover.walk import Rules
    from mgcheck.settings.load import Settings, Written


def options(call: Call) -> Options:
    """What holds for the run as a whole: the file that counts for the working folder."""
    return Configured(call).of_run()


class Configured:
    """The options of each text; every file of settings is read once."""

    def __init__(self, call: Call) -> None:
        self._call: Final = call
        self._files: Final[dict[str, Settings | None]] = {}
        self._held: Final[dict[str, Settings | None]] = {}
        """By folder: what holds there."""
        self._rules: Final[dict[str | None, Rules]] = {}
        self._plain: Final[dict[str | None, Options]] = {}
        self._patterns: Final[dict[tuple[str, str], Patterns]] = {}

    def of_run(self) -> Options:
        """What holds where no text is spoken of."""
        return self._without_text(self._settings(_here()))

    def of(self, path: str) -> Options:
        """What holds for the text at `path`, whether or not there is one."""
        whole = os.path.abspath(path)
        return self.of_found(whole, os.path.dirname(whole))

    def of_found(self, path: str, folder: str) -> Options:
        """The same; `folder` is absolute."""
        found = self._settings(folder)
        plain = self._without_text(found)
        if found is None or not found.per_file:
            return plain
        whole = os.path.join(folder, os.path.basename(path))
        fits: dict[str, Written] = {}
        for one in found.per_file:
            if self._pattern(one.glob, str(one.folder)).of_any_part(whole):
                fits.update(one.values)
        return self._made({**found.values, **fits}, found) if fits else plain

    def file_for(self, path: str, *, is_folder: bool) -> Settings | None:
        """The file of settings that holds for a text, or for what lies in a folder."""
        whole = os.path.abspath(path)
        return self._settings(whole if is_folder else os.path.dirname(whole))

    def rules_in(self, folder: str) -> Rules:
        """What is passed over in a folder (absolute)."""
        found = self._settings(folder)
        name = None if found is None else str(found.file)
        if name not in self._rules:
            self._rules[name] = self._new_rules(found)
        return self._rules[name]

    def _settings(self, folder: str) -> Settings | None:
        """The file that holds for texts in `folder` (absolute)."""
        if self._call.isolated:
            return None
        if self._call.config is not None:
            return self._file(str(self._call.config), is_named=True)
        if folder not in self._held:
            above = os.path.dirname(folder)
            if above != folder and above in self._held and not _has_one(folder):
                self._held[folder] = self._held[above]
            else:
                loaded = (self._file(path) for path in holding(folder))
                self._held[folder] = next((one for one in loaded if one is not None), None)
        return self._held[folder]

    def _file(self, path: str, *, is_named: bool = False) -> Settings | None:
        if path not in self._files:
            from mgcheck.cli.keys import KEYS
            from mgcheck.settings.load import load

            self._files[path] = load(Path(path), KEYS, is_named=is_named)
        return self._files[path]

    def _without_text(self, found: Settings | None) -> Options:
        """What holds for all texts of a file of settings, its per-file tables left out."""
        name = None if found is None else str(found.file)
        if name not in self._plain:
            self._plain[name] = self._made({} if found is None else found.values, found)
        return self._plain[name]

    def _made(self, written: Mapping[str, Written], found: Settings | None) -> Options:
        """Options that say what is `written`, and above it what the command line gives.

        What a file says of the run counts from the working folder's file alone.
        """
        base = Options(call=self._call)
        if found is not None or self._settings(_here()) is not None:
            from mgcheck.cli.keys import SETTINGS
            from mgcheck.settings.keys import Scope

            run = self._settings(_here())
            ours = {k: w for k, w in written.items() if SETTINGS[k].key.scope is not Scope.RUN}
            ours |= {
                k: w
                for k, w in (run.values if run is not None else {}).items()
                if SETTINGS[k].key.scope is Scope.RUN
            }
            values = {SETTINGS[key].field: SETTINGS[key].cross(one) for key, one in ours.items()}
            known = {k: v for k, v in values.items() if k in Options.__struct_fields__}
            base = replace(base, **known, written=tuple(ours.values()))
        return replace(base, **dict(self._call.given))

    def _new_rules(self, found: Settings | None) -> Rules:
        from mgcheck.discover.patterns import Patterns
        from mgcheck.discover.walk import Rules

        excludes: list[Patterns] = []
        values = {} if found is None else dict(found.values)
        folder = _here() if found is None else str(found.file.parent)
        given = self._call
        is_replaced = given.exclude is not None or "exclude" in values
        if given.exclude is not None:
            excludes.append(Patterns(given.exclude, _here()))
        elif "exclude" in values:
            excludes.append(_from(values["exclude"]))
        if given.extend_exclude:
            excludes.append(Patterns(given.extend_exclude, _here()))
        if "extend-exclude" in values:
            excludes.append(_from(values["extend-exclude"]))
        rules = Rules(folder=folder, excludes=tuple(excludes))
        if is_replaced:
            rules = replace(rules, names=frozenset())
        if "include" in values:
            rules = replace(rules, includes=_from(values["include"]))
        return rules

    def _pattern(self, glob: str, folder: str) -> Patterns:
        if (glob, folder) not in self._patterns:
            from mgcheck.discover.patterns import Patterns

            self._patterns[glob, folder] = Patterns([glob], folder)
        return self._patterns[glob, folder]


def _from(written: Written) -> Patterns:
    from mgcheck.discover.patterns import Patterns

    return Patterns(written.value, str(written.file.parent))


def _has_one(folder: str) -> bool:
    return any(os.path.isfile(os.path.join(folder, name)) for name in NAMES)


def _here() -> str:
    """The working folder; where it is gone nothing lies in it."""
    try:
        return os.getcwd()
    except OSError:
        return os.sep
