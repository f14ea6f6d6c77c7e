"""HTML: which words of a page are read, as what, and where they stand in its source."""

from __future__ import annotations

import time

import pytest

from mgcheck import read
from mgcheck.errors import InputError
from mgcheck.model import Document

PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sleep &amp; minerals | A blog</title>
<style>p { color: red }</style><script>var a = "<p>not read</p>";</script></head>
<body class="post">
<header><a href="/">not read</a></header>
<nav><ul><li>not read<li>not read</ul></nav>
<main>
<article><header><h1>A <em>mineral</em> for sleep</h1></header>
<p>It doesn&rsquo;t help, says
<a href="https://example.org/?a=1&b=2" title="a > b">one study</a>.<sup>12</sup>
&ldquo;Never&nbsp;mind.&rdquo;<!-- a note -->
<p hidden>not read<p>Read again
<ul class=x><li>one<ul><li>below one</ul><li><p>two</p><p>more of two</p></ul>
<dl><dt>Dose<dd>a little</dl>
<blockquote><p>Said by others.</p></blockquote>
<table><caption>Forms</caption><thead><tr><th>Form<th>Says<tbody><tr><td>Blue<td>helps</table>
<div style="display: none">not read <div>not read</div> not read</div>
<p>Run <code>not read</code> now <del>not read</del> <span aria-hidden=true>not read</span>.</p>
<svg><text>not read</text></svg><aside>not read</aside>
</article></main>
<p>not read: outside main</p>
<footer>not read</footer>
<noscript><p>not read</p></noscript>
</body></html>
"""
OLD = """\
<HTML><BODY BGCOLOR=white><CENTER><FONT SIZE=5>A home page</FONT></CENTER>
<TABLE WIDTH=100%><TR><TD VALIGN=top>
<P>First words.<P>Second words.
<BR><BR>Third words<BR>go on.
<UL><LI>One<LI>Two</UL>
<TD>Another column, which holds <B>more.</I>
<HR>
After a rule.
</TABLE>
<H2>No end
<P>Last words &copy 1997 &bogus; &copyright.
"""


def shape(document: Document) -> list[tuple[str, int, int | None, str]]:
    return [
        (
            f"{'> ' if b.is_quoted else ''}{b.kind.value}",
            b.level,
            b.lead,
            " ".join(document.said(b.start, b.end).split()),
        )
        for b in document.blocks
    ]


def test_a_page_of_today() -> None:
    """Title, main text, lists, tables and quotes; menus, code, scripts and hidden parts are not."""
    document = read.document(PAGE, "a.html", syntax="html")
    assert shape(document) == [
        ("heading", 1, None, "Sleep & minerals | A blog"),
        ("heading", 1, None, "A mineral for sleep"),
        ("paragraph", 0, None, "It doesn’t help, says one study. “Never mind.”"),
        ("paragraph", 0, None, "Read again"),
        ("item", 1, 3, "one"),
        ("item", 2, 4, "below one"),
        ("item", 1, 3, "two"),
        ("paragraph", 0, None, "more of two"),
        ("item", 1, 7, "Dose"),
        ("item", 2, 8, "a little"),
        ("> paragraph", 0, None, "Said by others."),
        ("paragraph", 0, None, "Forms"),
        ("cell", 0, None, "Form"),
        ("cell", 0, None, "Says"),
        ("cell", 0, 12, "Blue"),
        ("cell", 0, 14, "helps"),
        ("paragraph", 0, None, "Run now."),
    ]
    assert [c.text for c in document.comments] == [" a note "]
    assert document.syntax == "html"


def test_a_page_of_the_nineties() -> None:
    """Missing end tags, tables that lay out the page, two breaks for a paragraph, odd entities."""
    assert shape(read.document(OLD, "a.htm", syntax="html")) == [
        ("paragraph", 0, None, "A home page"),
        ("paragraph", 0, None, "First words."),
        ("paragraph", 0, None, "Second words."),
        ("paragraph", 0, None, "Third words go on."),
        ("item", 1, None, "One"),
        ("item", 1, None, "Two"),
        ("paragraph", 0, None, "Another column, which holds more."),
        ("paragraph", 0, None, "After a rule."),
        ("heading", 2, None, "No end"),
        ("paragraph", 0, None, "Last words © 1997 &bogus; © right."),
    ]


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("<p>One.</b> <i>Two.</i></p>", ["One.", "Two."]),
        (
            "<p>&ldquo;One.&rdquo; &ldquo;Two.&rdquo;</p>",
            ["&ldquo;One.&rdquo;", "&ldquo;Two.&rdquo;"],
        ),
        (
            "<p>Caf&eacute; one.<!-- c --> T&#119;o&hellip;</p>",
            ["Caf&eacute; one.", "T&#119;o&hellip;"],
        ),
        ("<p>\r\n  One<br>\r\n  goes on.\r\n</p>", ["One<br>\r\n  goes on."]),
        ("<b>Bo</b>th wo<i>rds</i>.", ["Bo</b>th wo<i>rds</i>."]),
        ("Doe <i>et al</i>. found it. So.", ["Doe <i>et al</i>. found it.", "So."]),
    ],
)
def test_sentences_are_cut_where_they_are_seen(source: str, sentences: list[str]) -> None:
    """A sentence begins and ends with what is seen: no tag at its ends, no entity cut in two."""
    document = read.document(source, syntax="html")
    assert [source[s.start : s.end] for s in document.sentences] == sentences


@pytest.mark.parametrize(
    ("source", "readable"),
    [
        ("a&nbsp;b", "a      b"),
        ("don&rsquo;t", "don’······t"),
        ("Caf&eacute;s", "Café·······s"),
        ("mag<b>nes</b>ium", "mag···nes····ium"),
        ("so<b>.</b>So", "so···.    So"),
        ("one<br>two", "one    two"),
        ("one<p>two", "one   two"),
        ("(&ldquo;so&rdquo;)", "(“······so”      )"),
        ("a<wbr>b", "a·····b"),
        ("x &lt;b&gt; y", "x <   b>    y"),
        ("a &#0; &#xD800; b", None),
    ],
)
def test_what_stands_for_what(source: str, readable: str | None) -> None:
    """References become their character, and fill inside words is what words are read through."""
    document = read.document(source, syntax="html")
    assert len(document.readable) == len(source)
    if readable is not None:
        assert document.readable.replace("\u200b", "·") == readable


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        "<p HIDDEN=''>x</p>",
        "<div aria-hidden='true'>x<div>x</div>x</div>",
        "<span style='color:red;display:none'>x</span>",
        "<div style=visibility:hidden>x</div>",
        "<div role=navigation>x</div>",
        "<ul><li hidden>x<li></ul>",
        "<table><tr hidden><td>x</table>",
        "<table><tr><td hidden>x<td></table>",
        "<div><nav>x</div>",
        "<template><p>x</p></template>",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<SCRIPT>if (a</b/.exec(c)) x</SCRIPT>",
        "<style>/* </p> */ x</style>",
        "<!-- x -->",
        "<!x>",
        "<?x>",
    ],
)
def test_hidden(hidden: str) -> None:
    """What readers do not see is not read; what follows is."""
    words = read.document(f"<p>before</p>{hidden}<p>after</p>", syntax="html").readable.split()
    assert words == ["before", "after"]


@pytest.mark.parametrize(
    "shown",
    [
        '<p title="how hidden it is">x</p>',
        '<p data-hidden="1">x</p>',
        "<p aria-hidden=false>x</p>",
        "<body style='display:none'>x",
        "<p class='a''>x</p>",
        "<p title=it's>x</p>",
        "<main></main>x",
    ],
)
def test_not_hidden(shown: str) -> None:
    """What only looks like a sign that it is hidden is read."""
    assert read.document(shown, syntax="html").readable.split() == ["x"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="shift_jis"?>', "shift_jis"),
        ("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=base64>", "utf-8"),
        ("<meta charset=no-such>", "utf-8"),
    ],
)
def test_a_page_says_its_encoding(head: str, encoding: str) -> None:
    """The encoding that a page declares is used, and used again where it is written back."""
    words = {"koi8-r": "сон", "shift_jis": "睡眠", "utf-8": "sleep’s"}.get(encoding, "“café”")
    data = f"{head}<p>{words}".encode(encoding)
    document = read.load_bytes(data, "a.html")
    assert document.text == f"{head}<p>{words}"
    assert read.written(f"{document.text}!", document, data) == data + b"!"


def test_a_wrong_declaration_is_told() -> None:
    """Bytes that are not what the page says are named; --encoding overrules the page."""
    data = b"<meta charset=ascii><p>\x81"
    with pytest.raises(
        InputError, match=r"^a\.html: byte 24 is not CP1252; save the file as UTF-8"
    ):
        read.load_bytes(data, "a.html")
    assert read.load_bytes(data, "a.html", "cp437").text.endswith("ü")


@pytest.mark.parametrize(
    "piece",
    [
        "<div>", "<!--", "<a ", '<a b="', "</", "<!", "<?", "&", "<", "<table>a",
        "<table><tr><td>a",
        "<nav>", "<td>a", "<ul><li>a", "<div hidden>", "<p hidden>a", "<a = ", "<script>", "<sup>1",
        "<blockquote>a", "</b>", "<b>a",
    ],
)  # fmt: skip
def test_hostile_pages_take_no_longer(piece: str) -> None:
    """Half a megabyte takes a second or so, where the square would take hours; nothing recurses."""
    page = piece * (500_000 // len(piece))
    begin = time.process_time()
    document = read.document(page, syntax="html")
    assert time.process_time() - begin < 8
    assert len(document.readable) == len(page)
