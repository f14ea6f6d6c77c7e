"""`mgcheck compare` and `mgcheck diff`: several texts in, how they differ out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from mgcheck import __version__, check_document, load_catalogue, read
from mgcheck import compare as side_by_side
from mgcheck import diff as between_drafts
from mgcheck.cli import streams
from mgcheck.cli.check import STDIN, STDIN_NAME, Call
from mgcheck.cli.choices import Color, CompareFormat, DiffFormat, FailOn
from mgcheck.cli.configured import Configured
from mgcheck.cli.output import terminal_width, write_bytes, write_lines
from mgcheck.cli.sources import documents, places, spare_texts, standard_input
from mgcheck.errors import InputError, MgcheckError, UsageError
from mgcheck.model import Document, Severity

_FEWEST: Final = 2


class Ways(Struct, frozen=True):
    """How texts are read and reports written, the same for both commands."""

    output: Path | None = None
    color: Color = Color.AUTO
    call: Call = Call()


def compare(paths: tuple[str, ...], format_: CompareFormat, ways: Ways) -> int:
    """Which text says what; 0, or 2 where one could not be read."""
    if paths.count(STDIN) > 1:
        raise UsageError("'-' is named twice", "standard input can be read once")
    options = replace(Configured(ways.call).of_run(), paths=paths)
    catalogue = load_catalogue(options.catalogue)
    listed = list(places(options))
    if ways.output is not None:
        spare_texts((ways.output,), listed)
    errors: list[MgcheckError] = []
    reports = [check_document(text, catalogue) for text in documents(listed, errors)]
    for error in errors:
        streams.tell(str(error))
    if len(reports) < _FEWEST:
        if errors:
            return 2
        raise UsageError("there is only one text", "name two or more, or a folder that holds them")
    made = side_by_side(reports, catalogue)
    match format_:
        case CompareFormat.TERMINAL:
            from mgcheck.report import compare as report

            width = terminal_width() if ways.output is None else None
            write_lines(report.lines(made, catalogue, width), ways.color, ways.output)
        case CompareFormat.JSON:
            from mgcheck.report import texts_json

            write_bytes(texts_json.compared(made, catalogue, __version__, errors), ways.output)
        case CompareFormat.CSV:
            from mgcheck.report import compare_tables

            write_bytes(compare_tables.as_csv(made, catalogue), ways.output)
        case CompareFormat.MARKDOWN:
            from mgcheck.report import compare_tables

            write_bytes(compare_tables.as_markdown(made, catalogue), ways.output)
    return 2 if errors else 0


def diff(old: str, new: str, format_: DiffFormat, fail_on: FailOn, ways: Ways) -> int:
    """What the new draft changed; 1 where it got worse, else 0."""
    if old == new == STDIN:
        raise UsageError("both drafts are standard input", "name a file for one of them")
    configured = Configured(ways.call)
    options = replace(configured.of_run(), paths=(old, new))
    catalogue = load_catalogue(options.catalogue)
    if ways.output is not None:
        spare_texts((ways.output,), list(places(replace(options, diff_base=None), reads=False)))
    threshold = Severity.WARNING if fail_on is FailOn.NEVER else Severity(fail_on.value)
    made = between_drafts(
        check_document(_draft(old, new, configured), catalogue),
        check_document(_draft(new, old, configured), catalogue),
        catalogue,
        threshold,
    )
    match format_:
        case DiffFormat.TERMINAL:
            from mgcheck.report import drafts as report

            write_lines(report.lines(made, catalogue), ways.color, ways.output)
        case DiffFormat.JSON:
            from mgcheck.report import texts_json

            write_bytes(texts_json.drafts(made, catalogue, __version__), ways.output)
        case DiffFormat.MARKDOWN:
            from mgcheck.report import drafts as report

            write_bytes(report.as_markdown(made, catalogue), ways.output)
    return int(made.is_worse and fail_on is not FailOn.NEVER)


def _draft(name: str, other: str, configured: Configured) -> Document:
    """One draft; standard input is read as the other one is, in the same syntax."""
    if name == STDIN:
        given = configured.of_run().stdin_filename
        called = f"{STDIN_NAME}{Path(other).suffix}" if given == STDIN_NAME else given
        held = configured.of(called)
        return read.load_bytes(standard_input(), called, held.encoding, held.field)
    if not name:
        raise InputError("is an empty name", "name a file", "''")
    if Path(name).is_dir():
        raise InputError("is a folder, not a file", "name two drafts of one text", name)
    held = configured.of(name)
    return read.load(Path(name), held.encoding, held.field)
