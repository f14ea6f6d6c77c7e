"""Settings, folders and changed lines, as users meet them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mgcheck.cli.keys import SETTINGS
from mgcheck.settings.toml import parsed

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PACK = Path(__file__).parents[1] / "packs" / "tiny"
FLAT = "Vitamin Q improves night vision.\n"
"""A warning."""


@pytest.fixture(autouse=True)
def texts(tmp_path: Path) -> Path:
    """Two folders of texts, each text with one warning."""
    for name in ("blog/a.md", "blog/old/b.md", "shop/c.md"):
        write(tmp_path / name, FLAT)
    return tmp_path


def write(path: Path, text: str) -> None:
    """A file, its folder made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    """All that is there."""
    who = ("-c", "user.name=A Writer", "-c", "user.email=writer@example.org")
    for arguments in (("add", "."), (*who, "commit", "-qm", "texts")):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def shown(done: subprocess.CompletedProcess[bytes]) -> dict[str, list[str]]:
    """Claims of each text in a JSON report."""
    output: dict[str, Any] = json.loads(done.stdout)
    return {d["path"]: [f["claim"] for f in d["findings"]] for d in output["documents"]}


def test_settings_of_each_text(texts: Path, run: Run) -> None:
    """What fails one text need not fail another; the command line counts for more."""
    write(texts / "mgcheck.toml", 'fail-on = "warning"\n[per-file."blog/**"]\nfail-on = "never"\n')
    assert run("blog").returncode == 0
    assert run("shop").returncode == 1
    assert run("blog", "shop").returncode == 1
    assert run("blog", "--fail-on", "warning").returncode == 1
    assert run("shop", "--isolated").returncode == 0
    write(texts / "strict.toml", 'fail-on = "note"')
    assert run("blog", "--config", "strict.toml").returncode == 1


def test_the_short_call_takes_settings_too(texts: Path, run: Run) -> None:
    """`mgcheck a.md` reads no options, and yet finds its settings and the catalogue they name."""
    shutil.copytree(PACK, texts / "pack")
    write(texts / "mgcheck.toml", 'catalogue = "pack"\nfail-on = "warning"\nformat = "json"\n')
    done = run("blog/a.md", pack=False)
    assert (shown(done), done.returncode) == ({"blog/a.md": ["q-night-vision"]}, 1)
    assert done.stderr == b""
    for command, sign in (
        (("compare", "blog"), b"Catalogue vitamin-q"),
        (("diff", "blog/a.md", "shop/c.md"), b"Catalogue vitamin-q"),
        (("why", "blog/a.md:1"), b"q-night-vision"),
    ):
        assert sign in run(*command, pack=False).stdout
        assert sign not in run(*command, "--isolated", pack=False).stdout
    assert b"q-night-vision" in run("claims", pack=False).stdout
    assert b"Vitamin Q" in run("explain", "q-night-vision", pack=False).stdout
    assert b"quill-2020" in run("evidence", pack=False).stdout


def test_filters_of_each_text(texts: Path, run: Run) -> None:
    """What they leave out is counted."""
    write(
        texts / "mgcheck.toml",
        '[per-file."blog/**"]\nignore-claim = ["q-night-vision"]\n'
        '[per-file."shop/**"]\nignore-topic = ["vision"]\n',
    )
    done = run(".", "--format", "json")
    assert shown(done) == {"blog/a.md": [], "blog/old/b.md": [], "shop/c.md": []}
    assert json.loads(done.stdout)["summary"]["hidden"] == 3
    given = run(".", "--format", "json", "--ignore-claim", "q-found-in-moss")
    assert [len(claims) for claims in shown(given).values()] == [1, 1, 0]


def test_the_law_for_some_texts(texts: Path, run: Run) -> None:
    """A shop's texts are judged by a law that a blog's are not; --no-commercial overrules."""
    write(
        texts / "mgcheck.toml",
        '[per-file."shop/**"]\njurisdiction = ["quix"]\ncommercial = true\n',
    )
    done = json.loads(run(".", "--format", "json").stdout)
    legal = {d["path"]: d["findings"][0]["legal"] for d in done["documents"]}
    assert legal["blog/a.md"] is None
    assert [one["jurisdiction"] for one in legal["shop/c.md"]] == ["quix"]
    assert done["regulation"]["commercial"] is True
    softer = json.loads(run(".", "--format", "json", "--no-commercial").stdout)
    assert softer["regulation"]["commercial"] is False
    assert run(".", "--as-of", "2025").stderr == b"", "no law is asked as of a date"
    write(
        texts / "mgcheck.toml", 'jurisdiction = ["quix"]\n[per-file."shop/**"]\ncommercial = true'
    )
    assert b"Some of the texts are a seller's, as the settings say" in run(".").stdout


