"""Lines on steps too far, and on what to write instead."""

from __future__ import annotations

from msgspec.structs import replace

from mgcheck import Edit, Finding, Fix, Leg, Severity, Verdict
from mgcheck.report import paint
from mgcheck.report.rewording import NO_HONEST_VERSION, SEEK, fixable, legs_and_write
from mgcheck.report.summary import Checked

LEG = Leg("animal-to-human", "from animals to people", "It was shown in animals.", ("a", "b"))
FIX = Fix(True, "hedge", "It may.", (Edit(0, 1, "may"),))


def told(finding: Finding) -> str:
    """The lines on `finding`, as plain text."""
    return paint.plain(legs_and_write(finding))


def test_each_leg_has_its_line(checked: Checked) -> None:
    """A leg is named, told in its sentence, and gives its studies; a long row is cut."""
    many = replace(LEG, studies=tuple("abcdef"))
    lines = told(replace(checked.findings[0], legs=(LEG, many))).splitlines()
    assert lines[0] == "  too far    from animals to people: It was shown in animals.  a, b"
    assert lines[1].endswith("a, b, c, d and 2 more")


def test_marks_say_what_can_be_put_in(checked: Checked) -> None:
    """A safe fix, an unsafe one and none are told apart."""
    finding = replace(checked.findings[0], suggestion="It may.")
    assert told(finding) == "  write      It may.\n"
    assert told(replace(finding, fix=FIX)) == "  write      It may.  (--fix)\n"
    unsafe = replace(FIX, is_safe=False)
    assert told(replace(finding, fix=unsafe)) == "  write      It may.  (--unsafe-fixes)\n"


def test_where_nothing_honest_can_be_said_the_report_says_so(checked: Checked) -> None:
    """A grave finding without any honest wording is told to go; a note is not."""
    finding = replace(checked.findings[0], suggestion=None, verdict=Verdict.CONTRADICTED)
    assert told(replace(finding, severity=Severity.ERROR)) == f"  write      {NO_HONEST_VERSION}\n"
    assert told(replace(finding, severity=Severity.NOTE)) == ""


def test_the_summary_counts_what_can_be_mended(checked: Checked) -> None:
    """How many findings each option would mend; nothing where there are none."""
    assert list(fixable((checked,), is_sought=True)) == []
    first = replace(checked.findings[0], fix=FIX)
    second = replace(checked.findings[1], fix=replace(FIX, is_safe=False))
    some = replace(checked, findings=(first, second))
    assert paint.plain(fixable((some,), is_sought=True)) == (
        "Can be put fairly: 1 finding with --fix and 1 finding only with --unsafe-fixes "
        "(--diff shows how).\n"
    )


def test_a_report_that_did_not_look_says_where_to(checked: Checked) -> None:
    """The plain report looks for no fixes, and says what does; where all stands it is silent."""
    assert paint.plain(fixable((checked,), is_sought=False)) == f"{SEEK}\n"
    fine = tuple(replace(f, severity=Severity.NONE) for f in checked.findings)
    assert list(fixable((replace(checked, findings=fine),), is_sought=False)) == []
