"""Texts made to be slow: each is read and searched in a time that its length explains."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

import mgcheck
from mgcheck import Catalogue, cite, find, read
from mgcheck.discover.walk import Rules, Walk
from mgcheck.read import ENDINGS

SECONDS = 8.0
"""For 40 to 200 KB; each took minutes, or its time grew with the square of its length, before."""


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 40_000 + "x", id="spaces"),
        pytest.param("-" * 100_000 + "x", id="dashes"),
        pytest.param("# a" + " " * 40_000 + "x", id="heading"),
        pytest.param("magnesium, sleep, " * 4_000, id="list"),
        pytest.param("it " * 30_000 + "magnesium", id="pronouns"),
        pytest.param("(" * 20_000 + "magnesium improves sleep" + ")" * 20_000, id="brackets"),
        pytest.param("- magnesium improves sleep\n" * 4_000, id="items"),
        pytest.param("| magnesium " * 10_000, id="bars"),
        pytest.param("---\r\n" + "a\r\n" * 4_000, id="front matter"),
        pytest.param("low " * 20_000 + "magnesium", id="gaps"),
    ],
)
def test_takes_no_longer_than_it_must(catalogue: Catalogue, text: str, markdown: bool) -> None:
    """No text takes time out of proportion."""
    start = time.perf_counter()
    find.mentions(read.document(text, markdown=markdown), catalogue)
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Aaaa 2020) " * 20_000, id="years"),
        pytest.param("Aa, Bb, Cc & " * 20_000 + " (2020)", id="authors"),
        pytest.param("(Aa 2020; " * 20_000, id="open brackets"),
        pytest.param("10.1234/" + "a)" * 50_000, id="a long DOI"),
        pytest.param("[1,2,3] " * 20_000 + "\nReferences\n1. Doe J. It. 2020;1:1.\n", id="marks"),
        pytest.param("¹" * 50_000 + " 2020)", id="raised"),
        pytest.param("[" * 50_000 + "](https://doi.org/10.1234/a)", id="link"),
        pytest.param("<a href=" * 20_000 + "10.1234/a", id="tags"),
        pytest.param("References\n" + "Doe J. It 2020;1:1.\n" * 5_000, id="entries"),
        pytest.param("Zhang et al. (2022) gave " + "1 to " * 20_000 + "mg", id="numbers"),
    ],
)
def test_citations_take_no_longer_than_they_must(catalogue: Catalogue, text: str) -> None:
    """Nor do its citations."""
    start = time.perf_counter()
    cite.citations(read.document(text), catalogue)
    assert time.perf_counter() - start < SECONDS


def test_folders_deeper_than_python_calls(tmp_path: Path) -> None:
    """Folders lie one in another, further than a function could call itself."""
    way = [tmp_path]
    for _ in range(sys.getrecursionlimit() + 100):
        way.append(way[-1] / "d")
        way[-1].mkdir()
    text = way[-1] / "draft.txt"
    text.write_text("Nothing is said here.", encoding="utf-8")
    try:
        walk = Walk(ENDINGS, lambda _: Rules(), respects_gitignore=True)
        assert [found.path for found in walk.below(str(tmp_path))] == [str(text)]
    finally:
        text.unlink()
        for folder in reversed(way[1:]):  # what clears up after tests calls itself
            folder.rmdir()


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Magnesium improves sleep. This too (doi:10.1234/a{n}). " for n in range(2000)),
        "Magnesium. " + " ".join(f"gl{'yci' * (n % 3)}nate{n % 7}" for n in range(3000)),
        "Magnesium; " * 20000,
    ],
    ids=["works without end", "names nearly spelt", "clauses without end"],
)
def test_a_whole_check_takes_no_longer_than_it_must(catalogue: Catalogue, text: str) -> None:
    """Finding, citing and grading together stay within the time, whatever the text repeats."""
    start = time.perf_counter()
    mgcheck.check(text, catalogue)
    assert time.perf_counter() - start < SECONDS
