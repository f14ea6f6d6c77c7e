"""The README's picture of a report.

Made by `python -m mgcheck.cli.picture docs/sample-article.md docs/report.svg`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from rich.console import Console
from rich.segment import Segment, Segments

from mgcheck import check_document, load_catalogue, read
from mgcheck.model import Finding, Verdict
from mgcheck.report import paint, terminal
from mgcheck.report.line import EMPTY, Line, Style, text_line
from mgcheck.report.summary import Checked

_WIDTH: Final = 100
_SHOWN: Final = (Verdict.CONTRADICTED, Verdict.MIXED)
"""Verdicts of which the first finding is shown: few enough for a reader's first screen. The
summary always is whole."""


def picture(article: Path) -> str:
    """The report on `article` as SVG, most of its findings left out."""
    document = read.load(article)
    catalogue = load_catalogue()
    report = check_document(document, catalogue)
    few = Checked(replace(report, citations=()), tuple(_firsts(report.findings)), 0)
    whole = list(terminal.lines((Checked(report, report.findings, 0),), catalogue))
    some = list(terminal.lines((few,), catalogue))
    summary = len(whole) - _last_blank(whole)
    middle = some[1 : _last_blank(some) + 1]
    lines = [whole[0], *middle, text_line(("  …", Style.QUIET)), *whole[-summary:]]
    console = Console(
        record=True, width=_WIDTH, file=StringIO(), force_terminal=True, color_system="standard"
    )
    pieces: list[Segment] = paint.segments(lines, _WIDTH - 1)
    console.print(Segments(pieces), end="", soft_wrap=True)
    return console.export_svg(title=f"mgcheck {article.name}", unique_id="mgcheck")


def _firsts(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Of each verdict that is shown, the first of the gravest that name studies, in order."""
    firsts = {
        max(
            (f for f in findings if f.verdict is verdict),
            key=lambda f: (bool(f.body.studies), f.severity.rank),
            default=None,
        )
        for verdict in _SHOWN
    }
    return (f for f in findings if f in firsts)


def _last_blank(lines: Sequence[Line]) -> int:
    return max((index for index, line in enumerate(lines) if line == EMPTY), default=0)


def main() -> None:
    """Write the picture of the article named first to the file named second."""
    article, target = map(Path, sys.argv[1:3])
    target.write_text(picture(article), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
