"""The commands of docs/how-to do what the pages say, in a folder like that of a reader."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from mgcheck.cli.choices import Format
from mgcheck.settings.toml import parsed

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HOW_TO = DOCS / "how-to"
ELSEWHERE = {"pre-commit.md": "tests/test_integrations.py, which has a repository to install from"}
"""Pages whose commands another test runs."""
OLD = "# Sleep\n\nMagnesium L-threonate might improve sleep quality.\n"
DRAFT = (
    "# Sleep\n\nMagnesium L-threonate improves sleep quality. "
    "Magnesium L-threonate is made from magnesium citrate.\n"
)
FINE = "Bread needs flour, water and salt.\n"
STAND_INS = {
    # what is no part of this machine's tests: it takes the arguments of the page, and no others
    "pandoc": 'test "$*" = "draft.docx -t plain" && test -f draft.docx && cat draft.md',
    "pdftotext": 'test "$*" = "paper.pdf -" && cat old.md',
    "reviewdog": 'case "$*" in "-f=rdjson "*) exec python -m json.tool >/dev/null ;; esac; exit 9',
}
EXITS = re.compile(r"# exits with (\d+)")

pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("git") is None, reason="there is no bash or git"
)


def texts() -> list[Path]:
    """The pages."""
    return sorted(HOW_TO.glob("*.md"))


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str
    line: int

    @property
    def file_name(self) -> str | None:
        """The file that it shows, by its first line: `# mgcheck.toml`."""
        found = re.match(r"# ([\w./-]+\.(?:toml|yml|yaml))\n", self.text)
        return found[1] if found else None


def of(page: Path, *languages: str) -> Iterator[Block]:
    """The blocks of a page in these languages."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.info in languages:
            yield Block(token.info, token.content, token.map[0] + 1 if token.map else 0)


class Place:
    """A reader's repository: drafts, posts, a page, a commit on main."""

    def __init__(self, folder: Path, tmp: Path) -> None:
        self.folder = folder
        bin_ = tmp / "bin"
        bin_.mkdir()
        runs = {"mgcheck": f'exec "{sys.executable}" -m mgcheck "$@"'}
        runs["python"] = f'exec "{sys.executable}" "$@"'
        for name, script in {**STAND_INS, **runs}.items():
            file = bin_ / name
            file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            file.chmod(0o755)
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main",
            "MGCHECK": "mgcheck",
        }
        for name, text in (
            ("draft.md", OLD),
            ("old.md", OLD),
            ("content/a.md", OLD),
            ("content/b.md", FINE),
            ("page.html", f"<title>Bread</title><p>{FINE}</p>"),
            ("draft.docx", "a stand-in reads it"),
            ("paper.pdf", "a stand-in reads it"),
        ):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        who = "-c user.name=A -c user.email=a@example.org"
        self.run(f"git init -q -b main && git add . && git {who} commit -qm Drafts")
        for name in ("draft.md", "content/a.md"):
            (folder / name).write_text(DRAFT, encoding="utf-8")
        self.run(f"git checkout -q -b work && git {who} commit -qam Bolder")

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """A command as a shell runs it."""
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A new one."""
    (tmp_path / "blog").mkdir()
    return Place(tmp_path / "blog", tmp_path)


@pytest.mark.parametrize("page", texts(), ids=lambda page: page.stem)
def test_the_commands_of_a_page(page: Path, place: Place) -> None:
    """One after another, each ends as the page says: with 0, or as `# exits with` has it.

    Files that the page shows are written where they stand.
    """
    if page.name in ELSEWHERE:
        assert (ROOT / ELSEWHERE[page.name].split(",")[0]).is_file()
        return
    for block in of(page, "sh", "toml"):
        if block.language == "toml":
            assert block.file_name, f"{page.name}:{block.line}: name the file in a comment"
            (place.folder / block.file_name).write_text(block.text, encoding="utf-8")
            continue
        for number, line in enumerate(block.text.splitlines(), start=block.line + 1):
            found = EXITS.search(line)
            expected = int(found[1]) if found else 0
            done = place.run(line)
            told = f"{page.name}:{number}: {line}\n{done.stdout[-600:]}{done.stderr[-600:]}"
            assert done.returncode == expected, told


def test_only_what_is_new_is_told(place: Place) -> None:
    """As legacy-site.md says, with its own settings: that sentence, and no other."""
    (settings,) = [
        b for b in of(HOW_TO / "legacy-site.md", "toml") if b.file_name == "mgcheck.toml"
    ]
    assert place.run("mgcheck content/ --write-baseline").returncode == 0
    (place.folder / "mgcheck.toml").write_text(settings.text, encoding="utf-8")
    assert place.run("mgcheck content/").returncode == 0
    (place.folder / "content" / "new.md").write_text(DRAFT.split(". ")[1], encoding="utf-8")
    done = place.run("mgcheck content/ --format concise")
    assert (done.returncode, done.stdout.count(".md:")) == (1, 1)
    assert "new.md:1:1" in done.stdout


def test_settings_are_such_that_mgcheck_takes() -> None:
    """Every TOML block of the docs is TOML; the how-tos' are read above, by mgcheck itself."""
    found = [b for page in sorted(DOCS.glob("*.md")) for b in of(page, "toml")]
    assert found
    for block in found:
        assert parsed(block.text.encode(), "x")


