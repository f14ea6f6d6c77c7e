"""docs/cli.md is the reference: every option and every exit code, and none that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from mgcheck.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
OPTION = re.compile(r"--[a-z][a-z-]+")
FOREIGN = frozenset({"--name-only", "--diff-filter", "--depth"})
"""Options of git in an example."""


def commands() -> Iterator[tuple[str, frozenset[str]]]:
    """Each command with its long options; the help of each is its own."""
    group: Any = get_command(app)
    for name, command in group.commands.items():
        flags = (flag for one in command.params for flag in (*one.opts, *one.secondary_opts))
        yield name, frozenset(flag for flag in flags if flag.startswith("--"))


@pytest.mark.parametrize(("name", "options"), [*commands()], ids=[name for name, _ in commands()])
def test_every_option_is_told(name: str, options: frozenset[str]) -> None:
    """The page names each option of each command."""
    assert sorted(options - set(OPTION.findall(PAGE)) - {"--help"}) == [], name


def test_no_option_is_made_up() -> None:
    """What the page calls an option is one."""
    known = {flag for _, options in commands() for flag in options}
    known |= {"--help", "--version", "--install-completion", "--show-completion"}
    assert sorted(set(OPTION.findall(PAGE)) - known - FOREIGN) == []


def test_a_row_for_each_option_of_check() -> None:
    """The table of check has each of its options once, with what holds without it."""
    table = PAGE.split("## Options of check", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    told = [OPTION.findall(row.split(" | ", 1)[0]) for row in rows]
    options = dict(commands())["check"]
    assert sorted(options - {flag for flags in told for flag in flags}) == []
    assert len(rows) == len({row.split(" | ", 1)[0] for row in rows})


def test_exit_codes() -> None:
    """The page tells each code with which a run ends."""
    section = PAGE.split("## Exit codes", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\| (\d+)", section, re.MULTILINE) == ["0", "1", "2", "130", "141"]
