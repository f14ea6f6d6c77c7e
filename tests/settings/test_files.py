"""Files of settings: what may stand in them, what is told of faults, which file holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mgcheck.cli.check import Call, Options
from mgcheck.cli.choices import FailOn
from mgcheck.cli.configured import Configured
from mgcheck.cli.keys import KEYS, SETTINGS
from mgcheck.errors import SettingsError
from mgcheck.model import Severity
from mgcheck.settings.keys import Scope
from mgcheck.settings.load import load
from mgcheck.settings.places import holding
from mgcheck.settings.toml import line_of, parsed


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> Path:
    """A file below the working folder."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def told(path: str) -> list[str]:
    """What is said of the faults of a file."""
    with pytest.raises(SettingsError) as caught:
        load(Path(path), KEYS)
    return [str(fault) for fault in caught.value.faults] or [str(caught.value)]


FAULTS = {
    "an unknown key, one letter off": (
        'fail_on = "error"',
        "mgcheck.toml:1: fail_on: is no key; did you mean 'fail-on'?",
    ),
    "an unknown key, far from any": (
        "\ncolour = 1",
        "mgcheck.toml:2: colour: is no key; docs/configuration.md lists the keys",
    ),
    "a string for a list": (
        'claim = "x"',
        "mgcheck.toml:1: claim: 'x' is not a list of strings; write claim = [\"b-sleep\"]",
    ),
    "a list of numbers": (
        "claim = [1]",
        'mgcheck.toml:1: claim: this list is not a list of strings; write claim = ["b-sleep"]',
    ),
    "a number for a flag": (
        "commercial = 1",
        "mgcheck.toml:1: commercial: 1 is not true or false; write commercial = true",
    ),
    "true for a number": (
        "jobs = true",
        "mgcheck.toml:1: jobs: true is not a whole number; write jobs = 2",
    ),
    "a number that is too small": (
        "jobs = 0",
        "mgcheck.toml:1: jobs: 0 is too small; use 1 or more",
    ),
    "a word that is none of those allowed": (
        'fail-on = "warnin"',
        "mgcheck.toml:1: fail-on: 'warnin' is not allowed here; did you mean 'warning'?",
    ),
    "a number that is too large": (
        f"jobs = 0x{'f' * 5000}",
        "mgcheck.toml:1: jobs: a number of many digits is too large; use 10,000 or less",
    ),
    "a number of many digits for a word": (
        f"fail-on = 0x{'f' * 5000}",
        "mgcheck.toml:1: fail-on: a number of many digits is not a string",
    ),
    "a number that Python cannot read": (
        f"\njobs = {'1' * 5000}",
        "mgcheck.toml:2: holds a number that is too long; write a shorter one",
    ),
    "a format that does not exist": (
        'format = "sarrif"',
        "mgcheck.toml:1: format: 'sarrif' is not allowed here; did you mean 'sarif'?",
    ),
    "a file to write": (
        '\noutput = { json = "../a.json" }',
        "mgcheck.toml:2: output: is no key; docs/configuration.md lists the keys",
    ),
    "a path with NUL": (
        'baseline = "a\\u0000b"',
        "mgcheck.toml:1: baseline: 'a\\x00b' holds a NUL character, which no path can; take it out",
    ),
    "a file with NUL to start from": (
        'extend = "a\\u0000b"',
        "mgcheck.toml:1: extend: 'a\\x00b' holds a NUL character, which no path can; take it out",
    ),
    "a home that is not there": (
        'catalogue = "~nosuchuser/x"',
        "mgcheck.toml:1: catalogue: there is no home folder for '~nosuchuser'; "
        "write the whole path",
    ),
    "a home that is not there to start from": (
        '\nextend = "~nosuchuser/x"',
        "mgcheck.toml:2: extend: there is no home folder for '~nosuchuser'; write the whole path",
    ),
    "an empty path": (
        'catalogue = ""',
        "mgcheck.toml:1: catalogue: '' is not a path, as a string; "
        'write catalogue = "../catalogue"',
    ),
    "a key of the run for one text": (
        '[per-file."a/**"]\nformat = "json"',
        'mgcheck.toml:2: per-file."a/**".format: cannot differ from text to text; '
        "put it above [per-file]",
    ),
    "an unknown key for one text": (
        '[per-file."a/**"]\ncomercial = true',
        "mgcheck.toml:2: per-file.\"a/**\".comercial: is no key; did you mean 'commercial'?",
    ),
    "a pattern without a table": (
        '[per-file]\n"a/**" = 1',
        'mgcheck.toml:2: per-file."a/**": 1 is not a table; '
        'write [per-file."blog/**"] and its keys below',
    ),
    "a file that is not there": (
        'extend = "../x.toml"',
        "mgcheck.toml:1: extend: there is no file '../x.toml'; "
        "check the path, which counts from this file's folder",
    ),
    "no TOML": ("a =\n", "mgcheck.toml:1: is no TOML (Invalid value); mend that line"),
    "a key written twice": (
        "jobs = 1\njobs = 2\n",
        "mgcheck.toml:2: is no TOML (Cannot overwrite a value); mend that line",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    """A fault is told with file, line, key, what is wrong and how to mend it."""
    text, message = FAULTS[name]
    write("mgcheck.toml", text)
    (said,) = told("mgcheck.toml")
    assert said.startswith(message), said


def test_all_faults_at_once() -> None:
    """One slip hides no other, nor those of the file that is extended."""
    write("base.toml", "jobs = 0\n")
    write("mgcheck.toml", 'extend = "base.toml"\nfial-on = "error"\n[per-file."x"]\nclaim = 1\n')
    assert [one.partition(": ")[0] for one in told("mgcheck.toml")] == [
        "mgcheck.toml:2",
        "mgcheck.toml:4",
        "base.toml:1",
    ]


def test_a_circle_of_files() -> None:
    """Files that extend one another are named."""
    write("a.toml", 'extend = "b.toml"')
    write("b.toml", 'extend = "a.toml"')
    assert told("a.toml") == [
        "a.toml: extends itself (a.toml extends b.toml extends a.toml); take one of them out"
    ]


def test_bytes_that_are_no_utf8() -> None:
    """The byte is named."""
    Path("mgcheck.toml").write_bytes(b'a = "\xff"')
    assert told("mgcheck.toml") == ["mgcheck.toml: byte 5 is not UTF-8; save the file as UTF-8"]


def test_pyproject() -> None:
    """The table of ours is read; without it the file says nothing; lines are those of the file."""
    write("pyproject.toml", '[project]\nname = "mgcheck-site"\n')
    assert load(Path("pyproject.toml"), KEYS) is None
    with pytest.raises(SettingsError, match=r"has no table \[tool\.mgcheck\]"):
        load(Path("pyproject.toml"), KEYS, is_named=True)
    write("pyproject.toml", '[project]\nname = "x"\n[tool.mgcheck]\nfail-on = "eror"\n')
    assert told("pyproject.toml") == [
        "pyproject.toml:4: fail-on: 'eror' is not allowed here; did you mean 'error'?"
    ]


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("# b\na = [\n 'b = 1',\n]\nb = 2", ("b",), 5),
        ("b = [\n1,\n2]", ("b",), 1),
        ('[x]\nb = 1\n[y]\n"b" = 1', ("y", "b"), 4),
        ("b = 1\n[y]\nb = 1 # b", ("y", "b"), 3),
        ("y.b = 1", ("y", "b"), 1),
        ('"\\u0062" = 1', ("b",), 1),
    ],
)
def test_the_line_of_a_key(text: str, keys: tuple[str, ...], line: int) -> None:
    """The statement is found where it begins, whatever else names its key."""
    parsed(text.encode(), "x.toml")
    assert line_of(text, keys) == line


