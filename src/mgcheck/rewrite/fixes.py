"""Which candidate is kept: each is tried on the whole text, and believed only when it holds.

A fix is kept where the claim is then fairly put, no claim of the text got worse, none vanished,
none is new, and nothing that stood was made doubtful.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.model import (
    Catalogue,
    Document,
    Edit,
    Finding,
    Fix,
    Kind,
    Report,
    Severity,
    Stance,
    Verdict,
    Wording,
)
from mgcheck.rewrite.apply import applied, begins, chosen
from mgcheck.rewrite.barred import Bars
from mgcheck.rewrite.hedges import Candidate, Hedger, Target, hedge_for
from mgcheck.rewrite.replacing import replacements

_MOST_TRIED: Final = 7
"""Candidates of one sentence that are tried; each costs a look at the whole text."""
_MOST_PASSES: Final = 8


def is_fair(finding: Finding) -> bool:
    """Whether the claim is fairly put: it stands, or there is no more to say than a note."""
    if finding.verdict is Verdict.OVERSTATED:
        return False
    return finding.severity in (Severity.NONE, Severity.NOTE)


class _Line(NamedTuple):
    """A sentence with its findings, those to be mended, and the ways to do it."""

    start: int
    end: int
    findings: tuple[Finding, ...]
    wanted: frozenset[str]
    candidates: tuple[Candidate, ...]


class _Kept(NamedTuple):
    """A candidate that held, and the claims that it put fairly."""

    candidate: Candidate
    mended: frozenset[str]
    n_softened: int
    """Claims that stood, and are now put more weakly than they need be."""


class Rewriter:
    """The rewrite stage, prepared for one catalogue.

    `check` is the whole way through for a text that is read as the document was.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rewrites = catalogue.rewrites

    @cached_property
    def _hedger(self) -> Hedger:
        return Hedger(self._catalogue)  # most texts need none

    @cached_property
    def _bars(self) -> Bars:
        return Bars(self._catalogue)

    def rewritten(
        self,
        report: Report,
        check: Callable[[str], Report],
        is_wanted: Callable[[Finding], bool] = lambda _: True,
    ) -> Report:
        """`report` with a fix at every finding that one was found for."""
        if not self._rewrites.hedges:
            return report
        lines = self._lines(report, is_wanted)
        if not any(line.candidates for line in lines):
            return report
        trial = _Trial(report, lines, check)
        safe = trial.best(is_safe=True)
        rest = {
            at: line.wanted - (safe[at].mended if at in safe else frozenset())
            for at, line in enumerate(lines)
        }
        unsafe = trial.best(is_safe=False, only={at for at, left in rest.items() if left})
        fixes: dict[tuple[int, str], Fix] = {}
        for kept in (unsafe, safe):
            for at, way in kept.items():
                fix = _fix(way.candidate, lines[at], report.document)
                fixes.update({(lines[at].start, claim): fix for claim in way.mended})
        return replace(report, findings=tuple(_with(f, fixes) for f in report.findings))

    def fixed(
        self,
        report: Report,
        check: Callable[[str], Report],
        is_wanted: Callable[[Finding], bool] = lambda _: True,
        *,
        unsafe: bool = False,
    ) -> tuple[Report, int]:
        """The text with its fixes made, checked anew, and how many claims they put fairly.

        One fix can make way for another, so it goes on until there is none: a second run then
        has nothing to do. Safe ones come first: those of a kind were tried side by side.
        """
        n_mended = 0
        for _ in range(_MOST_PASSES):
            report = self.rewritten(report, check, is_wanted)
            fixes = chosen(report.findings, is_safe=True)
            if not fixes and unsafe:
                fixes = chosen(report.findings, is_safe=False)
            if not fixes:
                break
            n_mended += sum(f.fix in fixes for f in report.findings)
            edits = [edit for fix in fixes for edit in fix.edits]
            report = check(applied(report.document.text, edits))
        return report, n_mended

    def _lines(self, report: Report, is_wanted: Callable[[Finding], bool]) -> list[_Line]:
        out = []
        for (start, end), group in groupby(
            report.findings, key=lambda f: (f.mention.start, f.mention.end)
        ):
            findings = tuple(group)
            wanted = [
                f for f in findings if not is_fair(f) and self._is_open_to_one(f) and is_wanted(f)
            ]
            candidates: list[Candidate] = []
            if wanted and not self._bars.bar(report.document, findings):
                candidates = list(self._candidates(report.document, findings, wanted))
            out.append(
                _Line(
                    start,
                    end,
                    findings,
                    frozenset(f.mention.claim for f in wanted),
                    tuple(candidates),
                )
            )
        return out

    def _is_open_to_one(self, finding: Finding) -> bool:
        """Whether any fix may change the claim: no denial, no question, nothing said to be safe.

        "It may be safe for babies" is no better than that it is.
        """
        claim = self._catalogue.claims.get(finding.mention.claim)
        is_safety = claim is not None and claim.kind is Kind.SAFETY
        return finding.mention.stance is Stance.ASSERTS and not is_safety

    def _candidates(
        self, document: Document, findings: Sequence[Finding], wanted: Sequence[Finding]
    ) -> Iterable[Candidate]:
        targets = [Target(f, hedge) for f in wanted if (hedge := hedge_for(f)) is not None]
        found: dict[tuple[Edit, ...], Candidate] = {}
        if targets:
            for candidate in self._hedger.candidates(document, targets):
                found.setdefault(candidate.edits, candidate)
        kept = [
            self._telling(document, findings, c)
            for c in found.values()
            if _is_prose(document, c.edits)
        ][: _MOST_TRIED - 2]
        more = replacements(document, findings, wanted, self._rewrites, self._hedger)
        return [*kept, *more]

    def _telling(
        self, document: Document, findings: Sequence[Finding], candidate: Candidate
    ) -> Candidate:
        """`candidate` with the claims whose own words it changes."""
        return candidate._replace(touched=self._hedger.touched(document, findings, candidate))


