"""`mgcheck explain`: everything on record about one claim, study or reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
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
from mgcheck.report import evidence
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, text_line
from mgcheck.report.lists import checked
from mgcheck.report.words import CIRCLES, DIRECTION, SIGN, TINT, count

_UNKNOWN: Final = "not known"
_WIDEST_NAME: Final = 40
_BARE_P: Final = re.compile(r"(?P<sign>[<>]?)(?=0?\.\d)")
"""A p value that is written without its p: 0.03, <0.05."""
_POOLS: Final = {
    "rct": "randomised trials",
    "observational": "observational studies",
    "mixed": "randomised trials and observational studies",
}
_INTERVALS: Final = {
    "no-effect-to-appreciable": "the interval reaches from no effect to an appreciable one",
    "appreciable-only": "the whole interval is appreciable",
    "trivial": "the whole interval is trivial",
}


def claim_lines(claim: Claim, flatly: Finding, catalogue: Catalogue) -> Iterator[Line]:
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
    yield EMPTY
    yield _title("How to put it, by what the evidence bears")
    yield from _rows((strength, words) for strength, words in claim.wordings.items())
    if claim.said_in:
        yield EMPTY
        for index, (article, places) in enumerate(groupby(claim.said_in, lambda s: s.article)):
            numbers = [str(place.sentence) for place in places]
            noun = "sentence" if len(numbers) == 1 else "sentences"
            source = catalogue.sources.get(article)
            title = f"{clean(source.title)} ({article})" if source is not None else article
            told = f"{title}, {noun} {', '.join(numbers)}"
            yield field("" if index else "said in", (told, Style.QUIET))
    yield EMPTY
    yield _checked(claim)


def study_lines(
    study: Study,
    decided: Sequence[str],
    beside: Sequence[str],
    catalogue: Catalogue,
    cautions: Sequence[Remark] = (),
) -> Iterator[Line]:
    """A study: its full record, the claims that it decides, and those it is shown beside."""
    yield text_line((study.id, Style.STRONG), (f"  {evidence.design(study)}", Style.QUIET))
    yield text_line((_citation(study), Style.PLAIN), indent=2)
    yield EMPTY
    given, who, against = study.intervention, study.population, study.comparator
    status = study.publication
    printed = "; ".join(
        part
        for part in (
            status.status,
            f"erratum: {status.erratum}" if status.erratum else "",
            "retracted" if status.retracted else "",
        )
        if part
    )
    yield from _facts(
        (
            ("found at", evidence.identifiers(study)),
            ("published", printed),
            ("who", f"{who.who} ({who.group})"),
            ("age", who.age),
            ("condition", who.condition),
            ("enrolled", study.n_enrolled),
            ("randomised", study.n_randomised),
            ("analysed", study.n_analysed),
            (
                "given",
                catalogue.subjects[given.subject].name
                if given.subject in catalogue.subjects
                else given.subject,
            ),
            ("product", given.product),
            ("dose", given.dose),
            ("elemental", _unit(given.elemental_mg_per_day, "mg a day")),
            ("with it", _listed(given.co_ingredients)),
            ("for", _unit(given.weeks, "weeks")),
            ("against", against.what or against.kind),
            ("blinding", study.blinding),
            ("registered", study.registration),
            ("funding", study.funding),
            ("seller", _seller(study)),
            *(
                (
                    ("studies", study.k),
                    ("pools", _POOLS.get(study.pools or "")),
                    ("on record", _listed(study.includes)),
                )
                if study.pools is not None or study.k is not None
                else ()
            ),
        )
    )
    yield EMPTY
    bias = study.risk_of_bias
    yield _title("Risk of bias", f"{bias.tool}: {bias.overall.value}; {clean(bias.why)}")
    yield from _rows((d.domain, f"{d.judgement.value}: {d.why}") for d in bias.domains)
    yield EMPTY
    yield _title("Results")
    for result in study.results:
        yield from _result(result)
    for label, entries in (
        ("Safety", (study.safety,) if study.safety else ()),
        ("Limitations", study.limitations),
        ("Not verified", study.unverified),
        ("Verified from", study.verified_from),
        ("Notes", (study.notes,) if study.notes else ()),
    ):
        yield from _points(label, entries)
    yield from _points("Who cites it should know", [remark.why for remark in cautions])
    yield from _claims("Claims that it decides", decided, catalogue)
    yield from _claims("Claims that it is shown beside", beside, catalogue)
    yield EMPTY
    yield _checked(study, f"; confidence {study.confidence}")


def reference_lines(reference: Reference) -> Iterator[Line]:
    """A reference: what it holds and which claims it settles, and how."""
    yield text_line((reference.id, Style.STRONG), (f"  {reference.kind}", Style.QUIET))
    yield text_line((_citation(reference), Style.PLAIN), indent=2)
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


def _checked(record: Claim | Study | Reference, more: str = "") -> Line:
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
    yield field("direction", (_DIRECTION_WORDS[body.direction], Style.PLAIN))
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


_DIRECTION_WORDS: Final = {
    "same": "as the claim says",
    "none": "no difference",
    "conflict": "results point different ways",
    "opposite": "against the claim",
    None: "nothing on record",
}


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
    direction = DIRECTION[row.direction] if row.direction is not None else "direction not known"
    details = [
        f"({row.instrument})" if row.instrument else "",
        f"versus {row.versus}" if row.versus else "",
    ]
    p = _BARE_P.sub(_with_p, row.p, count=1) if row.p and _BARE_P.match(row.p) else row.p
    figures = "; ".join(clean(part) for part in (row.effect, p) if part)
    marks = [
        _INTERVALS.get(row.interval_reaches or "", ""),
        "primary" if row.primary else "",
        "second-hand" if row.second_hand else "",
        f"source's own certainty: {row.certainty.value}" if row.certainty else "",
        f"not verified: {clean(row.unverified)}" if row.unverified else "",
    ]
    said = " ".join(part for part in (clean(row.measured), *map(clean, details)) if part)
    tail = "; ".join(part for part in (figures, *marks) if part)
    yield text_line(
        (f"{said}: ", Style.PLAIN),
        (direction, Style.STRONG),
        (f"; {tail}" if tail else "", Style.PLAIN),
        indent=indent,
    )


def _with_p(bare: re.Match[str]) -> str:
    return f"p {bare['sign'] or '='} "


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


def _citation(record: Study | Reference) -> str:
    cite = record.citation
    year = f"({cite.year})" if cite.year is not None else None
    parts = (
        " ".join(part for part in (cite.authors, year) if part),
        cite.title,
        cite.journal,
        cite.volume_pages,
    )
    told = ". ".join(clean(part).rstrip(".") for part in parts if part)
    return f"{told}." if told else "No citation known."


def _unit(number: float | None, unit: str) -> str | None:
    return None if number is None else f"{number:g} {unit}"


def _listed(names: Sequence[str] | None) -> str | None:
    return None if names is None else ", ".join(names) or "nothing else"


def _seller(study: Study) -> str | None:
    match study.seller_linked:
        case None:
            return None
        case True:
            return "funded or authored by who sells it"
        case False:
            return "not linked"
