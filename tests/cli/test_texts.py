"""`mgcheck compare` and `mgcheck diff` as users run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
AtTerminal = Callable[..., tuple[str, bytes]]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
DOES = "Vitamin Q improves night vision.\n"
MAY = "Vitamin Q may improve night vision.\n"
NOT = "Vitamin Q does not improve night vision.\n"


@pytest.fixture(autouse=True)
def texts(tmp_path: Path) -> Path:
    """Texts that say, hedge and deny one thing."""
    for name, text in (("does.txt", DOES), ("may.txt", MAY), ("not.txt", NOT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class TestCompare:
    """Texts side by side."""

    def test_contradiction(self, run: Run) -> None:
        """It is told first, with both sentences; to contradict is no failure."""
        done = run("compare", "does.txt", "not.txt")
        told = done.stdout.decode()
        assert told.splitlines()[3].startswith("✗ contradiction  q-night-vision  ")
        assert DOES.strip() in told
        assert NOT.strip() in told
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize("format_", ["terminal", "json", "csv", "markdown"])
    def test_formats(self, format_: str, run: Run, tmp_path: Path) -> None:
        """Each names the claim's verdicts, gives the same bytes twice, and goes to a file."""
        done = run("compare", "does.txt", "may.txt", "not.txt", "-f", format_)
        for verdict in (b"overstated", b"supported", b"contradicted"):
            assert verdict in done.stdout
        again = run(
            "compare", "does.txt", "may.txt", "not.txt", "-f", format_, "-o", "out",
            env={"PYTHONHASHSEED": "7"},
        )  # fmt: skip
        assert (again.returncode, again.stdout) == (0, b"")
        with (tmp_path / "out").open(newline="", encoding="utf-8") as file:
            written = file.read().encode()
        assert written == done.stdout

    def test_folder_and_pipe(self, run: Run, tmp_path: Path) -> None:
        """A folder's texts are compared, and standard input with them."""
        done = run("compare", ".", "-", "-f", "json", "--stdin-filename", "piped.md", stdin=b"Moss")
        paths = [text["path"] for text in json.loads(done.stdout)["texts"]]
        assert paths == ["does.txt", "may.txt", "not.txt", "piped.md"]
        assert tmp_path.is_dir()

    def test_one_that_cannot_be_read(self, run: Run) -> None:
        """It is named, the others are compared, JSON stays valid, and the exit code is 2."""
        done = run("compare", "does.txt", "gone.txt", "not.txt", "-f", "json")
        output = json.loads(done.stdout)
        assert [text["path"] for text in output["texts"]] == ["does.txt", "not.txt"]
        assert [error["where"] for error in output["errors"]] == ["gone.txt"]
        assert done.stderr == b"gone.txt: no such file or folder; check the name\n"
        assert done.returncode == 2

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                ("does.txt",),
                "there is only one text; name two or more, or a folder that holds them\n",
            ),
            (
                ("does.txt", "./does.txt"),
                "there is only one text; name two or more, or a folder that holds them\n",
            ),
            (("does.txt", "gone.txt"), "gone.txt: no such file or folder; check the name\n"),
            (("-", "-"), "'-' is named twice; standard input can be read once\n"),
            (
                ("does.txt", "not.txt", "-o", "not.txt"),
                "--output not.txt: is one of the texts; name another file\n",
            ),
        ],
    )
    def test_refused(self, arguments: tuple[str, ...], message: str, run: Run) -> None:
        """One line says what, where and how to mend it; exit 2."""
        done = run("compare", *arguments)
        assert (done.returncode, done.stderr.decode(), done.stdout) == (2, message, b"")


