"""`mgcheck explain`: everything on record about one claim, study or reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgcheck.model import Body, Catalogue, Claim, Reference, Result, Study
from mgcheck.report import evidence
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, text_line
from mgcheck.report.words import CIRCLES, DIRECTION

_UNKNOWN = "not known"


def claim_lines(claim: Claim, body: Body, catalogue: Catalogue) -> Iterator[Line]:
    """A claim: its statement, its evidence as a GRADE summary, its records, its wordings."""
    yield text_line((claim.id, Style.STRONG), (f"  {claim.kind.value}, {claim.topic}", Style.QUIET))
    yield text_line((clean(claim.statement), Style.PLAIN), indent=2)
    yield EMPTY
    if claim.not_gradable:
        yield field("not graded", (clean(claim.not_gradable), Style.PLAIN))
    yield from _grade(body)
    yield from _studies("Studies that decide it", body.studies, claim, catalogue)
    yield from _studies("Shown beside them", body.also, claim, catalogue)
    yield from _references(body.references, claim, catalogue)
    yield EMPTY
    yield _title("How to put it")
    for strength, words in claim.wordings.items():
        yield _row(strength, 15, (clean(words), Style.PLAIN))
    if claim.said_in:
        said = ", ".join(f"{s.article} sentence {s.sentence}" for s in claim.said_in)
        yield EMPTY
        yield field("said in", (said, Style.QUIET))


def study_lines(study: Study, bearing: Sequence[str], catalogue: Catalogue) -> Iterator[Line]:
    """A study: its full record, then the claims that rest on it."""
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
            ("found at", evidence.identifier(study)),
            ("trial id", study.nct),
            ("published", printed),
            ("who", f"{who.who} ({who.group})"),
            ("age", who.age),
            ("condition", who.condition),
            ("size", evidence.size(study)),
            ("randomised", study.n_randomised),
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
            ("pools", ", ".join(study.includes) or None) if study.k is not None else ("", ""),
        )
    )
    yield EMPTY
    bias = study.risk_of_bias
    yield _title("Risk of bias", f"{bias.tool}: {bias.overall.value}; {clean(bias.why)}")
    for domain in bias.domains:
        yield _row(
            clean(domain.domain),
            34,
            (f"{domain.judgement.value}: {clean(domain.why)}", Style.PLAIN),
        )
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
    yield from _claims("Claims that rest on it", bearing, catalogue)
    yield EMPTY
    yield field("checked", (f"{study.checked}; confidence {study.confidence}", Style.QUIET))


def reference_lines(reference: Reference) -> Iterator[Line]:
    """A reference: what it holds and which claims it settles, and how."""
    yield text_line((reference.id, Style.STRONG), (f"  {reference.kind}", Style.QUIET))
    yield text_line((_citation(reference), Style.PLAIN), indent=2)
    yield EMPTY
    second = "read only in another's account" if reference.second_hand else None
    yield field("issuer", (clean(reference.issuer), Style.PLAIN))
    yield field("found at", (clean(evidence.identifier(reference)), Style.PLAIN))
    if second:
        yield field("read", (second, Style.PLAIN))
    yield EMPTY
    yield _title("What it settles")
    for settles in reference.settles:
        yield _row(
            settles.claim, 30, (f"{settles.status.value}: {clean(settles.note)}", Style.PLAIN)
        )
    yield from _points("What it says", reference.says)
    yield from _points("Limitations", reference.limitations)
    yield from _points("Verified from", reference.verified_from)
    yield from _points("Notes", (reference.notes,) if reference.notes else ())
    yield EMPTY
    yield field("checked", (f"{reference.checked}; confidence {reference.confidence}", Style.QUIET))


def _grade(body: Body) -> Iterator[Line]:
    """The GRADE summary: where certainty starts, each step down with its reason, where it ends."""
    yield _title("Evidence")
    if body.status is not None:
        yield field("status", (f"{body.status.value}, by reference", Style.PLAIN))
        return
    yield field("tier", (body.tier.value, Style.PLAIN))
    yield field("direction", (_DIRECTION_WORDS[body.direction], Style.PLAIN))
    if body.participants is not None:
        yield field("analysed", (f"{body.participants:,} participants", Style.PLAIN))
    if body.start is not None:
        yield field("start", (f"{CIRCLES[body.start]} {body.start.value}", Style.PLAIN))
    for step in body.steps:
        yield field(
            "down",
            (f"-{step.levels} {step.domain}: ", Style.STRONG),
            (clean(step.why), Style.PLAIN),
        )
    if body.capped_by is not None:
        yield field("capped by", (body.capped_by, Style.PLAIN))
    if body.certainty is not None:
        yield field(
            "certainty", (f"{CIRCLES[body.certainty]} {body.certainty.value}", Style.STRONG)
        )


_DIRECTION_WORDS = {
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
    p = f"p = {row.p}" if row.p and row.p[0].isdigit() else row.p
    figures = "; ".join(clean(part) for part in (row.effect, p) if part)
    marks = [
        "primary" if row.primary else "",
        "second-hand" if row.second_hand else "",
        f"source's own certainty: {row.certainty.value}" if row.certainty else "",
    ]
    said = " ".join(part for part in (clean(row.measured), *map(clean, details)) if part)
    tail = "; ".join(part for part in (figures, *marks) if part)
    yield text_line(
        (f"{said}: ", Style.PLAIN),
        (direction, Style.STRONG),
        (f"; {tail}" if tail else "", Style.PLAIN),
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
        for name in names:
            yield _row(name, 30, (clean(catalogue.claims[name].statement), Style.PLAIN))


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


def _row(name: str, width: int, *parts: Part) -> Line:
    """A name in a column of `width`, then text that keeps clear of it."""
    before = f"  {name:<{width}} "
    return Line(parts, (before, Style.QUIET), (" " * min(len(before), 20), Style.PLAIN))


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
