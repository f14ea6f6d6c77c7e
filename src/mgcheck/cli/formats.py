"""A finished check in every format that was asked for, each in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from mgcheck.cli.choices import Format
from mgcheck.cli.output import write_bytes, write_lines
from mgcheck.errors import MgcheckError, UsageError
from mgcheck.report.summary import Checked, Gone

if TYPE_CHECKING:
    from mgcheck.cli.check import Options
    from mgcheck.model import Catalogue
    from mgcheck.report.problems import Run

_RENDER: Final[Mapping[Format, tuple[str, str]]] = {
    Format.JSONL: ("jsonl", "render"),
    Format.SARIF: ("sarif", "render"),
    Format.GITHUB: ("github", "render"),
    Format.GITLAB: ("gitlab", "render"),
    Format.JUNIT: ("junit", "render"),
    Format.CHECKSTYLE: ("checkstyle", "render"),
    Format.RDJSON: ("rdjson", "render"),
    Format.RDJSONL: ("rdjson", "render_lines"),
    Format.CSV: ("csv", "render"),
    Format.MARKDOWN: ("comment", "render"),
    Format.CLAIMREVIEW: ("claimreview", "render"),
}
"""Module of report and function of it; loaded only where its format is written."""


def write(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
    gone: Sequence[Gone] = (),
    passed: Sequence[MgcheckError] = (),
) -> None:
    """The report itself, then what is written beside it."""
    for kind, output in ((options.format, options.output), *options.outputs):
        _write(kind, output, checked, catalogue, options, errors, gone, passed)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(k is Format.GITHUB for k in (options.format, *dict(options.outputs))):
        _append_summary(Path(summary), _run(checked, catalogue, options, errors, gone, passed))


def _write(
    kind: Format,
    output: Path | None,
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
    gone: Sequence[Gone],
    passed: Sequence[MgcheckError],
) -> None:
    if kind is Format.TERMINAL:
        if checked or output is not None:
            from mgcheck.report import terminal

            told = terminal.lines(
                checked, catalogue, options.verbose, options.quiet, options.show_suppressed
            )
            write_lines(told, options.color, output)
    elif kind is Format.JSON:
        from mgcheck import __version__
        from mgcheck.report import json  # 28 ms for msgspec

        write_bytes(json.render(checked, catalogue, __version__, errors), output)
    else:
        run = _run(checked, catalogue, options, errors, gone, passed)
        if kind is Format.CONCISE:
            from mgcheck.report import concise

            write_lines(concise.lines(run), options.color, output)
        else:
            is_github = kind is Format.GITHUB
            write_bytes(_rendered(kind, run), output, are_commands=is_github)


def _rendered(kind: Format, run: Run) -> bytes:
    module, function = _RENDER[kind]
    render = cast(
        "Callable[[Run], bytes]", getattr(import_module(f"mgcheck.report.{module}"), function)
    )
    return render(run)


def _run(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
    gone: Sequence[Gone],
    passed: Sequence[MgcheckError],
) -> Run:
    from mgcheck import __version__
    from mgcheck.report.problems import Run
    from mgcheck.report.where import root_of

    return Run(
        checked=tuple(checked),
        catalogue=catalogue,
        version=__version__,
        errors=tuple(errors),
        gone=tuple(gone),
        passed=tuple(passed),
        root=root_of(Path.cwd()),
        shows_suppressed=options.show_suppressed,
        publisher=options.publisher,
        review_url=options.review_url,
    )


def _append_summary(path: Path, run: Run) -> None:
    """What the annotations have no room for, on the page of the job."""
    from mgcheck.report import comment

    try:
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(comment.text(run, comment.MOST_SUMMARY))
    except OSError as err:
        raise UsageError(
            f"cannot be written ({err.strerror or err})",
            "unset GITHUB_STEP_SUMMARY, or let it name a file",
            str(path),
        ) from err
