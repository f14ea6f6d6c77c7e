"""Bad input: each kind with its whole message and exit code; what is good is still reported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mgcheck import cli
from mgcheck.discover.found import Found
from mgcheck.discover.walk import Walk

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
GOOD = "Vitamin Q improves night vision.\n"
UTF8_MEND = "save the file as UTF-8, or name its encoding with --encoding"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Caf\xe9 au lait\n", f"bad.txt: byte 4 is not UTF-8; {UTF8_MEND}\n"),
        (
            b"Vitamin\x00Q\n",
            "bad.txt: character 8 is NUL, so this is not a text; "
            "name a text file, or its encoding with --encoding\n",
        ),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "bad.txt: byte 9 is NUL, so this is not a text; name a text file\n",
        ),
        (None, "bad.txt: no such file or folder; check the name\n"),
    ],
    ids=["latin-1", "nul", "binary", "missing"],
)
def test_unreadable(data: bytes | None, message: str, tmp_path: Path, run: Run) -> None:
    """One line says what, where and how to mend it; the other file is still reported; exit 2."""
    if data is not None:
        (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = run("bad.txt", "good.txt")
    assert done.stderr.decode() == message
    assert b"good.txt:1:1" in done.stdout
    assert done.returncode == 2


@pytest.mark.parametrize(
    "command",
    [
        *(("compare", "good.txt", "bad.txt", "--format", f) for f in ("json", "csv", "markdown")),
        ("compare", "bad.txt", "good.txt"),
        *(("diff", "good.txt", "bad.txt", "--format", f) for f in ("json", "markdown")),
        ("diff", "bad.txt", "good.txt"),
        ("why", "bad.txt:1"),
        ("good.txt", "bad.txt", "--diff"),
        ("bad.txt", "--as-of", "2019"),
    ],
    ids=" ".join,
)
def test_unreadable_in_every_command(command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    """Each command and format says it in the same one line, and ends with 2."""
    (tmp_path / "bad.txt").write_bytes(b"Caf\xe9 au lait\n")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = run(*command)
    told = [line for line in done.stderr.decode().splitlines() if "fairly" not in line]
    assert told == [f"bad.txt: byte 4 is not UTF-8; {UTF8_MEND}"]
    assert done.returncode == 2


def test_folder_without_texts(tmp_path: Path, run: Run) -> None:
    """A folder with nothing to read is a mistake, not a clean bill."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "picture.png").write_bytes(b"")
    done = run("empty")
    assert done.stderr == (
        b"empty: holds no text that is known by its ending; "
        b"name a folder with texts, or a file itself\n"
    )
    assert (done.returncode, done.stdout) == (2, b"")


def test_folder_named_like_a_text(tmp_path: Path, run: Run) -> None:
    """A folder called x.txt is searched like any other, and its empty self is told."""
    (tmp_path / "x.txt").mkdir()
    done = run("x.txt")
    assert done.stderr == (
        b"x.txt: holds no text that is known by its ending; "
        b"name a folder with texts, or a file itself\n"
    )
    assert done.returncode == 2


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_permission(tmp_path: Path, run: Run) -> None:
    """A file that may not be read is named."""
    locked = tmp_path / "locked.txt"
    locked.write_text(GOOD, encoding="utf-8")
    locked.chmod(0)
    done = run("locked.txt")
    assert done.stderr == b"locked.txt: may not be read; allow reading it, or leave it out\n"
    assert done.returncode == 2


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_locked_folder_below(tmp_path: Path, run: Run) -> None:
    """A folder that may not be looked into is named, and the texts beside it are reported."""
    (tmp_path / "texts" / "locked").mkdir(parents=True)
    (tmp_path / "texts" / "good.txt").write_text(GOOD, encoding="utf-8")
    locked = tmp_path / "texts" / "locked"
    locked.chmod(0)
    try:
        done = run("texts")
    finally:
        locked.chmod(0o700)
    told = "may not be read; allow reading it, or leave it out"
    assert done.stderr.decode() == f"{Path('texts', 'locked')}: {told}\n"
    assert b"good.txt:1:1" in done.stdout
    assert done.returncode == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a POSIX system")
