"""The one family of errors: what stops a run, said so that the reader can mend it."""


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
        if place.startswith(("::", "##[")):  # GitHub would take the line for a command
            place = f"./{place}"
        return "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
            for sign in f"{place}{self.what}; {self.mend}"
        )


class InputError(MgcheckError):
    """A text that cannot be read: missing, unreadable, binary or in another encoding."""


class UsageError(MgcheckError):
    """A command that asks for something that is not there: an unknown id, a bad option."""


class CatalogueError(MgcheckError):
    """A catalogue that breaks a rule; `faults` holds every fault found, not only the first."""

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