def test_no_file_says_what_is_written(texts: Path, run: Run) -> None:
    """They may be a stranger's: where reports go is said on the command line."""
    mine = texts.parent / "mine.json"
    write(mine, "mine")
    write(texts / "mgcheck.toml", 'format = "concise"\n[output]\njson = "../mine.json"\n')
    done = run("blog/a.md")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"mgcheck.toml:2: output: is no key; ")
    assert mine.read_text(encoding="utf-8") == "mine"


def test_what_is_shown_is_toml(texts: Path, run: Run) -> None:
    """--show-settings prints what, put into a file, would set the same."""
    settings = [setting.key for setting in SETTINGS.values()]
    lines = [f"{key.name} = {key.example}" for key in settings if key.name != "catalogue"]
    write(texts / "mgcheck.toml", "\n".join(lines))
    shown = run("--show-settings", "blog/a.md").stdout.decode()
    as_text = parsed(shown.encode(), "shown")
    expected = parsed("\n".join(lines).encode(), "expected")
    assert {**as_text, "catalogue": None} == {**expected, "catalogue": None}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'claim = ["q-night-visoin"]',
            "mgcheck.toml:1: claim: no claim is named 'q-night-visoin'; ",
        ),
        (
            '\nignore-topic = ["visoin"]',
            "mgcheck.toml:2: ignore-topic: no topic is named 'visoin'; ",
        ),
        ('jurisdiction = ["uk"]', "mgcheck.toml:1: jurisdiction: no jurisdiction is named 'uk'; "),
        ('fail-on = "eror"', "mgcheck.toml:1: fail-on: 'eror' is not allowed here; "),
        (
            '\nencoding = "utf-9"',
            "mgcheck.toml:2: encoding: no text encoding is named 'utf-9'; use a name such as utf-8",
        ),
        (
            '[per-file."blog/**"]\nencoding = "hex"',
            'mgcheck.toml:2: per-file."blog/**".encoding: no text encoding is named ',
        ),
        ('as-of = "201x"', "mgcheck.toml:1: as-of: '201x' is no date; write year, year-month or "),
        ("fail-on", "mgcheck.toml:1: is no TOML ("),
    ],
)
def test_a_slip(text: str, message: str, texts: Path, run: Run) -> None:
    """One line names the place in the file; nothing is checked."""
    write(texts / "mgcheck.toml", text)
    done = run("blog")
    assert done.stderr.decode().startswith(message)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_two_slips(texts: Path, run: Run) -> None:
    """Both are told, then how many there are."""
    write(texts / "mgcheck.toml", "jbos = 1\nquiet = true\n")
    told = run("blog").stderr.decode().splitlines()
    assert told == [
        "mgcheck.toml:1: jbos: is no key; did you mean 'jobs'?",
        "mgcheck.toml:2: quiet: is no key; docs/configuration.md lists the keys",
        "mgcheck.toml: the settings have 2 faults; mend what is listed and run again",
    ]


def test_show_settings(texts: Path, run: Run) -> None:
    """TOML that would set what holds, each value with its place; what is left is told too."""
    write(texts / "base.toml", 'min-severity = "note"\n')
    write(
        texts / "mgcheck.toml",
        'extend = "base.toml"\nfail-on = "note"\n[per-file."blog/**"]\nfail-on = "never"\n',
    )
    told = run("blog/a.md", "--show-settings", "--topic", "vision").stdout.decode().splitlines()
    assert told[:4] == [
        "# settings of blog/a.md",
        "# from mgcheck.toml, which extends base.toml",
        'fail-on = "never"  # mgcheck.toml:4',
        'min-severity = "note"  # base.toml:1',
    ]
    assert 'topic = ["vision"]  # --topic on the command line' in told
    assert "# commercial: false" in told
    other = run("shop", "--show-settings").stdout.decode().splitlines()
    assert other[2] == 'fail-on = "note"  # mgcheck.toml:2'
    alone = run("--show-settings", "--isolated").stdout.decode().splitlines()
    assert alone[:2] == ["# settings of .", "# no file of settings holds for it"]


