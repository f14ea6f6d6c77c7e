"""Formats and where they go, as users ask for them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from mgcheck.cli.choices import Format

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
DOCS = Path(__file__).parents[2] / "docs"
DOES = "Vitamin Q improves night vision.\n"
REVIEW = ("--publisher", "Moon Facts", "--review-url", "https://example.org/reviews")


@pytest.fixture(autouse=True)
def draft(tmp_path: Path) -> Path:
    """A text with a finding."""
    path = tmp_path / "draft.md"
    path.write_text(DOES, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [kind.value for kind in Format])
def test_each_alone(run: Run, name: str) -> None:
    """Each format goes to standard output, names the text, and leaves the exit code as it is."""
    done = run("draft.md", "--format", name, "--fail-on", "note", *REVIEW)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"draft.md" in done.stdout
    assert b"q-night-vision" in done.stdout


def test_several_at_once(run: Run, tmp_path: Path) -> None:
    """Each to its file; the report for people goes to standard output all the same."""
    plain = run("draft.md")
    every = [kind for kind in Format if kind is not Format.TERMINAL]
    asked = [part for kind in every for part in ("--output", f"{kind.value}=out.{kind.value}")]
    done = run("draft.md", *asked, *REVIEW)
    assert (done.returncode, done.stderr) == (plain.returncode, b"")
    assert b"draft.md:1:1" in done.stdout
    for kind in every:
        alone = run("draft.md", "--format", kind.value, *REVIEW)
        # a fix that one format tells of makes the wording of all the author's own
        full = json.loads(alone.stdout) if kind is Format.SARIF else None
        written = (tmp_path / f"out.{kind.value}").read_bytes()
        assert written, kind
        if full is not None:
            assert json.loads(written) == full


def test_plain_output_is_the_report(run: Run, tmp_path: Path) -> None:
    """`--output FILE` writes what `--format` names, and nothing goes to standard output."""
    done = run("draft.md", "-f", "junit", "-o", "out.xml", "-o", "csv=out.csv")
    assert (done.stdout, done.stderr) == (b"", b"")
    assert etree.parse(tmp_path / "out.xml").getroot().tag == "testsuites"
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("path,line,column,")


def test_to_standard_output(run: Run, tmp_path: Path) -> None:
    """`FORMAT=-` is `--format FORMAT`; beside `--output FILE` both are written."""
    expected = run("draft.md", "--format", "checkstyle").stdout
    assert run("draft.md", "-o", "checkstyle=-").stdout == expected
    assert run("draft.md", "-o", "checkstyle=-", "-o", "out.txt").stdout == expected
    assert "draft.md:1:1" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert run("draft.md", "-o", "-").stdout == run("draft.md").stdout
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            ("-o", "sarf=x"),
            "--output sarf=x: no format is named 'sarf'; did you mean 'sarif'?",
        ),
        (("-o", "sarif="), "--output 'sarif=': names no file; name one: --output sarif=FILE"),
        (
            ("-o", "sarif=x", "-o", "csv=./x"),
            "--output csv=./x: is where two reports would go; name a file for each",
        ),
        (
            ("-o", "x", "-o", "y"),
            "--output y: is a second file for one report; say in which format: --output sarif=FILE",
        ),
        (
            ("-o", "csv=draft.md"),
            "--output draft.md: is one of the texts; name another file",
        ),
        (
            ("-o", "csv=no/such/folder"),
            "no/such/folder: cannot be written (No such file or directory); name another file",
        ),
        (
            ("-o", "csv=x", "--diff"),
            "--diff: shows changes and writes no report; leave --format and FORMAT= out with it",
        ),
        (
            ("-f", "claimreview"),
            "--format claimreview: needs to know who publishes the reviews, and where; "
            "add --publisher NAME --review-url URL",
        ),
        (
            ("-o", "claimreview=x", "--publisher", "Moon", "--review-url", "moon"),
            "--review-url moon: is no address of a page; write it whole: "
            "https://example.org/reviews",
        ),
    ],
)
def test_what_cannot_be(run: Run, draft: Path, asked: tuple[str, ...], told: str) -> None:
    """One line says what is wrong and how to mend it; no text is touched."""
    done = run("draft.md", *asked)
    assert done.stderr.decode() == f"{told}\n"
    assert done.returncode == 2
    assert draft.read_text(encoding="utf-8") == DOES


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit", "checkstyle", "github"])
def test_valid_though_nothing_was_read(run: Run, name: str) -> None:
    """Where no text could be read a reader still gets a whole file; the exit code is 2."""
    done = run("gone.md", "--format", name)
    assert done.returncode == 2
    if name in {"junit", "checkstyle"}:
        assert b"gone.md" in done.stdout
        etree.fromstring(done.stdout)
    elif name == "github":
        assert done.stdout.startswith(b"::error title=not checked::gone.md: ")
    else:
        json.loads(done.stdout)


def test_from_the_top_of_the_repository(run: Run, tmp_path: Path) -> None:
    """SARIF, GitHub and GitLab name files from the repository's top, links followed."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a b.md").write_text(DOES, encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "posts" / "a b.md")
    (result,) = json.loads(run("link.md", "-f", "sarif").stdout)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "posts/a%20b.md"
    (issue,) = json.loads(run("link.md", "-f", "gitlab").stdout)
    assert issue["location"]["path"] == "posts/a b.md"
    assert b" file=posts/a b.md,line=1," in run("link.md", "-f", "github").stdout