class TestDiff:
    """One draft after another."""

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("may.txt", "does.txt", 1),
            ("does.txt", "may.txt", 0),
            ("does.txt", "does.txt", 0),
            ("does.txt", "not.txt", 1),
        ],
    )
    @pytest.mark.parametrize("format_", ["terminal", "json", "markdown"])
    def test_exit_codes(self, old: str, new: str, code: int, format_: str, run: Run) -> None:
        """1 where a claim got worse, 0 otherwise, in every format."""
        done = run("diff", old, new, "-f", format_)
        assert (done.returncode, done.stderr) == (code, b"")

    @pytest.mark.parametrize(
        ("fail_on", "code"), [("never", 0), ("note", 1), ("warning", 1), ("error", 0)]
    )
    def test_fail_on(self, fail_on: str, code: int, run: Run) -> None:
        """--fail-on says from which severity on a claim makes a draft worse."""
        assert run("diff", "may.txt", "does.txt", "--fail-on", fail_on).returncode == code

    def test_old_draft_from_a_pipe(self, run: Run, tmp_path: Path) -> None:
        """What git shows is read as the file beside it is: as Markdown."""
        (tmp_path / "draft.md").write_text("`" + DOES.strip() + "`\n", encoding="utf-8")
        done = run("diff", "-", "draft.md", "-f", "json", stdin=b"`" + DOES.strip().encode() + b"`")
        output = json.loads(done.stdout)
        assert (output["old"]["path"], output["changes"], done.returncode) == ("<stdin>.md", [], 0)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("-", "-"), "both drafts are standard input; name a file for one of them\n"),
            (("does.txt", "gone.txt"), "gone.txt: no such file or folder; check the name\n"),
            (("does.txt", "."), ".: is a folder, not a file; name two drafts of one text\n"),
            (("does.txt", ""), "'': is an empty name; name a file\n"),
            (("does.txt",), "missing argument 'NEW'; `mgcheck --help` lists the options\n"),
            (
                ("does.txt", "may.txt", "-o", "may.txt"),
                "--output may.txt: is one of the texts; name another file\n",
            ),
        ],
    )
    def test_refused(self, arguments: tuple[str, ...], message: str, run: Run) -> None:
        """One line says what, where and how to mend it; exit 2."""
        done = run("diff", *arguments)
        assert (done.returncode, done.stderr.decode(), done.stdout) == (2, message, b"")

    def test_output_file(self, run: Run, tmp_path: Path) -> None:
        """-o takes the report, and the exit code stays."""
        done = run("diff", "may.txt", "does.txt", "-f", "markdown", "-o", "out.md")
        assert (done.returncode, done.stdout) == (1, b"")
        assert "**worse**" in (tmp_path / "out.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [("check", "does.txt"), ("compare", "does.txt", "not.txt"), ("diff", "may.txt", "does.txt")],
)
class TestEverywhere:
    """What holds for every report."""

    @pytest.mark.parametrize(
        ("env", "option", "coloured"),
        [
            ({}, (), False),
            ({"FORCE_COLOR": "1"}, (), True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
            ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ],
    )
    def test_colour(
        self,
        command: tuple[str, ...],
        env: dict[str, str],
        option: tuple[str, ...],
        coloured: bool,
        run: Run,
    ) -> None:
        """A pipe gets none unless asked, NO_COLOR none at all, and words stay the same."""
        done = run(*command, *option, env=env)
        assert (b"\x1b[" in done.stdout) is coloured
        bare = re.sub(rb"\x1b\[[0-9;]*m", b"", done.stdout)
        assert [row.rstrip() for row in bare.splitlines()] == run(*command).stdout.splitlines()

    def test_ascii(self, command: tuple[str, ...], run: Run) -> None:
        """Where standard output knows only ASCII, signs have look-alikes."""
        done = run(*command, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
        assert done.stdout.isascii()
        assert b"?" not in done.stdout
        assert done.stderr == b""

    @pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
    def test_pipe_closed_early(
        self, command: tuple[str, ...], texts: Path, scrubbed: dict[str, str]
    ) -> None:
        """A reader that is gone before the first word ends the run quietly."""
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = subprocess.run(
            [sys.executable, "-m", "mgcheck", *command, "--catalogue", str(PACK)],
            cwd=texts,
            env=scrubbed,
            stdout=write_end,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        os.close(write_end)
        assert (done.returncode, done.stderr) == (141, b"")

    @pytest.mark.usefixtures("texts")
    @pytest.mark.parametrize("columns", [60, 100])
    def test_at_a_terminal(
        self, command: tuple[str, ...], columns: int, at_terminal: AtTerminal
    ) -> None:
        """Wrapped to the terminal's columns."""
        told, _ = at_terminal(*command, "--catalogue", str(PACK), columns=columns)
        rows = re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines()
        assert len(rows) > 3
        assert max(map(len, rows)) <= columns


def test_validate_runs_the_tests_of_wants(run: Run, tmp_path: Path) -> None:
    """A want whose near miss meets it is a fault of the pack."""
    import shutil

    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    path = pack / "reading.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The bottle holds drops", "It holds 7 drops"), encoding="utf-8")
    done = run("validate", "pack", pack=False)
    assert b"'It holds 7 drops of dew.' is found as 'dose' (no number)" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("command", ["compare", "diff"])
def test_help(command: str, run: Run) -> None:
    """Each says what it is for, with an example."""
    told = run(command, "--help", pack=False).stdout.decode()
    assert f"mgcheck {command} " in told.split("Options:")[0].partition("\n")[2]
