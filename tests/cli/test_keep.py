"""Comments, baselines, --statistics and --exit-zero, as users meet them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
BAD = "Vitamin Q improves night vision.\n"
COMMENT = "<!-- mgcheck: ignore[q-night-vision] a quote until=2027-01-31 -->\n"
KEPT = "--baseline", "known.json"
STRICT = "--fail-on", "warning"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder with two posts, each with a warning."""
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "a.md").write_text(BAD, encoding="utf-8")
    (folder / "b.md").write_text(f"{BAD}\nVitamin Q is found in moss.\n", encoding="utf-8")
    return folder


class TestComments:
    """`<!-- mgcheck: ignore[...] ... -->`."""

    def test_suppressed(self, tmp_path: Path, run: Run) -> None:
        """What a comment suppresses fails no run, is counted, and listed when asked for."""
        (tmp_path / "a.md").write_text(COMMENT + BAD, encoding="utf-8")
        day = "--today", "2027-01-31"
        done = run("a.md", *STRICT, *day)
        told = done.stdout.decode()
        assert done.returncode == 0
        assert "Suppressed: 1 by a comment (--show-suppressed lists them)." in told
        assert "overstated   warning" not in told
        for shows in ("--show-suppressed", "--verbose"):
            told = run("a.md", *day, shows).stdout.decode()
            line = "a.md:2:1  overstated  q-night-vision  suppressed by a comment: a quote"
            assert line in told
        assert run("a.md", "-q", *day).stdout == (
            b"a.md: no claim shown; 0 sentences not judged; 1 suppressed\n"
        )

    def test_expired(self, tmp_path: Path, run: Run) -> None:
        """After its last day it suppresses nothing, and says so; both are warnings."""
        (tmp_path / "a.md").write_text(COMMENT + BAD, encoding="utf-8")
        done = run("a.md", *STRICT, "--today", "2027-02-01")
        assert done.returncode == 1
        assert "a.md:1:1   warning   this comment held until 2027-01-31; " in done.stdout.decode()
        assert "a.md:2:1   ▲ overstated   warning" in done.stdout.decode()

    def test_malformed_fails_the_run(self, tmp_path: Path, run: Run) -> None:
        """Who writes one believes that something is suppressed: an error."""
        (tmp_path / "a.md").write_text("<!-- mgcheck: ignore -->\nMoss.\n", encoding="utf-8")
        assert run("a.md").returncode == 1
        assert run("a.md", "--fail-on", "never").returncode == 0
        assert run("a.md", "--exit-zero").returncode == 0

    def test_no_day(self, run: Run) -> None:
        """--today takes a day."""
        done = run("a.md", "--today", "soon")
        told = b"--today: 'soon' is no day; write one as year-month-day\n"
        assert (done.returncode, done.stderr) == (2, told)

    def test_fix_leaves_it_alone(self, tmp_path: Path, run: Run) -> None:
        """--fix mends what no comment suppresses, and tells of the rest as before."""
        flat = "Magnesium lowers blood pressure.\n"
        comment = "<!-- mgcheck: ignore[*] a quote -->\n"
        path = tmp_path / "a.md"
        path.write_text(f"{comment}{flat}\n{flat}", encoding="utf-8")
        done = run("a.md", "--fix", *STRICT, pack=False)
        mended = "Magnesium may lower blood pressure.\n"
        assert path.read_text(encoding="utf-8") == f"{comment}{flat}\n{mended}"
        assert done.returncode == 0
        assert "Suppressed: 1 by a comment" in done.stdout.decode()


