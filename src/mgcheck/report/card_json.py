"""The card in JSON, in types of its own; json.py puts it into each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta

from mgcheck import model

if TYPE_CHECKING:
    from mgcheck import whole

Count = Annotated[int, Meta(ge=0)]
FromOne = Annotated[int, Meta(ge=1)]
Stance = Literal["asserts", "denies", "questions"]
Wording = Literal["does", "probably", "may", "uncertain"]


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """One sentence that makes a claim: where, and what it does with it."""

    claim: str
    statement: str
    stance: Stance
    wording: Wording
    relation: Literal["cause", "association"]
    scope: str | None
    verdict: str
    severity: Literal["none", "note", "warning", "error"]
    start: Count
    end: Count
    line: FromOne
    column: FromOne
    text: str


class Share(msgspec.Struct, forbid_unknown_fields=True):
    """How many of the claims, and which part of those that evidence can decide (null: of none)."""

    claims: Count
    share: Annotated[float, Meta(ge=0, le=1)] | None


class Headline(msgspec.Struct, forbid_unknown_fields=True):
    """A heading that says more than the body; `body` null: the body does not say it."""

    part: Literal["title", "heading"]
    said: Said
    body: Said | None
    body_scope: str | None
    body_stances: list[Stance]


class OnRecord(msgspec.Struct, forbid_unknown_fields=True):
    """What a study's record says of what the text leaves out."""

    study: str
    text: str


class NotTold(msgspec.Struct, forbid_unknown_fields=True):
    """What a reader would want and does not get; always a note."""

    want: str
    name: str
    note: str
    on_record: list[OnRecord]


class Payer(msgspec.Struct, forbid_unknown_fields=True):
    """A study that points the text's way; `seller_linked` null: not known."""

    study: str
    claims: list[str]
    seller_linked: bool | None
    funding: str | None


class Card(msgspec.Struct, forbid_unknown_fields=True):
    """The article as a whole, whatever a filter hides."""

    claims: Count
    not_gradable: Count
    shares: dict[Literal["fairly-put", "overstated", "unsupported", "contradicted"], Share]
    strongest_overstatement: Said | None
    headlines: list[Headline]
    not_told: list[NotTold]
    paid_by: list[Payer]


def card(made: whole.Card, document: model.Document, catalogue: model.Catalogue) -> Card:
    """`made` as it is written out."""
    judged = made.n_claims - made.n_not_gradable
    return Card(
        claims=made.n_claims,
        not_gradable=made.n_not_gradable,
        shares={
            share.value: Share(number, round(number / judged, 3) if judged else None)
            for share, number in made.shares.items()
        },
        strongest_overstatement=None
        if made.strongest is None
        else said(made.strongest, document, catalogue),
        headlines=[_headline(h, document, catalogue) for h in made.headlines],
        not_told=[
            NotTold(m.want.id, m.want.name, m.want.note, [OnRecord(*pair) for pair in m.on_record])
            for m in made.missing
        ],
        paid_by=[Payer(b.study, list(b.claims), b.seller_linked, b.funding) for b in made.backing],
    )


def said(finding: model.Finding, document: model.Document, catalogue: model.Catalogue) -> Said:
    """A finding in short, with its sentence."""
    mention = finding.mention
    line, column = document.place(mention.start)
    return Said(
        claim=mention.claim,
        statement=catalogue.claims[mention.claim].statement,
        stance=mention.stance.value,
        wording=mention.wording.value,
        relation=mention.relation.value,
        scope=mention.scope,
        verdict=finding.verdict.value,
        severity=finding.severity.value,
        start=mention.start,
        end=mention.end,
        line=line,
        column=column,
        text=document.text[mention.start : mention.end],
    )


def _headline(
    headline: whole.Headline, document: model.Document, catalogue: model.Catalogue
) -> Headline:
    return Headline(
        part="title" if headline.is_title else "heading",
        said=said(headline.finding, document, catalogue),
        body=None if headline.body is None else said(headline.body, document, catalogue),
        body_scope=headline.body_scope,
        body_stances=[stance.value for stance in headline.body_stances],
    )
