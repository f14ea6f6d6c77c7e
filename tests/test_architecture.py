"""The house rules that no type checker holds."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import mgcheck

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mgcheck"
ALLOWED: dict[str, frozenset[str]] = {
    # part: what of ours it may import, besides itself; docs/architecture.md shows the same table
    "lexicon": frozenset(),
    "model": frozenset({"lexicon"}),
    "errors": frozenset(),
    "text": frozenset(),
    "same": frozenset({"model"}),
    "settings": frozenset({"errors"}),
    "discover": frozenset({"errors"}),
    "catalogue": frozenset({"lexicon", "model", "errors", "text"}),
    "read": frozenset({"model", "errors", "text"}),
    "find": frozenset({"lexicon", "model", "errors", "text", "same", "read"}),
    "cite": frozenset({"lexicon", "model", "errors", "text", "same", "read", "find"}),
    "grade": frozenset({"model", "errors", "text", "same"}),
    "rewrite": frozenset({"model"}),
    "whole": frozenset({"model", "grade"}),
    "regulation": frozenset({"model", "text"}),
    "ranking": frozenset({"text"}),
    "report": frozenset({"model", "errors", "whole", "regulation"}),
    "keep": frozenset({"model", "errors", "report"}),
    "cli": frozenset(
        {
            "",
            "model",
            "errors",
            "text",
            "settings",
            "discover",
            "catalogue",
            "read",
            "find",
            "cite",
            "grade",
            "rewrite",
            "regulation",
            "report",
            "keep",
        }
    ),
    "": frozenset(
        {
            "model",
            "errors",
            "catalogue",
            "read",
            "find",
            "cite",
            "grade",
            "rewrite",
            "whole",
            "regulation",
            "ranking",
        }
    ),
    "__main__": frozenset({"cli"}),
}
"""'' is mgcheck itself: the one way through, and the version."""
VERSION_ALONE = frozenset({"catalogue", "report"})
"""Parts that may take the version from mgcheck itself, and nothing else."""


def modules() -> list[Path]:
    """Every module of the program."""
    return sorted(SOURCE.rglob("*.py"))


def part_of(dotted: str) -> str:
    """The part that a module belongs to: the word after mgcheck, or '' for mgcheck itself."""
    words = dotted.split(".")
    return words[1] if len(words) > 1 else ""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every module of ours that `path` imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == "mgcheck")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_who_may_import_whom(path: Path) -> None:
    """A part imports only what the table allows."""
    relative = path.relative_to(SOURCE).with_suffix("")
    part = "" if relative.name == "__init__" and len(relative.parts) == 1 else relative.parts[0]
    exported = {name for name in mgcheck.__all__ if not (SOURCE / name).is_dir()}
    for line, name in imported(path):
        named = part_of(name)
        if named in exported or named.startswith("__"):
            named = ""  # a name that mgcheck itself exports
        if named == part:
            continue
        if named == "" and part in VERSION_ALONE:
            assert name in {"mgcheck", "mgcheck.__version__"}, f"{path}:{line}: {name}"
            continue
        assert named in ALLOWED[part], f"{path}:{line}: {part} may not import {name}"


def test_the_table_in_the_docs_is_this_one() -> None:
    """docs/architecture.md shows the table that is held here."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for part, allowed in ALLOWED.items():
        if part in {"", "__main__"}:
            continue
        shown = ", ".join(name for name in ALLOWED if name and name in allowed) or "nothing of ours"
        assert re.search(rf"^\| {part} \|.*\| {shown} \|$", text, re.MULTILINE), (part, shown)


def test_only_cli_and_report_print() -> None:
    """Stages take values and return values."""
    for path in modules():
        if path.relative_to(SOURCE).parts[0] in {"cli", "report"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            is_print = isinstance(node, ast.Name) and node.id == "print"
            is_stream = isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}
            assert not is_print, f"{path}:{getattr(node, 'lineno', 0)} prints"
            assert not is_stream, f"{path}:{getattr(node, 'lineno', 0)} writes"


def test_no_id_of_the_catalogue_stands_in_the_program(catalogue: mgcheck.Catalogue) -> None:
    """The engine knows nothing of any claim, concept or study."""
    ids = {
        *catalogue.claims,
        *catalogue.studies,
        *catalogue.references,
        *catalogue.subjects,
        *catalogue.outcomes,
    }
    telling = sorted(name for name in ids if "-" in name)
    assert telling
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, telling))})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}: {match[1]}"
        for path in modules()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


IN_DOSES = frozenset({"magnesium"})
"""A field of the product's own says which element a dose is counted in."""


def strings(path: Path) -> Iterator[str]:
    """Every string of a module that is no docstring; comments are none either."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value.lower()


def test_no_name_of_the_catalogue_stands_in_the_program(catalogue: mgcheck.Catalogue) -> None:
    """Nor the name of anything that it is about; short names are often everyday words."""
    names = {c.name.lower() for c in (*catalogue.subjects.values(), *catalogue.outcomes.values())}
    telling = sorted(name for name in names - IN_DOSES if len(name) >= 8)
    assert "magnesium l-threonate" in telling
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, telling))})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}: {match[1]}"
        for path in modules()
        for text in strings(path)
        for match in pattern.finditer(text)
    ]
    assert found == []


FORBIDDEN = re.compile(
    r"/(?:work|tmp|root|home)/"  # a machine's own places
    r"|\bpypi\.org\b|\bfiles\.pythonhosted\b"
    r"|\bTODO\b|\bFIXME\b|\bXXX\b"
)


def test_no_machine_path_and_nothing_left_to_do() -> None:
    """The repository speaks of the product alone."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("git, which knows what belongs to the repository, or its data is not here")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().rstrip("\0").split("\0")
    assert {"action.yml", ".pre-commit-hooks.yaml", "src/mgcheck/model.py"} <= set(names)
    found = []
    for path in (ROOT / name for name in names):
        if path == Path(__file__) or not path.is_file():
            continue
        # what is no text may hold a path by chance, and none that anybody wrote
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_one_place_writes_to_the_streams() -> None:
    """cli/streams.py alone writes to standard output and error: there commands are broken up."""
    writes = re.compile(r"\bsys\.std(?:out|err)\.(?:write|buffer)|(?<![\w.])print\(|\becho\(")
    found = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.parent.name == "cli" and writes.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["src/mgcheck/cli/streams.py"]


def test_every_module_says_what_it_is() -> None:
    """Each begins with a docstring."""
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path} has no docstring"
