"""Standard output and standard error: the one place where anything leaves for either.

A text that is checked, or its name, may hold what GitHub's runner takes for a command in the log of
a job: a line that begins with `::`, or `##[` anywhere in a line. There both are broken up. A file
that standard output is sent to is no log: it gets every byte as it is.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple


class _Broken(NamedTuple):
    """What stands for the beginnings of commands."""

    line: str
    """For `::` at the beginning of a line."""
    old: str
    """For `##[`."""


_FOR_READERS: Final = _Broken(": :", "# #[")
_FOR_PROGRAMS: Final[Mapping[bytes, _Broken]] = {
    b"{": _Broken("::", "##\\u005b"),
    b"[": _Broken("::", "##\\u005b"),
    b"<": _Broken("&#58;:", "##&#91;"),
}
"""By the first sign of JSON, XML and Markdown: escapes that their readers take back. A line of JSON
never begins with `::`."""

# blanks before `::` do not count for the runner, and a carriage return ends a line, too
_LINE: Final = re.compile(r"((?:\A|[\r\n])[^\S\r\n]*)::")


def write(text: str) -> None:
    """Write `text` to standard output; what the locale cannot show becomes "?"."""
    if _is_log():
        text = _unobeyed(text, _FOR_READERS)
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def write_bytes(data: bytes, *, are_commands: bool = False) -> None:
    """Write machine output to standard output: always UTF-8, whatever the locale.

    are_commands: lines that begin with `::` are meant so.
    """
    if _is_log():
        broken = _FOR_PROGRAMS.get(data[:1], _FOR_READERS)
        if are_commands:
            broken = broken._replace(line="::")
        data = _unobeyed(data.decode("utf-8"), broken).encode("utf-8")
    write_through(data)


def write_through(data: bytes) -> None:
    """Write a text that goes on in a pipe to standard output, byte for byte."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def tell(words: str) -> None:
    """Write a line to standard error."""
    if _on_github():
        words = _unobeyed(words, _FOR_READERS)
    sys.stderr.write(f"{words}\n")


def _unobeyed(text: str, broken: _Broken) -> str:
    """`text` without anything that the runner would obey."""
    text = text.replace("##[", broken.old)
    return _LINE.sub(lambda found: f"{found[1]}{broken.line}", text)


def _on_github() -> bool:
    return bool(os.environ.get("GITHUB_ACTIONS"))


def _is_log() -> bool:
    """Whether standard output may end up in the log of a job."""
    if not _on_github():
        return False
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # replaced by something that is no file
        return True
