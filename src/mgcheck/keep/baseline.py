"""The baseline's file: what was known of which text, one entry a line.

Lines are sorted, and each ends in a comma (a null ends the list), so that branches that add or drop
entries merge line by line, with git's `merge=union` always.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

import msgspec

from mgcheck.errors import UsageError
from mgcheck.model import Severity, Verdict
from mgcheck.report.fingerprint import VERSION as FINGERPRINTS

FILE_NAME: Final = ".mgcheck-baseline.json"
VERSION: Final = 1
LONGEST_SENTENCE: Final = 100
_MEND: Final = "restore it, or remove it and write it anew with --write-baseline"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding that was known when the baseline was written."""

    path: str
    """Of its text, from the baseline's folder, with /."""
    claim: str
    fingerprint: str
    verdict: Verdict
    severity: Severity
    sentence: str
    """How it begins, for who reads the file; what counts is the fingerprint."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.path, self.fingerprint


class _File(msgspec.Struct, forbid_unknown_fields=True):
    mgcheck_baseline: int
    fingerprints: str
    entries: list[Entry | None]


class _Head(msgspec.Struct):
    """What every version of the file has."""

    mgcheck_baseline: int
    fingerprints: str


def read(data: bytes, where: str) -> tuple[Entry, ...]:
    """The entries in `data`, in order of the file; a UsageError where it is no sound baseline."""
    try:
        head = msgspec.json.decode(data, type=_Head)
        if (head.mgcheck_baseline, head.fingerprints) != (VERSION, FINGERPRINTS):
            raise UsageError("was written by another version of mgcheck", _MEND, where)
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as err:  # a ValidationError is a DecodeError
        told = str(err).splitlines()[0] if str(err) else "not JSON"
        raise UsageError(f"is no baseline of mgcheck ({told})", _MEND, where) from err
    return tuple(entry for entry in file.entries if entry is not None)


def written(entries: Iterable[Entry]) -> bytes:
    """`entries`, each once, as the file holds them: the same for the same entries in any order."""
    head = f'{{\n"mgcheck_baseline": {VERSION},\n"fingerprints": "{FINGERPRINTS}",\n"entries": [\n'
    lines = sorted({(e.path, e.claim, e.fingerprint): e for e in entries}.items())
    body = "".join(f"{_line(entry)},\n" for _, entry in lines)
    return f"{head}{body}null\n]\n}}\n".encode()


def _line(entry: Entry) -> str:
    # not by msgspec, which leaves out the spaces: people read these lines
    return json.dumps(msgspec.to_builtins(entry), ensure_ascii=False)
