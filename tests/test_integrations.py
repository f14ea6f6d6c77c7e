"""mgcheck where drafts are written: as a pre-commit hook, and as a GitHub Action."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from mgcheck.read.syntax import SYNTAXES

ROOT = Path(__file__).parents[1]
BAD = "Magnesium L-threonate is made from magnesium citrate.\n"
WARNED = "Magnesium L-threonate could reduce anxiety.\n"
GOOD = "Bread needs flour, water and salt.\n"
PARTS = (
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "claims",
    "hatch_build.py",
    "pyproject.toml",
    "src",
)
"""What it takes to install mgcheck from a repository."""

pytestmark = pytest.mark.skipif(
    not (ROOT / "action.yml").is_file(), reason="the repository's own files are not here"
)


def schema_of_actions() -> dict[str, Any]:
    """Schemastore's schema, as the package check-jsonschema holds it."""
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema, which holds the schema, is not installed")
    file = resources.files("check_jsonschema") / "builtin_schemas/vendor/github-actions.json"
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    """What action.yml says."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return read


class TestAction:
    """action.yml."""

    def test_schema(self, action: dict[str, Any]) -> None:
        """It is what GitHub takes for an action."""
        assert list(Draft7Validator(schema_of_actions()).iter_errors(action)) == []

    def test_inputs_are_told_and_never_run(self, action: dict[str, Any]) -> None:
        """Each input has a description and a default, and none stands in a script."""
        for told in action["inputs"].values():
            assert told["description"]
            assert "default" in told
            assert told["required"] is False
        used = set()
        for step in action["runs"]["steps"]:
            assert "${{" not in step.get("run", "")
            assert "run" not in step or step["shell"] == "bash"
            for value in (*step.get("env", {}).values(), *step.get("with", {}).values()):
                used.update(re.findall(r"inputs\.([\w-]+)", value))
        assert used == set(action["inputs"])

    @pytest.fixture
    def step(self, tmp_path: Path, action: dict[str, Any]) -> Any:
        """`step(name, **inputs)` runs a step of the action as a runner would."""
        if shutil.which("bash") is None:
            pytest.skip("there is no bash here")
        shim = tmp_path / "bin" / "python"
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        defaults = {name: told["default"] for name, told in action["inputs"].items()}

        def run(name: str, **given: str) -> subprocess.CompletedProcess[str]:
            (found,) = [step for step in action["runs"]["steps"] if step["name"] == name]
            inputs = {**defaults, **{k.replace("_", "-"): v for k, v in given.items()}}
            mapped = {
                variable: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: inputs[m[1]], value)
                for variable, value in found.get("env", {}).items()
            }
            return subprocess.run(
                # as the documentation of GitHub says that bash is started
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
                cwd=tmp_path,
                env={
                    **os.environ,
                    "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
                    "GITHUB_ACTION_PATH": str(ROOT),
                    "GITHUB_STEP_SUMMARY": str(tmp_path / "bin" / "summary"),
                    **mapped,
                },
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )

        return run

    def test_check(self, tmp_path: Path, step: Any) -> None:
        """It fails where a text is wrong, and passes where none is."""
        (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
        assert step("Check").returncode == 0
        (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
        done = step("Check", sarif="out.sarif", comment="out.md")
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith("::error file=bad.md,line=1,")
        assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"]
        assert "bad.md" in (tmp_path / "out.md").read_text(encoding="utf-8")
        assert step("Check", paths="good.md\n").returncode == 0
        assert step("Check", fail_on="never").returncode == 0
        assert step("Check", paths="gone.md").returncode == 2

    def test_a_baseline(self, tmp_path: Path, step: Any) -> None:
        """What the baseline knows does not fail it."""
        (tmp_path / "bad.md").write_text(BAD, encoding="utf-8")
        assert step("Check", options="--write-baseline").returncode == 0
        assert step("Check").returncode == 1
        assert step("Check", baseline=".mgcheck-baseline.json").returncode == 0

    def test_hostile_inputs(self, tmp_path: Path, step: Any) -> None:
        """Spaces, quotes, dashes and commands in an input are one name, and nothing is run."""
        name = "--a b'c\"; $(touch hacked) `touch hacked`.md"
        (tmp_path / name).write_text(BAD, encoding="utf-8")
        done = step("Check", paths=f"{name}\n\n", options="\n--format\nconcise\n")
        assert done.returncode == 1
        assert name in done.stdout
        bad = "$(touch hacked)"
        step("Check", paths=bad, fail_on=bad, baseline="`touch hacked`", diff_base=bad, sarif=bad)
        assert not (tmp_path / "hacked").exists()

    def test_install(self, tmp_path: Path, step: Any) -> None:
        """What is installed is the action's own repository, whatever its path."""
        log = tmp_path / "log"
        shim = tmp_path / "bin" / "python"
        shim.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{log}"\n', encoding="utf-8")
        assert step("Install mgcheck").returncode == 0
        told = log.read_text(encoding="utf-8").splitlines()
        assert told[:4] == ["-I", "-m", "pip", "install"]
        assert told[-1] == f"{ROOT}[all]"

    def test_nothing_of_the_checkout_is_run(self, tmp_path: Path, step: Any) -> None:
        """Modules that lie in the checkout under review take the place of no other."""
        for name in ("mgcheck", "typing", "pip", "msgspec"):
            code = "import pathlib; pathlib.Path('hacked').touch()\n"
            (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
        assert step("Check").returncode == 0
        assert not (tmp_path / "hacked").exists()


class TestHook:
    """.pre-commit-hooks.yaml."""

    def test_manifest(self, tmp_path: Path) -> None:
        """It is what pre-commit takes for a list of hooks."""
        if find_spec("pre_commit") is None:
            pytest.skip("pre-commit is not installed")
        done = _pre_commit(ROOT, tmp_path, "validate-manifest", ".pre-commit-hooks.yaml")
        assert (done.returncode, done.stdout) == (0, "")

    def test_every_type_can_be_read(self) -> None:
        """Of each type of file that is handed over, what its extra needs is installed, too."""
        (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        extras = {s.extra for s in SYNTAXES if s.extra and set(s.endings) & _endings(hook)}
        assert extras == {"rst"}
        assert hook["additional_dependencies"] == [f".[{extra}]" for extra in extras]

    def test_a_commit(self, tmp_path: Path) -> None:
        """Set up as the how-to says, it stops a commit with a wrong claim, and no other."""
        if find_spec("pre_commit") is None or shutil.which("git") is None:
            pytest.skip("pre-commit or git is not installed")
        hooks, blog = tmp_path / "hooks", tmp_path / "blog"
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                hooks.mkdir(exist_ok=True)
                shutil.copy(source, hooks / name)
        _committed(hooks, tmp_path)
        blog.mkdir()
        rev = _git(hooks, tmp_path, "rev-parse", "HEAD").stdout.strip()
        config = yaml.safe_load(_shown("pre-commit.md", "yaml")[0])
        config["repos"][0] |= {"repo": str(hooks), "rev": rev}
        (blog / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        for name in ("good.md", "good.mdx", "good.txt", "good.html", "good.rst"):
            (blog / name).write_text(GOOD, encoding="utf-8")
        (blog / "mgcheck.toml").write_text('extend-exclude = ["old"]\n', encoding="utf-8")
        (blog / "old").mkdir()
        (blog / "old" / "post.md").write_text(BAD, encoding="utf-8")
        (blog / "code.py").write_text(f"# {BAD}", encoding="utf-8")
        _committed(blog, tmp_path)
        install, by_hand = _shown("pre-commit.md", "sh")[0].splitlines()
        assert "installed" in _pre_commit(blog, tmp_path, *_words(install)).stdout
        first = _pre_commit(blog, tmp_path, *_words(by_hand))
        if re.search(
            r"Could not find a version|Max retries|Name or service|Connection", first.stdout
        ):
            pytest.skip("the package registry cannot be reached")
        assert first.returncode == 0, first.stdout
        (blog / "bad.md").write_text(BAD, encoding="utf-8")
        _git(blog, tmp_path, "add", ".")
        done = _pre_commit(blog, tmp_path, "run")
        assert done.returncode == 1, done.stdout
        assert "bad.md:1:1" in done.stdout
        assert "exit code: 1" in done.stdout
        assert "code.py" not in done.stdout
        (blog / "bad.md").write_text(WARNED, encoding="utf-8")
        assert _pre_commit(blog, tmp_path, *_words(by_hand)).returncode == 0
        stricter = yaml.safe_load(_shown("pre-commit.md", "yaml")[1])
        stricter["repos"][0] |= {"repo": str(hooks), "rev": rev}
        (blog / ".pre-commit-config.yaml").write_text(yaml.safe_dump(stricter), encoding="utf-8")
        done = _pre_commit(blog, tmp_path, *_words(by_hand))
        assert (done.returncode, "bad.md:1:1: warning" in done.stdout) == (1, True), done.stdout


def _words(line: str) -> list[str]:
    """What a line of a shell hands to pre-commit."""
    return shlex.split(line, comments=True)[1:]


def _shown(page: str, language: str) -> list[str]:
    """The blocks of a how-to in this language."""
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    return [t.content for t in MarkdownIt().parse(text) if t.type == "fence" and t.info == language]


def _endings(hook: dict[str, Any]) -> set[str]:
    """Endings of the files that pre-commit hands to a hook."""
    identify = pytest.importorskip("identify.extensions", reason="pre-commit is not installed")
    wanted = set(hook["types_or"])
    return {f".{ending}" for ending, tags in identify.EXTENSIONS.items() if tags & wanted}


def _environment(tmp: Path) -> dict[str, str]:
    """No setting of this machine's git or pre-commit counts."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }


def _git(folder: Path, tmp: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *words],
        cwd=folder,
        env=_environment(tmp),
        capture_output=True,
        text=True,
        check=True,
    )


def _committed(folder: Path, tmp: Path) -> None:
    _git(folder, tmp, "init", "-q")
    _git(folder, tmp, "add", ".")
    _git(folder, tmp, "commit", "-qm", "All of it")


def _pre_commit(folder: Path, tmp: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder,
        env=_environment(tmp),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
