"""Join a claim with the provisions that bear on it, and say what follows.

Which provision bears on which claim is data: subjects, outcomes and kinds stand in the record
(docs/regulation.md). Evidence and verdicts are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from mgcheck.model import (
    Catalogue,
    Claim,
    Concept,
    Direction,
    Document,
    Finding,
    Hit,
    LegalStatus,
    Provision,
    Report,
    Stance,
)
from mgcheck.regulation.nouns import Standing
from mgcheck.text import fold

DECIDING: Final = (
    LegalStatus.QUALIFIED,
    LegalStatus.DISEASE_CLAIM,
    LegalStatus.REFUSED,
    LegalStatus.AUTHORISED,
    LegalStatus.NOT_LISTED,
    LegalStatus.NOT_VERIFIED,
    LegalStatus.PERMITTED,
    LegalStatus.ONLY_LISTED,
)
"""Of several provisions the first here decides: what speaks of this claim goes before what holds
for all, a bar before a permission; a qualified claim is an exception to the bar on diseases."""
_TELLING: Final = frozenset({"outcome", "scope"})
"""Parts of a sentence that may name a disease: what gets better, and in whom."""
_WORDED: Final = frozenset({LegalStatus.AUTHORISED, LegalStatus.QUALIFIED})


class _Outcomes(NamedTuple):
    """What a claim is about: the outcomes themselves, and all that they are part of."""

    named: frozenset[str]
    above: frozenset[str]
    words: tuple[str, ...] = ()
    """What the text itself says for the outcome, and of whom, each as plain words."""


def standings(
    report: Report, catalogue: Catalogue, jurisdictions: Sequence[str], commercial: bool = False
) -> tuple[tuple[Standing, ...], ...]:
    """For each finding of `report`, in order, where it stands in each of `jurisdictions`."""
    return tuple(
        tuple(_of_finding(f, report, catalogue, name, commercial) for name in jurisdictions)
        for f in report.findings
    )


def of_claim(
    claim: Claim, catalogue: Catalogue, jurisdiction: str, commercial: bool = False
) -> Standing:
    """Where a bare claim stands, as the catalogue states it."""
    outcomes = _outcomes(claim, (), None, catalogue)
    return _standing(claim, outcomes, None, True, catalogue, jurisdiction, commercial)


def _of_finding(
    finding: Finding, report: Report, catalogue: Catalogue, jurisdiction: str, commercial: bool
) -> Standing:
    mention = finding.mention
    claim = catalogue.claims[mention.claim]
    said = report.document.said(mention.start, mention.end)
    is_asserted = mention.stance is Stance.ASSERTS
    outcomes = _outcomes(claim, mention.hits, report.document, catalogue)
    return _standing(claim, outcomes, said, is_asserted, catalogue, jurisdiction, commercial)


def _outcomes(
    claim: Claim, hits: Iterable[Hit], document: Document | None, catalogue: Catalogue
) -> _Outcomes:
    """The claim's outcome and what the text names for it: it may name the disease itself."""
    told = [hit for hit in hits if hit.part in _TELLING]
    named = frozenset((claim.outcome, *(h.concept for h in told if h.part == "outcome")))
    words = () if document is None else tuple(_plain(document.said(h.start, h.end)) for h in told)
    return _Outcomes(named, _above(named, catalogue.outcomes), words)


def _standing(
    claim: Claim,
    outcomes: _Outcomes,
    said: str | None,
    is_asserted: bool,
    catalogue: Catalogue,
    jurisdiction: str,
    commercial: bool,
) -> Standing:
    subjects = _above(_products(claim, catalogue.subjects), catalogue.subjects)
    known = [
        p
        for _, p in sorted(catalogue.provisions.items())
        if p.jurisdiction == jurisdiction and _may_bear(p, claim, subjects)
    ]
    bearing = [p for p in known if _covers(p, outcomes, catalogue.provisions)]
    claims = [p for p in bearing if p.concerns == "claim"]
    status = next((s for s in DECIDING if any(p.status is s for p in claims)), None)
    decided = [p for p in claims if p.status is status]
    decided = [p for p in decided if not p.any_outcome] or decided
    told = LegalStatus.NO_RECORD if status is None else _told(status)
    words = _wordings(decided, outcomes, catalogue.provisions) if status in _WORDED else ()
    return Standing(
        jurisdiction=jurisdiction,
        status=told,
        decided_by=tuple(p.id for p in decided),
        wordings=words,
        nearest=_nearest(known, decided, outcomes, catalogue.provisions) if decided else (),
        beside=tuple(
            p.id
            for p in bearing
            if p not in decided
            and decided
            and not (p.any_outcome and p.concerns == "claim" and p.status in DECIDING)
            and (not p.goes_with or told in p.goes_with)
        ),
        is_asserted=is_asserted,
        is_as_worded=_is_as_worded(words, said),
        binds=commercial and is_asserted if decided else None,
        unverified=tuple(dict.fromkeys(u for p in decided for u in p.unverified)),
    )


