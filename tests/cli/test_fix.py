"""--diff and --fix, as users run them: what is written, what is left, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FLAT = "Magnesium lowers blood pressure."
FAIR = "Magnesium may lower blood pressure."
WRONG = "Magnesium L-threonate is made from magnesium citrate."


@pytest.fixture
def own(run: Run) -> Run:
    """The program with its own catalogue."""
    return lambda *arguments, **more: run(*arguments, pack=False, **more)


@pytest.mark.parametrize(
    "frame",
    [
        b"# Heart\r\n\r\nSea salt. %s Ask a doctor.\r\n",
        b"\xef\xbb\xbfFirst line.\n\n%s\n\nlast line without an end",
        "Caf\u00e9 \U0001f600 \u2013 t\u00eate.\n\n%s\n\ttabs  and  spaces \n\n\n".encode(),
        b"one\rtwo\r\r%s\r",
    ],
)
def test_every_other_byte_stays(own: Run, tmp_path: Path, frame: bytes) -> None:
    """Line ends, byte order mark, spaces and all other text are as they were."""
    path = tmp_path / "a.md"
    path.write_bytes(frame % FLAT.encode())
    own("--fix", "a.md")
    assert path.read_bytes() == frame % FAIR.encode()


@pytest.mark.parametrize(
    ("encoding", "options"),
    [
        ("utf-16", ()),
        ("utf-16-be", ("--encoding", "utf-16-be")),
        ("latin-1", ("--encoding", "latin-1")),
        ("cp1252", ("--encoding", "cp1252")),
        ("utf-8-sig", ("--encoding", "utf-8-sig")),
    ],
)
def test_the_encoding_stays(
    own: Run, tmp_path: Path, encoding: str, options: tuple[str, ...]
) -> None:
    """A text is written back in the encoding in which it was read."""
    path = tmp_path / "a.txt"
    path.write_bytes(f"Caf\u00e9.\r\n\r\n{FLAT}\r\n".encode(encoding))
    done = own("--fix", "a.txt", *options)
    assert path.read_bytes() == f"Caf\u00e9.\r\n\r\n{FAIR}\r\n".encode(encoding)
    assert done.returncode == 0


def test_big_endian_with_its_mark(own: Run, tmp_path: Path) -> None:
    """UTF-16 that begins with the other mark keeps it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + f"{FLAT}\n".encode("utf-16-be"))
    own("--fix", "a.txt")
    assert path.read_bytes() == b"\xfe\xff" + f"{FAIR}\n".encode("utf-16-be")


def test_a_second_run_changes_nothing(own: Run, tmp_path: Path) -> None:
    """What was mended is found fairly put, and left alone."""
    path = tmp_path / "a.txt"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    first = own("--fix", "a.txt")
    assert first.stderr == b"Put 1 claim fairly in 1 text.\n"
    held = path.stat().st_mtime_ns, path.stat().st_ino
    second = own("--fix", "a.txt")
    assert second.stderr == b"Put 0 claims fairly in 0 texts.\n"
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == held
    assert own("--diff", "a.txt").returncode == 0


def test_diff_shows_and_changes_nothing(own: Run, tmp_path: Path) -> None:
    """A unified diff, exit code 1, and the file as it was."""
    path = tmp_path / "a.txt"
    path.write_bytes(f"First.\r\n\r\n{FLAT}".encode())
    done = own("--diff", "a.txt")
    assert done.returncode == 1
    assert done.stdout == (
        b"--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n First.\r\n \r\n"
        b"-Magnesium lowers blood pressure.\n\\ No newline at end of file\n"
        b"+Magnesium may lower blood pressure.\n\\ No newline at end of file\n"
    )
    assert done.stderr == b"Would put 1 claim fairly in 1 text.\n"
    assert path.read_bytes() == f"First.\r\n\r\n{FLAT}".encode()


