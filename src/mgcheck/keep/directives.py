"""A comment to what it tells mgcheck, and what is wrong with how it is put."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Final

from msgspec import Struct

from mgcheck.model import Comment, Severity
from mgcheck.report.summary import Notice

ANY: Final = "*"
"""In brackets: every claim."""
VERBS: Final = ("ignore", "ignore-start", "ignore-end", "ignore-file")
MALFORMED: Final = "ignore-malformed"

_SPOKEN_TO: Final = re.compile(r"\s*mgcheck\s*:", re.IGNORECASE)
_FORM: Final = re.compile(
    r"([^\s\[\]]*)\s*"  # the verb
    r"(?:\[([^\[\]]*)\])?\s*"  # claim ids with commas between them, or *
    r"(.*)"  # the reason, and somewhere in it the last day
)
_UNTIL: Final = re.compile(r"(?<!\S)until=(\S*)", re.IGNORECASE)
_DATE_ASTRAY: Final = re.compile(r"(?<!\S)until[\s:=]+\d", re.IGNORECASE)
_LEADS_IN: Final = " :–—-"
"""What some put between the brackets and the reason."""


class Directive(Struct, frozen=True):
    """A comment that mgcheck understands."""

    verb: str
    claims: tuple[str, ...]
    """Ids as written, each once; `*` for every claim; empty for an ignore-end of what is open."""
    reason: str
    until: date | None
    """The last day on which it holds; None: it always does."""
    start: int
    end: int

    def covers(self, claim: str) -> bool:
        """Whether it speaks of `claim`."""
        return claim in self.claims or ANY in self.claims


def is_spoken_to(text: str) -> bool:
    """True where a comment is meant for mgcheck, well put or not."""
    return _SPOKEN_TO.match(text) is not None


def read(comment: Comment) -> Directive | Notice | None:
    """What `comment` asks for; a Notice where that cannot be understood; None: it is for others."""
    begins = _SPOKEN_TO.match(comment.text)
    if begins is None:
        return None
    said = " ".join(comment.text[begins.end() :].split())
    verb, within, rest = _FORM.findall(said)[0]  # every part of the form may be empty
    verb = verb.lower()
    if verb not in VERBS:
        return malformed(comment, *_no_such_verb(verb))
    claims = tuple(dict.fromkeys(n.strip() for n in within.split(",") if n.strip()))
    if not claims and verb != "ignore-end":
        return malformed(comment, "names no claim", f"write {verb}[claim-id], or {verb}[*] for all")
    ends = _UNTIL.findall(rest)
    if len(ends) > 1:
        return malformed(comment, "names two last days", "leave one out")
    if not ends and _DATE_ASTRAY.search(rest):
        return malformed(comment, "has a last day that is not read", "write until=2031-12-31")
    until = _day(ends[0]) if ends else None
    if ends and until is None:
        mend = "write it as year-month-day: until=2031-12-31"
        return malformed(comment, f"gives '{ends[0]}' as its last day", mend)
    reason = " ".join(_UNTIL.sub(" ", rest).split()).lstrip(_LEADS_IN)
    return Directive(verb, claims, reason, until, comment.start, comment.end)


def malformed(at: Comment | Directive, what: str, mend: str) -> Notice:
    """The notice of a comment that suppresses nothing, since it cannot be understood."""
    message = f"this comment {what}, and suppresses nothing; {mend}"
    return Notice(MALFORMED, Severity.ERROR, message, at.start, at.end)


def nearest(name: str, known: Collection[str]) -> str | None:
    """The one of `known` that `name` may be a slip for."""
    from difflib import get_close_matches  # 2 ms, and only for a slip

    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else None


def _no_such_verb(verb: str) -> tuple[str, str]:
    if not verb:
        return "says nothing", "write ignore[claim-id] and the reason"
    near = nearest(verb, VERBS)
    mend = f"did you mean {near}?" if near else f"use one of {', '.join(VERBS)}"
    return f"says '{verb}', which is no word of mgcheck's", mend


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.isoformat() == written else None  # newer Pythons read 20310131, too
