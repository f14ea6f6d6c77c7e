"""Texts checked in several processes: the same results in the same order as in one.

A worker gets the options once, loads the catalogue itself (10 ms from its compiled form), reads the
texts whose names it is handed, and gives back what was found. Processes are spawned on every
system: a fork would copy whatever threads and locks its parent holds at that moment.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from typing import Final

from msgspec.structs import replace

from mgcheck.cli.check import Call, Options, Outcome, outcome, prepare, rewriter_for
from mgcheck.cli.sources import Place
from mgcheck.errors import MgcheckError
from mgcheck.model import Catalogue
from mgcheck.rewrite import Rewriter

_CHUNK: Final = 4
"""Texts handed over at once: bodies of evidence that they share are then sent once."""
_AHEAD: Final = 4
"""Chunks for each worker that may be under way before the first of them is taken."""

Task = Place | MgcheckError
"""What cannot even be handed out is an outcome already, and keeps its turn."""


def outcomes(tasks: Iterable[Task], options: Options, n_jobs: int) -> Iterator[Outcome]:
    """What became of each of `tasks`, in their order, worked out by `n_jobs` processes."""
    waiting = iter(tasks)
    # what the parent has settled already need not travel
    work = partial(_work, replace(options, paths=(), call=Call(), written=()))
    under_way: deque[Future[list[Outcome]]] = deque()
    with _pool(n_jobs) as pool:
        try:
            with _deaf_to_interrupts():
                for chunk in islice(_chunks(waiting), n_jobs * _AHEAD):
                    under_way.append(pool.submit(work, chunk))
            while under_way:
                yield from under_way.popleft().result()
                under_way.extend(pool.submit(work, chunk) for chunk in islice(_chunks(waiting), 1))
        except BrokenProcessPool as err:
            what = "a worker was ended from outside, or ran out of memory"
            raise MgcheckError(what, "run again with --jobs 1", "--jobs") from err


def _chunks(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    while chunk := list(islice(tasks, _CHUNK)):
        yield chunk


@contextmanager
def _pool(n_jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers, which are ended at once where the block is left by an exception."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        n_jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
    )
    try:
        yield pool
    except BaseException:  # Ctrl-C too: nobody waits for what is under way
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    pool.shutdown()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes begun inside leave Ctrl-C to their parent, from their first moment on."""
    if threading.current_thread() is not threading.main_thread():  # only that one is told
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# ---------------------------------------------------------------- in a worker


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows passes on no such setting
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Leave when the parent was killed: a worker would wait for its next task for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(options: Options, tasks: Sequence[Task]) -> list[Outcome]:
    catalogue, rewriter = _prepared(options)
    return [
        outcome(task, catalogue, rewriter) if isinstance(task, Place) else task for task in tasks
    ]


@lru_cache(maxsize=1)
def _prepared(options: Options) -> tuple[Catalogue, Rewriter | None]:
    catalogue, options = prepare(options)
    return catalogue, rewriter_for(options, catalogue)
