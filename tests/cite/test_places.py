"""What counts as a reference, where it stands, and to which record it is resolved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mgcheck
from mgcheck import Catalogue, cite, read
from mgcheck.cite.identifiers import identifiers
from mgcheck.cite.signs import may_cite

TITLE = (
    "A Magtein, Magnesium L-Threonate, -Based Formula Improves Brain Cognitive Functions in "
    "Healthy Chinese Adults"
)


def places(text: str, catalogue: Catalogue, markdown: bool = False) -> list[tuple[str, str, str]]:
    """Form, words and records of every place, in order."""
    found = cite.citations(read.document(text, markdown=markdown), catalogue)
    return [(c.form, text[c.start : c.end], "|".join(c.records) or "none") for c in found]


@pytest.mark.parametrize(
    ("text", "sort", "value", "words"),
    [
        ("see 10.3390/nu14245235.", "DOI", "10.3390/nu14245235", "10.3390/nu14245235"),
        ("(doi: 10.3390/NU14245235)", "DOI", "10.3390/nu14245235", "doi: 10.3390/NU14245235"),
        (
            "https://doi.org/10.1016/S0140-6736(05)12345-6).",
            "DOI",
            "10.1016/s0140-6736(05)12345-6",
            "https://doi.org/10.1016/S0140-6736(05)12345-6",
        ),
        ("PMID: 36558392;", "PMID", "36558392", "PMID: 36558392"),
        (
            "https://pubmed.ncbi.nlm.nih.gov/36558392/ says",
            "PMID",
            "36558392",
            "https://pubmed.ncbi.nlm.nih.gov/36558392/",
        ),
        ("PMCID: PMC7761127.", "PMCID", "PMC7761127", "PMCID: PMC7761127"),
        ("trial NCT02210286 ran", "registration", "NCT02210286", "NCT02210286"),
        ("ISRCTN14728094", "registration", "ISRCTN14728094", "ISRCTN14728094"),
    ],
)
def test_identifiers(text: str, sort: str, value: str, words: str) -> None:
    """Each identifier is read as records write it, its span without the marks around it."""
    (found,) = identifiers(text)
    assert (found.sort, found.value, text[found.start : found.end]) == (sort, value, words)


@pytest.mark.parametrize(
    "text", ["the 10.5 mg dose", "version 10.2024/5 of it", "3.10.2024/11", "PMC is a radio"]
)
def test_no_identifiers(text: str) -> None:
    """Numbers with a stop or a slash are no DOI."""
    assert [f for f in identifiers(text) if f.sort != "DOI" or "/" not in text] == []


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        (
            "Zhang et al. (2022) found it.",
            [("told", "Zhang et al. (2022)", "zhang-2022")],
        ),
        (
            "It works (Liu et al., 2016; Zhang et al., 2022, p. 3).",
            [
                ("bracket", "Liu et al., 2016", "liu-2016"),
                ("bracket", "Zhang et al., 2022, p. 3", "zhang-2022"),
            ],
        ),
        ("Mah and Pitre (2021) pooled it.", [("told", "Mah and Pitre (2021)", "mah-2021")]),
        ("Mah & Smith (2021) pooled it.", [("told", "Mah & Smith (2021)", "none")]),
        ("It helped in Hausenblas 2024.", [("told", "Hausenblas 2024", "hausenblas-2024")]),
        ("Since May 2024 and at Olympia 2020 it helped (Spring, 2022).", []),
        ("It helps (Miller, 2020).", [("bracket", "Miller, 2020", "none")]),
        (
            "Miller et al. (2020) found it.",
            [("told", "Miller et al. (2020)", "none")],
        ),
        (
            "Zhang et al. (2022), doi:10.3390/nu14245235, found it.",
            [("told", "Zhang et al. (2022), doi:10.3390/nu14245235", "zhang-2022")],
        ),
        (
            "Zhang et al. (2022; doi:10.1234/other) found it.",
            [("identifier", "doi:10.1234/other", "none")],
        ),
        (
            "A 2022 trial by Zhang and colleagues found it.",
            [("told", "Zhang and colleagues", "zhang-2022")],
        ),
        (
            "Zhang et al. (2022) found it. Zhang et al. were paid. Doe et al. were not.",
            [
                ("told", "Zhang et al. (2022)", "zhang-2022"),
                ("told", "Zhang et al.", "zhang-2022"),
            ],
        ),
        (f"In “{TITLE}” it helped.", [("name", f"“{TITLE}”", "zhang-2022")]),
        ("The Stanford trial had 17 people.", [("name", "Stanford trial", "stanford-nct02210286")]),
        ("EFSA judged it safe (EFSA, 2024).", [("bracket", "EFSA, 2024", "efsa-2024")]),
    ],
)
def test_in_prose(text: str, expect: list[tuple[str, str, str]], catalogue: Catalogue) -> None:
    """Author and year, identifiers, names and titles are found with their exact words."""
    assert places(text, catalogue) == expect


def test_links(catalogue: Catalogue) -> None:
    """A link to a record is one place, whatever its words; other links are no citations."""
    text = (
        "It helps ([Zhang 2022](https://doi.org/10.3390/nu14245235)) "
        "and [so on](https://example.org/a), "
        '<a href="https://pubmed.ncbi.nlm.nih.gov/26519439/">a trial</a>.'
    )
    assert places(text, catalogue, markdown=True) == [
        ("link", "[Zhang 2022](https://doi.org/10.3390/nu14245235)", "zhang-2022"),
        (
            "link",
            '<a href="https://pubmed.ncbi.nlm.nih.gov/26519439/">a trial</a>',
            "liu-2016",
        ),
    ]


@pytest.mark.parametrize(
    ("mark", "label"), [("[1]", "1."), ("[1]", "[1]"), ("¹", "1."), ("[^a]", "[^a]:")]
)
def test_marks(mark: str, label: str, catalogue: Catalogue) -> None:
    """Note numbers, raised numbers and footnotes lead to their entry, which is no part of them."""
    entry = f"Zhang C, Hu Q. {TITLE}. Nutrients. 2022;14(24):5235."
    text = f"It improves memory.{mark} More.\n\n## References\n\n{label} {entry}\n"
    assert places(text, catalogue, markdown=True) == [
        ("mark", mark, "zhang-2022"),
        ("entry", entry, "zhang-2022"),
    ]


def test_marks_of_no_list(catalogue: Catalogue) -> None:
    """A number in brackets without a list of references refers to nothing that can be told."""
    assert places("It helps [12], as in 2020 [13].", catalogue) == []


def test_a_number_range_is_several(catalogue: Catalogue) -> None:
    """[1-3] refers to three entries."""
    lines = [f"{n}. Miller J, Poe P. Paper {n}. J Foo. 2019;{n}(2):11." for n in (1, 2, 3)]
    entries = "\n".join(lines)
    found = places(f"It helps [1-3].\n\nReferences\n\n{entries}\n", catalogue)
    assert [form for form, _, _ in found] == ["mark"] * 3 + ["entry"] * 3


def test_an_entry_over_several_lines(catalogue: Catalogue) -> None:
    """A reference that wraps is one."""
    wrapped = TITLE.replace(" Improves", "\nImproves")
    text = f"References\n\nZhang C, Hu Q. {wrapped}. Nutrients. 2022;14:5235.\n"
    ((form, _, record),) = places(text, catalogue)
    assert (form, record) == ("entry", "zhang-2022")


def test_a_title_with_another_identifier(catalogue: Catalogue) -> None:
    """A reference with the record's title and a DOI that no record has says that they differ."""
    text = f"Zhang C, Hu Q. {TITLE}. Nutrients. 2022;14:5235. doi:10.3390/nu99999999\n"
    (found,) = cite.citations(read.document(text), catalogue)
    assert found.records == ("zhang-2022",)
    assert found.how == "title (its identifier is not the record's)"


