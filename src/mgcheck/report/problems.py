"""What every format for other programs says of a finding: one table, so that all say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from mgcheck.errors import MgcheckError
from mgcheck.model import Catalogue, Document, Finding, Severity, Verdict
from mgcheck.report.fingerprint import fingerprints, told_apart
from mgcheck.report.line import clean
from mgcheck.report.rewording import NO_HONEST_VERSION
from mgcheck.report.summary import Checked, Gone, Notice, State, Suppressed, is_at_least
from mgcheck.report.words import verdict


class Run(Struct, frozen=True):
    """All that a format is told: what was checked, by what, and what the reader asked for."""

    checked: tuple[Checked, ...]
    catalogue: Catalogue
    version: str
    errors: tuple[MgcheckError, ...] = ()
    """Texts that could not be read."""
    passed: tuple[MgcheckError, ...] = ()
    """Files of folders that were passed over, which only warns."""
    root: Path | None = None
    """The repository's top folder, links resolved; None: there is none."""
    gone: tuple[Gone, ...] = ()
    """What a baseline knows and is no longer there."""
    shows_suppressed: bool = False
    publisher: str | None = None
    """Who publishes a claim review."""
    review_url: str | None = None
    """Where it is published."""


class Level(NamedTuple):
    """A severity in the words of each format."""

    sarif: str
    problem: str
    """SARIF rules: GitHub's problem.severity."""
    github: str
    gitlab: str
    checkstyle: str
    reviewdog: str


LEVELS: Final[Mapping[Severity, Level]] = {
    Severity.ERROR: Level("error", "error", "error", "critical", "error", "ERROR"),
    Severity.WARNING: Level("warning", "warning", "warning", "major", "warning", "WARNING"),
    Severity.NOTE: Level("note", "recommendation", "notice", "info", "info", "INFO"),
}
"""Severity none has no place here: what is fairly put is no problem."""

_GRAVEST: Final = (
    Verdict.CONTRADICTED,
    Verdict.MISATTRIBUTED,
    Verdict.OUTDATED,
    Verdict.NOT_SUPPORTED,
    Verdict.PRECLINICAL_ONLY,
    Verdict.NO_EVIDENCE,
    Verdict.OVERSTATED,
    Verdict.MIXED,
    Verdict.NOT_GRADABLE,
    Verdict.SUPPORTED,
)
"""Which is told first where a format has room for a few alone, among findings of one severity."""


class Problem(Struct, frozen=True):
    """A finding, or a notice, as every format shows it."""

    document: Document
    start: int
    end: int
    rule: str
    """The claim's id; for a notice what is amiss."""
    severity: Severity
    verdict: str
    """In words; for a notice 'notice'."""
    why: str
    """On one line."""
    write: str | None
    """What to write instead, on one line; None where nothing need be."""
    fingerprint: str
    """Known from run to run, whatever the file is called; one of its own within a file."""
    finding: Finding | None
    """None: a notice."""
    state: State | None = None
    suppressed: Suppressed | None = None

    @property
    def part(self) -> str | None:
        """The page or paragraph it stands in: of Word files and PDFs, which have no lines."""
        return self.document.part_of(self.start)

    @property
    def judged(self) -> str:
        """The verdict, with page or paragraph where there is one: "mixed, page 2"."""
        return self.verdict if self.part is None else f"{self.verdict}, {self.part}"

    @property
    def message(self) -> str:
        """Why, and what to write instead, on one line."""
        return self.why if self.write is None else f"{self.why} Write: {self.write}"

    @property
    def is_problem(self) -> bool:
        """False for what is fairly put, and what no evidence decides."""
        return self.severity is not Severity.NONE

    @property
    def quote(self) -> str:
        """The words of the text, on one line."""
        return clean(self.document.said(self.start, self.end))


def every(run: Run) -> Iterator[Problem]:
    """Each finding shown and each notice, text by text in order of place; then what is suppressed.

    Suppressed findings come only where the reader asked for them.
    """
    for one in run.checked:
        yield from _of_text(one, run.shows_suppressed)


def problems(run: Run) -> Iterator[Problem]:
    """The same without what is fairly put or not gradable."""
    return (problem for problem in every(run) if problem.is_problem)


def standing(run: Run) -> list[Problem]:
    """Those that nobody suppressed: for formats that have no way to say so."""
    return [problem for problem in problems(run) if problem.suppressed is None]


def worst_first(found: Sequence[Problem]) -> list[Problem]:
    """By severity, then by verdict; what is new before what a baseline knows; else as they come."""
    return sorted(found, key=_gravity)


def _gravity(problem: Problem) -> tuple[int, bool, int]:
    finding = problem.finding
    order = len(_GRAVEST) if finding is None else _GRAVEST.index(finding.verdict)
    return -problem.severity.rank, problem.state is State.UNCHANGED, order


def _of_text(one: Checked, shows_suppressed: bool) -> list[Problem]:
    document = one.report.document
    known = known_by(one)
    states: Sequence[State | None] = one.states or [None] * len(one.findings)
    found = [
        _of_finding(finding, document, known[key(finding)], state)
        for finding, state in zip(one.findings, states, strict=True)
    ]
    if one.notices:
        found.extend(_of_notices(one.notices, document))
        found.sort(key=lambda problem: problem.start)
    if shows_suppressed:
        found.extend(
            _of_finding(s.finding, document, known[key(s.finding)], s.state, s)
            for s in one.suppressed
        )
    return found


Key = tuple[str, int, int]


def key(finding: Finding) -> Key:
    """What no two findings of one text share."""
    return finding.mention.claim, finding.mention.start, finding.mention.end


def known_by(one: Checked) -> Mapping[Key, str]:
    """The fingerprint of each finding of a text, whatever is hidden or suppressed of it."""
    found = one.report.findings
    return dict(zip(map(key, found), fingerprints(found, one.report.document), strict=True))


def _of_finding(
    finding: Finding,
    document: Document,
    fingerprint: str,
    state: State | None,
    suppressed: Suppressed | None = None,
) -> Problem:
    return Problem(
        document=document,
        start=finding.mention.start,
        end=finding.mention.end,
        rule=finding.mention.claim,
        severity=finding.severity,
        verdict=verdict(finding),
        why=clean(finding.why),
        write=_write(finding),
        fingerprint=fingerprint,
        finding=finding,
        state=state,
        suppressed=suppressed,
    )


def _write(finding: Finding) -> str | None:
    if finding.suggestion:
        return clean(finding.suggestion)
    return f"{NO_HONEST_VERSION}." if is_at_least(finding.severity, Severity.WARNING) else None


def _of_notices(notices: Sequence[Notice], document: Document) -> Iterator[Problem]:
    keys = [(n.rule, " ".join(document.text[n.start : n.end].split())) for n in notices]
    prints = told_apart(keys, [n.start for n in notices])
    for notice, fingerprint in zip(notices, prints, strict=True):
        yield Problem(
            document=document,
            start=notice.start,
            end=notice.end,
            rule=notice.rule,
            severity=notice.severity,
            verdict="notice",
            why=clean(notice.message),
            write=None,
            fingerprint=fingerprint,
            finding=None,
        )
