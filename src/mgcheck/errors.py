"""The one family of errors: what stops a run, said so that the reader can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_NEAR: Final = 70.0
"""Similarity (0 to 100) from which a name is offered as what was meant."""
_LONGEST_QUOTE: Final = 60
_LONGEST_NUMBER: Final = 128
"""In bits. Python itself refuses to write numbers of thousands of digits."""


class MgcheckError(Exception):
    """The run cannot go on: one line on standard error, exit code 2.

    what: the fault, in the reader's words; mend: what to do next; where: path, line, key.
    """

    def __init__(self, what: str, mend: str, where: str | None = None) -> None:
        super().__init__(what, mend, where)
        self.what, self.mend = what, mend
        # file names may hold what is no character, and what a terminal would obey
        self.where = where and where.encode("utf-8", "replace").decode("utf-8")

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
            for sign in f"{place}{self.what}; {self.mend}"
        )


class InputError(MgcheckError):
    """A text that cannot be read: missing, unreadable, binary or in another encoding."""


class PassedOverError(InputError):
    """A text met in a folder that cannot be read here: the others are, and it is told of."""


class MissingExtraError(InputError):
    """A text that could be read, were a package installed that mgcheck does without elsewhere."""


class UsageError(MgcheckError):
    """A command that asks for something that is not there: an unknown id, a bad option."""


class FaultyError(MgcheckError):
    """Something people wrote that breaks its rules; `faults` holds every fault found."""

    def __init__(
        self,
        what: str,
        mend: str,
        where: str | None = None,
        faults: tuple[MgcheckError, ...] = (),
    ) -> None:
        super().__init__(what, mend, where)
        self.args = (what, mend, where, faults)
        self.faults = faults


class CatalogueError(FaultyError):
    """A catalogue that breaks a rule."""


class SettingsError(FaultyError):
    """A file of settings that cannot be read, or that sets what there is not."""


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
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number of many digits"
        case _:
            text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…'"
