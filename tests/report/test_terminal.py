"""The report that people read, compared whole with committed files.

Made anew with UPDATE_GOLDEN=1; read the difference like code.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.report import paint, terminal, words
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


@pytest.mark.parametrize(
    ("stance", "wording", "shown"),
    [
        ("asserts", "does", "Moonroot improves memory."),
        ("asserts", "may", "Moonroot may improve memory."),
        ("questions", "may", "left open: It is very uncertain whether moonroot improves memory."),
        ("denies", "may", "denied: Moonroot improves memory."),
    ],
)
def test_supported_is_said_of_the_text_s_own_wording(
    stance: str, wording: str, shown: str, checked: Checked, catalogue: model.Catalogue
) -> None:
    """Beside 'supported' never stands more than the text itself says."""
    told = catalogue.claims["moon-memory"]
    uncertain = "It is very uncertain whether moonroot improves memory."
    told = replace(told, wordings={**told.wordings, "uncertain": uncertain})
    catalogue = replace(catalogue, claims={**catalogue.claims, told.id: told})
    finding = checked.findings[1]
    mention = replace(finding.mention, stance=model.Stance(stance), wording=model.Wording(wording))
    fair = replace(
        finding,
        mention=mention,
        verdict=model.Verdict.SUPPORTED,
        severity=model.Severity.NONE,
    )
    text = paint.plain(terminal.lines([replace(checked, findings=(fair,))], catalogue))
    assert text.splitlines()[2] == f"moon.md:3:34   ✓ supported  {shown}"


def test_a_denial_is_told(checked: Checked, catalogue: model.Catalogue) -> None:
    """A verdict on a denial is not to be read as one on the claim."""
    finding = checked.findings[0]
    finding = replace(finding, mention=replace(finding.mention, stance=model.Stance.DENIES))
    text = paint.plain(terminal.lines([replace(checked, findings=(finding,))], catalogue))
    assert "  says       denies flatly: Moonroot improves sleep quality.\n" in text


def test_a_cap_is_told(checked: Checked, catalogue: model.Catalogue) -> None:
    """Where a review's own certainty caps ours, the steps alone would not add up."""
    finding = checked.findings[0]
    finding = replace(finding, body=replace(finding.body, steps=(), capped_by="doe-2020"))
    text = paint.plain(terminal.lines([replace(checked, findings=(finding,))], catalogue))
    assert "low  human controlled trials (no more than doe-2020 states)\n" in text


def test_a_neighbour_s_result_is_named(checked: Checked, catalogue: model.Catalogue) -> None:
    """A study that decides by what stands in for the outcome shows what it measured."""
    bone = model.Concept(id="ward", name="ward", sort="outcome", surrogate_of=("memory",))
    study = catalogue.studies["roe-2021"]
    row = replace(study.results[0], outcome="ward", measured="days on the ward")
    catalogue = replace(
        catalogue,
        outcomes={**catalogue.outcomes, "ward": bone},
        studies={**catalogue.studies, study.id: replace(study, results=(row,))},
    )
    finding = checked.findings[1]
    finding = replace(finding, body=replace(finding.body, studies=(study.id,)))
    text = paint.plain(terminal.lines([replace(checked, findings=(finding,))], catalogue))
    assert "roe-2021  crossover trial · n not known · improved: days on the ward\n" in text


def test_large_counts_are_grouped(checked: Checked, catalogue: model.Catalogue) -> None:
    """Every count of a summary is written alike."""
    many = replace(checked, findings=checked.findings[2:3] * 1_200)
    text = paint.plain(terminal.lines([many], catalogue, quiet=True))
    assert "1,200 claims: 1,200 without remark" in text


def test_hidden_findings_are_counted(checked: Checked, catalogue: model.Catalogue) -> None:
    """What a filter hid is told, never lost in silence."""
    few = replace(checked, findings=checked.findings[:1], n_hidden=5)
    text = paint.plain(terminal.lines([few], catalogue))
    assert (
        "Hidden by filters, such as --min-severity or --diff-base: 5 findings." in text.splitlines()
    )


def test_nothing_found(catalogue: model.Catalogue) -> None:
    """Nothing found is said in one line."""
    report = model.Report(read.document("Nothing here.", "a.txt"), (), ())
    text = paint.plain(terminal.lines([Checked(report, (), 0)], catalogue))
    assert text.splitlines() == [
        "a.txt  2 words, 0 claims",
        "",
        "no claim of the catalogue found.",
        "Catalogue moon 1.0.0 of 2026-01-02, sha256 abababababab.",
        words.NO_ADVICE,
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
