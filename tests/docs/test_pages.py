"""What the pages say of the program holds, and every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import typer.main
from markdown_it import MarkdownIt

import mgcheck
from mgcheck.cli import COMMANDS, INTERRUPTED, PIPE_CLOSED, format_trial, picture, reference
from mgcheck.cli.app import app
from mgcheck.cli.choices import Format
from mgcheck.settings.toml import parsed

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = ("claims", "studies")
"""Folders of pages that are made from the catalogue; tests/cli/test_pages.py holds them."""


def pages() -> list[Path]:
    """Every page that somebody writes by hand, and the reference."""
    return [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted(p for p in DOCS.rglob("*.md") if p.parent.name not in MADE),
    ]


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PAGES = pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))


def text(page: Path) -> str:
    """What stands on it."""
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The headings of a page, as GitHub names them in links."""
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"```.*?```", "", text(page), flags=re.DOTALL), re.MULTILINE
    )
    found: set[str] = set()
    for head in heads:
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head).strip().lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = 0
        while (one := f"{name}-{number}" if number else name) in found:
            number += 1
        found.add(one)
    return found


@PAGES
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each relative link names a file that there is, and a heading that the file has."""
    dead = []
    for found in LINK.finditer(CODE.sub("", text(page))):
        target = found[1] or found[2]
        if target.startswith(("https:", "http:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = page if not path else (page.parent / path).resolve()
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_the_index_has_every_page() -> None:
    """docs/README.md leads to each page and schema, but for the sample and the single records."""
    linked = {found[1].partition("#")[0] for found in LINK.finditer(text(DOCS / "README.md"))}
    standing = {str(p.relative_to(DOCS).as_posix()) for p in pages() if DOCS in p.parents}
    standing |= {p.name for p in DOCS.glob("*.json")}
    assert standing - linked == {"README.md", "sample-article.md"}


def test_the_first_page_fits_a_screen() -> None:
    """README.md has at most 50 lines, and says how the tests are run."""
    assert len(text(ROOT / "README.md").splitlines()) <= 50
    assert "make test" in text(ROOT / "README.md")


@pytest.fixture(scope="module")
def shown() -> dict[Format, format_trial.Shown]:
    """What each format shows of a finding."""
    return dict(format_trial.trial())


def test_the_reference_has_not_drifted(shown: dict[Format, format_trial.Shown]) -> None:
    """It is what `python -m mgcheck.cli.reference docs` writes."""
    assert text(DOCS / reference.PAGE) == reference.page(shown), "run `make docs`"


def test_the_reference_has_all_there_is() -> None:
    """Every command with all its options; every format; every exit code."""
    page = text(DOCS / reference.PAGE)
    command: Any = typer.main.get_command(app)
    assert set(command.commands) == set(COMMANDS)
    for name, one in command.commands.items():
        section = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        spelt = {s for p in one.params for s in (*p.opts, *p.secondary_opts) if s.startswith("-")}
        assert {s for s in spelt if f"`{s}`" not in section} == set(), name
    assert set(reference.USES) == set(Format)
    told = set(re.findall(r"^\| (\d+) \|", page, re.MULTILINE))
    assert told == {"0", "1", "2", str(INTERRUPTED), str(PIPE_CLOSED)}


def test_a_trial_tells_what_each_format_shows(shown: dict[Format, format_trial.Shown]) -> None:
    """JSON shows all there is, every format the claim and the reason; fixes only where meant."""
    assert shown[Format.JSON] == set(format_trial.ASPECTS)
    assert all({"claim", "reason"} <= aspects for aspects in shown.values())
    assert "sentence" not in shown[Format.CONCISE]
    assert "what is fairly put" not in shown[Format.SARIF]


def test_the_picture_has_not_drifted() -> None:
    """The words of docs/report.svg are those of a report today, whatever rich draws around them.

    Names of files and the catalogue's hash aside: a change that no verdict follows from is none.
    """

    def words(svg: str) -> list[str]:
        every = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
        return [one for one in every if ".md" not in one and "sha256" not in one]

    made = words(picture.picture(ROOT / "docs" / "sample-article.md"))
    assert len(made) > 50
    assert made == words(text(DOCS / "report.svg")), "run `make docs`"


def calls(page: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and arguments of each call of mgcheck in code, without what surrounds it."""
    for token in MarkdownIt().parse(text(page)):
        start = token.map[0] + 1 if token.map else 0
        if token.type in {"fence", "code_block"} and token.info in {"", "sh", "yaml"}:
            for number, line in enumerate(token.content.splitlines(), start):
                for part in re.split(r"(?<!\S)[|](?!\S)", re.sub(r"(?<!\S)#.*|<<.*", "", line)):
                    found = re.search(r"(?:^|-|\$)\s*mgcheck( .*|)$", part.rstrip().rstrip("\\"))
                    if found:
                        yield number, shlex.split(re.sub(r"\s[12]?[<>]\s*\S+", "", found[1]))
        for child in token.children or ():
            if child.type == "code_inline" and child.content.startswith("mgcheck "):
                yield start, shlex.split(child.content)[1:]


