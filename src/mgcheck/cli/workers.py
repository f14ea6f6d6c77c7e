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
from collections.abc import Iterator, Sequence
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
"""Texts handed over at once at most: bodies of evidence that they share are then sent once."""
_AHEAD: Final = 4
"""Chunks for each worker that may be under way before the first of them is taken."""

Task = Place | MgcheckError
"""What cannot even be handed out is an outcome already, and keeps its turn."""


def outcomes(tasks: Sequence[Task], options: Options, n_jobs: int) -> Iterator[Outcome]:
    """What became of each of `tasks`, in their order, worked out by up to `n_jobs` processes."""
    size = chunk_size(len(tasks), n_jobs)
    n_jobs = max(1, min(n_jobs, -(-len(tasks) // size)))
    waiting = chunks(tasks, size)
    # what the parent has settled already need not travel
    work = partial(_work, replace(options, paths=(), call=Call(), written=()))
    under_way: deque[Future[list[Outcome]]] = deque()
    with _pool(n_jobs) as pool:
        try:
            with _deaf_to_interrupts():
                for chunk in islice(waiting, n_jobs * _AHEAD):
                    under_way.append(pool.submit(work, chunk))
            while under_way:
                yield from under_way.popleft().result()
                under_way.extend(pool.submit(work, chunk) for chunk in islice(waiting, 1))
        except BrokenProcessPool as err:
            what = "a worker was ended from outside, or ran out of memory"
            raise MgcheckError(what, "run again with --jobs 1", "--jobs") from err


def chunk_size(n_tasks: int, n_jobs: int) -> int:
    """Texts handed over at once: few where there are few, so that each worker has some."""
    return max(1, min(_CHUNK, n_tasks // (n_jobs * _AHEAD)))


def chunks(tasks: Sequence[Task], size: int) -> Iterator[list[Task]]:
    """`tasks`, `size` at once, with options that do not carry every name of the command line."""
    slim: dict[int, Options] = {}  # by identity: to hash options is to hash all their names

    def light(task: Task) -> Task:
        if not isinstance(task, Place):
            return task
        key = id(task.options)
        if key not in slim:
            slim[key] = _without_names(task.options)
        return task._replace(options=slim[key])

    for start in range(0, len(tasks), size):
        yield [light(task) for task in tasks[start : start + size]]


def _without_names(options: Options) -> Options:
    call = options.call
    given = tuple((name, value) for name, value in call.given if name != "paths")
    return replace(options, paths=(), call=replace(call, given=given))


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