def test_link_to_itself(tmp_path: Path, run: Run) -> None:
    """What the system refuses to open is told in its words."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = run("loop.txt")
    assert done.stderr.startswith(b"loop.txt: cannot be read (Too many levels of symbolic links")
    assert done.stderr.endswith(b"); check the name and the disk\n")
    assert done.returncode == 2


def test_json_stays_valid(tmp_path: Path, run: Run) -> None:
    """With a bad file named, JSON holds the good one and the error."""
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = run("good.txt", "gone.txt", "--format", "json")
    output = json.loads(done.stdout)
    assert [d["path"] for d in output["documents"]] == ["good.txt"]
    assert output["errors"] == [
        {"where": "gone.txt", "what": "no such file or folder", "mend": "check the name"}
    ]
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("data", "arguments"),
    [
        (b"\xff\xfe" + GOOD.encode("utf-16-le"), ()),
        (b"\xfe\xff" + GOOD.encode("utf-16-be"), ()),
        (b"\xef\xbb\xbf" + GOOD.encode(), ()),
        (GOOD.replace("\n", "\r\n").encode(), ()),
        (GOOD.encode("utf-16-le"), ("--encoding", "utf-16-le")),
        (GOOD.encode("latin-1"), ("--encoding", "latin-1")),
    ],
    ids=["utf-16-le", "utf-16-be", "bom", "crlf", "named utf-16", "named latin-1"],
)
def test_encodings_give_one_place(
    data: bytes, arguments: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    """In every encoding the finding is at the same offsets, line and column."""
    (tmp_path / "a.txt").write_bytes(data)
    done = run("a.txt", "--format", "json", *arguments)
    finding = json.loads(done.stdout)["documents"][0]["findings"][0]
    assert (finding["span"]["start"], finding["span"]["end"]) == (0, 32)
    assert (finding["span"]["line"], finding["span"]["column"]) == (1, 1)
    assert done.stderr == b""


def test_emoji_shift_nothing(tmp_path: Path, run: Run) -> None:
    """Columns count characters: an emoji is one."""
    (tmp_path / "a.txt").write_text(f"😀 Look here. {GOOD}", encoding="utf-8")
    span = json.loads(run("a.txt", "-f", "json").stdout)["documents"][0]["findings"][0]["span"]
    assert (span["start"], span["column"]) == (13, 14)


def test_empty_file(tmp_path: Path, run: Run) -> None:
    """An empty file is a text that claims nothing."""
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("empty.txt")
    assert done.stdout.startswith(b"empty.txt  0 words, 0 claims\n")
    assert (done.returncode, done.stderr) == (0, b"")


def test_one_line_of_5_mb(tmp_path: Path, run: Run) -> None:
    """A single line of 5 MB is read to its end."""
    filler = "The moss stands on its stone and waits for rain. "
    text = filler * (5_000_000 // len(filler)) + GOOD
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    done = run("long.txt", "--format", "json")
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert findings[-1]["span"]["end"] == len(text) - 1
    assert done.stderr == b""


def test_a_text_without_full_stops(tmp_path: Path, run: Run) -> None:
    """A transcript on the topic, all one sentence, is found in, in pieces."""
    (tmp_path / "talk.txt").write_text("vitamin Q improves night vision and " * 3_000)
    done = run("talk.txt", "--format", "json")
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert len(findings) > 100
    assert all(len(f["text"]) <= 1_000 for f in findings)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("explain", "q-nigth-vision"), "no claim, study or reference is named 'q-nigth-vision'; "
         "did you mean 'q-night-vision'?\n"),
        (("a.txt", "--claim", "q-night-visions"), "--claim: no claim is named 'q-night-visions'; "
         "did you mean 'q-night-vision'?\n"),
        (("a.txt", "--topic", "visoin"), "--topic: no topic is named 'visoin'; "
         "did you mean 'vision'?\n"),
        (("a.txt", "--topic", "zzz"), "--topic: no topic is named 'zzz'; use one of vision\n"),
        (("evidence", "--claim", "zzz"), "--claim: no claim is named 'zzz'; "
         "use one of q-found-in-moss, q-night-vision\n"),
        (("claims", "--subject", "vitamin-k"), "--subject: no subject is named 'vitamin-k'; "
         "did you mean 'vitamin-q'?\n"),
        (("why", "a.txt"), "'a.txt' names no line; write FILE:LINE, such as draft.txt:12\n"),
        (("why", "a.txt:9"), "a.txt: has 2 lines, not 9; name one of them\n"),
        (("why", "a.txt:9:1"), "a.txt: has 2 lines, not 9; name one of them\n"),
        (("a.txt", "-o", "a.txt"), "--output a.txt: is one of the texts; name another file\n"),
        (("why", "gone.txt:1"), "gone.txt: no such file or folder; check the name\n"),
        (("a.txt", "--output", "no/such/folder"), "no/such/folder: cannot be written "
         "(No such file or directory); name another file\n"),
        (("a.txt", "--encoding", "klingon"), "--encoding: no text encoding is named 'klingon'; "
         "use a name such as utf-8, utf-16, latin-1 or cp1252\n"),
    ],
)  # fmt: skip
def test_unknown(arguments: tuple[str, ...], message: str, tmp_path: Path, run: Run) -> None:
    """A name that nothing has is refused in one line, the nearest offered; exit 2."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = run(*arguments)
    assert done.stderr.decode() == message
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("arguments", [("--fomat", "json"), ("--format", "xml"), ("explain",)])
def test_usage(arguments: tuple[str, ...], run: Run) -> None:
    """A bad option is one line on standard error, too."""
    done = run(*arguments)
    assert done.stderr.decode().endswith("; `mgcheck --help` lists the options\n")
    assert done.stderr.count(b"\n") == 1
    assert (done.returncode, done.stdout) == (2, b"")