@pytest.mark.usefixtures("posts")
class TestBaseline:
    """--baseline, --write-baseline, --update-baseline."""

    def test_first_run_baseline_new_sentence(self, posts: Path, run: Run) -> None:
        """After it is written the run passes; a new sentence fails it, and it alone is reported."""
        assert run("posts", *STRICT).returncode == 1
        written = run("posts", *STRICT, *KEPT, "--write-baseline")
        assert (written.returncode, written.stdout) == (0, b"")
        told = "Baseline known.json: 2 entries written; --baseline known.json leaves them out.\n"
        assert written.stderr.decode() == told
        again = run("posts", *STRICT, *KEPT)
        assert again.returncode == 0
        assert again.stderr == b"Baseline known.json: 2 known, 0 new.\n"
        with (posts / "b.md").open("a", encoding="utf-8") as file:
            file.write(f"\nNow: {BAD}")
        done = run("posts", *STRICT, *KEPT)
        assert done.returncode == 1
        assert done.stderr == b"Baseline known.json: 2 known, 1 new.\n"
        report = done.stdout.decode().replace("\\", "/")
        assert "posts/b.md:5:1   ▲ overstated   warning  q-night-vision  new" in report
        assert report.count("overstated   warning") == 1
        assert "posts/a.md" not in report
        assert "Suppressed: 2 by the baseline" in report

    def test_the_default_file(self, tmp_path: Path, run: Run) -> None:
        """Without a name it is .mgcheck-baseline.json; it holds only where it is named."""
        run("posts", "--write-baseline")
        assert (tmp_path / ".mgcheck-baseline.json").is_file()
        assert run("posts", *STRICT).returncode == 1
        assert run("posts", *STRICT, "--baseline", ".mgcheck-baseline.json").returncode == 0

    def test_a_run_writes_nothing(self, tmp_path: Path, posts: Path, run: Run) -> None:
        """What is gone is told; only --update-baseline takes it out, and it adds nothing."""
        run("posts", *KEPT, "--write-baseline")
        before = (tmp_path / "known.json").read_bytes()
        (posts / "a.md").write_text(f"Now: {BAD}", encoding="utf-8")
        told = "Baseline known.json: 1 known, 1 new, 1 gone"
        done = run("posts", *KEPT)
        assert done.stderr.decode() == f"{told} (--update-baseline takes them out).\n"
        assert (tmp_path / "known.json").read_bytes() == before
        done = run("posts", *KEPT, *STRICT, "--update-baseline")
        assert (done.returncode, done.stderr.decode()) == (1, f"{told} and taken out.\n")
        paths = [
            e["path"] for e in json.loads((tmp_path / "known.json").read_bytes())["entries"][:-1]
        ]
        assert paths == ["posts/b.md"]

    def test_what_is_gone(self, posts: Path, run: Run) -> None:
        """Which sentences those are is told where somebody asks, also of a text that is no more."""
        run("posts", *KEPT, "--write-baseline")
        (posts / "a.md").write_text("Bread.", encoding="utf-8")
        (posts / "b.md").unlink()
        done = run("posts", *KEPT, "--show-suppressed", "--format", "sarif")
        told = done.stderr.decode().replace("\\", "/").splitlines()[1:]
        assert told == [
            f"Gone from posts/{name}.md: q-night-vision (overstated): {BAD.strip()}"
            for name in "ab"
        ]
        results = json.loads(done.stdout)["runs"][0]["results"]
        places = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in results]
        assert [place["uri"] for place in places] == ["posts/a.md", "posts/b.md"]
        assert {result["baselineState"] for result in results} == {"absent"}
        assert run("posts", *KEPT).stderr.count(b"\n") == 1

    def test_write_again(self, posts: Path, run: Run) -> None:
        """--write-baseline takes in what is new, and says how much that is."""
        run("posts", *KEPT, "--write-baseline")
        (posts / "a.md").write_text(f"Now: {BAD}", encoding="utf-8")
        done = run("posts", *KEPT, "--write-baseline")
        told = b"Baseline known.json: 2 entries written, 1 of them new; 1 gone; 0 re-graded.\n"
        assert (done.returncode, done.stderr) == (0, told)

    def test_from_anywhere(self, tmp_path: Path, posts: Path, run: Run) -> None:
        """Names of texts count from the baseline's folder; standard input may stand for one."""
        run("posts", "--baseline", "posts/known.json", "--write-baseline")
        named = run(str(posts / "a.md"), "--baseline", str(posts / "known.json"), *STRICT)
        assert named.returncode == 0
        piped = ("--stdin-filename", "posts/a.md", "--baseline", "posts/known.json", *STRICT)
        assert run(*piped, stdin=BAD.encode()).returncode == 0
        assert tmp_path.is_dir()

    def test_one_file_keeps_the_entries_of_others(self, tmp_path: Path, run: Run) -> None:
        """--update-baseline on one file changes nothing for those it did not look at."""
        run("posts", *KEPT, "--write-baseline")
        before = (tmp_path / "known.json").read_bytes()
        done = run("posts/a.md", *KEPT, "--update-baseline", *STRICT)
        assert (done.returncode, done.stderr) == (0, b"Baseline known.json: 1 known, 0 new.\n")
        assert (tmp_path / "known.json").read_bytes() == before

    def test_an_unreadable_text_keeps_its_entries(
        self, tmp_path: Path, posts: Path, run: Run
    ) -> None:
        """The run fails, the baseline is written, and what could not be read stays in it."""
        run("posts", *KEPT, "--write-baseline")
        before = (tmp_path / "known.json").read_bytes()
        (posts / "a.md").write_bytes(b"\xff\xfe\x00\xd8")
        assert run("posts", *KEPT, "--write-baseline").returncode == 2
        assert (tmp_path / "known.json").read_bytes() == before

    def test_json(self, posts: Path, run: Run) -> None:
        """Programs are told what is new, and what is known apart from it."""
        run("posts", *KEPT, "--write-baseline")
        (posts / "a.md").write_text(f"{BAD}\nNow: {BAD}", encoding="utf-8")
        output = json.loads(run("posts", *KEPT, "-f", "json").stdout)
        found = [(f["claim"], f["state"]) for d in output["documents"] for f in d["findings"]]
        assert found == [("q-night-vision", "new"), ("q-found-in-moss", "unchanged")]
        known = [(s["span"]["line"], s["by"]) for d in output["documents"] for s in d["suppressed"]]
        assert known == [(1, "external"), (1, "external")]

    def test_a_comment_comes_first(self, posts: Path, run: Run) -> None:
        """What a comment suppresses needs no entry any more."""
        run("posts", *KEPT, "--write-baseline")
        (posts / "a.md").write_text(COMMENT + BAD, encoding="utf-8")
        done = run("posts", *KEPT, "--today", "2026-11-26")
        assert done.stderr.startswith(b"Baseline known.json: 1 known, 0 new, 1 gone")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (
                ("--baseline", "gone.json"),
                "--baseline gone.json: no such file; "
                "check the name, or write it with --write-baseline",
            ),
            (
                ("--update-baseline",),
                "--update-baseline: needs a baseline; name it with --baseline FILE",
            ),
            (
                (*KEPT, "--write-baseline", "--update-baseline"),
                "--write-baseline: takes what is new in, and leaves it out; choose one",
            ),
            (
                ("--write-baseline", "--fix"),
                "--write-baseline: only judges texts; run --fix before it, alone",
            ),
            (
                ("--write-baseline", "--as-of", "2019"),
                "--write-baseline: holds what is known now, not as of a date; leave out --as-of",
            ),
            (
                ("--write-baseline", "-o", ".mgcheck-baseline.json"),
                "--output .mgcheck-baseline.json: is the baseline; name another file",
            ),
            (
                ("--baseline", "posts"),
                "--baseline posts: cannot be read (Is a directory); check the name",
            ),
            (
                ("--baseline", "posts/a.md", "--write-baseline"),
                "posts/a.md: is no baseline of mgcheck (JSON is malformed: invalid character "
                "(byte 0)); restore it, or remove it and write it anew with --write-baseline",
            ),
            (
                ("--baseline", "no/such/folder.json", "--write-baseline"),
                "no/such/folder.json: cannot be written (No such file or directory); "
                "name another file with --baseline",
            ),
            (("--jobs", "0"), "--jobs: '0' is no number of processes; use 1, 2 ... or auto"),
            (("--jobs", "many"), "--jobs: 'many' is no number of processes; use 1, 2 ... or auto"),
        ],
    )
    def test_what_makes_no_sense(
        self, arguments: tuple[str, ...], told: str, posts: Path, run: Run
    ) -> None:
        """One line, exit code 2, and no text is written over."""
        done = run("posts", *arguments)
        assert (done.returncode, done.stderr.decode()) == (2, f"{told}\n")
        assert (posts / "a.md").read_text(encoding="utf-8") == BAD


