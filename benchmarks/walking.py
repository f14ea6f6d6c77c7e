"""How long it takes to find the texts of a large folder, before any is read.

    python benchmarks/walking.py

10,000 texts in 200 folders, beside 300 folders of 100 texts each that are passed over.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from mgcheck.cli.check import Call
from mgcheck.cli.configured import Configured
from mgcheck.cli.sources import places
from mgcheck.errors import MgcheckError

BUDGET: Final = 1.0
"""Seconds for each way; checking 10,000 texts takes minutes."""
_RUNS: Final = 5
_IGNORED: Final = "\n".join(("*.pyc", "/out", "tmp/", "*.log", ".env", "drafts/*.bak", "!keep") * 6)
_SETTINGS: Final = (
    'extend-exclude = ["s3", "*.tmp.md"]\n[per-file."content/s1/**"]\ncommercial = true\n'
)


def build(root: Path) -> None:
    """The folder."""
    for number in range(200):
        _fill(root / "content" / f"s{number % 20}" / f"d{number}", 50)
    for number in range(300):
        _fill(root / "node_modules" / f"m{number}" / "lib", 100)


def _fill(folder: Path, n_texts: int) -> None:
    folder.mkdir(parents=True)
    for number in range(n_texts):
        (folder / f"p{number}.md").touch()


def seconds() -> tuple[float, int]:
    """Median time to find every text, and how many there are."""
    call = Call((("paths", (".",)),))
    taken = []
    n_found = 0
    for _ in range(_RUNS):
        start = time.perf_counter()
        options = Configured(call).of_run()
        found = list(places(options))
        taken.append(time.perf_counter() - start)
        if any(isinstance(one, MgcheckError) for one in found):
            raise RuntimeError("a text was not found")
        n_found = len(found)
    return median(taken), n_found


def main() -> int:
    """Print a line for each way; 1 where one breaks the budget."""
    is_slow = False
    with TemporaryDirectory() as name:
        root = Path(name)
        build(root)
        before = Path.cwd()
        os.chdir(root)
        try:
            for title, file, text in (
                ("plain", None, ""),
                ("42 lines of .gitignore", ".gitignore", _IGNORED),
                ("and settings with patterns", "mgcheck.toml", _SETTINGS),
            ):
                if file is not None:
                    Path(file).write_text(text, encoding="utf-8")
                taken, n_found = seconds()
                is_slow |= taken > BUDGET
                print(f"{title:28} {n_found:6,} texts  {taken * 1000:5.0f} ms")
        finally:
            os.chdir(before)
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
