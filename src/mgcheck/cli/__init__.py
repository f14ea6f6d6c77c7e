"""The command line: arguments in, an exit code out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

__all__ = ["main", "run"]

COMMANDS: Final = ("check", "explain", "claims", "evidence", "validate", "why", "compare", "diff")
INTERRUPTED: Final = 130
"""What shells report for a program that Ctrl-C ended (128 + SIGINT)."""
PIPE_CLOSED: Final = 141
"""The same for a reader that closed the pipe (128 + SIGPIPE)."""
TRACEBACK: Final = "MGCHECK_TRACEBACK"
"""Set: a fault of mgcheck itself is told with where it happened."""


def main() -> None:
    """Run the command that the arguments name, and leave with its exit code."""
    # most of what a run makes lives as long as the run: to look for garbage is 10 ms for nothing
    gc.set_threshold(200_000)
    code = run(sys.argv[1:])
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # the reader has gone, or the stream is closed
        code = code or PIPE_CLOSED
    if "concurrent.futures.process" in sys.modules:
        sys.exit(code)  # locks shared with workers are given back
    os._exit(code)  # to take down a heap that ends with the process would be 30 ms


def run(arguments: Sequence[str]) -> int:
    """The exit code: 0 nothing at or above --fail-on, 1 something, 2 the run itself failed."""
    from mgcheck.errors import FaultyError, MgcheckError

    if sys.stderr is None:  # closed: what is said there is said to nobody
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stdout is None:
        _tell("standard output: is closed; leave it open, or send it to a file")
        return 2
    try:
        # imported inside, so that Ctrl-C is quiet from the first moment
        if _are_only_paths(arguments):
            from mgcheck.cli import check, configured

            return check.run(configured.options(check.Call((("paths", tuple(arguments)),))))
        from mgcheck.cli.app import execute

        return execute(arguments)
    except FaultyError as err:
        _tell(*err.faults, err)
        return 2
    except MgcheckError as err:
        _tell(err)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as err:
        # reading and saving tell their own; what is left is standard output on a full disk
        _silence()
        _tell(f"standard output: cannot be written ({err.strerror or err}); send it elsewhere")
        return 2
    except Exception as err:  # noqa: BLE001  # 1 would mean findings, and this is a fault of ours
        _tell(_unforeseen(err, arguments))
        return 2


def _unforeseen(err: Exception, arguments: Sequence[str]) -> str:
    """A line about a fault of mgcheck itself; where it happened only for who asks for more."""
    import traceback

    from mgcheck.errors import MgcheckError

    if os.environ.get(TRACEBACK) or {"-v", "--verbose"} & set(arguments):
        return "".join(traceback.format_exception(err)).rstrip("\n")
    told = " ".join(traceback.format_exception_only(err)[-1].split())
    mend = f"please report it, with what is told when {TRACEBACK}=1 is set"
    return str(MgcheckError(f"mgcheck has a fault of its own ({told})", mend))


def _tell(*told: object) -> None:
    """A line each on standard error; where that cannot be written, the exit code says it alone."""
    from mgcheck.cli.streams import tell

    with suppress(OSError, ValueError):
        for line in told:
            tell(str(line))
        sys.stderr.flush()


def _are_only_paths(arguments: Sequence[str]) -> bool:
    """True for `mgcheck draft.md other.md`: the daily call, which needs no options read.

    typer 0.29 takes 60 ms to import and, for pydantic, 100 ms more to read options: as long as
    all the rest of a run.
    """
    return (
        bool(arguments)
        and arguments[0] not in COMMANDS
        and all(name == "-" or not name.startswith("-") for name in arguments)
        and not any(name.endswith("_COMPLETE") for name in os.environ)
    )


def _silence() -> None:
    """Let Python's own flush at the end go nowhere instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
