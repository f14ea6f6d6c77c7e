"""What each format shows of a finding: one text is checked, and its reports are looked through.

For docs/reference.md alone.
"""

from __future__ import annotations

import html
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

from mgcheck import check, load_catalogue
from mgcheck.cli import run
from mgcheck.cli.choices import Format
from mgcheck.cli.outputs import FULL
from mgcheck.model import Catalogue, Finding, Severity, Verdict

Shown = frozenset[str]
"""Which of ASPECTS a format shows."""
ASPECTS: Final = (
    "claim",
    "verdict",
    "sentence",
    "reason",
    "what to write",
    "a fix to apply",
    "steps of certainty",
    "studies",
    "fingerprint",
    "what is fairly put",
    "suppressed",
    "a failure",
    "the catalogue",
)
_GONE: Final = "gone.md"
_TEXT: Final = "trial.md"
_OPTIONS: Final = (
    "--show-suppressed",
    "--verbose",
    "--publisher",
    "P",
    "--review-url",
    "https://example.org/",
    "--isolated",
)


def trial() -> Mapping[Format, Shown]:
    """By format: what it shows of a text with a claim overstated, one fair and one suppressed."""
    catalogue = load_catalogue()
    overstated, fair, hidden = _claims(catalogue)
    comment = f"<!-- mgcheck: ignore[{hidden}] quoted -->"
    said = [catalogue.claims[name].find[0] for name in (overstated, fair, hidden)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        text = f"{said[0]}\n\n{said[1]}\n\n{comment}\n{said[2]}\n"
        (place / _TEXT).write_text(text, encoding="utf-8")
        reports = _reports(place)
    finding = next(
        found
        for found in json.loads(reports[Format.JSON])["documents"][0]["findings"]
        if found["claim"] == overstated
    )
    wanted = {
        **_values(finding),
        "what is fairly put": (fair,),
        "suppressed": (hidden,),
        "a failure": (_GONE,),
        "the catalogue": (f"{catalogue.name} {catalogue.version}", catalogue.sha256[:12]),
    }
    return {kind: _shown(kind, report, wanted) for kind, report in reports.items()}


def _claims(catalogue: Catalogue) -> Iterator[str]:
    """Ids of three claims: overstated; fairly put; and an error."""
    flat = {name: _only(claim.find[0], name) for name, claim in _sorted(catalogue)}
    found = {name: finding for name, finding in flat.items() if finding is not None}
    overstated = next(name for name, f in found.items() if _is_plain(f))
    yield overstated
    yield next(
        name
        for name, f in found.items()
        if f.verdict is Verdict.SUPPORTED and f.severity is Severity.NONE
    )
    yield next(
        name for name, f in found.items() if f.severity is Severity.ERROR and name != overstated
    )


def _sorted(catalogue: Catalogue) -> list[tuple[str, Any]]:
    return sorted(catalogue.claims.items())


def _only(text: str, name: str) -> Finding | None:
    """The finding of a text that makes this claim and no other."""
    found = check(text).findings
    return found[0] if [f.mention.claim for f in found] == [name] else None


def _is_plain(finding: Finding) -> bool:
    body = finding.body
    is_graded = bool(body.steps and body.studies)
    return (
        finding.verdict is Verdict.OVERSTATED and is_graded and body.studies[0] not in finding.why
    )


def _values(finding: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """For each aspect what a report holds that shows it: one of these."""
    step = finding["evidence"]["steps"][0]
    return {
        "claim": (finding["claim"],),
        "verdict": (finding["verdict"],),
        "sentence": (finding["text"],),
        "reason": (finding["why"],),
        "what to write": (finding["suggestion"],),
        "steps of certainty": (step["why"], f"{step['domain']} -{step['levels']}"),
        "studies": (finding["evidence"]["studies"][0]["id"],),
        "fingerprint": (finding["fingerprint"],),
    }


def _reports(place: Path) -> dict[Format, str]:
    """The same run in every format, with all that can be asked for."""
    outputs = [f"--output={kind.value}={place / kind.value}" for kind in Format]
    before = Path.cwd()
    os.chdir(place)
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            run(["check", _TEXT, _GONE, *_OPTIONS, *outputs])
    finally:
        os.chdir(before)
    return {kind: (place / kind.value).read_text(encoding="utf-8") for kind in Format}


def _shown(kind: Format, report: str, wanted: Mapping[str, tuple[str, ...]]) -> Shown:
    plain = _plain(report)
    found = {a for a, values in wanted.items() if any(_plain(v) in plain for v in values)}
    return frozenset(found | ({"a fix to apply"} if kind in FULL else set()))


def _plain(text: str) -> str:
    """Without what a format escapes, quotes or breaks."""
    unescaped = html.unescape(text).replace("%25", "%").replace("\\", "")
    return re.sub(r"[\s`*_]+", " ", unescaped).casefold()