def _told(status: LegalStatus) -> LegalStatus:
    """Where only what is listed may be said and nothing lists it, it is not listed."""
    return LegalStatus.NOT_LISTED if status is LegalStatus.ONLY_LISTED else status


def _products(claim: Claim, subjects: Mapping[str, Concept]) -> list[str]:
    """What is taken: nobody sells a lack or an illness, and to say that one harms sells nothing."""
    if claim.direction is Direction.WORSENED:
        return []
    concepts = (subjects[name] for name in claim.subject if name in subjects)
    return [c.id for c in concepts if c.counterpart is None and not c.is_condition]


def _above(names: Iterable[str], concepts: Mapping[str, Concept]) -> frozenset[str]:
    """`names` and everything that they are a form or a part of."""
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(concepts[name].parents if name in concepts else ())
    return frozenset(seen)


def _may_bear(provision: Provision, claim: Claim, subjects: frozenset[str]) -> bool:
    return claim.kind in provision.kinds and not subjects.isdisjoint(provision.subjects)


def _covers(provision: Provision, outcomes: _Outcomes, provisions: Mapping[str, Provision]) -> bool:
    """True where it speaks of an outcome; a wording that is fixed speaks of no part of it."""
    reach = outcomes.named if provision.status in _WORDED else outcomes.above
    return (
        (provision.any_outcome and outcomes.above.isdisjoint(provision.unless))
        or not reach.isdisjoint(provision.covers)
        or _is_named(provision.named, outcomes.words)
        or any(_covers(provisions[c], outcomes, {}) for c in provision.carries if c in provisions)
    )


def _is_named(names: Iterable[str], words: Sequence[str]) -> bool:
    return any(f" {_plain(name)} " in f" {said} " for name in names for said in words)


def _wordings(
    decided: Sequence[Provision], outcomes: _Outcomes, provisions: Mapping[str, Provision]
) -> tuple[str, ...]:
    """The wordings of what decides, and of what it takes over and speaks of this outcome."""
    carried = (provisions[c] for p in decided for c in p.carries if c in provisions)
    meant = (*decided, *(p for p in carried if _covers(p, outcomes, {})))
    return tuple(dict.fromkeys(words for p in meant for words in p.wordings))


def _nearest(
    known: Sequence[Provision],
    decided: Sequence[Provision],
    outcomes: _Outcomes,
    provisions: Mapping[str, Provision],
) -> tuple[str, ...]:
    """What does not speak of it and comes nearest, by its own record or by one it takes over."""
    found: list[str] = []
    for provision in known:
        if provision in decided:
            continue
        carried = (provisions[c] for c in provision.carries if c in provisions)
        found += (p.id for p in (provision, *carried) if _is_near(p, outcomes))
    return tuple(dict.fromkeys(found))


def _is_near(provision: Provision, outcomes: _Outcomes) -> bool:
    """True where it comes nearest, or has a fixed wording on what the outcome is part of."""
    near = (*provision.near, *(provision.covers if provision.status in _WORDED else ()))
    return not outcomes.above.isdisjoint(near)


def _is_as_worded(wordings: Sequence[str], said: str | None) -> bool | None:
    if not wordings or said is None:
        return None
    text = _plain(said)
    return any(_plain(words) in text for words in wordings)


def _plain(text: str) -> str:
    """Letters and figures alone: a full stop or a line end is no other wording."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
