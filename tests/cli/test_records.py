"""What is due to be checked again, what held at a date, and claims as Markdown or JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import mgcheck

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


class TestStale:
    """`mgcheck evidence --stale`: 0 nothing is due, 1 something is, 2 a bad option."""

    def test_one_line_each(self, run: Run) -> None:
        """Each record that is due takes one line, the longest due first, and the exit code is 1."""
        done = run("evidence", "--stale", "--today", "2027-11-21")
        assert done.returncode == 1
        assert done.stdout.decode().splitlines() == [
            "moss-handbook  reference  checked 2026-11-21; review due 2027-11-21",
            "quill-2020     study      checked 2026-11-21; review due 2027-11-21",
            "2 records due.",
        ]

    def test_nothing_due(self, run: Run) -> None:
        """Where a claim's records were just checked nothing is due, and the exit code is 0."""
        for chosen in (("--claim", "q-night-vision"), ("--subject", "q-oxide"), ()):
            done = run("evidence", "--stale", "--today", "2026-11-22", *chosen)
            assert (done.returncode, done.stdout) == (0, b"0 records due.\n")

    def test_json(self, run: Run) -> None:
        """JSON names the days."""
        done = run("evidence", "--stale", "--today", "2027-11-21", "-f", "json")
        told = json.loads(done.stdout)
        assert done.returncode == 1
        assert told["today"] == "2027-11-21"
        assert told["due"][-1] == {
            "id": "quill-2020",
            "record": "study",
            "checked": "2026-11-21",
            "review_by": "2027-11-21",
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


class TestAsOf:
    """`--as-of` judges by what was published then, and every output says so."""

    LINE = "Judged as of 2019-12-31, by 1 record published by then; left out: 1 of later years."

    @pytest.mark.parametrize("more", [(), ("--quiet",), ("--verbose",)])
    def test_a_report_says_so(self, more: tuple[str, ...], run: Run) -> None:
        """In full, in brief and with everything."""
        done = run("-", "--as-of", "2019", *more, stdin=b"Vitamin Q improves night vision.")
        assert self.LINE in done.stdout.decode().splitlines()
        assert done.returncode == 1  # no evidence then; now it is overstated, a warning

    def test_json_says_so(self, run: Run) -> None:
        """JSON names the date and counts what is left out; without the option it is null."""
        text = b"Vitamin Q improves night vision."
        at = json.loads(run("-", "--as-of", "2019", "-f", "json", stdin=text).stdout)
        assert at["catalogue"]["as_of"] == {
            "date": "2019-12-31",
            "records": 1,
            "left_out": {"later": 1, "same_year": 0, "undated": 0},
        }
        assert json.loads(run("-", "-f", "json", stdin=text).stdout)["catalogue"]["as_of"] is None

    def test_explain_says_so(self, run: Run) -> None:
        """A claim's page is judged by the same records."""
        told = run("explain", "q-night-vision", "--as-of", "2019").stdout.decode()
        assert "nothing on record" in told
        assert self.LINE in told.splitlines()

    def test_a_study_of_later_has_no_page(self, run: Run) -> None:
        """Nor does anything else that was not published by then; no text was checked at all."""
        done = run("explain", "quill-2020", "--as-of", "2019")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == (
            "--as-of: nothing shows that 'quill-2020' was published by 2019-12-31; "
            "name a later date\n"
        )

    @pytest.mark.parametrize("more", ["--diff", "--fix"])
    def test_no_text_is_mended_by_what_held_then(self, more: str, run: Run) -> None:
        """A text is put by what is known now; nothing of it is changed, nothing printed."""
        done = run("-", "--as-of", "2019", more, stdin=b"Vitamin Q improves night vision.")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == (
            "--as-of: judges a text and mends none; leave it out with --diff and --fix\n"
        )

    def test_the_law_of_then_is_not_told(self) -> None:
        """--jurisdiction tells the law as it is on record now, so both together are refused."""
        law = ("--jurisdiction", "eu", "--as-of", "2019")
        for arguments in (("draft.txt", *law), ("explain", "mg-energy-production", *law)):
            done = subprocess.run(
                [sys.executable, "-m", "mgcheck", *arguments], capture_output=True, check=False
            )
            assert (done.returncode, done.stdout) == (2, b"")
            assert done.stderr.startswith(b"--as-of: does not tell what the law said then; ")

    def test_bad_date(self, run: Run) -> None:
        """One line, exit code 2."""
        done = run("-", "--as-of", "someday", stdin=b"Vitamin Q improves night vision.")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"--as-of: 'someday' is no date; write year,")


def test_every_page_names_the_catalogue(run: Run) -> None:
    """Whoever quotes a verdict can say by which catalogue: name, version, date, hash."""
    text = b"Vitamin Q improves night vision."
    for arguments in (("-",), ("explain", "q-night-vision"), ("explain", "quill-2020")):
        told = run(*arguments, stdin=text).stdout.decode()
        assert "\nCatalogue vitamin-q 1.0.0 of 2026-11-21, sha256 " in told


class TestFormats:
    """`mgcheck explain --format markdown|json`."""

    @pytest.mark.parametrize("name", ["q-night-vision", "quill-2020", "moss-handbook"])
    def test_markdown(self, name: str, run: Run) -> None:
        """A page begins with a title, holds the id, and ends with the catalogue's name and hash."""
        lines = run("explain", name, "-f", "markdown").stdout.decode().splitlines()
        assert lines[0].startswith("# ")
        assert lines[2].startswith(f"`{name}`: ")
        assert lines[-1].startswith("Catalogue vitamin-q 1.0.0 of 2026-11-21, sha256 ")

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("q-night-vision", "claim"), ("quill-2020", "study"), ("moss-handbook", "reference")],
    )
    def test_json(self, name: str, kind: str, run: Run) -> None:
        """The page stands under its kind."""
        told = json.loads(run("explain", name, "-f", "json").stdout)
        assert told[kind]["id"] == name

    def test_as_of_in_both(self, run: Run) -> None:
        """Both say as of when they judge."""
        then = ("q-night-vision", "--as-of", "2019")
        assert TestAsOf.LINE in run("explain", *then, "-f", "markdown").stdout.decode()
        told = json.loads(run("explain", *then, "-f", "json").stdout)
        assert told["catalogue"]["as_of"]["date"] == "2019-12-31"
        assert told["claim"]["flatly"]["verdict"] == "no-evidence"

    def test_into_a_file(self, run: Run, tmp_path: Path) -> None:
        """-o writes the page there and nothing to standard output."""
        done = run("explain", "quill-2020", "-f", "markdown", "-o", "page.md")
        assert (done.returncode, done.stdout) == (0, b"")
        assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# Vitamin Q and ")


def test_explain_by_a_bare_number(catalogue: mgcheck.Catalogue, run: Run) -> None:
    """A PMID does for an id, with or without its name."""
    study = next(s for _, s in sorted(catalogue.studies.items()) if s.pmid is not None)
    page = run("explain", study.id, pack=False).stdout
    assert page.startswith(study.id.encode())
    assert study.pmid is not None
    for name in (study.pmid, f"PMID {study.pmid}"):
        assert run("explain", name, pack=False).stdout == page
    done = run("explain", "99999999999", pack=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"no claim, study or reference is named '99999999999'")