@pytest.mark.usefixtures("posts")
class TestStatistics:
    """--statistics."""

    def test_for_people(self, tmp_path: Path, run: Run) -> None:
        """Claims by number, then the texts that ask for something, worst first."""
        (tmp_path / "posts" / "c.md").write_text(f"{BAD}\nNow: {BAD}", encoding="utf-8")
        (tmp_path / "posts" / "d.md").write_text("Moss is green.\n", encoding="utf-8")
        told = run("posts", "--statistics").stdout.decode().replace("\\", "/").splitlines()
        assert [line.rstrip() for line in told] == [
            "     4  q-night-vision   overstated        warning",
            "     1  q-found-in-moss  supported",
            "",
            "posts/c.md  2 warnings",
            "posts/a.md  1 warning",
            "posts/b.md  1 warning",
            "",
            "5 claims in 4 documents: 4 warnings.",
            "Nothing to mend in 1 document.",
        ]

    def test_for_programs(self, run: Run) -> None:
        """The same as JSON, texts without remark included."""
        told = json.loads(run("posts", "--statistics", "-f", "json").stdout)
        assert (
            told["claims"][0]
            == {
                "claim": "q-found-in-moss",
                "verdict": "supported",
                "severity": "none",
                "count": 1,
            }
            or told["claims"][0]["count"] == 2
        )
        assert [d["warning"] for d in told["documents"]] == [1, 1]

    def test_exit_codes_stay(self, run: Run) -> None:
        """It changes what is written, not what follows; --exit-zero does."""
        assert run("posts", "--statistics", *STRICT).returncode == 1
        assert run("posts", "--statistics", *STRICT, "--exit-zero").returncode == 0
        assert run("posts", "gone", "--exit-zero").returncode == 2


def test_a_baseline_in_the_settings(posts: Path, tmp_path: Path, run: Run) -> None:
    """A baseline that the settings name holds, also with workers; --isolated passes it over."""
    settings = (
        f'baseline = "known.json"\nfail-on = "warning"\ncatalogue = {json.dumps(str(PACK))}\n'
    )
    (tmp_path / "mgcheck.toml").write_text(settings, encoding="utf-8")
    assert run("posts", "--write-baseline", pack=False).returncode == 0
    assert (tmp_path / "known.json").is_file()
    assert run("posts", "--jobs", "2", pack=False).returncode == 0
    assert run("posts", "--isolated", *STRICT).returncode == 1
    (posts / "a.md").write_text(f"{BAD}\nNow: {BAD}", encoding="utf-8")
    assert run("posts", "--jobs", "2", pack=False).returncode == 1
