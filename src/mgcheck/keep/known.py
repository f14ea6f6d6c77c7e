"""Findings held against a baseline: new, unchanged, re-graded, gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.keep.baseline import LONGEST_SENTENCE, Entry
from mgcheck.model import Document, Finding, Severity
from mgcheck.report.fingerprint import fingerprints
from mgcheck.report.summary import Checked, State, Suppressed

REASON: Final = "known from the baseline"


class Against(NamedTuple):
    """A run, held against a baseline."""

    checked: tuple[Checked, ...]
    """What is known is suppressed; each finding that is left has its state."""
    entries: tuple[Entry, ...]
    """The baseline as it would be without what is gone, moved and re-graded where no worse."""
    new: tuple[Entry, ...]
    """Entries that would make the findings that are left known."""
    n_known: int
    """Suppressed findings, those re-graded among them."""
    n_new: int
    """Findings shown that ask for something and are in no entry."""
    n_regraded: int
    """Findings in the baseline that are judged otherwise now; those judged worse are left."""
    gone: tuple[Entry, ...]
    """Entries of sentences that are no more."""

    @property
    def n_gone(self) -> int:
        """How many that is."""
        return len(self.gone)


class _Seen(NamedTuple):
    """A finding that asks for something and that no comment suppresses."""

    text: int
    """Index of its text."""
    finding: Finding
    now: Entry


def against(
    checked: Sequence[Checked],
    names: Sequence[str],
    entries: Sequence[Entry],
    is_there: Callable[[str], bool],
) -> Against:
    """`checked`, of texts called `names`, held against `entries`.

    `is_there` says of a text that this run did not look at whether it still exists: then its
    entries stay; else they are gone, or have moved with it to another name.
    """
    waiting = {entry.key: entry for entry in entries}
    looked_at = set(names)
    lost = {path for path in {entry.path for entry in entries} - looked_at if not is_there(path)}
    seen = [s for n, one in enumerate(checked) for s in _seen(n, one, names[n])]
    before = [waiting.pop(s.now.key, None) for s in seen]
    _follow(seen, before, waiting, lost)
    gone = [e for e in waiting.values() if e.path in looked_at or e.path in lost]
    kept = [e for e in waiting.values() if e.path not in looked_at and e.path not in lost]
    kept += [
        replace(old, path=s.now.path) if _is_worse(s, old) else s.now
        for s, old in zip(seen, before, strict=True)
        if old is not None
    ]
    per_text: list[list[tuple[_Seen, Entry | None]]] = [[] for _ in checked]
    for s, old in zip(seen, before, strict=True):
        per_text[s.text].append((s, old))
    held = [_held(one, of) for one, of in zip(checked, per_text, strict=True)]
    return Against(
        checked=tuple(one for one, _ in held),
        entries=tuple(kept),
        new=tuple(entry for _, new in held for entry in new),
        n_known=sum(s.by == "external" for one, _ in held for s in one.suppressed),
        n_new=sum(state is State.NEW for one, _ in held for state in one.states),
        n_regraded=sum(
            old is not None and _is_regraded(s, old) for s, old in zip(seen, before, strict=True)
        ),
        gone=tuple(gone),
    )


def _seen(text: int, one: Checked, name: str) -> list[_Seen]:
    document = one.report.document
    commented = {_which(s.finding) for s in one.suppressed}
    prints = fingerprints(one.report.findings, document)
    return [
        _Seen(text, finding, _entry(finding, document, name, told))
        for finding, told in zip(one.report.findings, prints, strict=True)
        if finding.severity is not Severity.NONE and _which(finding) not in commented
    ]


def _which(finding: Finding) -> tuple[str, int]:
    """What tells a finding from every other of its text: one claim, one sentence."""
    return finding.mention.claim, finding.mention.start


def _entry(finding: Finding, document: Document, name: str, fingerprint: str) -> Entry:
    mention = finding.mention
    words = " ".join(document.readable[mention.start : mention.end].split())
    if len(words) > LONGEST_SENTENCE:
        words = f"{words[: LONGEST_SENTENCE - 1]}…"
    return Entry(name, mention.claim, fingerprint, finding.verdict, finding.severity, words)


def _follow(
    seen: Sequence[_Seen],
    before: list[Entry | None],
    waiting: dict[tuple[str, str], Entry],
    lost: set[str],
) -> None:
    """Give findings that nothing was known of the entries of texts that are no more.

    A text that was renamed is found by its sentences. Where two lost texts said the same, the
    first by name is taken: the entries tell the same.
    """
    moved: dict[str, list[Entry]] = {}
    for entry in sorted(waiting.values(), key=lambda e: e.path, reverse=True):
        if entry.path in lost:
            moved.setdefault(entry.fingerprint, []).append(entry)
    for index, one in enumerate(seen):
        if before[index] is None and moved.get(one.now.fingerprint):
            entry = moved[one.now.fingerprint].pop()
            before[index] = entry
            del waiting[entry.key]


def _is_regraded(seen: _Seen, old: Entry) -> bool:
    return (seen.now.verdict, seen.now.severity) != (old.verdict, old.severity)


def _is_worse(seen: _Seen, old: Entry) -> bool:
    return seen.now.severity.rank > old.severity.rank


def _held(one: Checked, seen: Sequence[tuple[_Seen, Entry | None]]) -> tuple[Checked, list[Entry]]:
    """One text without what is known, and entries for what is left of it."""
    states = {_which(s.finding): _state(s, old) for s, old in seen}
    known = {_which(s.finding): old for s, old in seen if old is not None and not _is_worse(s, old)}
    left = [n for n, f in enumerate(one.findings) if _which(f) not in known]
    external = [
        Suppressed(f, "external", _reason(f, known[_which(f)]), states[_which(f)])
        for f in one.findings
        if _which(f) in known
    ]
    legal = one.legal
    if legal is not None:
        legal = replace(legal, standings=tuple(legal.standings[n] for n in left))
    stands = tuple(one.findings[n] for n in left)
    shown = {_which(f) for f in stands}
    without = replace(
        one,
        findings=stands,
        legal=legal,
        suppressed=_in_order((*one.suppressed, *external)),
        # of what asks for nothing the baseline says nothing: it is as it was
        states=tuple(states.get(_which(f), State.UNCHANGED) for f in stands),
        has_baseline=True,
    )
    return without, [s.now for s, _ in seen if _which(s.finding) in shown]


def _state(seen: _Seen, old: Entry | None) -> State:
    if old is None:
        return State.NEW
    return State.UPDATED if _is_regraded(seen, old) else State.UNCHANGED


def _reason(finding: Finding, old: Entry) -> str:
    if finding.verdict is old.verdict and finding.severity is old.severity:
        return REASON
    return f"{REASON}, there {old.verdict.value} ({old.severity.value})"


def _in_order(suppressed: Sequence[Suppressed]) -> tuple[Suppressed, ...]:
    return tuple(sorted(suppressed, key=lambda s: s.finding.mention.start))
