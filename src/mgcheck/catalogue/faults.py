"""Faults of a pack: gathered one by one, reported all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NoReturn

from mgcheck.errors import CatalogueError

_NEAR: Final = 70.0
"""Similarity (0 to 100) from which a name is offered as what was meant."""
_LONGEST_QUOTE: Final = 60


class Faults:
    """Every fault found so far."""

    def __init__(self) -> None:
        self._found: list[CatalogueError] = []

    def add(self, where: str, what: str, mend: str) -> None:
        """One more fault; said twice it counts once."""
        fault = CatalogueError(what, mend, where)
        if all(str(fault) != str(known) for known in self._found):
            self._found.append(fault)

    def __bool__(self) -> bool:
        return bool(self._found)

    def listed(self) -> tuple[CatalogueError, ...]:
        """All of them, in the order of their places."""
        return tuple(sorted(self._found, key=lambda fault: _order(fault.where or "")))

    def refuse(self, folder: str) -> NoReturn:
        """Raise one error that carries them all."""
        faults = self.listed()
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise CatalogueError(
            f"the catalogue has {count}", "mend what is listed and run again", folder, faults
        )


def did_you_mean(wrong: str, names: Iterable[str], otherwise: str) -> str:
    """A mend that offers the name nearest to `wrong`, or says `otherwise`."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(wrong, sorted(names), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return f"did you mean '{near[0]}'?" if near else otherwise


def quote(value: object) -> str:
    """`value` as an editor wrote it, on one line and not too long."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            text = f"'{value}'" if value.isprintable() else ascii(value)
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…'"


def _order(where: str) -> tuple[str, int, str]:
    path, _, rest = where.partition(".yaml:")
    line, _, key = rest.partition(":")
    return path, int(line) if line.isdigit() else 0, key
