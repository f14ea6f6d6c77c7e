"""Several processes, and the bar that is shown while they work."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mgcheck.cli import check, configured, progress, sources, workers
from mgcheck.errors import InputError, MgcheckError

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
AtTerminal = Callable[..., tuple[str, bytes]]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
BAD = "Vitamin Q improves night vision.\n"
N_POSTS = 30


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of posts of different lengths, some of them unreadable."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for number in range(N_POSTS):
        text = f"# Post {number}\n\n" + f"{BAD}\nMoss is green.\n\n" * (number % 7)
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    for number in (3, 17, 29):
        (folder / f"{number:02}.md").write_bytes(b"\xff\xfe\x00\xd8")
    return folder


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("arguments", [(), ("-f", "json"), ("-q",), ("--statistics",)])
def test_the_same_as_one(arguments: tuple[str, ...], run: Run) -> None:
    """Output, messages and exit code are those of one process, in the same order."""
    names = ("posts/29.md", "posts", "gone.md", "-")
    one = run(*names, *arguments, "--jobs", "1", stdin=BAD.encode())
    for n_jobs in ("2", "3"):
        more = run(*names, *arguments, "--jobs", n_jobs, stdin=BAD.encode())
        assert more.stdout == one.stdout
        assert more.stderr == one.stderr
        assert more.returncode == one.returncode == 2
    told = [line.split(b":")[0].replace(b"\\", b"/") for line in one.stderr.splitlines()]
    assert told == [b"posts/29.md", b"posts/03.md", b"posts/17.md", b"gone.md"]


@pytest.mark.usefixtures("posts")
def test_a_baseline_is_the_same(tmp_path: Path, run: Run) -> None:
    """Which worker looked at a text leaves no trace in the baseline."""
    for n_jobs in ("1", "2"):
        run("posts", "--write-baseline", "--baseline", f"{n_jobs}.json", "--jobs", n_jobs)
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process for few or small texts; on auto a worker for each 200 KB and core."""
    monkeypatch.setattr(check, "_n_cores", lambda: 4)
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_bytes(b"x")
    large.write_bytes(b"x" * 250_000)

    def n_jobs(*paths: Path, jobs: int | None = None) -> int:
        options = check.Options(jobs=jobs)
        return check._n_jobs([sources.Place(str(p), p, None, options) for p in paths], options)

    assert n_jobs(large) == 1
    assert n_jobs(*[small] * 50) == 1
    assert n_jobs(large, small) == 1
    assert n_jobs(large, large) == 2
    assert n_jobs(*[large] * 10) == 4
    assert n_jobs(*[large] * 10, jobs=1) == 1
    assert n_jobs(*[small] * 10, jobs=3) == 3
    assert n_jobs(*[small] * 2, jobs=8) == 2
    assert n_jobs(*[small] * 100, jobs=99) == check.MOST_JOBS


@pytest.mark.parametrize(
    ("n_texts", "n_jobs", "size"), [(2, 2, 1), (4, 2, 1), (8, 2, 1), (16, 2, 2), (900, 2, 4)]
)
def test_a_few_large_texts_are_shared_out(n_texts: int, n_jobs: int, size: int) -> None:
    """Every worker has some of them, and many small ones go out four at a time."""
    place = sources.Place("a.md", Path("a.md"), None, check.Options())
    assert workers.chunk_size(n_texts, n_jobs) == size
    chunks = list(workers.chunks([place] * n_texts, size))
    assert sum(map(len, chunks)) == n_texts
    assert len(chunks) >= n_jobs