class _Trial:
    """Candidates tried on the text, those of all sentences at once."""

    def __init__(
        self, report: Report, lines: Sequence[_Line], check: Callable[[str], Report]
    ) -> None:
        self._text = report.document.text
        self._lines = lines
        self._check = check
        self._starts = [line.start for line in lines]

    def best(self, *, is_safe: bool, only: set[int] | None = None) -> dict[int, _Kept]:
        """For each sentence the candidate that mends most, all of them holding together."""
        found: dict[int, list[_Kept]] = {}
        open_ = {
            at: [c for c in line.candidates if c.is_safe is is_safe]
            for at, line in enumerate(self._lines)
            if only is None or at in only
        }
        for turn in range(_MOST_TRIED):
            tried = {
                at: rest[turn]
                for at, rest in open_.items()
                if turn < len(rest) and not self._is_done(at, found.get(at, ()))
            }
            if not tried:
                continue
            after = self._outcome(tried)
            for at, candidate in tried.items():
                mended = _mended(self._lines[at], after.get(at, ()), candidate)
                if mended:
                    softened = _count_softened(self._lines[at].findings, after[at])
                    found.setdefault(at, []).append(_Kept(candidate, mended, softened))
        for ways in found.values():  # stable: the earlier of equals
            ways.sort(key=lambda kept: (-len(kept.mended), kept.n_softened))
        return self._together(found)

    def _is_done(self, at: int, ways: Sequence[_Kept]) -> bool:
        return any(kept.mended == self._lines[at].wanted for kept in ways)

    def _together(self, found: dict[int, list[_Kept]]) -> dict[int, _Kept]:
        """The best ways that hold side by side; one that harms another sentence is given up."""
        while found:
            now = {at: ways[0] for at, ways in found.items()}
            after = self._outcome({at: kept.candidate for at, kept in now.items()})
            bad: set[int] = set()
            for at, line in enumerate(self._lines):
                if at in now:
                    if _mended(line, after.get(at, ()), now[at].candidate) != now[at].mended:
                        bad.add(at)
                elif not _is_unharmed(line, after.get(at, ()), None):
                    bad.add(max((k for k in now if k < at), default=min(now)))
            if -1 in after:
                bad.add(min(now))
            if not bad:
                return now
            for at in bad:
                found[at].pop(0)
                if not found[at]:
                    del found[at]
        return {}

    def _outcome(self, put: dict[int, Candidate]) -> dict[int, list[Finding]]:
        """The findings of the changed text, by the sentence that they now stand in."""
        edits = sorted((e for c in put.values() for e in c.edits), key=lambda e: (e.start, e.end))
        report = self._check(applied(self._text, edits))
        starts = begins(self._starts, edits)
        out: dict[int, list[Finding]] = {}
        for finding in report.findings:
            at = bisect_right(starts, finding.mention.start) - 1
            out.setdefault(at, []).append(finding)
        return out


