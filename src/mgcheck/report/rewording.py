"""What a report says of steps beyond the evidence, and of how to put a claim instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mgcheck.model import Finding, Severity
from mgcheck.report.line import Line, Part, Style, clean, field, text_line
from mgcheck.report.summary import Checked
from mgcheck.report.words import count

_SHOWN: Final = 4
NO_HONEST_VERSION: Final = "nothing: no honest version of this claim is on record; take it out"
SEEK: Final = "--diff shows which sentences a hedge would put fairly; --fix puts it in."
_GRAVE: Final = frozenset({Severity.WARNING, Severity.ERROR})


def legs_and_write(finding: Finding) -> Iterator[Line]:
    """The steps that the text takes too far, then what to write instead."""
    for index, leg in enumerate(finding.legs):
        named = ", ".join(leg.studies[:_SHOWN])
        more = f" and {len(leg.studies) - _SHOWN} more" if len(leg.studies) > _SHOWN else ""
        parts: list[Part] = [
            (clean(leg.name), Style.STRONG),
            (f": {clean(leg.why)}", Style.PLAIN),
        ]
        if named:
            parts.append((f"  {named}{more}", Style.QUIET))
        yield field("" if index else "too far", *parts, hang=2)
    if finding.suggestion:
        mark = {None: "", True: "  (--fix)", False: "  (--unsafe-fixes)"}[
            None if finding.fix is None else finding.fix.is_safe
        ]
        yield field("write", (clean(finding.suggestion), Style.STRONG), (mark, Style.QUIET))
    elif finding.severity in _GRAVE:
        yield field("write", (NO_HONEST_VERSION, Style.STRONG))


def fixable(checked: Sequence[Checked], is_sought: bool) -> Iterator[Line]:
    """How many findings the program could mend itself; unless sought, how to find out."""
    findings = [f for one in checked for f in one.findings]
    fixes = [f.fix for f in findings if f.fix is not None]
    n_safe = sum(fix.is_safe for fix in fixes)
    told = []
    if n_safe:
        told.append(f"{count(n_safe, 'finding')} with --fix")
    if len(fixes) > n_safe:
        told.append(f"{count(len(fixes) - n_safe, 'finding')} only with --unsafe-fixes")
    if told:
        shown = " and ".join(told)
        yield text_line((f"Can be put fairly: {shown} (--diff shows how).", Style.PLAIN))
    elif not is_sought and any(f.suggestion for f in findings if f.severity in _GRAVE):
        yield text_line((SEEK, Style.PLAIN))