class TestFiles:
    """Which texts are meant."""

    def test_show_files(self, texts: Path, run: Run) -> None:
        """One a line, in order; nothing is checked."""
        write(texts / "node_modules" / "x.md", FLAT)
        done = run(".", "--show-files")
        assert done.stdout.decode().split() == ["blog/a.md", "blog/old/b.md", "shop/c.md"]
        assert run("blog", "nope.md", "--show-files").returncode == 2

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("**/*.md",), ["blog/a.md", "blog/old/b.md", "shop/c.md"]),
            ((".", "--extend-exclude", "old"), ["blog/a.md", "shop/c.md"]),
            ((".", "--exclude", "/blog"), ["shop/c.md"]),
            (("shop/c.md", "shop"), ["shop/c.md"]),
            (("blog/old/b.md", "--exclude", "old"), ["blog/old/b.md"]),
            (("blog/old/b.md", "shop", "--exclude", "old", "--force-exclude"), ["shop/c.md"]),
        ],
    )
    def test_options(self, arguments: tuple[str, ...], expected: list[str], run: Run) -> None:
        """Patterns are resolved where no shell did; excludes hold for folders, or for all."""
        assert run(*arguments, "--show-files").stdout.decode().split() == expected

    def test_excludes_in_files(self, texts: Path, run: Run) -> None:
        """They count from their file; the closest one holds in each folder."""
        write(texts / "mgcheck.toml", 'extend-exclude = ["/a.md", "old"]\n')
        write(texts / "blog" / "mgcheck.toml", 'exclude = ["/a.md"]\n')
        assert run(".", "--show-files").stdout.decode().split() == ["blog/old/b.md", "shop/c.md"]

    def test_include(self, texts: Path, run: Run) -> None:
        """Other endings, and only those."""
        write(texts / "shop" / "d.draft", FLAT)
        write(texts / "mgcheck.toml", 'include = ["*.draft"]\n')
        assert run(".", "--show-files").stdout == b"shop/d.draft\n"

    def test_all_are_excluded(self, run: Run) -> None:
        """pre-commit names files that are excluded: that is no failure."""
        done = run("blog/a.md", "--exclude", "blog", "--force-exclude")
        assert (done.returncode, done.stdout) == (0, b"")
        assert done.stderr == b"Every text that was named is excluded.\n"

    def test_gitignore(self, texts: Path, run: Run) -> None:
        """It holds for folders unless it is not wanted; a file that is named is checked."""
        write(texts / ".gitignore", "old/\n")
        assert run(".", "--show-files").stdout == b"blog/a.md\nshop/c.md\n"
        every = run(".", "--show-files", "--no-respect-gitignore")
        assert every.stdout.decode().split() == ["blog/a.md", "blog/old/b.md", "shop/c.md"]
        write(texts / "mgcheck.toml", "respect-gitignore = false\n")
        assert run(".", "--show-files").stdout == every.stdout
        assert run("blog/old/b.md", "--show-files").stdout == b"blog/old/b.md\n"


class TestStandardInput:
    """Under a name, settings hold for it."""

    def test_per_file(self, texts: Path, run: Run) -> None:
        """As for the file of that name, which need not be there."""
        write(texts / "mgcheck.toml", '[per-file."shop/**"]\nfail-on = "warning"\n')
        assert run("-", stdin=FLAT.encode()).returncode == 0
        named = run("-", "--stdin-filename", "shop/new.md", stdin=FLAT.encode())
        assert named.returncode == 1
        assert b"shop/new.md:1:1 " in named.stdout

    def test_excluded(self, texts: Path, run: Run) -> None:
        """It is left out; where it is to be mended it goes on as it came."""
        write(texts / "mgcheck.toml", 'extend-exclude = ["shop"]\n')
        for more, out in (((), b""), (("--fix",), FLAT.encode())):
            done = run("-", "--stdin-filename", "shop/x.md", *more, stdin=FLAT.encode())
            assert (done.returncode, done.stdout) == (0, out)
            assert done.stderr.startswith(b"shop/x.md is excluded: not checked.\n")


