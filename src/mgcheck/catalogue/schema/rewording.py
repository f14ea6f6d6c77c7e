"""legs.yaml and rewrites.yaml: what a text goes beyond, and how it is put more weakly."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import model_validator

from mgcheck.catalogue.schema.base import Amount, Id, Record, Text
from mgcheck.model import Hedge, LegRule, Rewrites

LegId = Literal[
    "animal-to-human",
    "cells-to-body",
    "other-form",
    "brand-to-compound",
    "mixed-product",
    "older-to-everyone",
    "ill-to-everyone",
    "deficient-to-everyone",
    "no-paediatric-trial",
    "surrogate-to-outcome",
    "association-to-cause",
    "short-to-lasting",
    "general-to-absolute",
    "general-to-group",
]
HedgeId = Literal["probably", "may", "uncertain", "untested", "animals", "unsettled"]


class LegRecord(Record):
    """A step beyond the evidence, in the editor's words."""

    id: LegId
    name: Text
    sentence: Text
    outcomes: list[Id] = []
    weeks: Amount | None = None
    groups: list[Id] = []

    def to_model(self) -> LegRule:
        """The same, as the program holds it."""
        return LegRule(
            id=self.id,
            name=self.name,
            sentence=self.sentence,
            outcomes=tuple(self.outcomes),
            weeks=self.weeks,
            groups=tuple(self.groups),
        )


class HedgeRecord(Record):
    """One way to put a sentence more weakly."""

    modal: Text | None
    adverb: Text | None
    aside: Text | None
    opening: Text | None

    def to_model(self) -> Hedge:
        """The same, as the program holds it."""
        return Hedge(self.modal, self.adverb, self.aside, self.opening)


PhraseUse = Literal[
    "boosts",
    "frames",
    "frozen",
    "closed",
    "showing",
    "denying",
    "harm",
    "brings",
    "untreated",
    "figures",
]
WordUse = Literal[
    "verbs",
    "not_verbs",
    "light",
    "reports",
    "heads",
    "nouns",
    "noun_followers",
    "noun_leads",
    "participles",
    "adverbs",
    "hedged",
    "firm",
    "being",
    "having",
    "stops",
    "pointing",
    "plural",
    "breaks",
    "joining",
    "hedging",
    "assuring",
    "personal",
    "quoting",
    "floating",
    "participle_leads",
    "conditions",
    "negations",
    "additive",
    "intros",
    "blockers",
    "fronted",
    "small",
]


class RewritesRecord(Record):
    """rewrites.yaml."""

    hedges: dict[HedgeId, HedgeRecord]
    scopes: dict[Literal["animals"], Text]
    phrases: dict[PhraseUse, list[Text]]
    words: dict[WordUse, list[Text]]
    irregular: dict[Text, Text]

    @model_validator(mode="after")
    def _has_all_hedges(self) -> RewritesRecord:
        missing = sorted(set(get_args(HedgeId)) - set(self.hedges))
        if missing:
            raise ValueError(f"no hedge is given for {', '.join(missing)}")
        return self

    def to_model(self) -> Rewrites:
        """The same, as the program holds it."""
        return Rewrites(
            hedges={name: hedge.to_model() for name, hedge in sorted(self.hedges.items())},
            scopes=dict(sorted(self.scopes.items())),
            phrases={use: tuple(found) for use, found in sorted(self.phrases.items())},
            words={use: tuple(found) for use, found in sorted(self.words.items())},
            irregular=dict(sorted(self.irregular.items())),
        )
