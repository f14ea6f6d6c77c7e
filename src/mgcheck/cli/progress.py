"""How far a long run has come: a bar at a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")

PATIENCE: Final = 1.0
"""Seconds before a bar appears: what is done sooner needs none."""


def watched(results: Iterable[T], total: int, *, is_wanted: bool = True) -> Iterator[T]:
    """`results` as they come, with a bar on standard error that is gone in the end."""
    if not is_wanted or total <= 1 or not _is_watched():
        yield from results
        return
    begun = time.monotonic()
    bar: tuple[Progress, TaskID] | None = None
    try:
        for done, result in enumerate(results, start=1):
            if bar is not None:
                bar[0].update(bar[1], completed=done)
            elif time.monotonic() - begun >= PATIENCE:
                bar = _shown(total, done)
            yield result
    finally:
        if bar is not None:
            bar[0].stop()


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _shown(total: int, done: int) -> tuple[Progress, TaskID]:
    from rich.console import Console  # 40 ms, and only for who waits
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=console, transient=True)
    progress.start()
    return progress, progress.add_task("checking", total=total, completed=done)
