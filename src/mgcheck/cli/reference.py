"""docs/reference.md: every command, option, format, exit code and key of settings.

Made by `python -m mgcheck.cli.reference docs`; a test fails where it differs from what it would
write.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from mgcheck.cli import COMMANDS, INTERRUPTED, PIPE_CLOSED
from mgcheck.cli.app import app, top
from mgcheck.cli.choices import Format
from mgcheck.cli.format_trial import ASPECTS, Shown, trial
from mgcheck.cli.keys import SETTINGS
from mgcheck.cli.settings_docs import SCOPES, value
from mgcheck.model import Severity
from mgcheck.report.problems import LEVELS

PAGE: Final = "reference.md"
_MADE: Final = "<!-- made by `python -m mgcheck.cli.reference docs`; edit the program instead -->"
_FLAG: Final = "off"


class Use(NamedTuple):
    """What no trial of a format tells."""

    what_for: str
    columns: str
    """What columns count; empty: it has none."""
    paths: str


_NAMED: Final = "as named"
_FROM_TOP: Final = "from the repository's top"
USES: Final[Mapping[Format, Use]] = {
    Format.TERMINAL: Use("people", "characters", _NAMED),
    Format.CONCISE: Use("editors that open `path:line:column`, pre-commit", "characters", _NAMED),
    Format.JSON: Use("programs", "characters", _NAMED),
    Format.JSONL: Use("programs that read line by line", "characters", _NAMED),
    Format.SARIF: Use("GitHub code scanning, editors", "UTF-16 units", f"{_FROM_TOP}, as URIs"),
    Format.GITHUB: Use("annotations on a change, in an action", "UTF-16 units", _FROM_TOP),
    Format.GITLAB: Use("GitLab's code quality report", "characters", _FROM_TOP),
    Format.JUNIT: Use("Jenkins, GitLab and others that show tests", "characters", _NAMED),
    Format.CHECKSTYLE: Use("Jenkins, reviewdog and others", "characters", _NAMED),
    Format.RDJSON: Use("reviewdog", "bytes of UTF-8", _NAMED),
    Format.RDJSONL: Use("reviewdog, a line for each", "bytes of UTF-8", _NAMED),
    Format.CSV: Use("spreadsheets", "characters", _NAMED),
    Format.MARKDOWN: Use("a comment on a change", "characters", _NAMED),
    Format.CLAIMREVIEW: Use("a publisher's own page, by schema.org", "", _NAMED),
}

EXIT_CODES: Final[Mapping[str, tuple[tuple[int, str], ...]]] = {
    "check": (
        (
            0,
            "no finding or notice at or above `--fail-on`; with `--exit-zero` and"
            " `--write-baseline` whatever is found",
        ),
        (1, "at least one; after `--fix`, of those that remain; `--diff`: something would change"),
    ),
    "evidence --stale": ((0, "no record is due"), (1, "at least one record is due")),
    "validate": ((0, "the catalogue is sound"), (1, "it has at least one fault")),
    "diff": ((0, "no claim got worse"), (1, "at least one did")),
    "every other": ((0, "done, whatever the texts say"),),
    "any": (
        (
            2,
            "the run itself failed: a text missing or unreadable, a folder of which nothing could "
            "be read, a bad option, broken settings, a fault of mgcheck's own "
            "(`MGCHECK_TRACEBACK=1` tells where)",
        ),
        (INTERRUPTED, "ended by Ctrl-C"),
        (PIPE_CLOSED, "the reader closed the pipe"),
    ),
}
"""By command: each code, and when it is that."""

_OTHERWISE: Final[Mapping[str, str]] = {
    "as_of": "all that is on record",
    "catalogue": "the settings', else the one that comes with mgcheck",
    "claim": "all",
    "config": "those closest to each text",
    "diff_base": "all lines",
    "encoding": "by byte order mark, else UTF-8",
    "field": "none",
    "jurisdiction": "nothing is said of the law",
    "kind": "all",
    "output": "standard output",
    "stdin_filename": "`<stdin>`",
    "subject": "all",
    "today": "the clock's, in UTC",
    "topic": "all",
}
"""What holds without an option that has neither a default nor a key of settings."""


class Parameter(NamedTuple):
    """An argument or option, as its command declares it."""

    name: str
    told: OptionInfo | ArgumentInfo
    choices: tuple[str, ...]
    is_flag: bool
    default: object

    @property
    def is_option(self) -> bool:
        """False: an argument, which has no name on the command line."""
        return isinstance(self.told, OptionInfo)

    @property
    def spelt(self) -> tuple[str, ...]:
        """Every name on the command line; typer keeps the first one where defaults stand else."""
        declared = (self.told.default, *(self.told.param_decls or ()))
        return tuple(n for one in declared if isinstance(one, str) for n in one.split("/"))

    @property
    def names(self) -> str:
        """Short name first, as `--help` has it."""
        spelt = self.spelt
        return ", ".join(f"`{name}`" for name in sorted(spelt, key=lambda n: n.startswith("--")))

    @property
    def values(self) -> str:
        """What may be given; nothing for a flag."""
        if self.choices:
            return ", ".join(f"`{choice}`" for choice in self.choices)
        return "" if self.told.metavar is None else f"`{self.told.metavar}`".replace("|", "\\|")


def parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    """What a command takes, in the order of its help."""
    hints = get_type_hints(function, include_extras=True)
    for name, declared in inspect.signature(function).parameters.items():
        hint = hints[name]
        if get_origin(hint) is not Annotated:
            hint = get_args(hint)[0]  # before Python 3.11 a default of None makes it optional
        kind, told = get_args(hint)
        kinds = {kind, *get_args(kind), *(one for k in get_args(kind) for one in get_args(k))}
        enums = [k for k in kinds if isinstance(k, type) and issubclass(k, Enum)]
        choices = tuple(str(one.value) for enum in enums for one in enum)
        yield Parameter(name, told, choices, bool in kinds, declared.default)


def commands() -> dict[str, Callable[..., Any]]:
    """The function of each command, in the order of the help."""
    made = {
        c.name or c.callback.__name__: c.callback for c in app.registered_commands if c.callback
    }
    return {name: made[name] for name in COMMANDS}


def default(one: Parameter, is_check: bool) -> str:
    """What holds where an option is left out."""
    keys = {s.option: s.key.otherwise for s in SETTINGS.values()} if is_check else {}
    by_key = [keys[name] for name in one.spelt if name in keys]
    if isinstance(one.default, Enum):
        return str(one.default.value)
    if one.is_flag and one.default is False:
        return _FLAG
    if isinstance(one.told.show_default, str):
        return one.told.show_default.replace("--", "`--", 1) + "`" * one.is_flag
    if one.is_flag:
        return _FLAG
    return by_key[0] if by_key and one.name != "output" else _OTHERWISE[one.name]


def page(shown: Mapping[Format, Shown]) -> str:
    """The page; `shown` is what the trial of each format gave."""
    lines = [
        "# Reference",
        "",
        _MADE,
        "",
        "All that the program takes and gives, by its own account. What it is good for is told in"
        " the [how-tos](README.md#how-to) and on [the command line](cli.md).",
        *_commands(),
        *_formats(shown),
        *_exit_codes(),
        *_settings(),
    ]
    return "\n".join(lines) + "\n"


def _commands() -> Iterator[str]:
    yield from ("", "## Commands")
    yield from ("", "`check` is meant where no command is named. Options of `mgcheck` itself:", "")
    own = [(o.names, str(o.told.help)) for o in parameters(top)]
    yield from _table(
        ("option", "what it does"),
        [
            *own,
            ("`--install-completion`, `--show-completion`", "Complete commands in this shell."),
            ("`-h`, `--help`", "The help; also of each command."),
        ],
    )
    for name, function in commands().items():
        every = list(parameters(function))
        arguments = [one for one in every if not one.is_option]
        usage = " ".join(("mgcheck", name, *(str(a.told.metavar) for a in arguments)))
        about = inspect.cleandoc(function.__doc__ or "").splitlines()[0]
        yield from ("", f"### {name}", "", f"    {usage}", "", about)
        if arguments:
            told = [(f"`{a.told.metavar}`", str(a.told.help)) for a in arguments]
            yield from ("", *_table(("argument", "what it is"), told))
        options = [one for one in every if one.is_option]
        if options:
            rows = [
                (o.names, o.values, str(o.told.help), default(o, name == "check")) for o in options
            ]
            yield from ("", *_table(("option", "value", "what it does", "without it"), rows))


def _formats(shown: Mapping[Format, Shown]) -> Iterator[str]:
    yield from ("", "## Formats", "", "[What a report says](output.md) has a section on each.", "")
    rows: list[tuple[str, ...]] = [
        (f"`{kind.value}`", use.what_for, use.columns, use.paths) for kind, use in USES.items()
    ]
    yield from _table(("format", "for", "columns count", "paths"), rows)
    yield from ("", "What each shows, by a trial with one text (`check`):", "")
    rows = [
        (f"`{kind.value}`", *("yes" if aspect in shown[kind] else "" for aspect in ASPECTS))
        for kind in Format
    ]
    yield from _table(("format", *ASPECTS), rows)
    yield from (
        "",
        "*suppressed*: what a comment or a baseline leaves out, with `--show-suppressed`."
        " *a failure*: a text that could not be read; the exit code is 2 in any case.",
        "",
        "How each calls a severity; JUnit fails errors and warnings:",
        "",
    )
    heads = ("severity", "SARIF level", "`problem.severity`", "GitHub", "GitLab", "checkstyle")
    rows = [
        (kind.value, *LEVELS[kind])
        for kind in sorted(LEVELS, key=lambda s: s.rank, reverse=True)
        if kind is not Severity.NONE
    ]
    yield from _table((*heads, "reviewdog"), rows)


def _exit_codes() -> Iterator[str]:
    yield from ("", "## Exit codes", "")
    rows = [
        (str(code), f"`{command}`" if command.split()[0] in COMMANDS else command, when)
        for command, codes in EXIT_CODES.items()
        for code, when in codes
    ]
    yield from _table(("code", "command", "meaning"), rows)


def _settings() -> Iterator[str]:
    yield from ("", "## Settings", "")
    yield "[Settings in files](configuration.md) tells what each key does and which file holds."
    yield from ("", "Every option of `check` that is not named here belongs to one call.", "")
    rows = [
        (
            f"`{one.key.name}`",
            value(one.key),
            one.key.otherwise,
            SCOPES[one.key.scope][0].lower(),
            "" if one.option is None else f"`{one.option}`",
        )
        for one in SETTINGS.values()
    ]
    yield from _table(("key", "value", "without it", "counts for", "command line"), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |".replace("|  |", "| |").replace("|  |", "| |")


def main() -> None:
    """Write the page below the folder named."""
    target = Path(sys.argv[1]) / PAGE
    target.write_text(page(trial()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
