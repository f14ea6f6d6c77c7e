"""What is due to be checked again, what held at a date, and claims as Markdown or JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


class TestStale:
    """`mgcheck evidence --stale`: 0 nothing is due, 1 something is, 2 a bad option."""

    def test_one_line_each(self, run: Run) -> None:
        """Each record that is due takes one line, the longest due first, and the exit code is 1."""
        done = run("evidence", "--stale", "--today", "2027-11-21")
        assert done.returncode == 1
        assert done.stdout.decode().splitlines() == [
            "moss-handbook    reference  checked 2026-11-21; review due 2027-11-21",
            "quill-2020       study      checked 2026-11-21; review due 2027-11-21",
            "q-found-in-moss  claim      never checked",
            "q-night-vision   claim      never checked",
            "4 records due, 2 of them never checked.",
        ]

    def test_nothing_due(self, run: Run) -> None:
        """A claim's records that were just checked leave nothing due but the claim itself."""
        chosen = ("--stale", "--today", "2026-11-22", "--claim", "q-night-vision")
        told = run("evidence", *chosen).stdout.decode()
        assert told.splitlines()[0] == "q-night-vision  claim      never checked"
        done = run("evidence", "--stale", "--today", "2026-11-22", "--subject", "q-oxide")
        assert (done.returncode, done.stdout) == (0, b"0 records due.\n")

    def test_json(self, run: Run) -> None:
        """JSON names the day and, for what was never checked, null."""
        done = run("evidence", "--stale", "--today", "2027-11-21", "-f", "json")
        told = json.loads(done.stdout)
        assert done.returncode == 1
        assert told["today"] == "2027-11-21"
        assert told["due"][-1] == {
            "id": "q-night-vision",
            "record": "claim",
            "checked": None,
            "review_by": None,
        }

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                ("--stale", "--today", "2027-02-30"),
                "--today: '2027-02-30' is no day; write one as year-month-day",
            ),
            (
                ("--stale", "--today", "20270201"),
                "--today: '20270201' is no day; write one as year-month-day",
            ),
            (("--today", "2027-02-01"), "--today: counts for --stale only; add --stale"),
        ],
    )
    def test_bad_days(self, arguments: tuple[str, ...], message: str, run: Run) -> None:
        """A day that is none is refused in one line that says how to write it."""
        done = run("evidence", *arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == f"{message}\n"
