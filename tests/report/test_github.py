"""Workflow commands, read as GitHub's runner reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mgcheck import model, read
from mgcheck.report import github
from mgcheck.report.problems import Run
from mgcheck.report.summary import Checked

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

Command = tuple[str, dict[str, str], str]
KNOWN = frozenset({"error", "warning", "notice"})
EDITION = re.compile(r"Catalogue \S+ \S+ of [\d-]+, sha256 [0-9a-f]{12}\.")
HOSTILE = st.text(
    st.one_of(st.sampled_from("\r\n:,=%;#[]\x00\x1b\u2028 "), st.characters(codec="utf-8")),
    max_size=40,
)


def commands(output: bytes) -> list[Command]:
    """What the runner makes of a step's output: name, properties, message of each annotation.

    Behind them one line, for those who look into the log, names the catalogue.
    """
    found = []
    for line in output.decode().replace("\r", "\n").split("\n"):
        told = line.strip()
        if not told.startswith("::"):
            assert not told, f"no command: {told!r}"
            continue
        head, _, data = told[2:].partition("::")
        name, _, rest = head.partition(" ")
        pairs = [pair.split("=", 1) for pair in rest.split(",") if pair]
        properties = {key: _plain(value, property_too=True) for key, value in pairs}
        found.append((name, properties, _plain(data)))
    name, _, told = found.pop()
    assert (name, EDITION.fullmatch(told) is not None) == ("debug", True)
    return found


def _plain(text: str, property_too: bool = False) -> str:
    signs = {"%0D": "\r", "%0A": "\n"}
    if property_too:
        signs |= {"%3A": ":", "%2C": ","}
    for code, sign in (signs | {"%25": "%"}).items():
        text = text.replace(code, sign)
    return text


def many(run: Run, severities: Sequence[model.Severity]) -> Run:
    """A run over one text with a finding of each severity."""
    (old,) = run.checked
    like = old.findings[0]
    text = "\n".join(f"Sentence {n}." for n in range(len(severities)))
    document = read.document(text, "many.md")
    found = []
    for start, severity in zip(document.line_starts, severities, strict=True):
        mention = replace(like.mention, start=start, end=start + 8, hits=())
        found.append(replace(like, mention=mention, severity=severity, fix=None))
    report = model.Report(document, tuple(found), ())
    return replace(run, checked=(Checked(report, tuple(found), 0),), errors=())


def test_commands(run: Run) -> None:
    """Errors, then warnings: file, place, verdict and claim as title, reason and wording."""
    first, second, *_ = commands(github.render(run))
    assert first == (
        "error",
        {"title": "not checked"},
        "gone.txt: no such file or folder; check the name",
    )
    assert second == (
        "error",
        {
            "file": "moon.md",
            "line": "5",
            "endLine": "5",
            "col": "22",
            "endColumn": "138",
            "title": "preclinical-only (moon-brain)",
        },
        "Shown in mice only (lee-2012); no study in people is on record. Write: In mice, moonroot "
        "crossed into the brain; whether it does in people is not known.",
    )


def test_no_columns_over_several_lines(run: Run) -> None:
    """GitHub takes columns only where a finding begins and ends on one line."""
    (old,) = run.checked
    text = "Moonroot improves\nsleep."
    mention = replace(old.findings[0].mention, start=0, end=len(text), hits=())
    finding = replace(old.findings[0], mention=mention, fix=None)
    report = model.Report(read.document(text, "a.md"), (finding,), ())
    one = replace(run, checked=(Checked(report, (finding,), 0),), errors=())
    ((_, properties, _),) = commands(github.render(one))
    assert properties["endLine"] == "2"
    assert not {"col", "endColumn"} & set(properties)


@pytest.mark.parametrize("number", [9, 10, 11, 500])
def test_the_budget(run: Run, number: int) -> None:
    """Ten of a level at most: all where they fit, else nine and a count of the others."""
    severities = [model.Severity.WARNING] * number + [model.Severity.ERROR] * 3
    found = commands(github.render(many(run, severities)))
    warnings = [command for command in found if command[0] == "warning"]
    assert [name for name, _, _ in found].count("error") == 3
    assert len(warnings) == min(number, 10)
    if number > 10:
        assert warnings[-1][1] == {"title": f"{number - 9} more warnings not shown here"}


def test_the_worst_are_shown(run: Run) -> None:
    """Of one severity what is contradicted goes before what is mixed, in the text's order."""
    plenty = many(run, [model.Severity.ERROR] * 30)
    (one,) = plenty.checked
    found = [
        replace(f, verdict=model.Verdict.CONTRADICTED) if n >= 21 else f
        for n, f in enumerate(one.findings)
    ]
    report = replace(one.report, findings=tuple(found))
    told = commands(github.render(replace(plenty, checked=(Checked(report, tuple(found), 0),))))
    assert [properties["line"] for _, properties, _ in told[:-1]] == [str(n) for n in range(22, 31)]


@SETTINGS
@given(path=HOSTILE, words=HOSTILE, why=HOSTILE)
def test_no_text_becomes_a_command(run: Run, path: str, words: str, why: str) -> None:
    """Whatever path and text hold, one finding is one command, and its values come back."""
    (old,) = run.checked
    document = read.document(words or "x", path or "x")
    mention = replace(old.findings[0].mention, start=0, end=len(document.text), hits=())
    finding = replace(old.findings[0], mention=mention, why=why, suggestion=words, fix=None)
    report = model.Report(document, (finding,), ())
    output = github.render(replace(run, checked=(Checked(report, (finding,), 0),), errors=()))
    ((name, properties, message),) = commands(output)
    assert name in KNOWN
    assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    assert properties["title"] == "mixed (moon-sleep)"
    assert "\n" not in message
    assert "\x1b" not in output.decode()


def test_articles(articles: Run) -> None:
    """Real articles stay within what GitHub shows."""
    told = [name for name, _, _ in commands(github.render(articles))]
    assert 10 < len(told) <= 30
    assert max(map(told.count, KNOWN)) <= 10
