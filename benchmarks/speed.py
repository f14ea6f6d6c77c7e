"""Time and memory, each held against its budget in one run: `make bench`.

Medians of several runs, by turns of what is measured and what it is compared with, so that a busy
moment of the machine falls on both. Exit code 1 where a budget is broken.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from texts import off_topic, on_topic

import mgcheck
from mgcheck import catalogue as catalogue_stage

KB: Final = 1_000
MB: Final = 1_000_000
BASE: Final = "import typer, rich.console, rapidfuzz"
"""What a program of this sort must import before it can say anything."""
_PEAK: Final = """
import sys, mgcheck, resource
text = open(sys.argv[1], encoding="utf-8").read()
mgcheck.check(text)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024)
"""


@dataclass(frozen=True)
class Row:
    """One line of the result."""

    what: str
    measured: float
    unit: str
    budget: float | None
    note: str = ""

    def is_kept(self) -> bool:
        """Whether the budget, if any, is kept."""
        return self.budget is None or self.measured <= self.budget

    def __str__(self) -> str:
        sign = "  " if self.budget is None else "ok" if self.is_kept() else "NO"
        budget = "" if self.budget is None else f"<= {self.budget:g} {self.unit}"
        return (
            f"{sign}  {self.what:<44} {self.measured:>9.2f} {self.unit:<5} {budget:<12} {self.note}"
        )


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(*command: str) -> None:
    """Run a program to its end; mgcheck's 1 for findings is no failure."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode())


def whole_process(folder: Path, own: mgcheck.Catalogue, rounds: int) -> list[Row]:
    """The command on one article against the bare imports."""
    article = folder / "article.txt"
    article.write_text(on_topic(own, 10 * KB), encoding="utf-8")
    command = (sys.executable, "-m", "mgcheck", str(article))
    base = (sys.executable, "-c", BASE)
    run(*command)  # the first run may have a cache to write
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds(lambda: run(*command)))
        theirs.append(seconds(lambda: run(*base)))
    one, other = statistics.median(ours), statistics.median(theirs)
    return [
        Row("mgcheck on a 10 KB article, whole process", one * 1000, "ms", None),
        Row(f"python -c '{BASE}'", other * 1000, "ms", None),
        Row("the one in times of the other", one / other, "x", 2.0),
    ]


def one_more(own: mgcheck.Catalogue, rounds: int) -> list[Row]:
    """Another article in the same process; every round has a text of its own."""
    texts = [on_topic(own, 10 * KB, seed) for seed in range(rounds)]
    mgcheck.check(on_topic(own, 10 * KB, -1), own)
    times = [seconds(partial(mgcheck.check, text, own)) for text in texts]
    return [Row("one more 10 KB article", statistics.median(times) * 1000, "ms", 25)]


def growth(own: mgcheck.Catalogue, *, is_short: bool) -> list[Row]:
    """Time from 10 KB to 10 MB; each tenfold text may take little more than ten times as long."""
    rows = []
    before: float | None = None
    for size in (10 * KB, 100 * KB, MB, *(() if is_short else (10 * MB,))):
        once = partial(mgcheck.check, on_topic(own, size), own)
        times = [seconds(once) for _ in range(3 if size < MB else 1)]
        took = statistics.median(times)
        budget = 3.0 if size == MB else None
        rows.append(Row(f"{size // KB} KB on topic", took, "s", budget))
        if before is not None:
            rows.append(Row("  in times of a tenth of it", took / before, "x", 13.0))
        before = took
    return rows


def elsewhere(own: mgcheck.Catalogue) -> list[Row]:
    """A text that speaks of nothing in the catalogue."""
    took = seconds(lambda: mgcheck.check(off_topic(MB), own))
    return [Row("1 MB off topic", took, "s", 0.2, f"{1 / took:.1f} MB/s")]


def loading() -> list[Row]:
    """The catalogue, from its compiled form and from YAML."""
    own = catalogue_stage.bundled_folder()
    compiled = [seconds(mgcheck.load_catalogue) for _ in range(15)]
    fresh = [seconds(lambda: catalogue_stage.build_fresh(own)) for _ in range(3)]
    return [
        Row("load the catalogue, compiled", statistics.median(compiled) * 1000, "ms", 15),
        Row("build it from YAML", statistics.median(fresh) * 1000, "ms", None),
    ]


def memory(folder: Path, own: mgcheck.Catalogue, *, is_short: bool) -> list[Row]:
    """Peak memory of a process that checks a large text."""
    if sys.platform == "win32":
        return []
    size = MB if is_short else 10 * MB
    text = folder / "large.txt"
    text.write_text(on_topic(own, size), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(text)], capture_output=True, text=True, check=True
    )
    return [Row(f"peak memory at {size // MB} MB", float(done.stdout), "MB", 300)]


def main(arguments: Sequence[str]) -> int:
    """Measure all; `--short` leaves out what takes long."""
    is_short = "--short" in arguments
    rounds = 5 if is_short else 15
    loads = loading()
    own = mgcheck.load_catalogue()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            *loads,
            *whole_process(folder, own, rounds),
            *one_more(own, rounds),
            *growth(own, is_short=is_short),
            *elsewhere(own),
            *memory(folder, own, is_short=is_short),
        ]
    print(
        f"mgcheck {mgcheck.__version__}, Python {sys.version.split()[0]}, medians of {rounds} runs"
    )
    for row in rows:
        print(row)
    return 0 if all(row.is_kept() for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
