"""Edits put into a text, and the way back from the changed text to the old one."""

from __future__ import annotations

from bisect import bisect_right
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


def moved(edits: Sequence[Edit], offset: int) -> int:
    """Where the character at `offset` stands once `edits`, in order, are made."""
    return offset + sum(len(e.text) - (e.end - e.start) for e in edits if e.end <= offset)


def back(starts: Sequence[int], edits: Sequence[Edit], offset: int) -> int:
    """Which of the sentences that began at `starts`, in order, holds `offset` of the new text."""
    begins = [moved([e for e in edits if e.start < s], s) for s in starts]
    return bisect_right(begins, offset) - 1


def chosen(findings: Iterable[Finding], unsafe: bool) -> tuple[Fix, ...]:
    """The fixes to make, one a sentence, in order: safe ones, and the others where asked for."""
    found: dict[tuple[int, int], Fix] = {}
    for finding in findings:
        fix, mention = finding.fix, finding.mention
        if fix is None or not (fix.is_safe or unsafe):
            continue
        place = (mention.start, mention.end)
        known = found.get(place)
        # what mends more of the sentence is the one that was not safe
        if known is None or (known.is_safe and not fix.is_safe):
            found[place] = fix
    return tuple(found[place] for place in sorted(found))
