"""A pack's files: which there are, their bytes, and one hash over all of them.

On the way of every run: imports neither yaml nor pydantic.
"""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from mgcheck.catalogue.faults import Faults
from mgcheck.errors import CatalogueError, did_you_mean

FOLDERS: Final = ("claims", "lexicon", "evidence/studies", "evidence/references", "regulation")
TOP: Final = (
    "catalogue.yaml",
    "sources.yaml",
    "citing.yaml",
    "legs.yaml",
    "reading.yaml",
    "rewrites.yaml",
)
_PASSAGES: Final = ("", "evidence")
"""Folders that hold folders: no other YAML may stand in them."""
LARGEST: Final = 4_000_000
"""Bytes in one file; the whole of a big pack has about a million."""
MOST_FILES: Final = 2_000


class Pack(Struct, frozen=True):
    """A folder's YAML as bytes, by path below the folder, in order of path."""

    folder: Path
    files: dict[str, bytes]
    sha256: str

    def name(self, relative: str) -> str:
        """A file's path as the reader of a message knows it."""
        return f"{self.folder.as_posix().rstrip('/')}/{relative}"


def read(folder: Path, faults: Faults) -> Pack:
    """The pack in `folder`; what cannot be read or does not belong goes to `faults`."""
    if "\0" in str(folder) or not folder.is_dir():
        shown = str(folder).replace("\0", "\\0")
        raise CatalogueError("no such folder", "name a folder that holds a catalogue", shown)
    files: dict[str, bytes] = {}
    base = folder.as_posix().rstrip("/")
    for part in (*_PASSAGES, *FOLDERS):
        _gather(base, part, files, faults)
    digest = sha256()
    for relative in sorted(files):
        name = os.fsencode(relative)
        data = files[relative]
        # the lengths keep a file's end from passing for another's start
        digest.update(b"%d %d " % (len(name), len(data)))
        digest.update(name)
        digest.update(data)
    return Pack(folder, {key: files[key] for key in sorted(files)}, digest.hexdigest())


def _gather(base: str, part: str, files: dict[str, bytes], faults: Faults) -> None:
    """Read the YAML that stands in the folder `part`, and not below it."""
    path = f"{base}/{part}" if part else base
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except FileNotFoundError:
        return  # a pack without references, say, has no folder for them
    except OSError as err:
        faults.add(path, f"cannot be read ({err.strerror})", "make it a folder that may be read")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        relative = f"{part}/{entry.name}" if part else entry.name
        ending = PurePath(entry.name).suffix.lower()
        if entry.is_symlink():
            if ending in {".yaml", ".yml"} or entry.is_dir():
                faults.add(
                    entry.path,
                    "is a link",
                    "put the file itself there: a pack is read as it stands",
                )
        elif entry.is_dir(follow_symlinks=False):
            if not any(f"{known}/".startswith(f"{relative}/") for known in FOLDERS):
                _refuse_folder(entry.path, relative, faults)
        elif ending == ".yml":
            faults.add(entry.path, "ends in .yml", "name it .yaml: other endings are not read")
        elif ending == ".yaml":
            if part in _PASSAGES and relative not in TOP:
                mend = did_you_mean(entry.name, TOP, f"put it into one of {', '.join(FOLDERS)}")
                faults.add(entry.path, "has no place in a catalogue", mend)
            elif len(files) >= MOST_FILES:
                faults.add(base, f"holds more than {MOST_FILES} files", "join some of them")
                return
            else:
                _read_file(entry, relative, files, faults)


def _refuse_folder(path: str, relative: str, faults: Faults) -> None:
    """A folder that is never looked into is a fault where it holds YAML."""
    for _, folders, names in os.walk(path):
        folders.sort()
        if any(name.endswith((".yaml", ".yml")) for name in names):
            parent = relative.rpartition("/")[0]
            mend = (
                f"move its files into {parent}"
                if parent in FOLDERS
                else did_you_mean(relative, FOLDERS, f"use one of {', '.join(FOLDERS)}")
            )
            faults.add(path, "holds YAML that is not read", mend)
            return


def _read_file(
    entry: os.DirEntry[str], relative: str, files: dict[str, bytes], faults: Faults
) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):  # to read a pipe would wait for ever
            faults.add(entry.path, "is no plain file", "put a file there, or take it out")
        elif status.st_size > LARGEST:
            faults.add(entry.path, f"is larger than {LARGEST} bytes", "split it")
        else:
            files[relative] = Path(entry.path).read_bytes()
    except OSError as err:
        faults.add(entry.path, f"cannot be read ({err.strerror})", "allow reading it")