def test_missing_catalogue(tmp_path: Path, run: Run) -> None:
    """A catalogue that is not there stops the run before any text is read."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = run("a.txt", "--catalogue", "nowhere", pack=False)
    assert done.stderr.startswith(b"nowhere: ")
    assert b"Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and signals")
def test_pipe_closed_early(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A reader that stops reading ends the run quietly."""
    (tmp_path / "a.txt").write_text(GOOD * 5_000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "mgcheck", "a.txt", "--verbose", "--catalogue", str(PACK)],
        cwd=tmp_path,
        env=scrubbed,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 141


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and signals")
def test_interrupted(tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """Ctrl-C while it waits for standard input ends the run quietly with 130."""
    with subprocess.Popen(
        [sys.executable, "-m", "mgcheck", "-", "--catalogue", str(PACK)],
        cwd=tmp_path,
        env=scrubbed,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        time.sleep(1.5)  # until it reads; there is no sign of that from outside
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
        assert (running.returncode, out, err) == (130, b"", b"")


def test_report_over_a_text_of_a_folder(tmp_path: Path, run: Run) -> None:
    """-o spares every text that is checked, also one that a folder brought."""
    (tmp_path / "content").mkdir()
    text = tmp_path / "content" / "a.txt"
    text.write_text(GOOD, encoding="utf-8")
    done = run("content", "-o", "content/a.txt")
    assert done.returncode == 2
    assert b"--output content/a.txt: is one of the texts" in done.stderr
    assert text.read_text(encoding="utf-8") == GOOD


def test_empty_name(tmp_path: Path, run: Run) -> None:
    """An unset variable is no folder: it must not check everything here."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = run("")
    assert done.stderr == b"'': is an empty name; name a file or a folder\n"
    assert (done.returncode, done.stdout) == (2, b"")


def test_one_text_by_two_ways(tmp_path: Path, run: Run) -> None:
    """A text that is named twice is checked once, however it is named."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    done = run("a.txt", f"../{tmp_path.name}/a.txt", "b.txt", "--format", "json")
    assert len(json.loads(done.stdout)["documents"]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder(tmp_path: Path, run: Run) -> None:
    """A named pipe in a folder would never end, so it is passed over."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "content" / "b.txt")
    done = run("content", "--format", "json")
    assert len(json.loads(done.stdout)["documents"]) == 1


def test_braces(run: Run) -> None:
    """Braces, which no pattern of ours has, are told where no shell resolved them."""
    done = run("a/{b,c}.md")
    assert done.returncode == 2
    assert done.stderr == (
        b"a/{b,c}.md: no such file or folder; braces are no pattern: name each\n"
    )
    assert run("{b}.md").stderr == b"{b}.md: no such file or folder; check the name\n"


def test_name_with_controls(run: Run) -> None:
    """What a terminal would obey is shown as signs, in one line."""
    done = run("\x1b[31mno\nsuch.txt")
    assert done.stderr == b"\\x1b[31mno\\nsuch.txt: no such file or folder; check the name\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems want names in Unicode")
def test_name_that_is_no_utf8(tmp_path: Path, run: Run) -> None:
    """A file whose name is not UTF-8 is read, and the JSON stays UTF-8."""
    name = os.fsdecode(b"\xff.txt")
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    done = run(name, "--format", "json")
    assert json.loads(done.stdout.decode("utf-8"))["documents"][0]["path"] == "?.txt"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk(tmp_path: Path) -> None:
    """What cannot be written is told in one line."""
    text = tmp_path / "a.txt"
    text.write_text(GOOD, encoding="utf-8")
    command = [sys.executable, "-m", "mgcheck", str(text)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("standard output: cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("to", ["2>&-", "2>/dev/full", "2>&- >&-", ">/dev/full 2>&1"])
@pytest.mark.parametrize("text", ["gone.txt", "gone.txt --format sarif", "--no-such-option"])
def test_nobody_can_be_told(to: str, text: str, tmp_path: Path, scrubbed: dict[str, str]) -> None:
    """A run that failed exits with 2, never with 1, where standard error takes no words either."""
    command = f'"{sys.executable}" -m mgcheck {text} {to}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=scrubbed, check=False)
    assert done.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_to_nothing(tmp_path: Path, run: Run) -> None:
    """In a folder it is passed over and told; named, it is refused; both say what it is."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "site" / "b.txt").symlink_to("gone.txt")
    what = b"site/b.txt: is a link to what is not there; mend the link, or take it away\n"
    for more in ((), ("--jobs", "2")):
        done = run("site", *more)
        assert done.stderr == b"1 file passed over, the first " + what
        assert done.returncode == 0
    done = run("site/b.txt")
    assert (done.returncode, done.stderr) == (2, what)


def test_standard_input_named_twice(run: Run) -> None:
    """It is checked once, as every text."""
    assert (
        run("-", "-", stdin=b"Moss is green.\n").stdout
        == run("-", stdin=b"Moss is green.\n").stdout
    )


FAULTY = """\
import sys
from mgcheck.cli import check, run
def fail(options):
    raise LookupError("no such\\n\\x1b[31mthing")
check.run = fail
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("more", "env"), [((), {}), (("-v",), {}), ((), {"MGCHECK_TRACEBACK": "1"})]
)
def test_a_fault_of_its_own(
    more: tuple[str, ...], env: dict[str, str], tmp_path: Path, scrubbed: dict[str, str]
) -> None:
    """It is no finding: exit code 2 and one line, with where it happened only if asked."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, "a.txt", *more],
        cwd=tmp_path,
        env={**scrubbed, **env},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    if more or env:
        assert told.startswith("Traceback")
    else:
        assert told == (
            "mgcheck has a fault of its own (LookupError: no such \\x1b[31mthing); "
            "please report it, with what is told when MGCHECK_TRACEBACK=1 is set\n"
        )


def test_texts_are_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many reports are written over files that are there, folders are walked once."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    walked: list[str] = []
    below = Walk.below

    def noted(self: Walk, name: str) -> list[Found]:
        walked.append(name)
        return below(self, name)

    monkeypatch.setattr(Walk, "below", noted)
    monkeypatch.chdir(tmp_path)
    outputs = []
    for name in ("csv", "junit", "sarif"):
        Path(f"out.{name}").touch()
        outputs += ["-o", f"{name}=out.{name}"]
    assert cli.run([".", *outputs]) == 0
    assert walked == ["."]