@PAGES
def test_every_call_is_one_that_mgcheck_takes(page: Path) -> None:
    """Its command, options and their values are known."""
    root: Any = typer.main.get_command(app)
    own = {"--help", *(name for param in root.params for name in param.opts)}
    for line, words in calls(page):
        in_general = any("|" in word or word.startswith("[") for word in words)
        if in_general or (len(words) == 1 and words[0] in {*COMMANDS, *own}):
            continue
        name = words[0] if words and words[0] in COMMANDS else "check"
        rest = words[1:] if words and words[0] in COMMANDS else words
        try:
            root.commands[name].make_context(name, list(rest))
        except Exception as err:  # noqa: BLE001 - typer keeps its errors in a private module
            pytest.fail(f"{page.name}:{line}: mgcheck {' '.join(words)}: {err}")


def test_every_record_that_is_explained_is_on_record(catalogue: mgcheck.Catalogue) -> None:
    """`mgcheck explain NAME` names what there is."""
    known = {*catalogue.claims, *catalogue.studies, *catalogue.references, *catalogue.provisions}
    known |= {s for one in catalogue.studies.values() for s in (one.doi, one.pmid) if s} | {"ID"}
    every = [words for page in pages() for _, words in calls(page)]
    named = {words[1] for words in every if words[:1] == ["explain"] and len(words) > 1}
    assert len(named) > 3
    assert named - known == set()


OTHERS = frozenset(
    {
        "--no-verify",  # git
        "--folds",  # benchmarks
        "--write",
        "--labelled",
    }
)
"""Options of other programs that the pages name."""


@PAGES
def test_every_option_that_is_named_is_there(page: Path) -> None:
    """What stands as `--option` in prose is an option of mgcheck."""
    command: Any = typer.main.get_command(app)
    params = [p for one in (command, *command.commands.values()) for p in one.params]
    known = {s for p in params for s in (*p.opts, *p.secondary_opts)} | OTHERS
    prose = re.sub(r"```.*?```", "", text(page), flags=re.DOTALL)
    named = {m for code in re.findall(r"`([^`\n]+)`", prose) for m in re.findall(r"--[\w-]+", code)}
    assert named - known - {"--help"} == set()


@PAGES
def test_every_module_that_is_named_is_there(page: Path) -> None:
    """`python -m mgcheck.x` and `src/mgcheck/x` name what there is."""
    for name in re.findall(r"python -m (mgcheck[\w.]*)", text(page)):
        assert find_spec(name) is not None, name
    for path in re.findall(r"`((?:src|benchmarks|tests)/[\w./]+)`", text(page)):
        assert (ROOT / path).exists(), path


def test_every_dependency_has_its_reason() -> None:
    """docs/dependencies.md speaks of each package that pyproject.toml asks for."""
    project = parsed((ROOT / "pyproject.toml").read_bytes(), "pyproject.toml")["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[\[>=<; ]", one)[0].lower() for one in wanted} - {"mgcheck"}
    told = text(DOCS / "dependencies.md").lower()
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", told)} == set()