def _mended(line: _Line, after: Sequence[Finding], candidate: Candidate) -> frozenset[str]:
    """The claims that are now fairly put; none where anything else suffered."""
    if not _is_unharmed(line, after, candidate):
        return frozenset()
    return frozenset(
        f.mention.claim
        for f in after
        if f.mention.claim in line.wanted and _is_touched(f, candidate) and is_fair(f)
    )


def _is_touched(finding: Finding, candidate: Candidate | None) -> bool:
    """Whether `candidate` (None: none stands in the sentence) changes the claim's own words."""
    if candidate is None:
        return False
    return candidate.touched is None or finding.mention.claim in candidate.touched


def _is_unharmed(line: _Line, after: Sequence[Finding], candidate: Candidate | None) -> bool:
    """Whether the same claims are made, none worse, and none changed but those to be mended."""
    now: dict[str, Finding] = {}
    for finding in after:
        if finding.mention.claim in now:
            return False
        now[finding.mention.claim] = finding
    if {f.mention.claim for f in line.findings} != set(now):
        return False
    return all(_may_become(f, now[f.mention.claim], line.wanted, candidate) for f in line.findings)


def _may_become(
    old: Finding, new: Finding, wanted: frozenset[str], candidate: Candidate | None
) -> bool:
    if new.severity.rank > old.severity.rank:
        return False
    was, put = old.mention, new.mention
    same = (was.stance, was.wording) == (put.stance, put.wording)
    # what stands may stand as 'may' in words that it shares with what does not, never as unknown
    shared = old.verdict is new.verdict is Verdict.SUPPORTED and was.stance is put.stance
    if not _is_touched(old, candidate):  # its own words are as flat as they were
        return shared or (same and new.verdict is old.verdict)
    is_wanted = candidate is not None and was.claim in wanted
    is_safe = candidate is None or candidate.is_safe
    # what no hedge can mend (contradicted, misattributed) is not mended by leaving it open
    if is_wanted and is_fair(new) and (hedge_for(old) is not None or not is_safe):
        return True
    # where results conflict a 'may' may be softened further: that is what we would write
    softened = old.verdict is Verdict.MIXED and put.wording is Wording.UNCERTAIN
    return same or shared or (softened and put.stance is not Stance.DENIES)


def _count_softened(before: Sequence[Finding], after: Sequence[Finding]) -> int:
    put = {f.mention.claim: f.mention.wording for f in after}
    return sum(
        f.verdict is Verdict.SUPPORTED and put[f.mention.claim] is not f.mention.wording
        for f in before
    )


def _is_prose(document: Document, edits: Sequence[Edit]) -> bool:
    """Whether the edits touch nothing that is markup."""
    return all(document.text[e.start : e.end] == document.readable[e.start : e.end] for e in edits)


def _fix(candidate: Candidate, line: _Line, document: Document) -> Fix:
    inside = tuple(Edit(e.start - line.start, e.end - line.start, e.text) for e in candidate.edits)
    put = applied(document.text[line.start : line.end], inside)
    return Fix(candidate.is_safe, candidate.how, put, candidate.edits)


def _with(finding: Finding, fixes: dict[tuple[int, str], Fix]) -> Finding:
    fix = fixes.get((finding.mention.start, finding.mention.claim))
    if fix is None:
        return finding
    return replace(finding, fix=fix, suggestion=fix.text if fix.is_safe else finding.suggestion)