class TestWhichHolds:
    """The closest file holds, and it alone."""

    def test_closest(self, here: Path) -> None:
        """Nothing is merged: what the file above says is gone."""
        write("mgcheck.toml", 'fail-on = "note"\nmin-severity = "note"')
        write("a/b/mgcheck.toml", 'fail-on = "never"')
        held = Configured(Call())
        assert held.of("x.md").fail_on is FailOn.NOTE
        assert held.of("a/x.md").fail_on is FailOn.NOTE
        assert held.of("a/b/c/x.md").fail_on is FailOn.NEVER
        assert held.of("a/b/c/x.md").min_severity is Severity.NONE
        assert next(holding(str(here / "a" / "b" / "c"))) == str(here / "a/b/mgcheck.toml")

    def test_order_in_one_folder(self) -> None:
        """.mgcheck.toml, mgcheck.toml, pyproject.toml."""
        write("pyproject.toml", '[tool.mgcheck]\nfail-on = "note"')
        assert Configured(Call()).of("x.md").fail_on is FailOn.NOTE
        write("mgcheck.toml", 'fail-on = "warning"')
        assert Configured(Call()).of("x.md").fail_on is FailOn.WARNING
        write(".mgcheck.toml", 'fail-on = "never"')
        assert Configured(Call()).of("x.md").fail_on is FailOn.NEVER

    def test_pyproject_without_a_table(self) -> None:
        """It is passed over, even where it names the program elsewhere."""
        write("mgcheck.toml", 'fail-on = "note"')
        write("a/pyproject.toml", '[project]\ndependencies = ["mgcheck"]')
        assert Configured(Call()).of("a/x.md").fail_on is FailOn.NOTE

    def test_extend_and_per_file(self) -> None:
        """Defaults < extended < own < per-file < command line."""
        write(
            "base/b.toml",
            'fail-on = "note"\nmin-severity = "note"\nencoding = "latin-1"\n'
            '[per-file."*.md"]\ntopic = ["base"]\n',
        )
        write(
            "mgcheck.toml",
            'extend = "base/b.toml"\nmin-severity = "warning"\n'
            '[per-file."blog/**"]\nclaim = ["x"]\nfail-on = "never"\n'
            '[per-file."blog/y.md"]\nclaim = ["y"]\n',
        )
        held = Configured(Call())
        plain, x, y = (held.of(name) for name in ("a.md", "blog/x.md", "blog/y.md"))
        assert (plain.fail_on, plain.min_severity) == (FailOn.NOTE, Severity.WARNING)
        assert (plain.encoding, plain.claims, plain.topics) == ("latin-1", (), ())
        assert (x.claims, x.fail_on) == (("x",), FailOn.NEVER)
        assert (y.claims, y.fail_on) == (("y",), FailOn.NEVER)
        assert held.of("base/z.md").topics == ("base",), "its pattern counts from its folder"
        given = Configured(Call(given=(("claims", ("z",)),))).of("blog/y.md")
        assert (given.claims, given.fail_on) == (("z",), FailOn.NEVER)

    def test_paths_count_from_the_file(self) -> None:
        """Wherever the run is started."""
        write("base/b.toml", 'catalogue = "packs/x"\nbaseline = "known.json"')
        write("mgcheck.toml", 'extend = "base/b.toml"')
        options = Configured(Call()).of_run()
        assert options.catalogue == Path("base/packs/x")
        assert options.baseline == Path("base/known.json")

    def test_the_run_asks_the_working_folder(self) -> None:
        """What is of the run counts in the working folder's file, for texts elsewhere, too."""
        write("mgcheck.toml", 'as-of = "2019"')
        write("a/mgcheck.toml", 'as-of = "2001"\nfail-on = "never"')
        held = Configured(Call()).of("a/x.md")
        assert (held.as_of, held.fail_on) == ("2019", FailOn.NEVER)

    def test_config_and_isolated(self) -> None:
        """One file for all, or none."""
        write("mgcheck.toml", 'fail-on = "note"')
        other = write("other.toml", 'fail-on = "never"')
        assert Configured(Call(config=other)).of("x.md").fail_on is FailOn.NEVER
        assert Configured(Call(isolated=True)).of("x.md") == Options(call=Call(isolated=True))

    def test_options_can_be_keys(self) -> None:
        """Workers keep what they made for options: those must have a hash."""
        write("mgcheck.toml", 'claim = ["a"]\nbaseline = "x"')
        held = Configured(Call()).of("x.md")
        assert hash(held) == hash(Configured(Call()).of("x.md"))


def test_every_key_is_an_option() -> None:
    """Each key but those of folders becomes an option of that name, and has one sentence."""
    assert set(SETTINGS) == set(KEYS) != set()
    for setting in SETTINGS.values():
        if setting.key.scope is not Scope.FOLDER:
            assert setting.field in Options.__struct_fields__, setting.key.name
        assert re.fullmatch(r"[A-Z].*\.", setting.key.about), setting.key.name


def test_every_example_is_right() -> None:
    """What docs and messages show can be written."""
    text = "\n".join(f"{key.name} = {key.example}" for key in KEYS.values())
    found = load(write("mgcheck.toml", text), KEYS)
    assert found is not None
    assert list(found.values) == list(KEYS)
