"""`explain`, the lists and `why`, compared whole with committed files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mgcheck import model
from mgcheck.report import explain, lists, paint, why
from mgcheck.report.summary import Checked

Compare = Callable[[str, str], None]


@dataclass(frozen=True)
class Trial:
    sentence: model.Sentence
    claim: str
    passed: bool
    failed: str | None
    matched: tuple[model.Hit, ...]
    score: int


def test_claim(catalogue: model.Catalogue, sleep_body: model.Body, compare: Compare) -> None:
    """A claim shows where its certainty starts, every step down, and the studies."""
    lines = explain.claim_lines(catalogue.claims["moon-sleep"], sleep_body, catalogue)
    compare("explain-claim", paint.plain(lines, 80))


def test_study(catalogue: model.Catalogue, compare: Compare) -> None:
    """A study shows its full record; what nobody knows says so."""
    lines = explain.study_lines(catalogue.studies["doe-2020"], ("moon-sleep",), catalogue)
    compare("explain-study", paint.plain(lines, 80))


def test_reference(catalogue: model.Catalogue, compare: Compare) -> None:
    """A reference shows what it holds and settles."""
    lines = explain.reference_lines(catalogue.references["flora"])
    compare("explain-reference", paint.plain(lines, 80))


def test_lists(catalogue: model.Catalogue, compare: Compare) -> None:
    """One entry a line, and the count."""
    claims = paint.plain(lists.claim_lines(tuple(catalogue.claims.values())))
    records: list[model.Study | model.Reference] = [*catalogue.studies.values()]
    records += catalogue.references.values()
    compare("lists", claims + paint.plain(lists.record_lines(records)))


def test_list_rows_have_one_shape(catalogue: model.Catalogue) -> None:
    """Studies and references have the same keys in JSON, so that a table can be made of them."""
    records: list[model.Study | model.Reference] = [*catalogue.studies.values()]
    records += catalogue.references.values()
    assert len({tuple(row) for row in lists.record_rows(records)}) == 1


def test_why(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """Claims that passed come first, then those that came near, with the test that failed."""
    document = checked.report.document
    mention = checked.findings[0].mention
    sentence = next(s for s in document.sentences if s.start == mention.start)
    trials = (
        Trial(sentence, "moon-heart", False, "outcome: nothing names heart", (), 10),
        Trial(sentence, "moon-sleep", True, None, mention.hits, 90),
    )
    compare("why", paint.plain(why.lines(trials, document, 3, catalogue), 80))


def test_why_nothing_near(checked: Checked, catalogue: model.Catalogue) -> None:
    """A line with nothing near says so."""
    lines = why.lines((), checked.report.document, 2, catalogue)
    assert paint.plain(lines) == "moon.md:2: no claim of the catalogue is near.\n"
