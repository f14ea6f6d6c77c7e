"""Texts in folders, and texts that a pattern on the command line fits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from mgcheck.discover.found import Found, has_magic
from mgcheck.discover.ignored import Ignored
from mgcheck.discover.patterns import Patterns
from mgcheck.errors import InputError

EXCLUDED: Final = frozenset(
    {
        "__pycache__",
        "__pypackages__",
        "_build",
        "buck-out",
        "build",
        "dist",
        "node_modules",
        "site-packages",
        "venv",
    }
)
"""Folders that are passed over unless something is set: what tools make or fetch.

The list of ruff, without the hidden ones, which are passed over anyway.
"""


class Rules(Struct, frozen=True):
    """What is passed over in one folder, and what counts as a text there."""

    folder: str = ""
    """Absolute: where the settings lie that say so; `names` count below it."""
    names: frozenset[str] = EXCLUDED
    """Folders of these names are passed over."""
    excludes: tuple[Patterns, ...] = ()
    """What they take is passed over."""
    includes: Patterns | None = None
    """What they take is a text; None: what has one of the known endings."""

    def leaves_out(self, path: str, is_folder: bool) -> bool:
        """Whether a walk passes over `path` (absolute), which it met in a folder."""
        if is_folder and os.path.basename(path) in self.names:
            return True
        return any(patterns.of(path, is_folder) for patterns in self.excludes)

    def leaves_out_any_part(self, path: str) -> bool:
        """Whether `path` (absolute), or a folder above it, is passed over."""
        stem = os.path.join(self.folder, "")
        folders = path[len(stem) :].split(os.sep)[:-1] if path.startswith(stem) else []
        if not self.names.isdisjoint(folders):
            return True
        return any(patterns.of_any_part(path) for patterns in self.excludes)


class _Step(NamedTuple):
    """A folder or a text on the way."""

    shown: str
    path: str
    is_folder: bool
    ignored: Ignored
    is_taken: bool
    """False: a pattern must fit it."""
    depth: int
    is_link: bool = False
    is_fit: bool = False
    """True: a pattern fits it itself, not a folder above it alone."""


class Walk:
    """Walks folders, asking in each what is passed over there."""

    def __init__(
        self,
        endings: frozenset[str],
        rules_in: Callable[[str], Rules],
        *,
        respects_gitignore: bool = True,
    ) -> None:
        """`endings`: of texts, in small letters; `rules_in`: the rules of an absolute folder."""
        self._endings: Final = endings
        self._rules_in: Final = rules_in
        self._respects_gitignore: Final = respects_gitignore
        self.n_left_out = 0
        """Folders and texts that were passed over because something said so."""

    def below(self, name: str) -> list[Found]:
        """Every text in and below the folder `name`, in order of name; InputError: none.

        Hidden ones and linked folders are passed over. A folder that may not be looked into is
        given itself: to load it tells why, and the other texts are still read.
        """
        before = self.n_left_out
        found = list(self._walk(name, None, 0))
        if not found:
            if self.n_left_out > before:
                what = "holds no text but what is excluded, or ignored by git"
                mend = "name a file itself, or see --exclude and --no-respect-gitignore"
            else:
                what = "holds no text that is known by its ending"
                mend = "name a folder with texts, or a file itself"
            raise InputError(what, mend, name)
        return found

    def matching(self, pattern: str) -> list[Found]:
        """Texts that `pattern` fits, and those below folders that it fits; InputError: none.

        Where the pattern ends in an ending (`*.draft`), that is enough to be a text.
        """
        parts = pattern.replace(os.sep, "/").split("/")
        fixed = next(i for i, part in enumerate(parts) if has_magic(part))
        base, rest = "/".join(parts[:fixed]), parts[fixed:]
        if not base:
            base = "/" if fixed else "."
        deepest = 0 if "**" in rest else len(rest)
        found: list[Found] = []
        if os.path.isdir(base):
            wanted = Patterns([f"/{'/'.join(rest)}"], os.path.abspath(base))
            has_ending = "." in rest[-1] and not has_magic(rest[-1].rpartition(".")[2])
            found = list(self._walk(base, (wanted, has_ending), deepest))
        if not found:
            raise InputError("fits no text", "check the pattern", pattern)
        return found

    def _walk(
        self, name: str, wanted: tuple[Patterns, bool] | None, deepest: int
    ) -> Iterator[Found]:
        """`wanted`: a pattern, and whether it alone makes a text; `deepest`: steps that it goes
        down, 0: any number."""
        top = os.path.abspath(name)
        ignored = Ignored.above(top) if self._respects_gitignore else Ignored()
        # a stack, not recursion: folders may lie deeper than Python calls
        waiting = [_Step(str(Path(name)), top, True, ignored, wanted is None, 0)]
        while waiting:
            step = waiting.pop()
            if not step.is_folder:
                folder = os.path.dirname(step.path)
                yield Found(step.shown, folder, step.is_link, not step.is_fit)
                continue
            if deepest and not step.is_taken and step.depth >= deepest:
                continue
            try:
                with os.scandir(step.path) as listed:
                    entries = sorted(listed, key=lambda entry: entry.name, reverse=True)
            except OSError:
                yield Found(step.shown, os.path.dirname(step.path), is_link=True)
                continue
            waiting.extend(self._entries(step, entries, wanted))

    def _entries(
        self,
        here: _Step,
        entries: list[os.DirEntry[str]],
        wanted: tuple[Patterns, bool] | None,
    ) -> Iterator[_Step]:
        """The folders and texts of a folder that are not passed over."""
        rules = self._rules_in(here.path)
        ignored = here.ignored.within(here.path) if self._respects_gitignore else here.ignored
        stem = "" if here.shown == "." else os.path.join(here.shown, "")
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            path = os.path.join(here.path, name)
            is_link = entry.is_symlink()
            try:
                is_folder = entry.is_dir()
                if is_folder and is_link:  # it may lead back up
                    continue
                is_special = not is_folder and not entry.is_file() and os.path.exists(path)
            except OSError:  # a link in a circle, say: to load it tells why
                is_folder = is_special = False
            if is_special:  # a pipe would never end
                continue
            is_taken, is_text, is_fit = here.is_taken, False, False
            if not is_taken and wanted is not None and wanted[0].of(path, is_folder):
                is_taken, is_text, is_fit = True, wanted[1], True
            if not is_folder and not (is_taken and (is_text or self._is_text(path, rules))):
                continue
            if rules.leaves_out(path, is_folder) or (path, is_folder) in ignored:
                self.n_left_out += 1
                continue
            shown = f"{stem}{name}"
            depth = here.depth + 1
            yield _Step(shown, path, is_folder, ignored, is_taken, depth, is_link, is_fit)

    def _is_text(self, path: str, rules: Rules) -> bool:
        if rules.includes is not None:
            return bool(rules.includes.of(path, is_folder=False))
        return os.path.splitext(path)[1].lower() in self._endings
