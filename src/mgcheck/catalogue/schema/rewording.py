"""legs.yaml and rewrites.yaml: what a text goes beyond, and how it is put more weakly."""

from __future__ import annotations

from typing import Literal

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
]
HedgeId = Literal["probably", "may", "uncertain", "untested", "animals", "unsettled"]


class LegRecord(Record):
    """A step beyond the evidence, in the editor's words."""

    id: LegId
    name: Text
    sentence: Text
    outcomes: list[Id] = []
    weeks: Amount | None = None

    def to_model(self) -> LegRule:
        """The same, as the program holds it."""
        return LegRule(self.id, self.name, self.sentence, tuple(self.outcomes), self.weeks)


class HedgeRecord(Record):
    """One way to put a sentence more weakly."""

    modal: Text | None
    adverb: Text | None
    aside: Text | None
    opening: Text | None

    def to_model(self) -> Hedge:
        """The same, as the program holds it."""
        return Hedge(self.modal, self.adverb, self.aside, self.opening)


class RewritesRecord(Record):
    """rewrites.yaml."""

    hedges: dict[HedgeId, HedgeRecord]
    scopes: dict[Literal["animals", "cells"], Text]
    boosts: list[Text]
    frozen: list[Text]
    closed: list[Text]
    conditions: list[Text]
    negations: list[Text]
    showing: list[Text]
    verbs: list[Text]
    nouns: list[Text]
    irregular: dict[Text, Text]
    participles: list[Text]
    adverbs: list[Text]
    intros: list[Text]
    blockers: list[Text]
    fronted: list[Text]
    noun_followers: list[Text]
    small: list[Text]

    def to_model(self) -> Rewrites:
        """The same, as the program holds it."""
        return Rewrites(
            hedges={name: hedge.to_model() for name, hedge in sorted(self.hedges.items())},
            scopes=dict(sorted(self.scopes.items())),
            boosts=tuple(self.boosts),
            frozen=tuple(self.frozen),
            closed=tuple(self.closed),
            conditions=tuple(self.conditions),
            negations=tuple(self.negations),
            showing=tuple(self.showing),
            verbs=tuple(self.verbs),
            nouns=tuple(self.nouns),
            irregular=dict(self.irregular),
            participles=tuple(self.participles),
            adverbs=tuple(self.adverbs),
            intros=tuple(self.intros),
            blockers=tuple(self.blockers),
            fronted=tuple(self.fronted),
            noun_followers=tuple(self.noun_followers),
            small=tuple(self.small),
        )
