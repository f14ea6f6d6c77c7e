"""The README's picture of a report.

Made by `python -m mgcheck.cli.picture docs/sample-article.md docs/report.svg`.
"""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.segment import Segment, Segments

from mgcheck import check_document, load_catalogue, read
from mgcheck.report import paint, terminal
from mgcheck.report.line import EMPTY, Line, Style, text_line
from mgcheck.report.summary import Checked

_WIDTH: Final = 100
_FIRST: Final = 44
"""Lines of findings that are shown before the cut; the summary always is."""


def picture(article: Path) -> str:
    """The report on `article` as SVG, findings in its middle left out."""
    document = read.load(article)
    catalogue = load_catalogue()
    report = check_document(document, catalogue)
    checked = Checked(report, report.findings, 0)
    lines = _cut(list(terminal.lines((checked,), catalogue)))
    console = Console(
        record=True, width=_WIDTH, file=StringIO(), force_terminal=True, color_system="standard"
    )
    pieces: list[Segment] = paint.segments(lines, _WIDTH)
    console.print(Segments(pieces), end="", soft_wrap=True)
    return console.export_svg(title=f"mgcheck {article.name}", unique_id="mgcheck")


def _cut(lines: list[Line]) -> list[Line]:
    """`lines` without those between the first findings and the summary, cut at an empty line."""
    blanks = [index for index, line in enumerate(lines) if line == EMPTY]
    first = max((b for b in blanks if b <= _FIRST), default=0)
    last = max(blanks, default=0)
    if last <= first:
        return lines
    return [*lines[: first + 1], text_line(("  …", Style.QUIET)), *lines[last:]]


def main() -> None:
    """Write the picture of the article named first to the file named second."""
    article, target = map(Path, sys.argv[1:3])
    target.write_text(picture(article), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