class TestDiffBase:
    """Only what changed counts."""

    @pytest.fixture(autouse=True)
    def repository(self, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """All that is there was committed."""
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            monkeypatch.delenv(name)
        subprocess.run(["git", "init", "-q"], cwd=texts, check=True, capture_output=True)
        commit(texts)

    def test_changed_lines(self, texts: Path, run: Run) -> None:
        """What stood before is counted as hidden, and fails nothing."""
        both = ("--diff-base", "HEAD", "--fail-on", "warning")
        old = run("blog", *both)
        assert old.returncode == 0
        write(texts / "blog" / "a.md", f"{FLAT}\nSome words.\n\n{FLAT}")
        done = run("blog", *both, "--format", "json")
        assert done.returncode == 1
        assert shown(done) == {"blog/a.md": ["q-night-vision"], "blog/old/b.md": []}
        assert json.loads(done.stdout)["summary"]["hidden"] == 2

    def test_a_sentence_over_lines(self, texts: Path, run: Run) -> None:
        """A claim counts where any line of its sentence changed; CRLF shifts nothing."""
        text = "One.\r\n\r\nVitamin Q\r\nimproves night vision.\r\n"
        target = texts / "shop" / "c.md"
        target.write_bytes(text.encode())
        commit(texts)
        assert shown(run("shop", "--diff-base", "HEAD", "-f", "json")) == {"shop/c.md": []}
        target.write_bytes(text.replace("Q\r", "Q often\r").encode())
        changed = run("shop", "--diff-base", "HEAD", "-f", "json")
        assert shown(changed) == {"shop/c.md": ["q-night-vision"]}

    def test_fix_leaves_the_rest(self, texts: Path, run: Run) -> None:
        """Only sentences on changed lines are mended."""
        target, flat = texts / "shop" / "c.md", "Magnesium lowers blood pressure.\n"
        write(target, flat)
        commit(texts)
        write(target, f"{flat}\nSome words.\n\n{flat}")
        done = run("shop", "--diff-base", "HEAD", "--fix", pack=False)
        assert done.returncode == 0
        first, *_, last = target.read_text(encoding="utf-8").splitlines(keepends=True)
        assert (first, last) == (flat, "Magnesium may lower blood pressure.\n")

    def test_a_piped_draft(self, texts: Path, run: Run) -> None:
        """It is held against its file in the commit; without a name that cannot be."""
        assert texts.is_dir()
        text = f"{FLAT}\n{FLAT}".encode()
        named = ("-", "--stdin-filename", "shop/c.md", "--diff-base", "HEAD", "-f", "json")
        assert shown(run(*named, stdin=text)) == {"shop/c.md": ["q-night-vision"]}
        done = run("-", "--diff-base", "HEAD", stdin=text)
        assert (done.returncode, done.stderr.decode()) == (
            2,
            "--diff-base: cannot tell what changed in standard input; "
            "add --stdin-filename with the name of its file\n",
        )

    def test_no_such_commit(self, run: Run) -> None:
        """One line, and exit code 2."""
        done = run("blog", "--diff-base", "nope")
        assert (done.returncode, done.stdout, done.stderr.decode()) == (
            2,
            b"",
            "--diff-base: 'nope' is no commit; name a branch, tag or commit\n",
        )


HEAVY = frozenset(
    {
        "typer",
        "click",
        "pydantic",
        "yaml",
        "pathspec",
        "rapidfuzz",
        "subprocess",
        "tomllib",
        "tomli",
    }
)
"""What a plain run must not wait for."""


@pytest.mark.parametrize(
    ("settings", "allowed"),
    [
        (None, set()),
        ('fail-on = "warning"\n', {"tomllib", "tomli"}),
        ('[per-file."shop/**"]\nfail-on = "never"\n', {"tomllib", "tomli", "pathspec"}),
    ],
)
def test_what_a_start_loads(
    settings: str | None, allowed: set[str], texts: Path, scrubbed: dict[str, str]
) -> None:
    """`mgcheck draft.md` loads nothing that it does not use; settings cost their parser."""
    write(texts / "pyproject.toml", '[project]\nname = "site"\n')
    if settings is not None:
        write(texts / "mgcheck.toml", settings)
    warm = [sys.executable, "-m", "mgcheck", "blog/a.md"]
    subprocess.run(warm, cwd=texts, env=scrubbed, capture_output=True, check=False)  # compiles
    program = (
        "import sys; from mgcheck import cli; cli.run(['blog/a.md']); "
        "print(*{name.partition('.')[0] for name in sys.modules}, 'settings.load' if "
        "'mgcheck.settings.load' in sys.modules else '', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=texts, env=scrubbed, capture_output=True, check=True
    )
    loaded = set(done.stderr.decode().split())
    if sys.version_info < (3, 11):
        loaded.discard("subprocess")  # there the standard library's platform loads it
    assert loaded & HEAVY <= allowed
    assert ("settings.load" in loaded) is (settings is not None)
