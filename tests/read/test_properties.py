"""What always holds of a document, whatever the text."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgcheck import read
from mgcheck.errors import InputError
from mgcheck.model import Document

MARKS = """# |- |• a|**|😀|[x](y)|`|e.g. |<b>|<!--|-->|> |Q: |1. |[1]|~~|_|Dr. |A |It helps. |a"""
PIECES = st.lists(
    st.sampled_from(
        [*MARKS.split("|"), "\n", "\n\n", "```\n", "---\n", "===\n", "\t", "| a | b |\n"]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


@given(PIECES, st.booleans())
def test_sentences_lie_in_order_inside_their_blocks(text: str, markdown: bool) -> None:
    """Sentences are trimmed, never empty, in order, and inside the block that they name."""
    document = read.document(text, markdown=markdown)
    at = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert at <= sentence.start < sentence.end <= block.end
        assert block.start <= sentence.start
        words = document.text[sentence.start : sentence.end]
        assert words == words.strip()
        at = sentence.end
    assert len(document.readable) == len(document.text)


@given(PIECES, st.booleans())
def test_leads_come_before(text: str, markdown: bool) -> None:
    """What introduces an item or a cell stands before it."""
    blocks = read.document(text, markdown=markdown).blocks
    assert all(b.lead is None or 0 <= b.lead < i for i, b in enumerate(blocks))


@given(PIECES, st.booleans())
def test_line_ends_shift_nothing(text: str, markdown: bool) -> None:
    """With CRLF for LF the same sentences are found, in the same lines and columns."""
    unix = text.replace("\r", "")
    dos = unix.replace("\n", "\r\n")
    a, b = read.document(unix, markdown=markdown), read.document(dos, markdown=markdown)
    places = [
        [(d.place(s.start), d.text[s.start : s.end].replace("\r\n", "\n")) for s in d.sentences]
        for d in (a, b)
    ]
    assert places[0] == places[1]


@given(PIECES)
def test_a_byte_order_mark_shifts_nothing(text: str) -> None:
    """The same document comes out with a byte order mark and without."""
    clean = text.replace("\ufeff", "").replace("\0", "")
    plain = clean.encode("utf-8", "replace")
    if plain.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        return
    assert read.load_bytes(b"\xef\xbb\xbf" + plain, "a.txt") == read.load_bytes(plain, "a.txt")


TAGS = (
    "<p>|</p>|<b>|</b>|<div>|</div>|<ul>|<li>|</ul>|<table>|<tr>|<td>|</table>|<br>|<h2>|</h2>|"
    "<blockquote>|<nav>|</nav>|<main>|</main>|<p hidden>|<sup>1</sup>|<!-- a -->|<!--|<script>|"
    "</script>|<code>x</code>|<img alt='>'>|&rsquo;|&nbsp;|&amp|&eacute;|&#8220;|&ldquo;|&bogus;|"
    "&|<|{|}|{/* a */}|<Note a={b}>|</Note>|import a|.. a|.. note:: |::|``|`|*|**||x||  |    |"
    ":ref:`|=====|\\n|\\r\\n|\\n\\n|a word |It helps. |mag|nes|ium|é|😀|\u200b|\u00ad|\\\\"
)
SOUP = st.lists(
    st.sampled_from([t.replace("\\n", "\n").replace("\\r", "\r") for t in TAGS.split("|")])
    | st.text(max_size=6),
    max_size=30,
).map("".join)
WRITTEN: dict[str, Callable[[str], str]] = {
    "text": str,
    "markdown": str,
    "mdx": str,
    "html": str,
    "rst": str,
    "ipynb": lambda t: json.dumps({"cells": [{"cell_type": "markdown", "source": [t, "\n", t]}]}),
    "json": lambda t: json.dumps([{"body": t}, {"body": t, "x": t}], ensure_ascii=False),
    "jsonl": lambda t: "\n".join(json.dumps({"body": f"{t}{n}"}) for n in range(2)),
    "csv": lambda t: 'x,body\n1,"{}"\n2,last'.format(t.replace('"', '""')),
    "eml": lambda t: f"Subject: x\nContent-Type: text/html\n\nx {t}\n",
}


def _clean(text: str) -> str:
    """What a file may hold: no half characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


@pytest.mark.parametrize("syntax", WRITTEN)
@settings(deadline=None)  # the first text of a syntax waits for its library
@given(text=SOUP)
def test_every_syntax_keeps_every_offset(syntax: str, text: str) -> None:
    """Whatever stands in a source: what is readable has its length, blocks and sentences lie in
    order and begin and end with what is seen, comments stand where they are."""
    source = WRITTEN[syntax](_clean(text))
    try:
        document = read.document(source, "a", syntax=syntax, field="body")
    except InputError:
        assert syntax in {"rst", "eml"}
        return
    assert document.text == source
    assert len(document.readable) == len(source)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(source)
        at = block.end
    at = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert at <= sentence.start < sentence.end <= block.end
        assert block.start <= sentence.start
        at = sentence.end
    for comment in document.comments:
        assert 0 <= comment.start < comment.end <= len(source)


def _seen(document: Document) -> str:
    """What stands in the blocks, without white space and fill."""
    shown = (document.readable[b.start : b.end] for b in document.blocks)
    return "".join("".join(shown).replace("\u200b", "").split())


PLAIN_WORDS = st.lists(
    st.sampled_from(
        ["It helps.", "’", "“So”", "é", "😀", "a", "\n\n", "\n", '"', "It does.", " ", "&"]
    )
    | st.text(alphabet="abcdeé .,’😀", max_size=5),
    max_size=20,
).map("".join)


@given(PLAIN_WORDS)
def test_data_says_what_the_text_in_it_says(text: str) -> None:
    """A Markdown text says the same alone, as a cell of a notebook, in JSON, in CSV."""
    alone = _seen(read.document(text, markdown=True))
    cell = json.dumps({"cells": [{"cell_type": "markdown", "source": text}]})
    assert _seen(read.document(cell, syntax="ipynb")) == alone
    for ascii_only in (True, False):
        row = json.dumps([{"body": text}], ensure_ascii=ascii_only)
        assert _seen(read.document(row, syntax="json", field="body")) == alone
    escaped = text.replace('"', '""')
    table = f'body\n"{escaped}"\n'
    assert _seen(read.document(table, syntax="csv", field="body")) == alone


@given(st.text(alphabet="abé ’“”.&<>;\u00a0…", max_size=60))
def test_entities_say_what_they_stand_for(text: str) -> None:
    """A text with every sign written as a character reference says what the plain text says."""
    seen = "".join(text.split())
    for written in (
        html.escape(text),
        "".join(c if c.isspace() else f"&#{ord(c)};" for c in text),
        "".join(c if c.isspace() else f"&#x{ord(c):X};" for c in text),
    ):
        readable = read.document(f"<p>{written}</p>", syntax="html").readable
        assert "".join(readable.replace("\u200b", "").split()) == seen


@given(SOUP)
def test_reading_html_again_after_an_edit(text: str) -> None:
    """A page that was read can be read again, and gives the same document."""
    document = read.document(_clean(text), "a.html", syntax="html")
    assert read.again(document.text, document) == document
