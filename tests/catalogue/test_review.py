"""Every record says when it was checked, and a rule says when that is due again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import mgcheck
from mgcheck.catalogue.review import due, scheduled
from mgcheck.cli.explain import flatly
from mgcheck.model import Catalogue, Provision, Reference, Study
from mgcheck.report.lists import behind

RULE = {"claim": 24, "study": 12, "unpublished": 6, "reference": 12, "search": 3}


@pytest.fixture
def study(tiny: Catalogue) -> Study:
    """A published study, checked on a day that not every month has, not yet scheduled."""
    return replace(tiny.studies["quill-2020"], checked="2027-08-31", review_by=None)


def test_the_rule_counts_months_from_the_check(study: Study) -> None:
    """A published study is due after twelve months, one that only a registry knows after six."""
    assert scheduled(study, RULE).review_by == "2028-08-31"
    registered = replace(study, publication=replace(study.publication, status="registry-only"))
    assert scheduled(registered, RULE).review_by == "2028-02-29"  # February's last


def test_a_date_of_its_own_overrules(study: Study) -> None:
    """An editor who expects a report soon writes the day; the rule leaves it alone."""
    assert scheduled(replace(study, review_by="2027-09-30"), RULE).review_by == "2027-09-30"


def test_without_check_or_rule_no_date_is_made_up(study: Study) -> None:
    """What was never checked, or is under no rule, gets no day."""
    assert scheduled(replace(study, checked=None), RULE).review_by is None
    assert scheduled(study, {}).review_by is None


def test_due_on_the_day_and_never_checked_always(tiny: Catalogue) -> None:
    """A record is due from its very day on; one that was never checked is due on any."""
    assert due(tiny, date(2027, 11, 20)) == ()
    assert [r.id for r in due(tiny, date(2027, 11, 21))] == ["moss-handbook", "quill-2020"]
    never = replace(tiny.studies["quill-2020"], checked=None, review_by=None)
    unchecked = replace(tiny, studies={never.id: never})
    assert [r.id for r in due(unchecked, date(1990, 1, 1))] == ["quill-2020"]
    assert [r.id for r in due(unchecked, date(2027, 11, 21))] == ["moss-handbook", "quill-2020"]


def test_a_claim_is_due_on_its_own_day_alone(tiny: Catalogue) -> None:
    """A claim is no record: without a day of its own it is never due, with one it is."""
    claim = replace(tiny.claims["q-night-vision"], checked="2026-11-21", review_by="2027-01-01")
    dated = replace(tiny, claims={**tiny.claims, claim.id: claim})
    assert due(dated, date(2026, 12, 31)) == ()
    assert due(dated, date(2027, 1, 1)) == (claim,)


def test_a_claim_is_as_fresh_as_its_stalest_record(catalogue: Catalogue) -> None:
    """Where a record is behind a claim both days follow: the first of each."""
    for claim in catalogue.claims.values():
        body = flatly(claim, catalogue).body
        days = {
            (record.checked, record.review_by)
            for records, names in (
                (catalogue.studies, (*body.studies, *body.also)),
                (catalogue.references, body.references),
            )
            for name in names
            for record in (records[name],)
        }
        checked, review_by = behind(claim, body, catalogue)
        if claim.checked is None and days:
            assert checked == min(day for day, _ in days if day is not None)
            assert review_by == min(day for _, day in days if day is not None)
        assert (checked is None) is (claim.checked is None and not days)


def test_own_records_are_all_dated(catalogue: Catalogue) -> None:
    """Each study, reference and provision of ours was checked and has a day to come."""
    records: list[Study | Reference | Provision] = [*catalogue.studies.values()]
    records += catalogue.references.values()
    records += catalogue.provisions.values()
    assert [r.id for r in records if r.checked is None or r.review_by is None] == []


def test_a_pack_without_the_rule_is_sound(pack: Path) -> None:
    """The rule may be left out: then only records with a day of their own fall due."""
    path = pack / "catalogue.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("review_months"))
    path.write_text(kept, encoding="utf-8")
    known = mgcheck.load_catalogue(pack)
    assert {r.id for r in due(known, date(2090, 1, 1)) if r.checked is not None} == set()
