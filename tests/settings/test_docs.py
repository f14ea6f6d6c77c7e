"""The docs of the keys, and the schema for editors, are those of the table."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mgcheck.cli import settings_docs
from mgcheck.cli.keys import KEYS
from mgcheck.errors import SettingsError
from mgcheck.settings.load import load
from mgcheck.settings.toml import parsed

DOCS = Path(__file__).parents[2] / "docs"


def test_the_schema_is_this_one() -> None:
    """Made by `python -m mgcheck.cli.settings_docs docs`."""
    committed = (DOCS / settings_docs.SCHEMA).read_text(encoding="utf-8")
    assert committed == settings_docs.schema_text()
    Draft7Validator.check_schema(json.loads(committed))


def test_the_page_has_every_key() -> None:
    """The same command makes the tables of docs/configuration.md."""
    text = (DOCS / settings_docs.PAGE).read_text(encoding="utf-8")
    assert settings_docs.page(text) == text
    assert all(f"| `{name}` |" in text for name in KEYS)


def test_the_command_writes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stood between the marks before."""
    page = tmp_path / settings_docs.PAGE
    page.write_text(f"a\n{settings_docs.BEGIN}was here{settings_docs.END}\nb\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["x", str(tmp_path)])
    settings_docs.main()
    text = page.read_text(encoding="utf-8")
    assert (text.startswith("a\n"), text.endswith("\nb\n"), "was here" in text) == (
        True,
        True,
        False,
    )
    assert (tmp_path / settings_docs.SCHEMA).is_file()


RIGHT = 'fail-on = "never"\njobs = 2\nformat = "json"\n[per-file."a"]\ncommercial = true\n'
WRONG = (
    'fail-on = "nver"',
    "jobs = 0",
    'jobs = "2"',
    "claim = [1]",
    'colour = "x"',
    '[per-file."a"]\nformat = "json"',
    'format = "xml"',
    "jobs = 10001",
    'extend = ""',
)


@pytest.mark.parametrize("text", [RIGHT, *WRONG])
def test_the_schema_says_what_the_program_says(text: str, tmp_path: Path) -> None:
    """An editor that holds a file against the schema marks what mgcheck would refuse."""
    file = tmp_path / "mgcheck.toml"
    file.write_text(text, encoding="utf-8")
    value: dict[str, Any] = parsed(text.encode(), "x")
    is_right = Draft7Validator(settings_docs.schema()).is_valid(value)
    if is_right:
        assert load(file, KEYS) is not None
    else:
        with pytest.raises(SettingsError):
            load(file, KEYS)
    assert is_right is (text == RIGHT)
