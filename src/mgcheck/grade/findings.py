"""The grade stage: mentions in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from mgcheck.grade import reasons
from mgcheck.grade.body import of_rows
from mgcheck.grade.join import Kin, Row, rows, tests_outcome
from mgcheck.grade.legs import legs
from mgcheck.grade.verdicts import Ruling, rule
from mgcheck.model import (
    Body,
    Catalogue,
    Claim,
    Finding,
    Kind,
    Mention,
    Severity,
    Stance,
    Study,
    Tier,
    Verdict,
)

_ATTRIBUTABLE: Final = frozenset({Kind.EFFECT, Kind.MECHANISM, Kind.COMPARISON})
_BENCH_SCOPES: Final = frozenset({"animals", "cells"})


def findings(mentions: Iterable[Mention], catalogue: Catalogue) -> tuple[Finding, ...]:
    """A finding for each mention, in order."""
    kin = Kin(catalogue)
    known: dict[tuple[str, str | None], _Judged] = {}
    out: list[Finding] = []
    for mention in mentions:
        claim = catalogue.claims[mention.claim]
        key = (claim.id, judged_for(mention, claim))
        if key not in known:
            known[key] = _judge(claim, key[1], kin)
        out.append(_finding(mention, claim, known[key], kin))
    return tuple(out)


class _Judged(NamedTuple):
    """A claim's evidence for one population, gathered once."""

    body: Body
    rows: tuple[Row, ...]
    population: str | None


def _judge(claim: Claim, population: str | None, kin: Kin) -> _Judged:
    found = tuple(rows(claim, kin, population))
    body = of_rows(claim, kin.catalogue, population, found)
    if population == "animals" and body.tier is Tier.NONE and claim.population is None:
        return _judge(claim, None, kin)  # nothing in animals: what there is in people
    return _Judged(body, found, population)


def judged_for(mention: Mention, claim: Claim) -> str | None:
    """The group to judge for: the claim's own, or animals where the sentence speaks of those."""
    if claim.population is not None:
        return claim.population
    return "animals" if mention.scope in _BENCH_SCOPES else None


def _finding(mention: Mention, claim: Claim, known: _Judged, kin: Kin) -> Finding:
    catalogue = kin.catalogue
    named = _named(mention, claim, catalogue)
    if named and not _fits(mention, claim, named, kin):
        ruling = Ruling(Verdict.MISATTRIBUTED, Severity.ERROR, None)
        why = reasons.misattributed(
            claim,
            named,
            any(tests_outcome(claim, study, kin) for study in named),
            mention.says_placebo,
            known.body,
            catalogue,
            known.rows,
        )
    else:
        ruling = rule(mention, claim, known.body, known.population == "animals")
        why = reasons.why(claim, known.body, ruling, catalogue, known.population, known.rows)
    denies = mention.stance is Stance.DENIES
    put = reasons.suggestion(claim, known.body, ruling, catalogue, denies)
    at_animals = known.population == "animals"
    broken = legs(mention, claim, known.body, ruling, kin, known.rows, at_animals)
    return Finding(
        mention, known.body, ruling.verdict, ruling.severity, why, put, broken, ruling.allowed
    )


def _named(mention: Mention, claim: Claim, catalogue: Catalogue) -> list[Study]:
    if claim.kind not in _ATTRIBUTABLE or mention.stance is Stance.QUESTIONS:
        return []
    return [catalogue.studies[i] for i in mention.names_study if i in catalogue.studies]


def _fits(mention: Mention, claim: Claim, named: Sequence[Study], kin: Kin) -> bool:
    """Whether a study that the text names tested the claim, and in the way that the text says."""
    return any(
        tests_outcome(claim, study, kin)
        and not (mention.says_placebo and study.comparator.kind != "placebo")
        for study in named
    )
