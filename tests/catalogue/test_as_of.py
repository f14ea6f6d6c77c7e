"""A catalogue as of a date holds what was published by then, and says what it leaves out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import mgcheck
from mgcheck.cli.explain import flatly, resting
from mgcheck.errors import UsageError
from mgcheck.model import AsOf, Catalogue, Verdict

CLAIMS = "Vitamin Q improves night vision."


def test_by_the_end_of_the_year(tiny: Catalogue) -> None:
    """Records give a year and no day: a study of 2020 counts once 2020 is over, not before."""
    for date, held in (
        ("2019", False),
        ("2020-06-30", False),
        ("2020-12-30", False),
        ("2020-12-31", True),
        ("2020", True),
        ("2020-12", True),
        ("2021-01-01", True),
    ):
        assert ("quill-2020" in mgcheck.as_of(tiny, date).studies) is held, date


def test_what_was_checked_was_out(tiny: Catalogue) -> None:
    """As of the day on which all records were checked nothing is missing, this year's included."""
    study = tiny.studies["quill-2020"]
    now = replace(study, citation=replace(study.citation, year=2026))
    known = replace(tiny, studies={study.id: now})
    assert mgcheck.as_of(known, "2026-11-21").studies == known.studies
    assert mgcheck.as_of(known, "2026-11-20").studies == {}


def test_what_is_left_out_is_counted(tiny: Catalogue) -> None:
    """Later ones, those of the same year, and those that give no year are told apart."""
    study = tiny.studies["quill-2020"]
    known = replace(
        tiny,
        studies={
            str(year): replace(study, id=str(year), citation=replace(study.citation, year=year))
            for year in (2010, 2018, 2019, 2020, None)
        },
        references={},
    )
    at = mgcheck.as_of(known, "2018-03").as_of
    assert at == AsOf("2018-03-31", n_records=1, n_later=2, n_same_year=1, n_undated=1)


def test_verdicts_are_those_of_the_time(tiny: Catalogue) -> None:
    """Before its only trial was out the claim had no evidence; then it had."""
    (then,) = mgcheck.check(CLAIMS, mgcheck.as_of(tiny, "2019")).findings
    (now,) = mgcheck.check(CLAIMS, mgcheck.as_of(tiny, "2020")).findings
    assert then.verdict is Verdict.NO_EVIDENCE
    assert now.verdict is Verdict.OVERSTATED


def test_every_claim_of_ours_can_be_judged_at_any_time(catalogue: Catalogue) -> None:
    """However little was out by then, each claim gets a verdict and a reason."""
    for date in ("1900", "1985", "2000", "2010", "2016", "2020", "2024"):
        then = mgcheck.as_of(catalogue, date)
        for claim in then.claims.values():
            assert flatly(claim, then).why, (date, claim.id)
        assert resting(then).keys() == then.studies.keys()


def test_studies_are_counted_as_of_the_date(catalogue: Catalogue) -> None:
    """A claim that counts studies is held against those that were out."""
    counting = [c for c in catalogue.claims.values() if c.tally is not None]
    assert counting
    for claim in counting:
        then = flatly(claim, mgcheck.as_of(catalogue, "1900"))
        assert then.why == "No published human study is on record."
        assert then.verdict is Verdict.SUPPORTED


def test_a_trial_of_later_cannot_be_named(tiny: Catalogue) -> None:
    """A text that calls a trial by its name is read without it, and nothing breaks."""
    text = f"{CLAIMS} So the Quill trial found."
    assert mgcheck.check(text, mgcheck.as_of(tiny, "2019")).findings
    assert all(t.sort != "study" for t in mgcheck.as_of(tiny, "2019").terms.of())


def test_as_of_leaves_the_catalogue_alone(tiny: Catalogue) -> None:
    """The catalogue itself is unchanged, and so are its name, version and hash."""
    then = mgcheck.as_of(tiny, "1990")
    assert (then.name, then.version, then.sha256) == (tiny.name, tiny.version, tiny.sha256)
    assert tiny.as_of is None
    assert "quill-2020" in tiny.studies


@pytest.mark.parametrize(
    "written", ["", "2019-13", "2019-02-30", "19", "2019-1-1", "next year", "2019-06-30-1", "0000"]
)
def test_what_is_no_date(written: str, tiny: Catalogue) -> None:
    """A date that is none is refused, with an example of one."""
    with pytest.raises(UsageError) as caught:
        mgcheck.as_of(tiny, written)
    assert str(caught.value) == (
        f"--as-of: '{written}' is no date; "
        "write year, year-month or year-month-day, such as 2019 or 2019-06-30"
    )
