"""Rows of published GRADE tables, replayed: the ratings of the domains in, the certainty out."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from mgcheck import grade
from mgcheck.model import Certainty, Step

DOMAINS = (
    "risk of bias",
    "inconsistency",
    "indirectness",
    "imprecision",
    "publication bias",
)
TABLES = yaml.safe_load(Path(__file__).with_name("sof.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Row:
    """One row: levels down by domain, what its authors concluded, what mgcheck does."""

    doi: str
    name: str
    down: dict[str, int]
    published: Certainty
    ours: Certainty

    @property
    def steps(self) -> list[Step]:
        return [Step(domain, levels, "as published") for domain, levels in self.down.items()]


ROWS = [
    Row(
        table["doi"],
        f"{table['doi']} {row['outcome']}",
        row["down"],
        Certainty(row["certainty"]),
        Certainty(row.get("ours", row["certainty"])),
    )
    for table in TABLES
    for row in table["rows"]
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row(row: Row) -> None:
    """From high, the published levels lead to the published certainty, or a reason is given."""
    assert grade.after(Certainty.HIGH, row.steps) is row.ours


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_order_of_domains_does_not_matter(row: Row) -> None:
    """Whichever domain is rated first, the certainty is the same."""
    shuffled = random.Random(row.name).sample(row.steps, len(row.steps))  # noqa: S311 - no secret
    assert grade.after(Certainty.HIGH, shuffled) is row.ours


def test_rows_are_cited_and_use_the_five_domains() -> None:
    """Every table has an identifier and says what was seen of it; no domain is made up."""
    for table in TABLES:
        assert table["doi"] or table["pmid"]
        assert table["seen"].strip()
        for row in table["rows"]:
            assert set(row["down"]) <= set(DOMAINS)
            assert all(levels in {1, 2} for levels in row["down"].values())
            assert ("ours" in row) == ("why" in row), row["outcome"]


def test_there_are_enough_and_of_every_certainty() -> None:
    """At least 15 rows come out as published, all four certainties and five domains among them."""
    same = [row for row in ROWS if row.published is row.ours]
    assert len(same) >= 15
    assert {row.published for row in same} == set(Certainty)
    assert {domain for row in same for domain in row.down} == set(DOMAINS)


def test_where_we_differ_we_are_never_firmer() -> None:
    """A row that comes out otherwise comes out lower: we rate nothing up."""
    levels = [Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH]
    for row in ROWS:
        assert levels.index(row.ours) <= levels.index(row.published)


def test_a_table_counts_as_its_abstract_does() -> None:
    """The overview of 2020 says how many outcomes it rated how; replayed, they are as many."""
    counted = Counter(
        grade.after(Certainty.HIGH, row.steps) for row in ROWS if row.doi == "10.1155/2020/2032575"
    )
    assert counted == {Certainty.VERY_LOW: 7, Certainty.LOW: 4, Certainty.MODERATE: 7}
