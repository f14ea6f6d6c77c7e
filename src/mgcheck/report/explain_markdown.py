"""A claim's, a study's or a reference's page in Markdown, as docs/claims and docs/studies hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from mgcheck.model import Body, Catalogue, Claim, Finding, Reference, Remark, Severity, Study, Tier
from mgcheck.report import evidence, record_words
from mgcheck.report.lists import checked, checked_behind
from mgcheck.report.markdown import escape, table
from mgcheck.report.words import CIRCLES, POINTS, SIGN, count

_SELLER: Final = {True: "linked to the seller", False: "not linked to the seller"}


class Links(Struct, frozen=True):
    """Folders of pages, seen from the page that links there; None: there are none."""

    claims: str | None = None
    studies: str | None = None

    def claim(self, name: str) -> str:
        """The claim's id, as a link where it has a page."""
        return _page(name, self.claims)

    def study(self, name: str) -> str:
        """The study's id, as a link where it has a page."""
        return _page(name, self.studies)


NOWHERE: Final = Links()
"""For a page that stands alone."""


def claim_page(
    claim: Claim, flatly: Finding, catalogue: Catalogue, links: Links = NOWHERE
) -> Iterator[str]:
    """A claim: evidence with every step down, what a flat text is told, records, wordings."""
    body = flatly.body
    yield f"# {escape(claim.statement)}"
    yield ""
    yield f"`{claim.id}`: {claim.kind.value}, {escape(claim.topic)}"
    yield ""
    yield from _weighed(body)
    yield ""
    severity = "" if flatly.severity is Severity.NONE else f", {flatly.severity.value}"
    yield f"**Put flatly:** {SIGN[flatly.verdict]} {flatly.verdict.value}{severity}. " + escape(
        flatly.why
    )
    if flatly.suggestion:
        yield ""
        yield f"**Write:** {escape(flatly.suggestion)}"
    if body.studies:
        yield from _heading("Studies that decide it")
        yield from table(
            ("study", "design", "people", "found", "funding"),
            (_deciding(name, claim, catalogue, links) for name in body.studies),
        )
    if body.also:
        yield from _heading("Shown beside")
        yield ", ".join(links.study(name) for name in body.also)
    if body.references:
        yield from _heading("References")
        yield from _points(_settling(name, claim, catalogue) for name in body.references)
    yield from _heading("How to put it")
    rows = ((strength, escape(words)) for strength, words in claim.wordings.items())
    yield from table(("strength", "wording"), rows)
    yield ""
    said = "; ".join(record_words.said_in(claim, catalogue))
    fresh = checked_behind(claim, body, catalogue)
    yield f"{f'Said in: {escape(said)}. ' if said else ''}Records behind it: {fresh}."


def study_page(
    study: Study,
    decided: Sequence[str],
    beside: Sequence[str],
    catalogue: Catalogue,
    cautions: Sequence[Remark] = (),
    links: Links = NOWHERE,
) -> Iterator[str]:
    """A study: its record, its results, and the claims that rest on it."""
    yield f"# {escape(study.citation.title or study.id)}"
    yield ""
    yield f"`{study.id}`: {escape(evidence.design(study))}. {escape(record_words.citation(study))}"
    yield ""
    facts = record_words.study_facts(study, catalogue)
    shown = [(label, str(value)) for label, value in facts if value is not None]
    rows = ((k, _found_at(study) if k == "found at" else escape(v)) for k, v in shown)
    yield from table(("", "on record"), rows)
    unknown = [label for label, value in facts if value is None]
    if unknown:
        yield ""
        yield f"Not known: {', '.join(unknown)}."
    yield from _heading("Results")
    yield from table(
        ("measured", "found", "figures"),
        ([*map(escape, record_words.result(row))] for row in study.results),
    )
    bias = study.risk_of_bias
    yield from _heading("Risk of bias")
    yield f"{bias.tool}: **{bias.overall.value}**. {escape(bias.why)}"
    yield ""
    yield from _points(
        f"{escape(d.domain)}, {d.judgement.value}: {escape(d.why)}" for d in bias.domains
    )
    told = (
        *record_words.study_notes(study),
        ("Who cites it should know", [r.why for r in cautions]),
    )
    for title, entries in told:
        if entries:
            yield from _heading(title)
            yield from _points(map(escape, entries))
    for title, names in (("Claims that it decides", decided), ("Shown beside for", beside)):
        if names:
            yield from _heading(title)
            yield from _points(
                f"{links.claim(name)}: {escape(catalogue.claims[name].statement)}" for name in names
            )
    yield ""
    yield f"Record: {checked(study)}; confidence {study.confidence}."


