"""Where sentences end."""

from __future__ import annotations

import pytest

from mgcheck import read


def split(text: str, markdown: bool = False) -> list[str]:
    document = read.document(text, markdown=markdown)
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Take approx. 200 mg of it p.o. each day.",
        "It was magnesium vs. placebo in this trial.",
        "See Fig. 3 for the dose, e.g. that of Smith et al. 2016, i.e. a low one.",
        "Product no. 7 held 1.5 g of it.",
        "Dr. Smith and Prof. Jones led it in St. Louis.",
        "This form is rare. is a compound that few people know.",
    ],
)
def test_goes_on(text: str) -> None:
    """An abbreviation, a decimal or a slip before a small letter ends no sentence."""
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It helps.The next one does not.", ["It helps.", "The next one does not."]),
        ("Is it so?magnesium is.", ["Is it so?", "magnesium is."]),
        ("It works. It does! Does it?", ["It works.", "It does!", "Does it?"]),
        ("Well… It may work.", ["Well…", "It may work."]),
        ("It helps.[4] It does.[5][6]", ["It helps.[4]", "It does.[5][6]"]),
        ("small is one. small is two. small is three.", 3),
        ("  Spaces around.  \r\n", ["Spaces around."]),
        ("Line one\r\ngoes on here. And two.", 2),
    ],
)
def test_ends(text: str, sentences: list[str] | int) -> None:
    """Each of these texts has these sentences."""
    found = split(text)
    assert (len(found) if isinstance(sentences, int) else found) == sentences


@pytest.mark.parametrize("text", ["so it went on and " * 600, "so, it went on " * 600, "x" * 9_000])
def test_a_sentence_without_end_is_cut(text: str) -> None:
    """Each piece is bounded and begins with a whole word; nothing is lost."""
    pieces = split(text)
    assert max(map(len, pieces)) <= 1_000
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece.split(None, 1)[0] in text.split() for piece in pieces) or " " not in text


def test_a_block_longer_than_the_window() -> None:
    """A block longer than the splitter's window still yields whole sentences."""
    text = "This sentence stands here to be found. " * 2_000
    assert set(split(text)) == {"This sentence stands here to be found."}
