"""The command's options and exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from mgcheck import cli, load_catalogue
from mgcheck.cli import check
from mgcheck.cli.app import _complete_id, app

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
AtTerminal = Callable[..., tuple[str, bytes]]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
GOOD = "Vitamin Q improves night vision.\nVitamin Q is found in moss.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text with one warning and one claim that stands."""
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.usefixtures("article")
class TestExitCodes:
    """0 nothing at or above the threshold, 1 something."""

    @pytest.mark.parametrize(
        ("fail_on", "code"), [("never", 0), ("note", 1), ("warning", 1), ("error", 0)]
    )
    def test_fail_on(self, fail_on: str, code: int, run: Run) -> None:
        """--fail-on sets from which severity on the run fails."""
        assert run("a.txt", "--fail-on", fail_on).returncode == code

    def test_default(self, run: Run) -> None:
        """Without it only errors fail."""
        assert run("a.txt").returncode == 0


@pytest.mark.usefixtures("article")
def test_filters_count_what_they_hide(run: Run) -> None:
    """--claim, --topic and --min-severity leave out, and say how many."""
    for arguments in (("--claim", "q-night-vision"), ("--min-severity", "warning")):
        output = json.loads(run("a.txt", "-f", "json", *arguments).stdout)
        assert [f["claim"] for f in output["documents"][0]["findings"]] == ["q-night-vision"]
        assert output["summary"]["hidden"] == 1
    both = run("a.txt", "-f", "json", "--claim", "q-night-vision", "--claim", "q-found-in-moss")
    assert json.loads(both.stdout)["summary"]["hidden"] == 0
    topic = run("a.txt", "-f", "json", "--topic", "vision")
    assert json.loads(topic.stdout)["summary"]["claims"] == 2


def test_standard_input(run: Run) -> None:
    """A pipe, or -, is read; --stdin-filename names it and says whether it is Markdown."""
    for arguments in ((), ("-",), ("check", "-")):
        output = json.loads(run(*arguments, "-f", "json", stdin=GOOD.encode()).stdout)
        assert output["documents"][0]["path"] == "<stdin>"
        assert output["summary"]["claims"] == 2
    done = run("-f", "json", "--stdin-filename", "a.md", stdin=b"`Vitamin Q is found in moss.`\n")
    assert json.loads(done.stdout)["documents"][0]["path"] == "a.md"
    assert json.loads(done.stdout)["summary"]["claims"] == 0


