"""`mgcheck explain` on a record of the law: all that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mgcheck.model import Catalogue, Concept, Provision
from mgcheck.report.line import EMPTY, Line, Style, clean, field, text_line
from mgcheck.report.regulation import APART, STATUS, VERIFICATION, quoted


def lines(provision: Provision, catalogue: Catalogue) -> Iterator[Line]:
    """What it says, of what, since when, and what of it could not be verified."""
    where = catalogue.jurisdictions[provision.jurisdiction]
    yield text_line(
        (provision.id, Style.STRONG),
        (f"  law, {clean(where.name)}: {STATUS[provision.status]}", Style.QUIET),
    )
    yield text_line((clean(provision.instrument), Style.PLAIN), indent=2)
    yield EMPTY
    concepts = {**catalogue.outcomes, **catalogue.subjects}
    year = None if provision.year is None else str(provision.year)
    for label, value in (
        ("about", provision.about),
        ("of", _named(provision.subjects, concepts) or "no subject of the catalogue"),
        ("covers", "any outcome" if provision.any_outcome else _named(provision.covers, concepts)),
        ("but not", _named(provision.unless, concepts)),
        ("nearest to", _named(provision.near, concepts)),
        ("takes over", ", ".join(provision.carries)),
        ("says", provision.says),
        ("wording", "; ".join(quoted(words) for words in provision.wordings)),
        ("conditions", provision.conditions),
        ("reason", provision.reason),
        ("register", ", ".join(provision.register_ids)),
        ("opinion", provision.opinion),
        ("claim type", provision.claim_type),
        ("year", year),
        ("in force", provision.in_force_from),
        ("found at", provision.url),
        ("source", VERIFICATION[provision.verification]),
        ("not seen", "; ".join(provision.unverified)),
        ("from", "; ".join(provision.verified_from)),
        ("notes", provision.notes),
        ("checked", provision.checked),
    ):
        if value:
            yield field(label, (clean(value), Style.PLAIN))
    yield EMPTY
    yield field("binds", (clean(where.binds), Style.QUIET))
    yield text_line((APART, Style.QUIET), indent=2)


def _named(names: Sequence[str], concepts: dict[str, Concept]) -> str:
    return ", ".join(concepts[name].name if name in concepts else name for name in names)
