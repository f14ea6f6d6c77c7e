"""Names that a reader typed, held against those that exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mgcheck.errors import UsageError

_LISTED: Final = {
    "claim": "`mgcheck claims` lists them",
    "claim, study or reference": "`mgcheck claims` and `mgcheck evidence` list them",
}


def require(
    names: Sequence[str], known: Iterable[str], noun: str, where: str | None = None
) -> None:
    """Raise a UsageError for the first of `names` that is not `known`, offering the nearest."""
    every = sorted(known)
    for name in names:
        if name not in every:
            raise unknown(name, every, noun, where)


def unknown(name: str, known: Sequence[str], noun: str, where: str | None = None) -> UsageError:
    """The error for a name that nothing has."""
    from difflib import get_close_matches  # 2 ms, and only for a slip

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    mend = f"did you mean '{near[0]}'?" if near else _listing(noun, known)
    return UsageError(f"no {noun} is named '{name}'", mend, where)


def _listing(noun: str, known: Sequence[str]) -> str:
    if len(known) <= 12:
        return f"use one of {', '.join(known)}"
    return _LISTED.get(noun, "`mgcheck claims --format json` shows them")
