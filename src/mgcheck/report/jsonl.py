"""JSON Lines: a finding a line, each by itself, for programs that read line by line."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mgcheck.report import json
from mgcheck.report.json_edition import edition
from mgcheck.report.problems import Run


def render(run: Run) -> bytes:
    """What judged, then findings as in JSON, with `type` and `path`; texts that were not read."""
    return b"".join(msgspec.json.encode(line) + b"\n" for line in _lines(run))


def _lines(run: Run) -> Iterator[dict[str, object]]:
    yield {
        "type": "run",
        "schema_version": json.SCHEMA_VERSION,
        "mgcheck": run.version,
        "catalogue": edition(run.catalogue),
    }
    for one in run.checked:
        path = one.report.document.path.encode("utf-8", "replace").decode("utf-8")
        for finding in json.findings(one, run.catalogue):
            yield {"type": "finding", "path": path, **msgspec.structs.asdict(finding)}
        for notice in json.notices(one):
            yield {"type": "notice", "path": path, **msgspec.structs.asdict(notice)}
        if run.shows_suppressed:
            for suppressed in json.suppressed(one):
                yield {"type": "suppressed", "path": path, **msgspec.structs.asdict(suppressed)}
    for error in run.errors:
        yield {"type": "error", "where": error.where, "what": error.what, "mend": error.mend}
