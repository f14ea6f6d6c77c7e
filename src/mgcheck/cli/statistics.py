"""--statistics: counts in the place of a report."""

from __future__ import annotations

from collections.abc import Sequence

from mgcheck.cli.check import Options
from mgcheck.cli.choices import Format
from mgcheck.cli.output import write_bytes, write_lines
from mgcheck.errors import UsageError
from mgcheck.report.summary import Checked


def require_format(options: Options) -> None:
    """Refuse a format that has no place for counts alone."""
    if options.format not in (Format.TERMINAL, Format.JSON):
        mend = "use --format terminal or json"
        raise UsageError(f"is not written as {options.format.value}", mend, "--statistics")


def write_statistics(checked: Sequence[Checked], options: Options) -> None:
    """Write the counts of a run, for people or as JSON."""
    from mgcheck import __version__
    from mgcheck.report import statistics

    if options.format is Format.JSON:
        from mgcheck.report import json

        write_bytes(json.dump(statistics.statistics(checked, __version__)), options.output)
    else:
        write_lines(statistics.lines(checked), options.color, options.output)
