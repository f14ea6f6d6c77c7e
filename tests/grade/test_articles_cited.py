"""The three articles: every citation resolved, one sentence misattributed."""

from __future__ import annotations

from pathlib import Path

import pytest

import mgcheck
from mgcheck import Catalogue, Report, Verdict, read

CORPUS = Path(__file__).parents[1] / "corpus"


def report_of(name: str, shared: Path, catalogue: Catalogue) -> Report:
    """The article `name`, checked."""
    return mgcheck.check_document(read.load(shared / "articles" / f"{name}.txt"), catalogue)


def test_the_formula(shared: Path, catalogue: Catalogue) -> None:
    """Article a3 cites one paper: it measured memory with a mixed formula, and none of the
    article's sleep claims rests on it."""
    report = report_of("a3", shared, catalogue)
    (work,) = report.citations
    assert work.records == ("zhang-2022",)
    assert work.how == "DOI"
    assert "memory" in work.measured
    assert [remark.id for remark in work.remarks] == ["a-mixed-product"]
    beside = {backing.claim for backing in work.beside}
    sleep = {name for name in beside if catalogue.claims[name].topic == "sleep"}
    assert len(sleep) > 5
    assert not sleep & set(work.rests)
    assert {backing.where for backing in work.beside} == {"list"}


def test_the_study_in_rats(shared: Path, catalogue: Catalogue) -> None:
    """Article a2 cites nothing but "one study in rats": several on record fit, none is chosen."""
    report = report_of("a2", shared, catalogue)
    (work,) = report.citations
    assert [place.form for place in work.places] == ["described"]
    assert work.how == "description"
    assert len(work.records) > 1
    assert all(catalogue.studies[record].species == "rat" for record in work.records)


def test_the_trial(shared: Path, catalogue: Catalogue) -> None:
    """Article a1 names one trial, by its sponsor and by its title, and misnames what it showed."""
    report = report_of("a1", shared, catalogue)
    (work,) = report.citations
    assert len(work.records) == 1
    assert {place.form for place in work.places} == {"name", "back"}
    assert work.rests == ()
    wrong = [f for f in report.findings if f.verdict is Verdict.MISATTRIBUTED]
    assert {f.mention.start for f in wrong} == {wrong[0].mention.start}
    for finding in wrong:
        (backing,) = finding.citations
        assert backing.is_misattributed
        assert {"does-not-test-this", "no-placebo-arm"} <= {r.id for r in backing.remarks}


@pytest.mark.parametrize(("name", "sentences"), [("a1", 1), ("a2", 0), ("a3", 0)])
def test_no_other_sentence(name: str, sentences: int, shared: Path, catalogue: Catalogue) -> None:
    """No other sentence of the three is called misattributed."""
    report = report_of(name, shared, catalogue)
    wrong = {f.mention.start for f in report.findings if f.verdict is Verdict.MISATTRIBUTED}
    assert len(wrong) == sentences


def test_no_sentence_of_the_corpora(shared: Path, catalogue: Catalogue) -> None:
    """Nor any sentence of the labelled texts, which name no study falsely."""
    texts = [*(shared / "devcorpus").glob("d*.md"), *CORPUS.glob("c[0-9]*")]
    assert texts
    for path in texts:
        report = mgcheck.check_document(read.load(path), catalogue)
        assert not [f for f in report.findings if f.verdict is Verdict.MISATTRIBUTED], path


def test_figures_of_the_articles(shared: Path, catalogue: Catalogue) -> None:
    """What a1 says of doses on labels and a3 of enzymes, the records bear out."""
    told = [
        (figure.figure.text, figure.agrees)
        for name in ("a1", "a3")
        for finding in report_of(name, shared, catalogue).findings
        for figure in finding.figures
    ]
    assert ("1500 to 2000 mg", True) in told
    assert ("300 enzyme", True) in told
    assert all(agrees for _, agrees in told)
