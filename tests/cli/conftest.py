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
