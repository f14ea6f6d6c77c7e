"""Which texts are found: folders, patterns, what is excluded, what git ignores."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from mgcheck.discover.found import is_pattern
from mgcheck.discover.patterns import Patterns
from mgcheck.discover.walk import EXCLUDED, Rules, Walk
from mgcheck.errors import InputError

ENDINGS = frozenset({".md", ".txt"})


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    """Files with a word in them."""
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x", encoding="utf-8")


def walk(rules: Rules | None = None, *, respects_gitignore: bool = True) -> Walk:
    """With the same rules in every folder."""
    held = Rules(folder=str(Path.cwd())) if rules is None else rules
    return Walk(ENDINGS, lambda _: held, respects_gitignore=respects_gitignore)


def below(name: str, rules: Rules | None = None) -> list[str]:
    """What is found in a folder."""
    return [found.path for found in walk(rules).below(name)]


def patterns(*lines: str) -> Patterns:
    """Patterns that count from the working folder."""
    return Patterns(lines, str(Path.cwd()))


def test_order_of_name() -> None:
    """As paths sort, part by part: `a-b` comes after all that is in `a`."""
    make("a-b/x.md", "a/x.md", "a/b/y.md", "a.md", "B.md", "z.TXT", "a/c.png")
    found = below(".")
    assert found == ["B.md", "a/b/y.md", "a/x.md", "a-b/x.md", "a.md", "z.TXT"]
    assert [Path(path) for path in found] == sorted(map(Path, found))
    assert below("a/") == ["a/b/y.md", "a/x.md"]


def test_default_excludes() -> None:
    """What tools make or fetch is passed over, and what is hidden; a file of that name is not."""
    make(*(f"{name}/x.md" for name in EXCLUDED), ".venv/x.md", ".x.md", "a/node_modules/b/x.md")
    make("build.md", "a/x.md")
    assert below(".") == ["a/x.md", "build.md"]
    assert below("build") == ["build/x.md"], "it was named"


def test_excludes_and_includes() -> None:
    """Patterns as .gitignore has them; what is let go again is found."""
    make("a/x.md", "a/y.md", "b/x.md", "b/a/z.md", "c.draft", "build/x.md")
    only = Rules(names=frozenset(), excludes=(patterns("/a/*", "!y.md"),))
    assert below(".", only) == ["a/y.md", "b/a/z.md", "b/x.md", "build/x.md"]
    assert below(".", Rules(excludes=(patterns("a", "b/x.md"),), includes=patterns("*.draft"))) == [
        "c.draft"
    ]


def test_nothing_but_excluded() -> None:
    """The message says why nothing was found."""
    make("a/x.md")
    with pytest.raises(InputError) as caught:
        below(".", Rules(excludes=(patterns("*.md"),)))
    assert str(caught.value) == (
        ".: holds no text but what is excluded, or ignored by git; "
        "name a file itself, or see --exclude and --no-respect-gitignore"
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.md", ["a.md"]),
        ("**/*.md", ["a.md", "content/a.md", "content/deep/er/b.md"]),
        ("content/*", ["content/a.md", "content/c.txt", "content/deep/er/b.md"]),
        ("content/*.t?t", ["content/c.txt"]),
        ("content/**", ["content/a.md", "content/c.txt", "content/deep/er/b.md"]),
        ("*/deep/*/b.md", ["content/deep/er/b.md"]),
        ("con*", ["content/a.md", "content/c.txt", "content/deep/er/b.md"]),
        ("content/[ac].*", ["content/a.md", "content/c.txt"]),
        ("**/*.draft", ["content/d.draft"]),
        ("./*.md", ["a.md"]),
    ],
)
def test_patterns_on_the_command_line(pattern: str, expected: list[str]) -> None:
    """As a shell would resolve them; an ending that is written out makes a text of any file."""
    make("a.md", "content/a.md", "content/c.txt", "content/d.draft", "content/deep/er/b.md")
    make("node_modules/x.md", ".git/x.md")
    assert is_pattern(pattern)
    assert [found.path for found in walk().matching(pattern)] == expected


def test_a_pattern_that_fits_nothing() -> None:
    """It is told; a file that is called like a pattern is that file."""
    make("[a].md")
    assert not is_pattern("[a].md")
    with pytest.raises(InputError, match=r"^nowhere/\*\.md: fits no text; check the pattern$"):
        walk().matching("nowhere/*.md")


def test_a_pattern_goes_no_deeper_than_it_must() -> None:
    """`*/x.md` looks into no folder two steps down."""
    make("a/x.md", "a/b/x.md")
    seen: list[str] = []

    def note(folder: str) -> Rules:
        seen.append(Path(folder).name)
        return Rules()

    assert len(Walk(ENDINGS, note).matching("*/x.md")) == 1
    assert "b" not in seen


def test_named_files_hold_against_all_parts() -> None:
    """What --force-exclude asks: whether the file or a folder above it is passed over."""
    root = str(Path.cwd())
    rules = Rules(folder=root, excludes=(patterns("legacy", "/a/b.md"),))
    left_out = ("node_modules/x/y.md", "legacy/a/b.md", "c/legacy/x.md", "a/b.md")
    kept = ("a/c.md", "c/a/b.md", "legacy.md")
    assert all(rules.leaves_out_any_part(f"{root}/{path}") for path in left_out)
    assert not any(rules.leaves_out_any_part(f"{root}/{path}") for path in kept)


class TestGitignore:
    """What git would not look at is passed over in folders."""

    def test_nested_lists_and_negation(self, git: Callable[..., bytes]) -> None:
        """A list further down counts for more; nothing is had back from an ignored folder."""
        assert git("status", "--short") == b""
        make("a/x.md", "a/keep.md", "b/x.md", "b/c/x.md", "out/x.md", "out/keep.md", "own.md")
        Path(".gitignore").write_text("x.md\nout/\n!out/keep.md\n", encoding="utf-8")
        Path("b/.gitignore").write_text("!x.md\n/c/x.md\n", encoding="utf-8")
        Path(".git/info/exclude").write_text("own.md\n", encoding="utf-8")
        assert below(".") == ["a/keep.md", "b/x.md"]
        assert below("b/c/..") == ["b/c/../x.md"], "lists above the folder named count"
        found = [one.path for one in walk(respects_gitignore=False).below(".")]
        assert len(found) == 7

    def test_outside_of_a_repository(self) -> None:
        """Lists from the folder named down count."""
        make("a/x.md", "a/y.md", "b.md")
        Path("a/.gitignore").write_text("x.md", encoding="utf-8")
        assert below(".") == ["a/y.md", "b.md"]

    def test_a_worktree_shares_the_own_list(self, git: Callable[..., bytes]) -> None:
        """info/exclude is that of the repository."""
        make("x.md", "y.md")
        git("add", ".")
        git("commit", "-qm", "one")
        Path(".git/info/exclude").write_text("z.md", encoding="utf-8")
        git("worktree", "add", "-q", "../other", "--detach")
        make("../other/z.md")
        assert below("../other") == ["../other/x.md", "../other/y.md"]

    @pytest.mark.parametrize("seed", range(12))
    def test_the_same_files_as_git(self, seed: int, git: Callable[..., bytes]) -> None:
        """On folders and lists made at random, what is found is what git would add."""
        dice = random.Random(seed)  # noqa: S311 - no secret
        _grow(Path(), dice, 0)
        if dice.random() < 0.5:
            Path(".git/info/exclude").write_text(_rule(dice), encoding="utf-8")
        listed = git("ls-files", "--others", "--exclude-standard", "-z").decode().split("\0")
        expected = sorted(name for name in listed if Path(name).suffix in ENDINGS)
        every = Rules(names=frozenset())
        try:
            assert sorted(below(".", every)) == expected
        except InputError:
            assert expected == []


NAMES = ("a", "b", "foo", "bar", "x.md", "y.md", "a.md", "foo.txt", "tmp2", "keep.md")
# fmt: off
PIECES = ("a", "b", "foo", "bar", "*", "**", "*.md", "x.md", "f*", "?", "[ab]", "keep.md", "tmp2",
          "*.txt", "[!a]*")
# fmt: on


def _grow(folder: Path, dice: random.Random, depth: int) -> None:
    for name in dice.sample(NAMES, 5):
        if "." in name:
            make(str(folder / name))
        elif depth < 3:
            (folder / name).mkdir()
            _grow(folder / name, dice, depth + 1)
    if dice.random() < (0.9 if depth == 0 else 0.3):
        rules = (_rule(dice) for _ in range(dice.randint(1, 5)))
        (folder / ".gitignore").write_text("\n".join(rules), encoding="utf-8")


def _rule(dice: random.Random) -> str:
    body = "/".join(dice.choice(PIECES) for _ in range(dice.choice((1, 1, 1, 2, 2, 3))))
    first = "!" * (dice.random() < 0.3) + "/" * (dice.random() < 0.25)
    return first + body + "/" * (dice.random() < 0.3)


@pytest.mark.parametrize(
    ("lines", "path", "is_folder", "said"),
    [
        (["a"], "a", True, True),
        (["a"], "b/a", False, True),
        (["a/"], "a", False, None),
        (["/a"], "b/a", True, None),
        (["a", "!a"], "a", False, False),
        (["a/**"], "a", True, None),
        (["a/**"], "a/b", True, True),
        (["a/**/"], "a", True, None),
        (["a"], "a/b", False, None),
        (["*/"], "a/b", True, True),
        (["[a"], "[a", False, None),
        (["# a", "", "\\#b"], "#b", False, True),
        (["a b\\ "], "a b ", False, True),
        (["caf\u00e9"], "cafe\u0301", False, True),
        (["cafe\u0301*"], "caf\u00e9s", False, True),
        (["*a*a*b"], "xaxab", False, True),
        (["*a*b*"], "abc", False, True),
        (["a*b*/c*d*e"], "aabab/cdde", False, True),
        (["a*b*/c*d*e"], "aabab/cdee/f", False, None),
        (["*a?b*c"], "aabbaxbc", False, True),
        (["**/a/**/b/**/c"], "x/a/ab/a/b/bc/b/c", False, True),
        (["**/a/**/b/**/c"], "x/a/ab/ba/c", False, None),
    ],
)
def test_a_pattern(lines: Iterable[str], path: str, is_folder: bool, said: bool | None) -> None:
    """A path is matched by its own name; what lies below a match is not."""
    assert patterns(*lines).of(f"{Path.cwd()}/{path}", is_folder) is said


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a" * 14 + "b", "a" * 80),
        ("*a" * 8 + "b", "a" * 250),
        ("**/a/" * 12 + "b", "a/" * 500 + "a"),
        ("**/*a*a*a*b/" * 6 + "c", ("a" * 28 + "/") * 100 + "a"),
    ],
)
def test_many_stars_take_no_time(line: str, path: str) -> None:
    """A pattern that comes with the texts cannot hold a run up."""
    begin = time.perf_counter()
    assert patterns(line).of(f"{Path.cwd()}/{path}", is_folder=False) is None
    assert time.perf_counter() - begin < 1


def test_a_wide_folder_takes_no_time() -> None:
    """Excluded folders are never looked into, and 2,000 texts take far less than a second."""
    for number in range(20):
        make(*(f"a/{number}/{index}.md" for index in range(100)))
    make("node_modules/x.md")
    begin = time.perf_counter()
    assert len(below(".")) == 2000
    assert time.perf_counter() - begin < 1