def test_addresses_of_publishers(catalogue: Catalogue) -> None:
    """A DOI inside an address is known without what the address adds to it."""
    text = "See https://www.frontiersin.org/articles/10.3389/fnut.2022.874254/full?x=1 there."
    ((_, _, record),) = places(text, catalogue)
    assert record == "dasdelen-2022"


def test_the_sentence_that_points_back(catalogue: Catalogue) -> None:
    """What follows on a study goes on about it, up to the next that does not."""
    text = "Liu et al. (2016) tested it. The participants were old. Tea is nice. The trial ended."
    assert [form for form, _, _ in places(text, catalogue)] == ["told", "back"]


def test_most_texts_go_no_further(catalogue: Catalogue) -> None:
    """A text without any sign of a citation is not searched for one."""
    assert not may_cite(
        "Magnesium may help you sleep. 1,500 mg a day were sold in 2020.", catalogue
    )
    assert may_cite("the stanford trial", catalogue)


PIECES = st.sampled_from(
    ["Zhang et al. (2022)", "(Liu, 2016", ")", "[1]", "10.3390/nu14245235", "\n", "References\n",
     "1. Zhang C. A. 2022;1:2.", " and ", "Magnesium improves sleep", ". ", "et al", "(", "é",
     "\r\n", "[a](https://doi.org/10.1/b)", "PMID 1", "n = 80", "<a href=x>", "İ", "😴"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text(catalogue: Catalogue, text: str, markdown: bool) -> None:
    """Whatever stands there, every place lies in the text, and so does every figure."""
    document = read.document(text, markdown=markdown)
    for place in cite.citations(document, catalogue):
        assert 0 <= place.start < place.end <= len(text)
        for figure in place.figures:
            assert text[figure.start : figure.end] == figure.text
    mgcheck.check_document(document, catalogue)
