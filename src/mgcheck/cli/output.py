"""Where a report goes, and how: colour or none, wrapped or not, which signs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from mgcheck.cli import streams
from mgcheck.cli.choices import Color
from mgcheck.errors import UsageError
from mgcheck.report import paint
from mgcheck.report.line import Line


def write_lines(lines: Iterable[Line], color: Color, output: Path | None = None) -> None:
    """Write `lines` to `output`, or to standard output as its reader can take it."""
    if output is not None:
        colours = color is Color.ALWAYS
        _save(_coloured(lines, None, True) if colours else paint.plain(lines), output)
        return
    is_terminal = sys.stdout.isatty()
    width = terminal_width()
    signs = paint.can_show_signs(sys.stdout.encoding)
    if wants_colour(color, is_terminal):
        text = _coloured(lines, width, signs)
    else:
        text = paint.plain(lines, width, signs)
    streams.write(text)


def write_bytes(data: bytes, output: Path | None = None, *, are_commands: bool = False) -> None:
    """Write machine output to `output`, or to standard output: always UTF-8."""
    if output is None:
        streams.write_bytes(data, are_commands=are_commands)
    else:
        _save(data.decode("utf-8"), output)


def wants_colour(color: Color, is_terminal: bool) -> bool:
    """What --color says; on auto NO_COLOR and FORCE_COLOR, else a terminal that knows colour."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if "NO_COLOR" in os.environ:
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def terminal_width() -> int | None:
    """The terminal's columns, COLUMNS overruling; None: standard output is none."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def _coloured(lines: Iterable[Line], width: int | None, signs: bool) -> str:
    """`lines` with standard ANSI colours, which every colour terminal maps to its own palette."""
    from rich.color import ColorSystem

    pieces = paint.segments(lines, width, signs)
    return "".join(
        piece.style.render(piece.text, color_system=ColorSystem.STANDARD)
        if piece.style is not None
        else piece.text
        for piece in pieces
    )


def _save(text: str, output: Path) -> None:
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as err:
        raise UsageError(
            f"cannot be written ({err.strerror or err})", "name another file", str(output)
        ) from err
