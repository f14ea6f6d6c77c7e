"""An article's card, as lines: what stands, what it overstates most, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mgcheck.model import Catalogue, Document, Finding, Stance
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, text_line
from mgcheck.report.words import CIRCLES, SIGN, STANCE, TINT, WORDING, count, verdict

if TYPE_CHECKING:
    from mgcheck.whole import Backing, Card, Headline, Missing

_SHARES: Final = {
    "fairly-put": ("fairly put", Style.GREEN),
    "overstated": ("overstated", Style.YELLOW),
    "unsupported": ("unsupported", Style.YELLOW),
    "contradicted": ("contradicted", Style.RED),
}
_SHOWN: Final = 4
"""Headlines and studies named; --verbose and JSON have all."""
_SHOWN_ON_RECORD: Final = 2
_LONGEST: Final = 100
"""Characters of a record that are shown; --verbose and JSON have all."""
_PAID: Final = (
    (True, "linked to the seller"),
    (False, "not linked"),
    (None, "not known"),
)
_NOTE: Final[Part] = ("note  ", Style.QUIET)


def lines(
    card: Card, document: Document, catalogue: Catalogue, verbose: bool = False
) -> Iterator[Line]:
    """The card; nothing for a text that makes no claim."""
    if not card.n_claims:
        return
    yield EMPTY
    yield text_line(
        ("The article as a whole", Style.STRONG), (f"  {clean(document.path)}", Style.QUIET)
    )
    yield field("claims", *_shares(card))
    if card.strongest is not None:
        yield field("strongest", *_strongest(card.strongest, document, catalogue))
    yield from _listed(
        "headline", [_headline(h, document, catalogue) for h in card.headlines], verbose
    )
    for index, missing in enumerate(card.missing):
        yield field("" if index else "not told", *_missing(missing, verbose), hang=2)
    if card.backing:
        yield field("paid by", *_paid(card.backing, verbose))


def share(number: int, whole: int) -> str:
    """A part of the claims in whole per cent."""
    return f"{100 * number / whole:.0f} %" if whole else "0 %"


def _shares(card: Card) -> Iterator[Part]:
    judged = card.n_claims - card.n_not_gradable
    for index, (name, number) in enumerate(card.shares.items()):
        words, tint = _SHARES[name.value]
        yield (", " if index else "", Style.PLAIN)
        yield (f"{share(number, judged)} {words}", tint if number else Style.QUIET)
        yield (f" ({number:,})", Style.QUIET)
    if card.n_not_gradable:
        yield (f"; {card.n_not_gradable:,} that no evidence decides", Style.QUIET)


def _strongest(finding: Finding, document: Document, catalogue: Catalogue) -> Iterator[Part]:
    yield (f"{SIGN[finding.verdict]} {verdict(finding)}", TINT[finding.verdict])
    yield (f"  {place(document, finding)}  ", Style.STRONG)
    yield (clean(catalogue.claims[finding.mention.claim].statement), Style.PLAIN)
    certainty = finding.body.certainty
    known = "" if certainty is None else f"; {CIRCLES[certainty]} {certainty.value}"
    yield (f" ({said(finding, catalogue)}{known})", Style.QUIET)


def _headline(headline: Headline, document: Document, catalogue: Catalogue) -> tuple[Part, ...]:
    finding, body = headline.finding, headline.body
    where = "the title" if headline.is_title else "a heading"
    if body is not None:
        only = WORDING[body.mention.wording]
        if headline.body_scope is not None:
            only = f"of {scope_words(headline.body_scope, catalogue)}"
        elif body.mention.wording is finding.mention.wording:
            only = "as an association"
        below = f"the body only {only} ({place(document, body)})"
    elif headline.body_stances:
        below = f"the body {' and '.join(STANCE[s] for s in headline.body_stances)} it"
    else:
        below = "the body does not say it"
    return (
        _NOTE,
        (f"{place(document, finding)}  ", Style.STRONG),
        (f"{where} {said(finding, catalogue)}, {below}: ", Style.PLAIN),
        (clean(catalogue.claims[finding.mention.claim].statement), Style.PLAIN),
    )


def _missing(missing: Missing, verbose: bool) -> Iterator[Part]:
    yield _NOTE
    yield (f"{clean(missing.want.name)}: ", Style.STRONG)
    yield (clean(missing.want.note), Style.PLAIN)
    shown = missing.on_record if verbose else missing.on_record[:_SHOWN_ON_RECORD]
    if shown:
        told = "; ".join(f"{name}: {_brief(words, verbose)}" for name, words in shown)
        more = len(missing.on_record) - len(shown)
        yield (f" On record: {told}{f'; {more} more' if more else ''}", Style.QUIET)


def _brief(words: str, verbose: bool) -> str:
    """What a record says, or its beginning."""
    words = clean(words)
    if not verbose and len(words) > _LONGEST:
        return f"{words[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')}…"
    return words.rstrip(".")


def _paid(backing: Sequence[Backing], verbose: bool) -> Iterator[Part]:
    points = "points" if len(backing) == 1 else "point"
    yield (f"{count(len(backing), 'study', 'studies')} on record {points} its way: ", Style.PLAIN)
    for index, (linked, words) in enumerate(_PAID):
        named = [b.study for b in backing if b.seller_linked is linked]
        yield (f"{', ' if index else ''}{len(named)} {words}", Style.PLAIN)
        if named and linked is not None:
            shown = named if verbose else named[:_SHOWN]
            more = f" and {len(named) - len(shown)} more" if named[len(shown) :] else ""
            yield (f" ({', '.join(shown)}{more})", Style.QUIET)


def _listed(label: str, rows: Sequence[tuple[Part, ...]], verbose: bool) -> Iterator[Line]:
    shown = rows if verbose else rows[:_SHOWN]
    for index, row in enumerate(shown):
        yield field("" if index else label, *row, hang=2)
    if len(rows) > len(shown):
        yield field("", (f"and {len(rows) - len(shown)} more (--verbose)", Style.QUIET))


def place(document: Document, finding: Finding) -> str:
    """Line and column, as reports write them, without the path; the page or paragraph, if any."""
    line, column = document.place(finding.mention.start)
    part = document.part_of(finding.mention.start)
    return f"{line}:{column}" if part is None else f"{line}:{column}, {part}"


def said(finding: Finding, catalogue: Catalogue) -> str:
    """What a text does with a claim, and how strongly: asserts flatly, leaves open."""
    mention = finding.mention
    if mention.stance is Stance.QUESTIONS:
        return STANCE[mention.stance]
    scope = f", of {scope_words(mention.scope, catalogue)} only" if mention.scope else ""
    return f"{STANCE[mention.stance]} {WORDING[mention.wording]}{scope}"


def scope_words(scope: str, catalogue: Catalogue) -> str:
    """A group as the lexicon calls it: older adults, people who lack it."""
    cue = catalogue.cues.get(scope)
    return clean(scope if cue is None else cue.name)