def test_never_more_workers_than_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To start one that has nothing to do would be for nothing."""
    begun: list[int] = []
    pool = workers._pool

    def noted(n_jobs: int) -> AbstractContextManager[ProcessPoolExecutor]:
        begun.append(n_jobs)
        return pool(n_jobs)

    monkeypatch.setattr(workers, "_pool", noted)
    path = tmp_path / "a.md"
    path.write_text(BAD, encoding="utf-8")
    place = sources.Place("a.md", path, None, check.Options(catalogue=PACK))
    assert len(list(workers.outcomes([place], check.Options(catalogue=PACK), 9))) == 1
    assert begun == [1]


def test_what_is_handed_out_is_small() -> None:
    """A worker is not told every name of the command line."""
    names = tuple(f"posts/{number:04}.md" for number in range(3000))
    options = configured.options(check.Call((("paths", names), ("quiet", True))))
    tasks = [sources.Place(name, Path(name), None, options) for name in names]
    handed = list(workers.chunks(tasks, 4))
    assert [one.name for chunk in handed for one in chunk if isinstance(one, sources.Place)] == [
        *names
    ]
    assert max(len(pickle.dumps(chunk)) for chunk in handed) < 4_000
    (first, *_) = handed[0]
    assert isinstance(first, sources.Place)
    assert first.options.quiet
    assert first.options.call.says("quiet")


def test_errors_are_handed_on_in_their_turn(tmp_path: Path) -> None:
    """What could not be found keeps its place among what was."""
    path = tmp_path / "a.md"
    path.write_text(BAD, encoding="utf-8")
    options = check.Options(catalogue=PACK)
    here = sources.Place("a.md", path, None, options)
    gone = InputError("no such file or folder", "check the name", "b.md")
    results = list(workers.outcomes([gone, here, gone], options, 2))
    told = [str(r) if isinstance(r, MgcheckError) else r.report.document.path for r in results]
    assert told == [str(gone), "a.md", str(gone)]


@pytest.mark.skipif(sys.platform == "win32", reason="finds workers and sends signals as POSIX does")
class TestEnds:
    """Workers end with the run, however that ends."""

    @pytest.fixture
    def running(
        self, tmp_path: Path, scrubbed: dict[str, str]
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A run with two workers that takes minutes, in a process group of its own."""
        folder = tmp_path / "long"
        folder.mkdir()
        for number in range(200):
            (folder / f"{number}.md").write_text(BAD * 3000, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "mgcheck", "long", "-j", "2", "--catalogue", str(PACK)],
            cwd=tmp_path,
            env=scrubbed,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            until(lambda: len(workers_of(process.pid)) == 2)
            yield process
            process.kill()

    def test_ctrl_c(self, running: subprocess.Popen[bytes]) -> None:
        """Ctrl-C ends all of them quietly."""
        begun = workers_of(running.pid)
        time.sleep(0.5)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=20)
        assert (running.returncode, out, err) == (130, b"", b"")
        until(lambda: not any(map(is_alive, begun)))

    def test_a_worker_is_killed(self, running: subprocess.Popen[bytes]) -> None:
        """One line, exit code 2."""
        begun = workers_of(running.pid)
        os.kill(begun[0], signal.SIGKILL)
        out, err = running.communicate(timeout=20)
        told = (
            "--jobs: a worker was ended from outside, or ran out of memory; run again with --jobs 1"
        )
        assert (running.returncode, out, err.decode()) == (2, b"", f"{told}\n")
        until(lambda: not any(map(is_alive, begun)))

    def test_the_run_itself_is_killed(self, running: subprocess.Popen[bytes]) -> None:
        """Workers do not wait for a parent that is no more."""
        begun = workers_of(running.pid)
        assert len(begun) == 2
        running.kill()
        until(lambda: not any(map(is_alive, begun)))


def workers_of(parent: int) -> list[int]:
    """The ids of the workers that a process has begun."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [int(row[0]) for row in rows if int(row[1]) == parent and "spawn_main" in row[2]]


def is_alive(process: int) -> bool:
    """Whether there is such a process; one that ended and was not yet collected is none."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, half a minute at most."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)


class TestProgress:
    """A bar at a terminal, on long runs, on standard error."""

    def test_nothing_in_a_pipe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nobody looks there is no bar, however long it takes."""
        monkeypatch.setattr(progress, "PATIENCE", 0.0)
        monkeypatch.setattr(progress, "_shown", None)  # to call it would fail
        assert list(progress.watched(iter([1, 2, 3]), 3)) == [1, 2, 3]

    @pytest.mark.parametrize(
        ("patience", "arguments", "is_shown"),
        [("0", (), True), ("9", (), False), ("0", ("--no-progress",), False)],
        ids=["long", "short", "unwanted"],
    )
    def test_at_a_terminal(
        self,
        patience: str,
        arguments: tuple[str, ...],
        is_shown: bool,
        posts: Path,
        at_terminal: AtTerminal,
    ) -> None:
        """After a second it tells how many texts are done; then it is gone without a trace."""
        program = (
            "import sys; from mgcheck.cli import progress, run; "
            f"progress.PATIENCE = {patience}.0; sys.exit(run(sys.argv[1:]))"
        )
        told, out = at_terminal(
            str(posts),
            "--catalogue",
            str(PACK),
            *arguments,
            columns=80,
            program=("-c", program),
            stdout=subprocess.PIPE,
        )
        words = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
        assert ("checking" in words) is is_shown
        assert b"checking" not in out
        assert b"\x1b" not in out
        if is_shown:
            assert re.search(rf"\d+/{N_POSTS}", words)
            assert "\x1b[?25h" in told, "the cursor is back"


def test_start_up_loads_none_of_it(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A run on one text imports no pool, no bar, and nothing of what keeps decisions."""
    (tmp_path / "a.txt").write_text("Magnesium improves sleep.\n", encoding="utf-8")
    program = (
        "import sys; from mgcheck.cli import run; run(['a.txt']); "
        "sys.stderr.write('\\n'.join(sorted(sys.modules)))"
    )
    for _ in range(2):  # the first run may have to compile the catalogue
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=scrubbed,
            capture_output=True,
            check=True,
        )
    loaded = set(done.stderr.decode().splitlines())
    assert "mgcheck.find" in loaded
    heavy = {"multiprocessing", "concurrent.futures", "rich", "typer", "pydantic", "yaml", "json"}
    assert loaded & heavy == set()
    ours = {
        "mgcheck.keep",
        "mgcheck.settings.load",
        "mgcheck.cli.workers",
        "mgcheck.cli.baseline",
        "mgcheck.cli.progress",
    }
    assert loaded & ours == set()