def test_folders(tmp_path: Path, run: Run) -> None:
    """Folders are searched below, in order of name, hidden ones passed over, no text twice."""
    for name in ("b/2.md", "b/1.txt", "b/c/3.txt", "b/.hidden/4.txt", "b/5.json", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    output = json.loads(run("b", "a.txt", "b/1.txt", "-f", "json").stdout)
    names = [d["path"].replace(os.sep, "/") for d in output["documents"]]
    assert names == ["b/1.txt", "b/2.md", "b/c/3.txt", "a.txt"]


def test_a_file_named_like_a_command(tmp_path: Path, run: Run) -> None:
    """`check` before it says that a file is meant."""
    (tmp_path / "explain").write_text(GOOD, encoding="utf-8")
    assert b"explain:1:1" in run("check", "explain").stdout
    assert run("explain").returncode == 2


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("arguments", "env", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(arguments: tuple[str, ...], env: dict[str, str], coloured: bool, run: Run) -> None:
    """A pipe gets none unless asked; the option beats the environment."""
    assert (b"\x1b[" in run("a.txt", *arguments, env=env).stdout) is coloured


@pytest.mark.usefixtures("article")
def test_ascii_locale(run: Run) -> None:
    """Where standard output knows only ASCII, nothing fails and signs have look-alikes."""
    done = run("a.txt", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.stdout.isascii()
    assert b"+++o moderate" in done.stdout
    assert done.stderr == b""


def test_output_file(tmp_path: Path, article: Path, run: Run) -> None:
    """--output takes the report, and the exit code stays."""
    done = run(str(article), "-o", "out.txt", "--fail-on", "warning")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == run(str(article)).stdout.decode()


@pytest.mark.usefixtures("article")
def test_same_bytes_twice(run: Run) -> None:
    """The same input gives the same bytes, whatever the hash seed."""
    outputs = {
        run("a.txt", "-f", "json", env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.usefixtures("article")
def test_the_other_commands(run: Run) -> None:
    """explain, claims, evidence, why and validate answer and exit with 0."""
    assert run("explain", "q-night-vision").stdout.startswith(b"q-night-vision  effect, vision\n")
    assert run("explain", "quill-2020").stdout.startswith(b"quill-2020  randomised trial\n")
    assert run("explain", "moss-handbook").stdout.startswith(b"moss-handbook  textbook\n")
    assert run("claims").stdout.splitlines()[-1] == b"2 claims."
    assert run("claims", "--kind", "fact").stdout.splitlines()[-1] == b"1 claim."
    assert run("evidence").stdout.splitlines()[-1] == b"2 records."
    listed = json.loads(run("claims", "-f", "json").stdout)
    assert [c["id"] for c in listed["claims"]] == ["q-found-in-moss", "q-night-vision"]
    records = json.loads(run("evidence", "-f", "json", "--claim", "q-night-vision").stdout)
    assert [r["id"] for r in records["evidence"]] == ["quill-2020"]
    for place in ("a.txt:1", "a.txt:1:1"):  # reports name the column, too
        assert "✓ found  q-night-vision" in run("why", place).stdout.decode()
    assert run("validate", str(PACK), pack=False).returncode == 0


def test_why_with_colons_in_a_name(tmp_path: Path, run: Run) -> None:
    """A file's own colons are not taken for a line."""
    (tmp_path / "a:2").write_text(GOOD, encoding="utf-8")
    assert "✓ found  q-night-vision" in run("why", "a:2:1").stdout.decode()
    assert "✓ found  q-found-in-moss" in run("why", "a:2:2:1").stdout.decode()


@pytest.mark.parametrize(
    ("words", "position", "offered"),
    [
        ("mgcheck exp", 1, "explain"),
        ("mgcheck --fail", 1, "--fail-on"),
        ("mgcheck check --fail", 2, "--fail-on"),
        ("mgcheck --format ", 2, "json"),
        ("mgcheck comp", 1, "compare"),
        ("mgcheck di", 1, "diff"),
        ("mgcheck compare --form", 2, "--format"),
        ("mgcheck compare a b --format ", 5, "csv"),
        ("mgcheck diff --fail", 2, "--fail-on"),
    ],
)
def test_completion(words: str, position: int, offered: str, run: Run) -> None:
    """A shell is offered commands, and the options of check without its name."""
    asked = {
        "_PYTHON_M_MGCHECK_COMPLETE": "complete_bash",
        "_MGCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(position),
    }
    assert offered in run(env=asked, pack=False).stdout.decode().split()


def test_completion_of_ids() -> None:
    """`explain` is offered ids that begin so."""
    name, *_ = load_catalogue().studies
    assert name in _complete_id(name[:3])


def test_version_and_help(run: Run) -> None:
    """--version and --help answer without a catalogue."""
    assert run("--version", pack=False).stdout.startswith(b"mgcheck ")
    told = run("--help", pack=False).stdout
    assert b"--fail-on" in told
    assert b"explain" in told


def test_at_a_terminal(article: Path, at_terminal: AtTerminal) -> None:
    """At a terminal: colour, wrapping to COLUMNS, and a short help where nothing is named."""
    told, _ = at_terminal(str(article), "--catalogue", str(PACK), columns=60)
    assert "\x1b[" in told
    rows = re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines()
    assert max(len(row) for row in rows if str(article) not in row) <= 60
    told, _ = at_terminal(columns=60)
    assert told.startswith("mgcheck finds the health claims in a text")
    assert max(map(len, told.splitlines())) <= 60


def test_paths_alone_take_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """`mgcheck a.txt` passes by typer, and means the same as `mgcheck check a.txt`."""
    asked: list[check.Options] = []

    def note(options: check.Options) -> int:
        asked.append(options)
        return 0

    monkeypatch.setattr(check, "run", note)
    assert cli.run(["a.txt", "-"]) == 0
    assert cli.run(["check", "a.txt", "-"]) == 0
    assert asked[0] == asked[1]
    assert replace(asked[0], call=check.Call()) == check.Options(paths=("a.txt", "-"))


def test_every_command_is_known_to_the_fast_way() -> None:
    """A new command that is missing from COMMANDS would be taken for a file."""
    names = [getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert tuple(names) == cli.COMMANDS
