"""`mgcheck explain`: everything on record about one claim, study or reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mgcheck.model import (
    Body,
    Catalogue,
    Claim,
    Finding,
    Reference,
    Remark,
    Result,
    Severity,
    Study,
    Tier,
)
from mgcheck.regulation.nouns import LegalView
from mgcheck.report import evidence, record_words, regulation
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, text_line
from mgcheck.report.lists import checked, checked_behind
from mgcheck.report.words import CIRCLES, POINTS, SIGN, TINT, count

_UNKNOWN: Final = "not known"
_WIDEST_NAME: Final = 40


def claim_lines(
    claim: Claim, flatly: Finding, catalogue: Catalogue, legal: LegalView | None = None
) -> Iterator[Line]:
    """A claim: its statement, its evidence as a GRADE summary, its records, its wordings.

    flatly: what a text that asserts the claim without any reserve would be told.
    """
    body = flatly.body
    yield text_line((claim.id, Style.STRONG), (f"  {claim.kind.value}, {claim.topic}", Style.QUIET))
    yield text_line((clean(claim.statement), Style.PLAIN), indent=2)
    yield EMPTY
    yield from _grade(body)
    yield from _judged(flatly)
    yield from _studies("Studies that decide it", body.studies, claim, catalogue)
    yield from _studies("Shown beside them", body.also, claim, catalogue)
    yield from _references(body.references, claim, catalogue)
    if legal is not None:
        yield EMPTY
        yield _title(regulation.HEADING)
        for standing in legal.standings[0]:
            yield from regulation.standing_lines(standing, catalogue, legal.is_commercial, True)
        yield text_line((regulation.APART, Style.QUIET), indent=2)
    yield EMPTY
    yield _title("How to put it, by what the evidence bears")
    yield from _rows((strength, words) for strength, words in claim.wordings.items())
    if claim.said_in:
        yield EMPTY
        for index, told in enumerate(record_words.said_in(claim, catalogue)):
            yield field("" if index else "said in", (told, Style.QUIET))
    yield EMPTY
    yield field("records", (checked_behind(claim, body, catalogue), Style.QUIET))


def study_lines(
    study: Study,
    decided: Sequence[str],
    beside: Sequence[str],
    catalogue: Catalogue,
    cautions: Sequence[Remark] = (),
) -> Iterator[Line]:
    """A study: its full record, the claims that it decides, and those it is shown beside."""
    yield text_line((study.id, Style.STRONG), (f"  {evidence.design(study)}", Style.QUIET))
    yield text_line((record_words.citation(study), Style.PLAIN), indent=2)
    yield EMPTY
    yield from _facts(record_words.study_facts(study, catalogue))
    yield EMPTY
    bias = study.risk_of_bias
    yield _title("Risk of bias", f"{bias.tool}: {bias.overall.value}; {clean(bias.why)}")
    yield from _rows((d.domain, f"{d.judgement.value}: {d.why}") for d in bias.domains)
    yield EMPTY
    yield _title("Results")
    for result in study.results:
        yield from _result(result)
    for label, entries in record_words.study_notes(study):
        yield from _points(label, entries)
    yield from _points("Who cites it should know", [remark.why for remark in cautions])
    yield from _claims("Claims that it decides", decided, catalogue)
    yield from _claims("Claims that it is shown beside", beside, catalogue)
    yield EMPTY
    yield _checked(study, f"; confidence {study.confidence}")


def reference_lines(reference: Reference) -> Iterator[Line]:
    """A reference: what it holds and which claims it settles, and how."""
    yield text_line((reference.id, Style.STRONG), (f"  {reference.kind}", Style.QUIET))
    yield text_line((record_words.citation(reference), Style.PLAIN), indent=2)
    yield EMPTY
    second = "read only in another's account" if reference.second_hand else None
    yield field("issuer", (clean(reference.issuer), Style.PLAIN))
    yield field("found at", (clean(evidence.identifiers(reference)), Style.PLAIN))
    if second:
        yield field("read", (second, Style.PLAIN))
    yield EMPTY
    yield _title("What it settles")
    yield from _rows((s.claim, f"{s.status.value}: {s.note}") for s in reference.settles)
    yield from _points("What it says", reference.says)
    yield from _points("Limitations", reference.limitations)
    yield from _points("Verified from", reference.verified_from)
    yield from _points("Notes", (reference.notes,) if reference.notes else ())
    yield EMPTY
    yield _checked(reference, f"; confidence {reference.confidence}")


def _checked(record: Study | Reference, more: str) -> Line:
    return field("record", (f"{checked(record)}{more}", Style.QUIET))


def _grade(body: Body) -> Iterator[Line]:
    """The GRADE summary: where certainty starts, each step down with its reason, where it ends."""
    yield _title("Evidence")
    if body.status is not None:
        yield field("status", (f"{body.status.value}, by reference", Style.PLAIN))
        return
    if body.tier is Tier.NONE and body.studies:
        told = count(len(body.studies), "published human study", "published human studies")
        yield field("counted", (told, Style.PLAIN))
        return
    yield field("tier", (body.tier.value, Style.PLAIN))
    yield field("direction", (POINTS[body.direction], Style.PLAIN))
    if body.participants is not None:
        told = f"{body.participants:,} in all; analysed where known, else randomised"
        yield field("people", (told, Style.PLAIN))
    if body.start is not None:
        yield field("start", (f"{CIRCLES[body.start]} {body.start.value}", Style.PLAIN))
    for step in body.steps:
        yield field(
            "down",
            (f"-{step.levels} {step.domain}: ", Style.STRONG),
            (clean(step.why), Style.PLAIN),
        )
    if body.capped_by is not None:
        yield field("capped by", (f"{body.capped_by}, by its own certainty", Style.PLAIN))
    if body.certainty is not None:
        yield field(
            "certainty", (f"{CIRCLES[body.certainty]} {body.certainty.value}", Style.STRONG)
        )


def _judged(flatly: Finding) -> Iterator[Line]:
    """What a flat assertion of the claim would be told."""
    verdict, severity = flatly.verdict, flatly.severity
    yield EMPTY
    yield _title("A text that says it flatly")
    weight = "" if severity is Severity.NONE else f"  {severity.value}"
    yield field(
        "verdict", (f"{SIGN[verdict]} {verdict.value}", TINT[verdict]), (weight, Style.STRONG)
    )
    yield field("why", (clean(flatly.why), Style.PLAIN))
    if flatly.suggestion:
        yield field("write", (clean(flatly.suggestion), Style.STRONG))


def _studies(
    title: str, names: Sequence[str], claim: Claim, catalogue: Catalogue
) -> Iterator[Line]:
    if not names:
        return
    yield EMPTY
    yield _title(title)
    for name in names:
        study = catalogue.studies[name]
        yield text_line(
            (name, Style.STRONG),
            (f"  {evidence.design(study)} · {evidence.size(study)}", Style.PLAIN),
            (f" · {clean(evidence.identifier(study))}", Style.QUIET),
            indent=2,
        )
        for row in evidence.rows(study, claim, catalogue):
            yield from _result(row, indent=4)
        funding = clean(study.funding) if study.funding else _UNKNOWN
        yield text_line((f"funding: {funding}", Style.QUIET), indent=4)


def _references(names: Sequence[str], claim: Claim, catalogue: Catalogue) -> Iterator[Line]:
    if not names:
        return
    yield EMPTY
    yield _title("References")
    for name in names:
        record = catalogue.references[name]
        yield text_line(
            (name, Style.STRONG),
            (f"  {clean(record.issuer)}", Style.PLAIN),
            (f" · {clean(evidence.identifier(record))}", Style.QUIET),
            indent=2,
        )
        for settles in record.settles:
            if settles.claim == claim.id:
                yield text_line(
                    (f"{settles.status.value}: {clean(settles.note)}", Style.PLAIN), indent=4
                )


def _result(row: Result, indent: int = 2) -> Iterator[Line]:
    """One result row, as reported."""
    told = record_words.result(row)
    yield text_line(
        (f"{told.measured}: ", Style.PLAIN),
        (told.found, Style.STRONG),
        (f"; {told.figures}" if told.figures else "", Style.PLAIN),
        indent=indent,
    )


def _points(title: str, entries: Sequence[str]) -> Iterator[Line]:
    if entries:
        yield EMPTY
        yield _title(title)
        for entry in entries:
            yield Line(((clean(entry), Style.PLAIN),), ("  - ", Style.QUIET), ("    ", Style.PLAIN))


def _claims(title: str, names: Sequence[str], catalogue: Catalogue) -> Iterator[Line]:
    if names:
        yield EMPTY
        yield _title(title)
        yield from _rows((name, catalogue.claims[name].statement) for name in names)


def _facts(facts: Sequence[tuple[str, object]]) -> Iterator[Line]:
    """A labelled line each; what nobody knows says so."""
    for label, value in facts:
        if label:
            words = _UNKNOWN if value is None else clean(str(value))
            yield field(label, (words, Style.QUIET if value is None else Style.PLAIN))


def _title(words: str, told: str = "") -> Line:
    parts: list[Part] = [(words, Style.STRONG)]
    if told:
        parts.append((f"  {told}", Style.PLAIN))
    return text_line(*parts)


def _rows(entries: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """Names in a column as wide as the longest, each with its text."""
    told = [(clean(name), clean(words)) for name, words in entries]
    width = min(max((len(name) for name, _ in told), default=0), _WIDEST_NAME)
    for name, words in told:
        before = f"  {name:<{width}}  "
        rest = (" " * min(len(before), 20), Style.PLAIN)
        yield Line(((words, Style.PLAIN),), (before, Style.QUIET), rest)
