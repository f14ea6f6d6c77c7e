"""Faults of a pack: gathered one by one, reported all at once."""

from __future__ import annotations

from typing import NoReturn

from mgcheck.errors import CatalogueError


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


def _order(where: str) -> tuple[str, int, str]:
    path, _, rest = where.partition(".yaml:")
    line, _, key = rest.partition(":")
    return path, int(line) if line.isdigit() else 0, key
