"""What a rule page says of a claim: its evidence, how sure that is, how to put it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mgcheck.model import Body, Catalogue, Claim, Wording
from mgcheck.report import evidence
from mgcheck.report.line import clean
from mgcheck.report.words import CIRCLES, POINTS, count


def plain(claim: Claim, body: Body, catalogue: Catalogue) -> str:
    """The page as plain text."""
    return "\n".join(_lines(claim, body, catalogue, clean, "", ""))


def markdown(claim: Claim, body: Body, catalogue: Catalogue) -> str:
    """The same as GitHub's Markdown."""
    from mgcheck.report.markdown import escape

    return "\n".join(_lines(claim, body, catalogue, escape, "**", "`"))


def _lines(
    claim: Claim,
    body: Body,
    catalogue: Catalogue,
    shown: Callable[[str], str],
    strong: str,
    code: str,
) -> Iterator[str]:
    yield f"{strong}{shown(claim.statement)}{strong}"
    yield ""
    yield f"{strong}Evidence:{strong} {shown(_weighed(body))}."
    yield ""
    told = [f"{s.domain} -{s.levels}: {s.why}" for s in body.steps]
    told += [_study(name, catalogue) for name in (*body.studies, *body.also)]
    told += [_reference(name, catalogue) for name in body.references]
    if claim.not_gradable:
        told.append(claim.not_gradable)
    yield from (f"- {shown(line)}" for line in told)
    if told:
        yield ""
    allowed = [
        f"{wording.value}: {claim.wordings[wording.value]}"
        for wording in Wording
        if wording.value in claim.wordings
    ]
    if allowed:
        yield f"{strong}How it is put at each strength:{strong}"
        yield ""
        yield from (f"- {shown(line)}" for line in allowed)
        yield ""
    yield f"All that is on record: {code}mgcheck explain {claim.id}{code}"


def _weighed(body: Body) -> str:
    if body.certainty is not None:
        sure = f"{CIRCLES[body.certainty]} {body.certainty.value} certainty"
        people = "" if body.participants is None else f", {count(body.participants, 'participant')}"
        return f"{sure}, {body.tier.value}{people}: {POINTS[body.direction]}"
    if body.status is not None:
        return f"{body.status.value}, by reference"
    return POINTS[None]


def _study(name: str, catalogue: Catalogue) -> str:
    study = catalogue.studies[name]
    told = (evidence.design(study), evidence.size(study), evidence.identifier(study))
    return f"{name}: {', '.join(told)}"


def _reference(name: str, catalogue: Catalogue) -> str:
    record = catalogue.references[name]
    return f"{name}: {record.issuer}"
