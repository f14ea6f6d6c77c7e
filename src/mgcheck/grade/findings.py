"""The grade stage: mentions in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mgcheck.grade import reasons
from mgcheck.grade.body import of_rows
from mgcheck.grade.join import ATTRIBUTABLE, Kin, Row, kin_of, tests_outcome
from mgcheck.grade.legs import is_beyond, legs
from mgcheck.grade.verdicts import Ruling, made_absolute, rule
from mgcheck.model import (
    BENCH_SCOPES,
    Body,
    Catalogue,
    Cite,
    Cited,
    Claim,
    Figure,
    Finding,
    Mention,
    Severity,
    Stance,
    Study,
    Tier,
    Verdict,
)

if TYPE_CHECKING:
    from mgcheck.grade.cited import Shelf


def findings(mentions: Iterable[Mention], catalogue: Catalogue) -> tuple[Finding, ...]:
    """A finding for each mention, in order."""
    return _findings(mentions, kin_of(catalogue), None)


def cited_findings(
    mentions: Sequence[Mention],
    cites: Sequence[Cite],
    figures: Mapping[tuple[int, int], Sequence[Figure]],
    catalogue: Catalogue,
) -> tuple[tuple[Finding, ...], tuple[Cited, ...]]:
    """The same for a text that cites: with the works beside each finding, and all works.

    figures: by sentence, what facts and labels say in numbers.
    """
    from mgcheck.grade.cited import Shelf, with_citations  # most texts cite nothing
    from mgcheck.grade.overruling import settle

    kin = kin_of(catalogue)
    shelf = Shelf(cites, mentions, kin)
    judged = [
        settle(finding, given, kin) if given else finding
        for finding in _findings(mentions, kin, shelf)
        for given in (figures.get((finding.mention.start, finding.mention.end), ()),)
    ]
    return with_citations(judged, shelf)


def _findings(mentions: Iterable[Mention], kin: Kin, shelf: Shelf | None) -> tuple[Finding, ...]:
    catalogue = kin.catalogue
    known: dict[tuple[str, str | None], _Judged] = {}
    out: list[Finding] = []
    for mention in mentions:
        claim = catalogue.claims[mention.claim]
        key = (claim.id, judged_for(mention, claim))
        if key not in known:
            known[key] = _judge(claim, key[1], kin)
        out.append(_finding(mention, claim, known[key], kin, shelf))
    return tuple(out)


class _Judged(NamedTuple):
    """A claim's evidence for one population, gathered once."""

    body: Body
    rows: tuple[Row, ...]
    population: str | None


def _judge(claim: Claim, population: str | None, kin: Kin) -> _Judged:
    found = kin.rows(claim, population)
    body = of_rows(claim, kin.catalogue, population, found)
    if population == "animals" and body.tier is Tier.NONE and claim.population is None:
        return _judge(claim, None, kin)  # nothing in animals: what there is in people
    return _Judged(body, found, population)


def judged_for(mention: Mention, claim: Claim) -> str | None:
    """The group to judge for: the claim's own, or animals where the sentence speaks of those."""
    if claim.population is not None:
        return claim.population
    return "animals" if mention.scope in BENCH_SCOPES else None


def _finding(
    mention: Mention, claim: Claim, known: _Judged, kin: Kin, shelf: Shelf | None
) -> Finding:
    catalogue = kin.catalogue
    attributable = claim.kind in ATTRIBUTABLE and mention.stance is not Stance.QUESTIONS
    wrong = shelf.wrong(mention) if shelf is not None and attributable else None
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
    elif wrong is not None:
        ruling = Ruling(Verdict.MISATTRIBUTED, Severity.ERROR, None)
        placebo = mention.says_placebo
        why = reasons.cited_wrongly(
            wrong.study, wrong.faults, placebo, known.body, known.rows, wrong.did_test
        )
    else:
        ruling = rule(mention, claim, known.body, known.population == "animals")
        if is_beyond(mention, claim, catalogue):
            ruling = made_absolute(ruling)
        why = reasons.why(claim, known.body, ruling, catalogue, known.population, known.rows)
    denies = mention.stance is Stance.DENIES
    put = reasons.suggestion(claim, known.body, ruling, catalogue, denies)
    at_animals = known.population == "animals"
    broken = legs(mention, claim, known.body, ruling, kin, known.rows, at_animals)
    return Finding(
        mention=mention,
        body=known.body,
        verdict=ruling.verdict,
        severity=ruling.severity,
        why=why,
        suggestion=put,
        legs=broken,
        allowed=ruling.allowed,
    )


def _named(mention: Mention, claim: Claim, catalogue: Catalogue) -> list[Study]:
    if claim.kind not in ATTRIBUTABLE or mention.stance is Stance.QUESTIONS:
        return []
    return [catalogue.studies[i] for i in mention.names_study if i in catalogue.studies]


def _fits(mention: Mention, claim: Claim, named: Sequence[Study], kin: Kin) -> bool:
    """Whether a study that the text names tested the claim, and in the way that the text says."""
    return any(
        tests_outcome(claim, study, kin)
        and not (mention.says_placebo and study.comparator.kind != "placebo")
        for study in named
    )
