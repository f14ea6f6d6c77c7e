"""The grade stage: what the evidence allows to be said of each mention."""

from mgcheck.grade.backing import backing
from mgcheck.grade.body import body
from mgcheck.grade.certainty import STRONGEST, after, label, steps_too_strong
from mgcheck.grade.findings import cited_findings, findings

__all__ = [
    "STRONGEST",
    "after",
    "backing",
    "body",
    "cited_findings",
    "findings",
    "label",
    "steps_too_strong",
]
