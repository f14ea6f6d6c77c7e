"""Records made by hand: only what a test is about differs from the plain case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from mgcheck import Catalogue, Claim, Study
from mgcheck.model import Comparator, Direction, Judgement, Publication, Result

Make = Callable[..., Study]


@pytest.fixture(scope="session")
def plain(catalogue: Catalogue) -> Study:
    """A large placebo-controlled trial at low risk of bias, of nobody's product."""
    base = catalogue.studies["liu-2016"]
    return replace(
        base,
        id="plain",
        n_analysed=500,
        seller_linked=False,
        population=replace(base.population, group="general"),
        intervention=replace(base.intervention, co_ingredients=()),
        comparator=Comparator("placebo", "placebo"),
        risk_of_bias=replace(base.risk_of_bias, overall=Judgement.LOW),
        publication=Publication("journal", None, None),
        unverified=(),
        names=(),
        results=(),
    )


@pytest.fixture(scope="session")
def trial(plain: Study) -> Make:
    """A trial like `plain` in all but what is given; `direction` is that of its one result row."""

    def make(direction: Direction | None = Direction.IMPROVED, **changes: Any) -> Study:
        row = Result(
            outcome=changes.pop("outcome", "sleep-quality"),
            measured="as named",
            instrument=None,
            direction=direction,
            versus=changes.pop("versus", "placebo"),
            effect=None,
            p=None,
            interval_reaches=changes.pop("interval", None),
            primary=None,
            second_hand=False,
            certainty=changes.pop("stated", None),
        )
        for name in ("overall", "group", "subject", "co_ingredients"):
            if name not in changes:
                continue
            value = changes.pop(name)
            if name == "overall":
                changes["risk_of_bias"] = replace(plain.risk_of_bias, overall=value)
            elif name == "group":
                changes["population"] = replace(plain.population, group=value)
            else:
                intervention = changes.get("intervention", plain.intervention)
                changes["intervention"] = replace(intervention, **{name: value})
        return replace(plain, **{"results": (row,), **changes})

    return make


@pytest.fixture(scope="session")
def sleep(catalogue: Catalogue) -> Claim:
    """The claim that L-threonate improves sleep quality."""
    return catalogue.claims["mgt-sleep-quality"]


@pytest.fixture(scope="session")
def holding(catalogue: Catalogue) -> Callable[..., Catalogue]:
    """mgcheck's own catalogue with these studies instead of its own."""

    def make(*studies: Study) -> Catalogue:
        return replace(catalogue, studies={s.id: s for s in studies})

    return make
