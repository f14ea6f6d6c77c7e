"""`mgcheck check`: texts in, a report and an exit code out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from mgcheck.cli import formats, outputs
from mgcheck.cli.choices import Color, FailOn, Format
from mgcheck.cli.names import require
from mgcheck.errors import InputError, MgcheckError, UsageError
from mgcheck.model import Document, Severity
from mgcheck.report.summary import Checked, is_at_least

if TYPE_CHECKING:
    from mgcheck.model import Catalogue, Finding, Report
    from mgcheck.rewrite import Rewriter

STDIN = "-"


class Options(Struct, frozen=True):
    """What the reader asked for; what holds where nothing is said."""

    paths: tuple[str, ...] = (STDIN,)
    format: Format = Format.TERMINAL
    output: Path | None = None
    """Where the report goes; None: to standard output."""
    outputs: tuple[tuple[Format, Path], ...] = ()
    """What is written besides."""
    show_suppressed: bool = False
    publisher: str | None = None
    review_url: str | None = None
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
    diff: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    jurisdictions: tuple[str, ...] = ()
    commercial: bool = False


class Source(NamedTuple):
    """A text that was read, and where it came from."""

    document: Document
    path: Path | None
    """None: standard input."""
    data: bytes


def run(options: Options) -> int:
    """Check every text, write one report, and say what went wrong on standard error."""
    from mgcheck import as_of, load_catalogue

    catalogue = load_catalogue(options.catalogue)
    if options.as_of is not None:
        if options.diff or options.fix:
            mend = "leave it out with --diff and --fix"
            raise UsageError("judges a text and mends none", mend, "--as-of")
        if options.jurisdictions:
            mend = "leave one of the two out"
            raise UsageError("does not tell what the law said then", mend, "--as-of")
        catalogue = as_of(catalogue, options.as_of)
    require(options.claims, catalogue.claims, "claim", "--claim")
    require(options.topics, {c.topic for c in catalogue.claims.values()}, "topic", "--topic")
    if options.jurisdictions or options.commercial:
        from mgcheck.cli import law

        asked = law.asked(options.jurisdictions, options.commercial, catalogue)
        options = replace(options, jurisdictions=asked)
    for file in outputs.files(options):
        spare_texts(file, options.paths)
    errors: list[MgcheckError] = []
    if options.diff or options.fix:
        from mgcheck.cli import fix

        return fix.run(sources(options, errors), catalogue, options, errors)
    rewriter = _rewriter(catalogue) if outputs.are_full(options) else None
    checked = [
        check(document, catalogue, options, rewriter) for document in documents(options, errors)
    ]
    return finish(checked, catalogue, options, errors)


def finish(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
) -> int:
    """Write the report, say what went wrong, and give the exit code."""
    for error in errors:
        sys.stderr.write(f"{error}\n")
    formats.write(checked, catalogue, options, errors)
    if errors:
        return 2
    return 1 if fails(checked, options.fail_on) else 0


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
    """The documents of `sources`."""
    return (source.document for source in sources(options, errors))


def sources(options: Options, errors: list[MgcheckError]) -> Iterator[Source]:
    """Each text once, in the order named; what cannot be read goes to `errors`."""
    from mgcheck import read

    seen: set[str] = set()
    for name in options.paths:
        try:
            if name == STDIN:
                data = standard_input()
                read_as = read.load_bytes(data, options.stdin_filename, options.encoding)
                yield Source(read_as, None, data)
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
                data = read.bytes_of(path)
                yield Source(read.load_bytes(data, str(path), options.encoding), path, data)
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


def check(
    document: Document, catalogue: Catalogue, options: Options, rewriter: Rewriter | None
) -> Checked:
    """The document's report as the reader's filters leave it, with fixes where they are sought."""
    from mgcheck import check_document, read

    report = check_document(document, catalogue)
    if rewriter is not None:
        report = rewriter.rewritten(
            report,
            lambda text: check_document(read.again(text, document), catalogue),
            lambda finding: is_wanted(finding, catalogue, options),
        )
    return filtered(report, catalogue, options)


def filtered(report: Report, catalogue: Catalogue, options: Options) -> Checked:
    """What the reader's filters leave of `report`, with the card of its text."""
    from mgcheck import card

    shown = tuple(f for f in report.findings if is_wanted(f, catalogue, options))
    whole = card(report, catalogue) if outputs.have_card(options) else None
    legal = None
    if options.jurisdictions:
        from mgcheck.cli import law

        shown_report = replace(report, findings=shown)
        legal = law.view(shown_report, catalogue, options.jurisdictions, options.commercial)
    return Checked(report, shown, len(report.findings) - len(shown), whole, legal)


def _rewriter(catalogue: Catalogue) -> Rewriter:
    from mgcheck.rewrite import Rewriter

    return Rewriter(catalogue)


def is_wanted(finding: Finding, catalogue: Catalogue, options: Options) -> bool:
    """Whether the reader's filters let the finding through."""
    name = finding.mention.claim
    if options.claims and name not in options.claims:
        return False
    if options.topics and catalogue.claims[name].topic not in options.topics:
        return False
    return is_at_least(finding.severity, options.min_severity)


def fails(checked: Sequence[Checked], fail_on: FailOn) -> bool:
    """Whether a finding is grave enough for exit code 1."""
    if fail_on is FailOn.NEVER:
        return False
    threshold = Severity(fail_on.value)
    return any(is_at_least(f.severity, threshold) for c in checked for f in c.findings)
