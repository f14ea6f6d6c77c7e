"""`mgcheck check`: texts in, a report and an exit code out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from mgcheck.cli.choices import Color, FailOn, Format
from mgcheck.cli.names import require
from mgcheck.cli.output import write_bytes, write_lines
from mgcheck.errors import InputError, MgcheckError, UsageError
from mgcheck.model import Document, Severity
from mgcheck.report.summary import Checked, is_at_least

if TYPE_CHECKING:
    from mgcheck.model import Catalogue, Finding

STDIN = "-"


class Options(Struct, frozen=True):
    """What the reader asked for; what holds where nothing is said."""

    paths: tuple[str, ...] = (STDIN,)
    format: Format = Format.TERMINAL
    output: Path | None = None
    fail_on: FailOn = FailOn.ERROR
    min_severity: Severity = Severity.NONE
    claims: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    catalogue: Path | None = None
    as_of: str | None = None
    encoding: str | None = None
    stdin_filename: str = "<stdin>"


def run(options: Options) -> int:
    """Check every text, write one report, and say what went wrong on standard error."""
    from mgcheck import as_of, load_catalogue

    catalogue = load_catalogue(options.catalogue)
    if options.as_of is not None:
        catalogue = as_of(catalogue, options.as_of)
    require(options.claims, catalogue.claims, "claim", "--claim")
    require(options.topics, {c.topic for c in catalogue.claims.values()}, "topic", "--topic")
    if options.output is not None:
        spare_texts(options.output, options.paths)
    errors: list[MgcheckError] = []
    checked = [_check(text, catalogue, options) for text in documents(options, errors)]
    for error in errors:
        sys.stderr.write(f"{error}\n")
    if checked or options.format is Format.JSON:
        _write(checked, catalogue, options, errors)
    if errors:
        return 2
    return 1 if _fails(checked, options.fail_on) else 0


def spare_texts(output: Path, paths: Sequence[str]) -> None:
    """Refuse to write the report over a text that is to be checked."""
    from mgcheck import read

    if not output.exists():
        return
    for name in paths:
        try:
            found = [] if name == STDIN else read.texts(Path(name))
            is_text = any(path.is_file() and output.samefile(path) for path in found)
        except (InputError, OSError):  # told when it is read
            continue
        if is_text:
            raise UsageError("is one of the texts", "name another file", f"--output {output}")


def documents(options: Options, errors: list[MgcheckError]) -> Iterator[Document]:
    """Each text once, in the order named; what cannot be read goes to `errors`."""
    from mgcheck import read

    seen: set[str] = set()
    for name in options.paths:
        try:
            if name == STDIN:
                data = standard_input()
                yield read.load_bytes(data, options.stdin_filename, options.encoding)
                continue
            paths = _texts(name)
        except InputError as err:
            errors.append(err)
            continue
        for path in paths:
            try:
                real = os.path.realpath(path)
                if real in seen:
                    continue
                seen.add(real)
                yield read.load(path, options.encoding)
            except InputError as err:
                errors.append(err)
            except OSError as err:  # the working folder is gone, or links run in a circle
                what = f"cannot be found ({err.strerror or err})"
                errors.append(InputError(what, "check the name", str(path)))


def _texts(name: str) -> tuple[Path, ...]:
    from mgcheck import read

    if not name:  # Path would take it for the current folder
        raise InputError("is an empty name", "name a file or a folder", "''")
    return read.texts(Path(name))


def standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("is closed", "pipe a text in, or name a file", "standard input")
    return sys.stdin.buffer.read()


def _check(document: Document, catalogue: Catalogue, options: Options) -> Checked:
    from mgcheck import card, check_document

    report = check_document(document, catalogue)
    shown = tuple(f for f in report.findings if _is_wanted(f, catalogue, options))
    whole = None if options.quiet else card(report, catalogue)
    return Checked(report, shown, len(report.findings) - len(shown), whole)


def _is_wanted(finding: Finding, catalogue: Catalogue, options: Options) -> bool:
    name = finding.mention.claim
    if options.claims and name not in options.claims:
        return False
    if options.topics and catalogue.claims[name].topic not in options.topics:
        return False
    return is_at_least(finding.severity, options.min_severity)


def _fails(checked: Sequence[Checked], fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    threshold = Severity(fail_on.value)
    return any(is_at_least(f.severity, threshold) for c in checked for f in c.findings)


def _write(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
) -> None:
    if options.format is Format.JSON:
        from mgcheck import __version__
        from mgcheck.report import json  # 28 ms for msgspec

        write_bytes(json.render(checked, catalogue, __version__, errors), options.output)
    else:
        from mgcheck.report import terminal

        told = terminal.lines(checked, catalogue, options.verbose, options.quiet)
        write_lines(told, options.color, options.output)