def reference_page(reference: Reference, links: Links = NOWHERE) -> Iterator[str]:
    """A reference: what it says, and which claims it settles."""
    yield f"# {escape(reference.citation.title or reference.issuer)}"
    yield ""
    yield (
        f"`{reference.id}`: {reference.kind}, {escape(reference.issuer)}. "
        f"{escape(record_words.citation(reference))} {_found_at(reference)}"
    )
    if reference.second_hand:
        yield ""
        yield "Read only in another's account."
    if reference.settles:
        yield from _heading("What it settles")
        yield from _points(
            f"{links.claim(s.claim)}, {s.status.value}: {escape(s.note)}" for s in reference.settles
        )
    for title, entries in (
        ("What it says", reference.says),
        ("Limitations", reference.limitations),
        ("Verified from", reference.verified_from),
        ("Notes", (reference.notes,) if reference.notes else ()),
    ):
        if entries:
            yield from _heading(title)
            yield from _points(map(escape, entries))
    yield ""
    yield f"Record: {checked(reference)}; confidence {reference.confidence}."


def index(
    title: str, about: str, groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]
) -> Iterator[str]:
    """A list of pages in the same folder, by group: id and what stands there."""
    yield f"# {title}"
    yield ""
    yield about
    for group, entries in groups:
        yield from _heading(group)
        yield from _points(f"{_page(name, '.')}: {escape(told)}" for name, told in entries)


def _weighed(body: Body) -> Iterator[str]:
    """The GRADE summary: what it rests on, where certainty starts and ends, each step down."""
    if body.status is not None:
        yield f"**{body.status.value}**, by reference."
        return
    if body.tier is Tier.NONE:
        published = count(len(body.studies), "published human study", "published human studies")
        yield f"{published}." if body.studies else "Nothing on record decides it."
        return
    people = f", {count(body.participants, 'participant')}" if body.participants else ""
    certainty = ""
    if body.certainty is not None:
        certainty = f"**{CIRCLES[body.certainty]} {body.certainty.value}**: "
    yield f"{certainty}{body.tier.value}, {POINTS[body.direction]}{people}."
    if body.start is not None:
        yield ""
        yield f"- starts {body.start.value}"
        for step in body.steps:
            yield f"- −{step.levels} {step.domain}: {escape(step.why)}"
        if body.capped_by is not None:
            yield f"- no more than {escape(body.capped_by)} states itself"


def _deciding(name: str, claim: Claim, catalogue: Catalogue, links: Links) -> Sequence[str]:
    study = catalogue.studies[name]
    seller = _SELLER.get(study.seller_linked) if study.seller_linked is not None else None
    return (
        links.study(name),
        escape(evidence.design(study)),
        escape(evidence.size(study)),
        escape(evidence.found(study, claim, catalogue)),
        seller or "not known",
    )


def _settling(name: str, claim: Claim, catalogue: Catalogue) -> str:
    record = catalogue.references[name]
    notes = (f"{s.status.value}: {s.note}" for s in record.settles if s.claim == claim.id)
    return f"`{name}`, {escape(record.issuer)} ({_found_at(record)}). {escape(' '.join(notes))}"


def _found_at(record: Study | Reference) -> str:
    """Where a reader can look it up, as links."""
    found = []
    if record.doi:
        found.append(
            f"[doi:{escape(record.doi)}](https://doi.org/{quote(record.doi, safe='/:;.')})"
        )
    if record.pmid:
        found.append(f"[PMID {record.pmid}](https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/)")
    if record.pmcid:
        found.append(f"[{record.pmcid}](https://pmc.ncbi.nlm.nih.gov/articles/{record.pmcid}/)")
    if isinstance(record, Study) and record.nct:
        found.append(escape(record.nct))
    if not found and record.url:
        found.append(f"<{quote(record.url, safe='/:;.?=&%#~+,@!*-_')}>")
    return ", ".join(found) or "no identifier known"


def _page(name: str, folder: str | None) -> str:
    return f"`{name}`" if folder is None else f"[{name}]({folder}/{name}.md)"


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _points(entries: Iterable[str]) -> Iterator[str]:
    return (f"- {entry}" for entry in entries)
