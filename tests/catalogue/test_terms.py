"""The lexicon's signs mean what docs/records.md says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgcheck.catalogue.terms import Naming, TermFault, expand

NAMING = Naming("c", "outcome", "names")
Read = list[tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]]


def read(text: str, spellings: dict[str, str] | None = None) -> Read:
    """Stems and gaps of each term that `text` writes."""
    return [(term.words, term.gaps) for term in expand(text, NAMING, spellings or {})]


CASES: list[tuple[str, str, Read]] = [
    ("words are stemmed", "improves sleeping", [((("improv",), ("sleep",)), (0, 0))]),
    ("case does not matter", "Deep SLEEP", [((("deep",), ("sleep",)), (0, 0))]),
    ("hyphens split", "blood-brain barrier", [((("blood",), ("brain",), ("barrier",)), (0, 0, 0))]),
    ("a curly apostrophe is one", "alzheimer’s", [((("alzheim",),), (0,))]),
    (
        "punctuation is dropped",
        "calm, (and) rested",
        [((("calm",), ("and",), ("rest",)), (0,) * 3)],
    ),
    (
        "small words are dropped",
        "the quality of your sleep",
        [((("qualiti",), ("sleep",)), (0, 0))],
    ),
    ("either word", "fall|drift asleep", [((("drift", "fall"), ("asleep",)), (0, 0))]),
    ("alternatives of one stem are one", "sleep|sleeping", [((("sleep",),), (0,))]),
    ("a gap is three words", "takes ~ to fall", [((("take",), ("to",), ("fall",)), (0, 3, 0))]),
    ("or as many as it says", "takes ~6 to", [((("take",), ("to",)), (0, 6))]),
    ("a gap goes past small words", "takes ~2 the nap", [((("take",), ("nap",)), (0, 2))]),
    ("an exact word keeps its ending", "=calm nights", [((("=calm",), ("night",)), (0, 0))]),
    ("exact words split at hyphens too", "=pre-sleep", [((("=pre",), ("=sleep",)), (0, 0))]),
    ("exact and stem side by side", "=mice|rats", [((("=mice", "rat"),), (0,))]),
    (
        "an alternative of two words is a term of its own",
        "neuro-mag|neuromag",
        [((("neuromag",),), (0,)), ((("neuro",), ("mag",)), (0, 0))],
    ),
    (
        "a small word among others: nothing need stand there",
        "magnesium in|inside brain",
        [
            ((("magnesium",), ("insid",), ("brain",)), (0, 0, 0)),
            ((("magnesium",), ("brain",)), (0, 0)),
        ],
    ),
    (
        "then the gap before it goes to the next word",
        "magnesium ~2 in|inside ~1 brain",
        [
            ((("magnesium",), ("insid",), ("brain",)), (0, 2, 1)),
            ((("magnesium",), ("brain",)), (0, 3)),
        ],
    ),
    ("at an end a small word is passed over", "key to|in", [((("key",), ("to",)), (0, 0))]),
    (
        "small words alone ask for nothing",
        "loss of|in memory",
        [((("loss",), ("memori",)), (0, 0))],
    ),
]


@pytest.mark.parametrize(("_", "text", "expect"), CASES, ids=[case[0] for case in CASES])
def test_signs(_: str, text: str, expect: Read) -> None:
    """Each sign is read as its case says."""
    assert read(text) == expect


def test_spellings() -> None:
    """British and American spelling come to the same stems; an exact word stays as it is."""
    spellings = {"tumour": "tumor"}
    assert read("tumour", spellings) == read("tumor", spellings)
    assert read("=tumour", spellings) == [((("=tumour",),), (0,))]


@given(st.text(alphabet="ab|~= -'é.69", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is written: a fault with a mend, or terms that can be matched."""
    try:
        terms = expand(text, NAMING, {})
    except TermFault as fault:
        complete = bool(fault.what and fault.mend)
        assert complete
        return
    assert terms
    for term in terms:
        _holds(term)


def _holds(term: Any) -> None:
    assert len(term.words) == len(term.gaps)
    assert term.gaps[0] == 0
    assert all(position and all(position) for position in term.words)
