"""A folder of posts with one worker and with two, by turns.

python benchmarks/folders.py [PAIRS [POSTS]]

Wall-clock times say what a reader waits, and hold only while two cores are free. Processor times
hold on a busy machine, too: with two free cores the run takes no less than what the parent does
alone and half of what the workers do. Both reports are compared byte for byte. Exit code 1 where
the median of the ratios is below the budget.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import posts

BUDGET: Final = 1.7
"""How much faster two workers are to be than one."""
_TIMED: Final = """
import resource, sys
from mgcheck.cli import run
run(sys.argv[1:])
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    sys.stderr.write(f"{used.ru_utime + used.ru_stime} ")
"""


class Took(NamedTuple):
    """Seconds of one run."""

    wall: float
    parent: float
    """Processor time of the process itself."""
    workers: float
    report: bytes

    @property
    def least(self) -> float:
        """Seconds with two free cores, if the workers share evenly."""
        return self.parent + self.workers / 2


def checked(folder: Path, n_jobs: int) -> Took:
    """One run of the command on `folder`."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _TIMED, str(folder), "--jobs", str(n_jobs)],
        capture_output=True,
        check=True,
    )
    parent, workers = map(float, done.stderr.split()[-2:])
    return Took(time.perf_counter() - begun, parent, workers, done.stdout)


def main(arguments: Sequence[str]) -> int:
    """Measure, and say whether the budget is kept."""
    numbers = [int(word) for word in arguments]
    n_pairs, n_posts = (*numbers, *(5, 1000)[len(numbers) :])
    ratios, least = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        posts.write(folder, n_posts, 10_000)
        checked(folder, 1)  # the first run may have a cache to write
        for _ in range(n_pairs):
            one, two = checked(folder, 1), checked(folder, 2)
            if one.report != two.report:
                print("NO  two workers report otherwise than one")
                return 1
            ratios.append(one.wall / two.wall)
            least.append(one.parent / two.least)
            print(
                f"    one {one.wall:.1f} s, two {two.wall:.1f} s: {ratios[-1]:.2f} times; "
                f"by processor time {least[-1]:.2f}; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    median = statistics.median(ratios)
    sign = "ok" if median >= BUDGET else "NO"
    print(
        f"{sign}  {n_posts} posts of 10 KB, two workers: {median:.2f} times as fast as one "
        f">= {BUDGET:g} (by processor time {statistics.median(least):.2f})"
    )
    return 0 if median >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
