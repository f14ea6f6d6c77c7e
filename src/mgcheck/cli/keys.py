"""What files of settings may say: each key, the option that it stands for, and its docs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from mgcheck.cli.choices import FailOn, Format
from mgcheck.errors import UsageError
from mgcheck.model import Severity
from mgcheck.settings.keys import Key, Kind, Scope
from mgcheck.settings.load import Written, shown


class Setting(Struct, frozen=True):
    """A key, and the option that its value becomes."""

    key: Key
    field: str
    """Its name among the Options."""
    cross: Callable[[Written], Any]
    """The value as Options hold it."""
    option: str | None
    """What the command line calls it; None: it can be set in a file alone."""


def _same(written: Written) -> Any:
    return written.value


def _path(written: Written) -> Path:
    """A path counts from the folder of the file in which it stands."""
    return Path(shown(written.file.parent / Path(written.value).expanduser()))


def _one_of(choices: type[Enum]) -> Callable[[Written], Enum]:
    return lambda written: choices(written.value)


def _amiss(require: Callable[[str], object]) -> Callable[[str], tuple[str, str] | None]:
    """What `require` says against a value."""

    def told(value: str) -> tuple[str, str] | None:
        try:
            require(value)
        except UsageError as err:
            return err.what, err.mend
        return None

    return told


def _encoding(value: str) -> None:
    from mgcheck.read import decode

    decode.require_known(value)


def _date(value: str) -> None:
    from mgcheck.catalogue import as_of

    as_of.last_day(value)


def _values(choices: type[Enum]) -> tuple[str, ...]:
    return tuple(str(choice.value) for choice in choices)


RUN, FOLDER, TEXT = Scope.RUN, Scope.FOLDER, Scope.TEXT
# fmt: off
_TABLE: Final = (
    Setting(Key("fail-on", Kind.TEXT, TEXT, "Exit code 1 from this severity on.",
                "error", '"warning"', _values(FailOn)),
            "fail_on", _one_of(FailOn), "--fail-on"),
    Setting(Key("min-severity", Kind.TEXT, TEXT, "Show findings from this severity on.",
                "none: all", '"warning"', _values(Severity)),
            "min_severity", _one_of(Severity), "--min-severity"),
    Setting(Key("claim", Kind.TEXTS, TEXT, "Only these claims.", "all", '["b-sleep"]'),
            "claims", _same, "--claim"),
    Setting(Key("ignore-claim", Kind.TEXTS, TEXT, "All claims but these.", "none", '["b-sleep"]'),
            "ignore_claims", _same, "--ignore-claim"),
    Setting(Key("topic", Kind.TEXTS, TEXT, "Only claims of these topics.", "all", '["sleep"]'),
            "topics", _same, "--topic"),
    Setting(Key("ignore-topic", Kind.TEXTS, TEXT, "No claims of these topics.",
                "none", '["mood"]'),
            "ignore_topics", _same, "--ignore-topic"),
    Setting(Key("jurisdiction", Kind.TEXTS, TEXT,
                "Tell what these laws make of claims in a seller's text.",
                "nothing is said of the law", '["eu", "us"]'),
            "jurisdictions", _same, "--jurisdiction"),
    Setting(Key("commercial", Kind.FLAG, TEXT, "The text is a seller's: that law binds it.",
                "false", "true"),
            "commercial", _same, "--commercial"),
    Setting(Key("encoding", Kind.TEXT, TEXT, "How files are encoded.",
                "by byte order mark, else UTF-8", '"latin-1"', amiss=_amiss(_encoding)),
            "encoding", _same, "--encoding"),
    Setting(Key("field", Kind.TEXT, TEXT, "The field of JSON or CSV that holds the text.",
                "none", '"body"'),
            "field", _same, "--field"),
    Setting(Key("exclude", Kind.GLOBS, FOLDER, "Pass these over; instead of the default list.",
                "folders that tools make or fetch", '["drafts/old", "*.tmp.md"]'),
            "exclude", _same, "--exclude"),
    Setting(Key("extend-exclude", Kind.GLOBS, FOLDER,
                "Pass these over, too; besides those of exclude.", "none", '["legacy"]'),
            "extend_exclude", _same, "--extend-exclude"),
    Setting(Key("include", Kind.GLOBS, FOLDER,
                "What counts as a text in a folder; instead of the known endings.",
                "files with a known ending", '["*.md", "*.draft"]'),
            "include", _same, None),
    Setting(Key("force-exclude", Kind.FLAG, RUN,
                "Hold the excludes against files that are named, too.", "false", "true"),
            "force_exclude", _same, "--force-exclude"),
    Setting(Key("respect-gitignore", Kind.FLAG, RUN,
                "Pass over in folders what .gitignore files name.", "true", "false"),
            "respect_gitignore", _same, "--respect-gitignore"),
    Setting(Key("format", Kind.TEXT, RUN, "How the report is written.",
                "terminal", '"json"', _values(Format)),
            "format", _one_of(Format), "--format"),
    Setting(Key("catalogue", Kind.PATH, RUN, "A catalogue other than mgcheck's own.",
                "the one that comes with mgcheck", '"../catalogue"'),
            "catalogue", _path, "--catalogue"),
    Setting(Key("as-of", Kind.TEXT, RUN, "Judge by what was published by then.",
                "all that is on record", '"2019-06"', amiss=_amiss(_date)),
            "as_of", _same, "--as-of"),
    Setting(Key("baseline", Kind.PATH, RUN, "Findings that are known, and do not fail the run.",
                "none", '".mgcheck-baseline.json"'),
            "baseline", _path, "--baseline"),
    Setting(Key("jobs", Kind.COUNT, RUN, "How many processes check at once.",
                "several where that pays", "2"),
            "jobs", _same, "--jobs"),
    Setting(Key("publisher", Kind.TEXT, RUN, "For claimreview: who publishes the reviews.",
                "none", '"The Sleep Desk"'),
            "publisher", _same, "--publisher"),
    Setting(Key("review-url", Kind.TEXT, RUN, "For claimreview: the page that shows them.",
                "none", '"https://example.org/checked"'),
            "review_url", _same, "--review-url"),
)
# fmt: on

SETTINGS: Final[Mapping[str, Setting]] = {one.key.name: one for one in _TABLE}
"""Every key by its name, in the order of the docs."""
KEYS: Final[Mapping[str, Key]] = {name: one.key for name, one in SETTINGS.items()}