def schema(name: str) -> Draft7Validator:
    """A schema that the package check-jsonschema holds."""
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema, which holds the schemas, is not installed")
    file = resources.files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json"
    return Draft7Validator(json.loads(file.read_text(encoding="utf-8")))


def shown(name: str) -> list[tuple[str, dict[Any, Any]]]:
    """Page and content of each YAML block that shows a file of this name."""
    return [
        (page.name, yaml.safe_load(block.text))
        for page in texts()
        for block in of(page, "yaml")
        if block.file_name and re.fullmatch(name, block.file_name)
    ]


def test_every_file_has_a_name() -> None:
    """Each YAML block shows a file, and a test below knows it."""
    known = re.compile(r"\.github/workflows/[\w-]+\.yml|\.gitlab-ci\.yml|\.pre-commit-config\.yaml")
    for page in texts():
        for block in of(page, "yaml"):
            assert known.fullmatch(block.file_name or ""), f"{page.name}:{block.line}"


def test_workflows() -> None:
    """They are what GitHub takes, and give the action what it knows."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    validator = schema("github-workflows")
    found = shown(r"\.github/workflows/.*")
    assert len(found) == 4
    for page, workflow in found:
        # YAML 1.1 reads `on` as true
        told = {("on" if key is True else key): value for key, value in workflow.items()}
        assert list(validator.iter_errors(told)) == [], page
        for step in told["jobs"]["mgcheck"]["steps"]:
            if step.get("uses", "").startswith("OWNER/mgcheck@"):
                assert set(step["with"]) <= set(action["inputs"])
            assert "${{" not in step.get("run", "")


def test_what_one_step_writes_the_next_one_reads() -> None:
    """The files for code scanning and for the comment have one name."""
    for name, key in (("mgcheck-scan", "sarif"), ("mgcheck-comment", "comment")):
        ((_, workflow),) = shown(rf"\.github/workflows/{name}\.yml")
        *_, check, then = workflow["jobs"]["mgcheck"]["steps"]
        read = then.get("with", {}).get("sarif_file") or then["run"].rpartition(" ")[2]
        assert read == check["with"][key]


def test_the_page_has_every_input_of_the_action() -> None:
    """With its default, where it has one."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = (HOW_TO / "github.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \|.*\| (.+) \|$", page, re.MULTILINE))
    assert set(rows) == set(action["inputs"])
    for name, told in action["inputs"].items():
        assert not told["default"] or rows[name] == f"`{told['default']}`"


def test_gitlab(place: Place) -> None:
    """The jobs are what GitLab takes, and their scripts write the reports that they name."""
    validator = schema("gitlab-ci")
    found = shown(r"\.gitlab-ci\.yml")
    assert len(found) == 2
    for _, pipeline in found:
        assert list(validator.iter_errors(pipeline)) == []
        job = pipeline["mgcheck"]
        for command in job["script"]:
            if not command.startswith("pip "):
                assert place.run(command).returncode == 1
        for kind, file in job["artifacts"]["reports"].items():
            report = (place.folder / file).read_text(encoding="utf-8")
            assert "made-from-citrate" in report
            assert kind in {"codequality", "junit"}
            (place.folder / file).unlink()


def test_reviewdog(place: Place) -> None:
    """What the workflow runs is what the page shows, and a text that is not there fails it."""
    ((_, workflow),) = shown(r"\.github/workflows/reviewdog\.yml")
    (command,) = [s["run"] for s in workflow["jobs"]["mgcheck"]["steps"] if "|" in s.get("run", "")]
    assert place.run(f"set -o pipefail\n{command}").returncode == 0
    gone = command.replace("content/", "gone/")
    assert place.run(f"set -o pipefail\n{gone}").returncode == 2


def test_places_of_use() -> None:
    """Each format for another program is shown in use, or in the section on it."""
    told = "".join(page.read_text(encoding="utf-8") for page in texts())
    used = {
        kind.value for kind in Format if f"{kind.value}=" in told or f"-format {kind.value}" in told
    }
    assert used >= {"sarif", "github", "gitlab", "junit", "rdjson", "markdown", "csv", "json"}
