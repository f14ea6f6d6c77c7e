"""The report that people read, compared whole with committed files.

Made anew with UPDATE_GOLDEN=1; read the difference like code.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.report import paint, terminal
from mgcheck.report.line import Style, clean, text_line
from mgcheck.report.summary import Checked

Compare = Callable[[str, str], None]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_widths(width: int, checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """At each width no row is wider, and the words stay the same."""
    text = paint.plain(terminal.lines([checked], catalogue), width)
    assert max(map(len, text.splitlines())) <= width
    compare(f"terminal-{width}", text)


def test_pipe(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """In a pipe every field is one line, so that grep and awk find it whole."""
    compare("pipe", paint.plain(terminal.lines([checked], catalogue)))


def test_ascii(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """Where a locale knows only ASCII, signs have look-alikes."""
    text = paint.plain(terminal.lines([checked], catalogue), 80, signs=False)
    assert text.isascii()
    compare("ascii", text)


def test_verbose(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """Verbose tells every finding in full, and lists what was not judged."""
    compare("verbose", paint.plain(terminal.lines([checked], catalogue, verbose=True), 80))


def test_quiet(checked: Checked, catalogue: model.Catalogue) -> None:
    """Quiet leaves a line for each document, and a total for several."""
    text = paint.plain(terminal.lines([checked, checked], catalogue, quiet=True))
    one = "6 claims: 1 error, 2 warnings, 1 note, 2 without remark; 1 sentence not judged"
    assert text.splitlines() == [
        f"moon.md: {one}",
        f"moon.md: {one}",
        "total: 12 claims: 2 errors, 4 warnings, 2 notes, 4 without remark; 2 sentences not judged",
    ]


def test_colour(checked: Checked, catalogue: model.Catalogue) -> None:
    """Colour repeats what words say: without it, the same text is left."""
    pieces = paint.segments(terminal.lines([checked], catalogue), 80)
    plain = paint.plain(terminal.lines([checked], catalogue), 80)
    coloured = "".join(piece.text for piece in pieces)
    assert [row.rstrip() for row in coloured.splitlines()] == plain.splitlines()
    marked = [p.text for p in pieces if p.style is not None and p.style.underline]
    assert marked[:3] == ["Moonroot", "improves", "sleep quality"]


def test_hidden_findings_are_counted(checked: Checked, catalogue: model.Catalogue) -> None:
    """What a filter hid is told, never lost in silence."""
    few = replace(checked, findings=checked.findings[:1], n_hidden=5)
    text = paint.plain(terminal.lines([few], catalogue))
    assert "Hidden by --min-severity, --claim or --topic: 5 findings." in text.splitlines()


def test_nothing_found(catalogue: model.Catalogue) -> None:
    """Nothing found is said in one line."""
    report = model.Report(read.document("Nothing here.", "a.txt"), (), ())
    text = paint.plain(terminal.lines([Checked(report, (), 0)], catalogue))
    assert text.splitlines() == [
        "a.txt  2 words, 0 claims",
        "",
        "no claim of the catalogue found.",
        "Catalogue moon 1.0.0 of 2026-01-02, sha256 abababababab.",
        terminal.NO_ADVICE,
    ]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("[bold]no markup[/bold]", "[bold]no markup[/bold]"),
        ("left\u202eright", "left\ufffdright"),
        ("two\r\nlines\tand  more", "two lines and more"),
    ],
)
def test_hostile_text_is_shown_not_obeyed(hostile: str, shown: str) -> None:
    """Control characters and marks of direction never reach the terminal."""
    assert clean(hostile) == shown


@pytest.mark.parametrize("width", [20, 33, 80])
def test_wrapping_keeps_every_word(width: int) -> None:
    """Wrapping loses nothing, and breaks a word only where it is wider than a row."""
    from rich.cells import cell_len

    words = "a bb ccc 睡眠 " * 9 + "x" * 90 + " end"
    rows = paint.plain([text_line((words, Style.PLAIN), indent=4)], width).splitlines()
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(words.split())
