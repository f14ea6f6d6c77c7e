"""Which studies on record point the way in which a text puts its claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mgcheck.grade.certainty import study_signs
from mgcheck.grade.findings import judged_for
from mgcheck.grade.join import Kin, kin_of
from mgcheck.model import Body, Catalogue, Claim, Finding, Stance, Tier

_AGREES: Final = {
    Stance.ASSERTS: frozenset({"same", "partly"}),
    Stance.DENIES: frozenset({"none", "opposite"}),
}
"""What a study must show to back a text that asserts a claim, or denies it."""


def backing(findings: Iterable[Finding], catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """By study, in order of id: the claims that the text puts as that study's results point.

    Only studies that decided a verdict count; what the text leaves open needs no backing.
    """
    kin = kin_of(catalogue)
    known: dict[tuple[str, str | None, Tier], dict[str, str]] = {}
    found: dict[str, set[str]] = {}
    for finding in findings:
        claim = catalogue.claims[finding.mention.claim]
        agrees = _AGREES.get(finding.mention.stance)
        if agrees is None or claim.tally is not None or not finding.body.studies:
            continue
        body = finding.body
        key = claim.id, judged_for(finding.mention, claim), body.tier
        if key not in known:
            known[key] = _signs(claim, kin, key[1], body)
        for study in body.studies:
            if known[key].get(study) in agrees:
                found.setdefault(study, set()).add(claim.id)
    return {study: tuple(sorted(found[study])) for study in sorted(found)}


def _signs(claim: Claim, kin: Kin, population: str | None, body: Body) -> dict[str, str]:
    """What each study that decided shows of `claim`."""
    every = kin.rows(claim, population)
    signs = study_signs([row for row in every if row.decides and row.tier is body.tier])
    if population is not None and signs.keys().isdisjoint(body.studies):
        return _signs(claim, kin, None, body)  # nothing of that group: judged on people in general
    return signs