def test_a_diff_of_nothing(own: Run, tmp_path: Path) -> None:
    """Nothing to mend: nothing printed, exit code 0, though a finding may remain."""
    (tmp_path / "a.txt").write_text(f"{WRONG}\n", encoding="utf-8")
    done = own("--diff", "a.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    told = b"No fix holds for 1 claim: --verbose says what to write instead.\n"
    assert done.stderr == b"Would put 0 claims fairly in 0 texts. " + told


def test_fix_exits_by_what_remains(own: Run, tmp_path: Path) -> None:
    """What no honest wording mends still fails the run."""
    path = tmp_path / "a.txt"
    path.write_text(f"{FLAT}\n\n{WRONG}\n", encoding="utf-8")
    done = own("--fix", "a.txt")
    assert done.returncode == 1
    assert path.read_text(encoding="utf-8") == f"{FAIR}\n\n{WRONG}\n"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    assert own("--fix", "a.txt").returncode == 0


def test_standard_input_goes_on_mended(own: Run) -> None:
    """--fix on a pipe writes the text to standard output and nothing else there."""
    done = own("--fix", "-", stdin=f"{FLAT}\r\n".encode())
    assert done.stdout == f"{FAIR}\r\n".encode()
    assert done.stderr == b"Put 1 claim fairly in 1 text.\n"
    shown = own("--diff", stdin=f"{FLAT}\n".encode())
    assert shown.stdout.startswith(b"--- <stdin>\n+++ <stdin>\n")
    assert shown.returncode == 1


def test_filters_hold_for_fixes_too(own: Run, tmp_path: Path) -> None:
    """--claim names what may be changed."""
    path = tmp_path / "a.txt"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    own("--fix", "a.txt", "--claim", "mg-sleep-quality")
    assert path.read_text(encoding="utf-8") == f"{FLAT}\n"


def test_unsafe_fixes_only_when_asked_for(own: Run, tmp_path: Path) -> None:
    """A whole sentence is replaced with --unsafe-fixes alone, and the run says that it could."""
    path = tmp_path / "a.md"
    text = "Magnesium has lowered blood pressure.\n"
    path.write_text(text, encoding="utf-8")
    done = own("--fix", "a.md")
    assert path.read_text(encoding="utf-8") == text
    assert b"--unsafe-fixes would mend 1 more." in done.stderr
    own("--fix", "--unsafe-fixes", "a.md")
    assert path.read_text(encoding="utf-8") == "Magnesium may lower blood pressure slightly.\n"


def test_json_says_which_fixes_are_safe(own: Run) -> None:
    """Each finding holds its fix, or null; edits point into the text."""
    text = f"{FLAT} {WRONG}"
    report = json.loads(own("-f", "json", stdin=text.encode()).stdout)
    fixes = {f["claim"]: f for f in report["documents"][0]["findings"]}
    fix = fixes["mg-blood-pressure"]["fix"]
    assert fix["safe"] is True
    assert fix["how"] == "hedge"
    assert fix["text"] == fixes["mg-blood-pressure"]["suggestion"] == FAIR
    for edit in sorted(fix["edits"], key=lambda e: -e["start"]):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    assert text == f"{FAIR} {WRONG}"
    assert fixes["mgt-made-from-citrate"]["fix"] is None


def test_the_report_marks_a_safe_wording(own: Run) -> None:
    """With --verbose: the author's own sentence, and that --fix puts it in."""
    done = own("--verbose", stdin=FLAT.encode())
    assert f"write      {FAIR}  (--fix)\n".encode() in done.stdout
    assert b"Can be put fairly: 1 finding with --fix (--diff shows how).\n" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX")
def test_mode_and_link_stay(own: Run, tmp_path: Path) -> None:
    """The file is replaced whole, under its own mode; a link goes on pointing to it."""
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    own("--fix", "link.txt")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == f"{FAIR}\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "link.txt"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write all")
def test_what_may_not_be_written_is_said(own: Run, tmp_path: Path) -> None:
    """One line, exit code 2, the text as it was."""
    path = tmp_path / "a.txt"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    path.chmod(0o444)
    done = own("--fix", "a.txt")
    assert done.returncode == 2
    assert b"a.txt: cannot be written (Permission denied); allow writing it, or use --diff" in (
        done.stderr
    )
    assert path.read_text(encoding="utf-8") == f"{FLAT}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--fix", "--diff", "a.txt"),
            "--diff --fix: shows and changes at once; choose one of the two\n",
        ),
        (
            ("--unsafe-fixes", "a.txt"),
            "--unsafe-fixes: does nothing alone; add --diff or --fix\n",
        ),
    ],
)
def test_options_that_do_not_fit(own: Run, arguments: tuple[str, ...], said: str) -> None:
    """Told in one line, exit code 2."""
    done = own(*arguments)
    assert (done.returncode, done.stderr.decode()) == (2, said)


def test_one_missing_text_does_not_stop_the_others(own: Run, tmp_path: Path) -> None:
    """The others are mended, and the run fails with 2."""
    path = tmp_path / "a.txt"
    path.write_text(f"{FLAT}\n", encoding="utf-8")
    done = own("--fix", "b.txt", "a.txt")
    assert done.returncode == 2
    assert path.read_text(encoding="utf-8") == f"{FAIR}\n"
