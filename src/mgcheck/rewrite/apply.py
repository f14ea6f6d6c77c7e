"""Edits put into a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mgcheck.model import Edit, Finding, Fix


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits`, which do not overlap; every other character stands as it stood."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at:
            raise ValueError(f"edits overlap at character {edit.start}")
        out.extend((text[at : edit.start], edit.text))
        at = edit.end
    return "".join((*out, text[at:]))


def begins(starts: Sequence[int], edits: Sequence[Edit]) -> list[int]:
    """Where what began at `starts`, in order, begins once `edits`, in order, are made.

    An edit at a start belongs to what begins there.
    """
    out, grown, at = [], 0, 0
    for start in starts:
        while at < len(edits) and edits[at].start < start:
            grown += len(edits[at].text) - (edits[at].end - edits[at].start)
            at += 1
        out.append(start + grown)
    return out


def chosen(findings: Iterable[Finding], *, is_safe: bool) -> tuple[Fix, ...]:
    """The safe fixes, or the others, of `findings`: one a sentence, in order."""
    found = {
        (f.mention.start, f.mention.end): f.fix
        for f in findings
        if f.fix is not None and f.fix.is_safe is is_safe
    }
    return tuple(found[place] for place in sorted(found))
