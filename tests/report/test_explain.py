"""`explain`, the lists and `why`, compared whole with committed files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from msgspec.structs import replace

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


def test_claim(checked: Checked, catalogue: model.Catalogue, compare: Compare) -> None:
    """A claim shows where its certainty starts, every step down, and what a flat text is told."""
    lines = explain.claim_lines(catalogue.claims["moon-sleep"], checked.findings[0], catalogue)
    compare("explain-claim", paint.plain(lines, 80))


def test_counted_claim(checked: Checked, catalogue: model.Catalogue) -> None:
    """A claim about how many studies there are shows the count, not an empty grade."""
    flatly = checked.findings[1]
    flatly = replace(flatly, body=replace(flatly.body, studies=("doe-2020", "roe-2021")))
    text = paint.plain(explain.claim_lines(catalogue.claims["moon-memory"], flatly, catalogue))
    assert "  counted    2 published human studies\n" in text
    assert "nothing on record" not in text


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        ("0.03", "p = 0.03"),
        ("<0.05 (abstract)", "p < 0.05 (abstract)"),
        ("95% CI -2 to 4; p=0.2", "95% CI -2 to 4; p=0.2"),
        ("p<0.001", "p<0.001"),
        ("not significant", "not significant"),
        ("1.02 to 1.69", "1.02 to 1.69"),
    ],
)
def test_only_a_bare_p_value_gets_its_p(p: str, shown: str, catalogue: model.Catalogue) -> None:
    """An interval is never called a p value."""
    study = catalogue.studies["roe-2021"]
    study = replace(study, results=(replace(study.results[0], effect=None, p=p, primary=None),))
    text = paint.plain(explain.study_lines(study, (), (), catalogue))
    assert f"  sleep quality (PSQI) versus placebo: improved; {shown}\n" in text


def test_study(catalogue: model.Catalogue, compare: Compare) -> None:
    """A study shows its full record; what nobody knows says so."""
    study = catalogue.studies["doe-2020"]
    lines = explain.study_lines(study, ("moon-sleep",), ("moon-memory",), catalogue)
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


def test_why_leaves_out_what_is_far(checked: Checked, catalogue: model.Catalogue) -> None:
    """Claims of which only the subject is named are counted, a few of them shown."""
    document = checked.report.document
    sentence = document.sentences[0]
    names = [*catalogue.claims][:5]
    far = [Trial(sentence, name, False, "outcome: not named", (), 0) for name in names]
    text = paint.plain(why.lines(far, document, 1, catalogue))
    assert text.count("not found") == 3
    assert "  and 2 claims further off (--verbose lists them)\n" in text
    near = [*far, Trial(sentence, "moon-doctor", False, "scope: another", (), 2)]
    text = paint.plain(why.lines(near, document, 1, catalogue))
    assert text.count("not found") == 1
    assert paint.plain(why.lines(near, document, 1, catalogue, True)).count("not found") == 6


def test_why_nothing_near(checked: Checked, catalogue: model.Catalogue) -> None:
    """A line with nothing near says so."""
    lines = why.lines((), checked.report.document, 2, catalogue)
    assert paint.plain(lines) == "moon.md:2: no claim of the catalogue is near.\n"
