"""Findings in markup: the words of find are read through it, places are the source's own."""

from __future__ import annotations

import json

import pytest

import mgcheck
from mgcheck import cite, read

DASH = "Magnesium L&#8209;threonate"


@pytest.mark.parametrize(
    ("syntax", "source", "claim", "stance", "words"),
    [
        ("html", f"<p>{DASH} improves sleep.</p>", "mgt-sleep-quality", "asserts",
         [DASH, "improves", "sleep"]),
        ("html", "<p>Mag<b>nes</b>ium <i>improves</i> sleep.</p>", "mg-sleep-quality", "asserts",
         ["Mag<b>nes</b>ium", "improves", "sleep"]),
        ("html", "<p>Magnesium doesn&rsquo;t improve sleep.</p>", "mg-sleep-quality", "denies",
         ["Magnesium", "doesn&rsquo;t", "improve", "sleep"]),
        ("html", "<p>Magnesium doesn&#39;t improve&nbsp;sleep&shy;.</p>", "mg-sleep-quality",
         "denies", ["Magnesium", "doesn&#39;t", "improve", "sleep"]),
        ("markdown", "Mag**nes**ium doesn&rsquo;t improve sleep.", "mg-sleep-quality", "denies",
         ["Mag**nes**ium", "doesn&rsquo;t", "improve", "sleep"]),
        ("mdx", "<A>Mag<b>nes</b>ium {x} improves sleep.</A>", "mg-sleep-quality", "asserts",
         ["Mag<b>nes</b>ium", "improves", "sleep"]),
        ("rst", "Mag\\ **nes**\\ ium *improves* sleep.", "mg-sleep-quality", "asserts",
         ["Mag\\ **nes**\\ ium", "improves", "sleep"]),
        ("json", '{"body": "Magnesium doesn\\u2019t improve sl\\u0065ep."}', "mg-sleep-quality",
         "denies", ["Magnesium", "doesn\\u2019t", "improve", "sl\\u0065ep"]),
        ("eml", "Content-Transfer-Encoding: quoted-printable\n\nMagne=\nsium improves sl=65ep.\n",
         "mg-sleep-quality", "asserts", ["Magne=\nsium", "improves", "sl=65ep"]),
    ],
)  # fmt: skip
def test_words_are_read_through_markup(
    catalogue: mgcheck.Catalogue,
    syntax: str,
    source: str,
    claim: str,
    stance: str,
    words: list[str],
) -> None:
    """Tags, references and escapes inside words hide no claim; hits are the source's characters."""
    document = read.document(source, syntax=syntax, field="body")
    found = mgcheck.check_document(document, catalogue).findings
    assert [(f.mention.claim, f.mention.stance.value) for f in found] == [(claim, stance)]
    assert [source[h.start : h.end] for h in found[0].mention.hits] == words


def test_a_notebook_has_lines(catalogue: mgcheck.Catalogue) -> None:
    """Line and column of a finding are those of the notebook's own file."""
    cell = {"cell_type": "markdown", "source": ["First.\n", "Magnesium improves sleep.\n"]}
    source = json.dumps({"cells": [cell]}, indent=1)
    document = read.document(source, syntax="ipynb")
    (found,) = mgcheck.check_document(document, catalogue).findings
    line, column = document.place(found.mention.start)
    assert source.split("\n")[line - 1][column - 1 :].startswith("Magnesium improves sleep.")


def test_what_nobody_sees_cites_nothing(catalogue: mgcheck.Catalogue) -> None:
    """Links in menus and scripts are no citations of the article."""
    link = '<a href="https://doi.org/10.1000/abc">a study</a>'
    page = f"<nav>{link}</nav><script>'{link}'</script><main><p>Words.</p>{{}}</main>"
    for inside, n in (("", 0), (f"<p>By {link}.</p>", 1)):
        document = read.document(page.replace("{}", inside), syntax="html")
        assert len(mgcheck.check_document(document, catalogue).citations) == n


def test_said() -> None:
    """Quotes of a report are legible: no tags, no references, no space before a full stop."""
    source = '<p>It <a href="https://example.org">doesn&rsquo;t</a> help <b>much</b>.</p>'
    document = read.document(source, syntax="html")
    (sentence,) = document.sentences
    said = document.said(sentence.start, sentence.end)
    assert " ".join(said.split()) == "It doesn’t help much."
    assert document.said(0, 3) == "   "
    plain = read.document("a <b>", syntax="text")
    assert plain.said(0, 5) == "a <b>"


def test_amounts_are_read_through_markup(catalogue: mgcheck.Catalogue) -> None:
    """Figures of a claim keep their places, whatever markup stands between number and unit."""
    source = (
        '<p><a href="/2020/99-mg">Take</a> 200&ndash;<b>400</b>&nbsp;mg of magnesium a day.</p>'
    )
    document = read.document(source, syntax="html")
    (mention,) = (f.mention for f in mgcheck.check_document(document, catalogue).findings)
    found = cite.own_figures(document, [mention], catalogue)
    (figure,) = (f for figures in found.values() for f in figures if f.kind == "dose")
    assert (figure.low, figure.high) == (200, 400)
    assert source[figure.start : figure.end].startswith("200&ndash;<b>400</b>&nbsp;mg")
