"""The program, run as users run it, on a small invented catalogue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PACK = Path(__file__).parents[1] / "packs" / "tiny"
SCRUBBED = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "TERM",
    "CI",
    "PYTHONIOENCODING",
    "PYTHONUNBUFFERED",  # unbuffered, Python itself drops what a closed pipe did not take
)

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
AtTerminal = Callable[..., tuple[str, bytes]]
"""What the terminal showed, and what went to a pipe."""


def environment(tmp: Path, **more: str) -> dict[str, str]:
    """This process's environment without what changes a report."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in SCRUBBED and not name.startswith("GITHUB_")
    }
    return {**kept, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(tmp), **more}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled catalogue goes, away from the user's own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def scrubbed(cache: Path) -> dict[str, str]:
    """The environment that `run` uses, for tests that start the program themselves."""
    return environment(cache)


@pytest.fixture
def at_terminal(tmp_path: Path, scrubbed: dict[str, str]) -> AtTerminal:
    """`at_terminal(*arguments, columns=60)` runs mgcheck in an empty folder at a terminal.

    It gives what the terminal showed. Skips where there is no pseudo-terminal.
    """
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

    def start(
        *arguments: str,
        columns: int,
        program: tuple[str, ...] = ("-m", "mgcheck"),
        stdout: int | None = None,
    ) -> tuple[str, bytes]:
        main, child = pty.openpty()
        with subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=child,
            stdout=child if stdout is None else stdout,
            stderr=child,
            cwd=tmp_path,
            env={**scrubbed, "TERM": "xterm", "COLUMNS": str(columns)},
        ) as running:
            os.close(child)
            # what goes to a pipe is little here: it waits there until the terminal is read
            shown = _all_of(main)
            piped = running.communicate(timeout=60)[0] or b""
        os.close(main)
        return shown.decode(), piped

    return start


def _all_of(terminal: int) -> bytes:
    """What is shown at a terminal until its last writer is gone."""
    told = b""
    while True:
        try:
            chunk = os.read(terminal, 65_536)
        except OSError:  # Linux says so at the end
            return told
        if not chunk:
            return told
        told += chunk


@pytest.fixture
def run(tmp_path: Path, cache: Path) -> Run:
    """`run(*arguments)` runs mgcheck in an empty folder; standard input is empty."""

    def start(
        *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None, pack: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        catalogue = ("--catalogue", str(PACK)) if pack else ()
        return subprocess.run(
            [sys.executable, "-m", "mgcheck", *arguments, *catalogue],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment(cache, **(env or {})),
            timeout=60,
            check=False,
        )

    return start
