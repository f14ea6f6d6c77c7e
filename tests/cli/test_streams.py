"""What leaves for standard output and error in a job of GitHub Actions."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from mgcheck.cli import streams
from mgcheck.cli.choices import Format

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
DRAFT = "##[add-mask]draft.md"
GITHUB = {"GITHUB_ACTIONS": "true"}
HOSTILE = """\
::add-mask::Magnesium L-threonate improves sleep ##[add-mask]x.

  ::stop-commands::abc

Magnesium L-threonate improves memory ##[add-mask]y.
"""
CLEAN = {"claimreview", "markdown"}
"""Formats in which a text is not quoted, or already escaped."""
FORMATS = [kind.value for kind in Format]
REVIEW = ("--publisher", "Moon Facts", "--review-url", "https://example.org/reviews")


def commands(told: bytes) -> list[str]:
    """Lines that the runner would obey."""
    lines = re.split(r"\r\n|\r|\n", told.decode())
    return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


@pytest.fixture(autouse=True)
def draft(tmp_path: Path) -> Path:
    """A text that holds commands."""
    path = tmp_path / DRAFT
    path.write_text(HOSTILE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [*FORMATS, "--diff"])
def test_no_command_in_any_format(run: Run, name: str) -> None:
    """Neither form of command is left; those of --format github alone are meant."""
    asked = (name,) if name == "--diff" else ("--format", name, *REVIEW)
    bare = run(DRAFT, *asked, pack=False)
    told = run(DRAFT, *asked, env=GITHUB, pack=False)
    assert (told.returncode, told.stderr) == (bare.returncode, bare.stderr)
    assert told.stdout
    found = commands(told.stdout)
    if name == "github":
        assert found
        assert all(re.match("::(error|warning|notice|debug)[ :]", line) for line in found)
        assert b"##[" not in told.stdout
    else:
        assert found == []
        assert commands(bare.stdout) or name in CLEAN


@pytest.mark.parametrize("name", ["json", "sarif", "rdjson", "gitlab", "claimreview"])
def test_json_says_the_same(run: Run, name: str) -> None:
    """What a program reads is escaped, not changed: a suggestion puts in what stood there."""
    asked = (DRAFT, "--format", name, *REVIEW)
    assert json.loads(run(*asked, env=GITHUB, pack=False).stdout) == json.loads(
        run(*asked, pack=False).stdout
    )


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_says_the_same(run: Run, name: str) -> None:
    """The same holds for XML."""
    asked = (DRAFT, "--format", name)
    once, again = (
        etree.fromstring(run(*asked, env=env, pack=False).stdout) for env in ({}, GITHUB)
    )
    assert etree.tostring(once, method="c14n") == etree.tostring(again, method="c14n")


def test_a_table_keeps_its_rows(run: Run) -> None:
    """CSV knows no escapes: its signs are broken up as for people."""
    told = run(DRAFT, "--format", "csv", env=GITHUB, pack=False).stdout.decode()
    rows = list(csv.DictReader(io.StringIO(told, newline="")))
    assert len(rows) == 2
    assert any("# #[add-mask]" in str(row) for row in rows)


def test_names_and_errors(run: Run, tmp_path: Path) -> None:
    """Names of files are no commands either, on standard output or error."""
    (tmp_path / "::error::x.md").write_text(HOSTILE, encoding="utf-8")
    for asked in (
        ("::error::x.md",),
        ("::error::gone.md",),
        ("::error::x.md", "-f", "concise"),
        ("a ##[error]gone.md",),
        (".", "--show-files"),
        ("##[error]x.md", "--show-settings"),
        ("--no-such=##[error]x",),
    ):
        done = run(*asked, env=GITHUB, pack=False)
        assert done.stdout + done.stderr
        assert commands(done.stdout + b"\n" + done.stderr) == []


def test_a_file_gets_every_byte(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """Where standard output is a file there is no log, and a patch has to apply."""
    written = []
    for number, env in enumerate((scrubbed, {**scrubbed, **GITHUB})):
        path = tmp_path / f"{number}.patch"
        with path.open("wb") as file:
            subprocess.run(
                [sys.executable, "-m", "mgcheck", DRAFT, "--diff"],
                cwd=tmp_path,
                env=env,
                stdout=file,
                check=False,
                timeout=60,
            )
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert b"##[" in written[0]


def test_a_mended_text_goes_on_as_it_is(run: Run) -> None:
    """--fix in a pipe hands on the text itself: no byte but the fix may differ."""
    bare = run("-", "--fix", stdin=HOSTILE.encode(), pack=False)
    assert b"##[" in bare.stdout
    assert run("-", "--fix", stdin=HOSTILE.encode(), env=GITHUB, pack=False).stdout == bare.stdout


@pytest.mark.parametrize(
    "start", ["", "x\n", "x\r", "x\r\n", "\n\n", "\t ", "\u00a0", "\u2028", "\x85 ", "\x0b"]
)
def test_what_counts_as_a_beginning(start: str) -> None:
    """Blanks of any kind before it do not make it another word; a word does."""
    broken = streams._FOR_READERS
    assert streams._unobeyed(f"{start}::error::x", broken) == f"{start}: :error::x"
    assert streams._unobeyed(f"{start}a::b", broken) == f"{start}a::b"
