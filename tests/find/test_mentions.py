"""What always holds of mentions, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgcheck import Catalogue, find, read

PIECES = st.sampled_from(
    [
        "Magnesium L-threonate improves sleep quality.",
        "It may reduce anxiety.",
        "Zinc lowers stress.",
        "Does magnesium help?",
        "🎉",
        "\r\n\r\n",
        "\n",
        " ",
        "(in rats)",
        "not",
        "which promotes relaxation",
        "GABA,",
        "- improves memory",
        "# Benefits of magnesium",
        "İstanbul",
        "mag\u00adnesium",
        "“quoted”",
        "\ufeff",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_place_is_in_the_text(catalogue: Catalogue, text: str) -> None:
    """Mentions and their hits lie inside the text, in order, one for each claim and sentence."""
    document = read.document(text)
    result = find.mentions(document, catalogue)
    keys = [(m.start, m.end, m.claim) for m in result.mentions]
    assert keys == sorted(set(keys))
    for mention in result.mentions:
        assert 0 <= mention.start < mention.end <= len(document.text)
        for hit in mention.hits:
            assert mention.start <= hit.start < hit.end <= mention.end


@pytest.mark.parametrize(
    "before", ["\ufeff", "🎉🎉 ", "\r\n\r\n", "\u00a0", "Zinc is a metal.\n\n"]
)
def test_what_stands_before_shifts_nothing(catalogue: Catalogue, before: str) -> None:
    """A mark, an emoji, a line end or another paragraph before it moves a mention, no more."""
    text = "Magnesium L-threonate may improve memory."
    [alone] = find.mentions(read.document(text), catalogue).mentions
    [moved] = find.mentions(read.document(before + text), catalogue).mentions
    shift = len(before)
    assert (before + text)[moved.start : moved.end].endswith(text)
    assert [(h.start - shift, h.end - shift, h.part) for h in moved.hits] == [
        (h.start, h.end, h.part) for h in alone.hits
    ]


def test_same_answer_twice(catalogue: Catalogue) -> None:
    """Nothing is kept between calls: the same text gives the same mentions."""
    document = read.document("Magnesium improves sleep. It also reduces stress.")
    other = read.document("L-theanine reduces anxiety.")
    first = find.mentions(document, catalogue)
    find.mentions(other, catalogue)
    assert find.mentions(document, catalogue) == first


def test_unmatched_sentences_are_told(catalogue: Catalogue) -> None:
    """A sentence on a catalogued subject and outcome that makes no claim of it is not lost."""
    text = "L-theanine strengthens bones."
    result = find.mentions(read.document(text), catalogue)
    assert not result.mentions
    assert [text[s.start : s.end] for s in result.unmatched] == [text]


def test_explain_names_the_test_that_failed(catalogue: Catalogue) -> None:
    """For a line without a finding, each near claim says which of its tests failed."""
    document = read.document("Zinc improves sleep quality.")
    trials = {t.claim: t for t in find.explain(document, catalogue, 1)}
    trial = trials["mg-sleep-quality"]
    assert not trial.passed
    assert trial.failed == "subject: it is said of zinc"


def test_explain_puts_what_passed_first(catalogue: Catalogue) -> None:
    """A claim that the line makes stands before those that it does not."""
    document = read.document("Magnesium L-threonate may improve memory.")
    trials = find.explain(document, catalogue, 1)
    assert trials[0].claim == "mgt-memory"
    assert trials[0].passed


@pytest.mark.parametrize(
    ("text", "study"),
    [
        (
            "Stanford University ran a dementia trial of magnesium L-threonate. The results of "
            "this study showed that magnesium L-threonate did not improve sleep quality.",
            ("stanford-nct02210286",),
        ),
        ("Magnesium L-threonate did not improve sleep quality.", ()),
    ],
)
def test_named_study(catalogue: Catalogue, text: str, study: tuple[str, ...]) -> None:
    """A mention carries the study that its sentence, or the one that it points back to, names."""
    mentions = find.mentions(read.document(text), catalogue).mentions
    [mention] = [m for m in mentions if m.claim == "mgt-sleep-quality"]
    assert mention.names_study == study