def test_step_summary(run: Run, tmp_path: Path) -> None:
    """With the github format the job's summary gets the comment, after what is there."""
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    run("draft.md", "--format", "github", env=env)
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("Before.\n<!-- mgcheck -->\n### Health claims\n")
    run("draft.md", "--format", "sarif", env=env)
    assert summary.read_text(encoding="utf-8") == written


def test_step_summary_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """It is told in one line, and annotations are written all the same."""
    done = run("draft.md", "-f", "github", env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert done.returncode == 2
    assert done.stdout.startswith(b"::")
    assert done.stderr.decode().count("\n") == 1
    assert "cannot be written" in done.stderr.decode()


def test_mended_standard_input_stays_alone(run: Run, tmp_path: Path) -> None:
    """With --fix on a pipe only the mended text goes to standard output, reports to their files."""
    done = run("-", "--fix", "-o", "csv=out.csv", stdin=DOES.encode())
    assert done.stdout.startswith(b"Vitamin Q ")
    assert done.stdout.count(b"\n") == 1
    assert (tmp_path / "out.csv").exists()


def test_lists_have_formats_of_their_own(run: Run) -> None:
    """Claims and records are listed at a terminal or as JSON, and in nothing else."""
    assert json.loads(run("claims", "--format", "json").stdout)
    done = run("claims", "--format", "sarif")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_what_the_daily_call_loads(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A report at a terminal loads no format but its own, and nothing that those need."""
    code = (
        "import sys; from mgcheck.cli import run; run(['draft.md']); "
        "print(*sorted(m for m in sys.modules if m.startswith(('mgcheck.report.', 'xml', 'csv', "
        "'json', 'hashlib', 'urllib', 'typer', 'pydantic', 'yaml'))), file=sys.stderr)"
    )
    for _ in range(2):  # the first run of all reads YAML, and keeps what it makes of it
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=scrubbed,
            capture_output=True,
            check=True,
            timeout=60,
        )
    loaded = set(done.stderr.decode().split())
    formats = {"sarif", "github", "gitlab", "junit", "csv", "comment", "jsonl", "problems", "json"}
    assert not {f"mgcheck.report.{name}" for name in formats} & loaded
    assert not {"xml", "csv", "typer", "pydantic", "yaml"} & loaded


@pytest.mark.parametrize("kind", Format)
def test_every_format_is_documented(kind: Format) -> None:
    """docs/output.md has a section on each format, docs/reference.md a row."""
    output = (DOCS / "output.md").read_text(encoding="utf-8")
    heads = [line.lower() for line in output.splitlines() if line.startswith("#")]
    assert any(kind.value in re.split(r"[ ,]+", head) for head in heads)
    assert f"\n| `{kind.value}` |" in (DOCS / "reference.md").read_text(encoding="utf-8")


def test_quiet_is_for_people(run: Run, tmp_path: Path) -> None:
    """`--quiet` shortens the report; what is written beside it is whole, its card too."""
    whole = json.loads(run("draft.md", "--format", "json").stdout)
    done = run("draft.md", "--quiet", "-o", "json=out.json")
    assert done.stdout.count(b"\n") == 1
    assert json.loads((tmp_path / "out.json").read_bytes()) == whole
    assert whole["documents"][0]["card"] is not None
