"""Markdown's further parts, MDX, plain text's comments and reStructuredText."""

from __future__ import annotations

import pytest

from mgcheck import read
from mgcheck.errors import InputError
from mgcheck.model import Document

MDX = """\
import Note from "./note"
export const meta = {
  title: "not read",
}

# Sleep {props.year}

<Note type="a > b" style={{color: "}"}}>
  Words mag<b>nes</b>ium {/* a note */} here.

  - one
</Note>

{/* a comment
on two lines */}

`{not read}` and text. A {`not ${read}`} end. <Break />

> quoted

```js
{ not read }
```

Then { unclosed.
"""
RST = """\
=====
Title
=====

Some *words* with ``not read`` and `a link <https://example.org>`_ that
go on [1]_. Mag\\ **nes**\\ ium :sub:`2` helps.

.. a comment
   on two lines

.. code-block:: python

   not_read = 1

.. note:: A note that
   goes on.

Part
----

- one
  goes on
- two

  * below two

Dose
  a little

    quoted

====  =====
Form  Says
====  =====
Blue  helps
====  =====

.. [1] A footnote.

.. unknown:: not read

A block::

   not read
"""


def shape(document: Document) -> list[tuple[str, int, int | None, str]]:
    return [
        (
            f"{'> ' if b.is_quoted else ''}{b.kind.value}",
            b.level,
            b.lead,
            " ".join(document.readable[b.start : b.end].replace("\u200b", "").split()),
        )
        for b in document.blocks
    ]


def comments(document: Document) -> list[str]:
    for comment in document.comments:
        assert not document.readable[comment.start : comment.end].strip()
    return [comment.text for comment in document.comments]


@pytest.mark.parametrize(
    ("source", "readable"),
    [
        ("don&rsquo;t &ldquo;so&rdquo;", "don’······t “······so”      "),
        ("mag**nes**ium", "mag··nes··ium"),
        ("mag<b>nes</b>ium", "mag···nes····ium"),
        ("300 mg*per day", "300 mg per day"),
        ("~~not read~~ read", "             read"),
        ("[a link](https://example.org) <https://example.org>", " a link" + " " * 44),
        ("don\\'t", "don·'t"),
        ("a &bogus; b", "a &bogus; b"),
        ("&quot;so&quot;", "\"·····so\"     "),
    ],
)  # fmt: skip
def test_inline_markdown(source: str, readable: str) -> None:
    """Marks inside words are read through, references are their character, struck words are out."""
    document = read.document(source, markdown=True)
    assert document.readable.replace("\u200b", "·") == readable


def test_blocks_of_github() -> None:
    """Task lists, footnotes of several paragraphs, quotes; HTML blocks are left out."""
    source = (
        "+++\ntitle = 'not read'\n+++\n"
        "- [ ] to do\n- [x] done\n\n> A quote.\n>\n> - an item\n\nNoted.[^a]\n\n"
        "[^a]: First words.\n\n    Second words.\n\n<div>\nnot read\n</div>\n\nLast.\n"
    )
    assert shape(read.document(source, markdown=True)) == [
        ("item", 1, None, "to do"),
        ("item", 1, None, "done"),
        ("> paragraph", 0, None, "A quote."),
        ("> item", 1, None, "an item"),
        ("paragraph", 0, None, "Noted."),
        ("paragraph", 0, None, "First words."),
        ("paragraph", 0, None, "Second words."),
        ("paragraph", 0, None, "Last."),
    ]


def test_comments_of_markdown() -> None:
    """Comments in lines of their own and inside sentences, but none in code or front matter."""
    source = (
        "---\na: <!-- not -->\n---\n<!-- one -->\nIt helps.<!-- two -->\n\n"
        "`<!-- not -->`\n\n```\n<!-- not -->\n```\n\n<!-- three\n\nlines -->\n\nEnd.\n"
    )
    document = read.document(source, markdown=True)
    assert comments(document) == [" one ", " two ", " three\n\nlines "]
    assert [source[s.start : s.end] for s in document.sentences] == ["It helps.", "End."]


def test_comments_of_plain_text() -> None:
    """A comment with lines to itself is one, and parts no paragraph from its words."""
    source = "First words.\n<!-- mgcheck: ignore -->\nIt <!-- helps --> so.\n<!-- a\nb -->\n"
    document = read.document(source)
    assert comments(document) == [" mgcheck: ignore ", " a\nb "]
    assert [source[b.start : b.end] for b in document.blocks] == [
        "First words.",
        "It <!-- helps --> so.",
    ]


def test_mdx() -> None:
    """JSX, expressions, imports and exports are no prose; words inside components are."""
    document = read.document(MDX, "a.mdx", syntax="mdx")
    assert shape(document) == [
        ("heading", 1, None, "Sleep"),
        ("paragraph", 0, None, "Words magnesium here."),
        ("item", 1, None, "one"),
        ("paragraph", 0, None, "and text. A end."),
        ("> paragraph", 0, None, "quoted"),
        ("paragraph", 0, None, "Then unclosed."),
    ]
    assert comments(document) == [" a note ", " a comment\non two lines "]


def test_rst() -> None:
    """Sections, lists, definitions, tables, notes; code, comments and what is unknown are not."""
    document = read.document(RST, "a.rst", syntax="rst")
    assert shape(document) == [
        ("heading", 1, None, "Title"),
        ("paragraph", 0, None, "Some words with and a link that go on . Magnesium 2 helps."),
        ("paragraph", 0, None, "A note that goes on."),
        ("heading", 2, None, "Part"),
        ("item", 1, 3, "one goes on"),
        ("item", 1, 3, "two"),
        ("item", 2, 5, "below two"),
        ("item", 1, 3, "Dose"),
        ("item", 2, 7, "a little"),
        ("> paragraph", 0, None, "quoted"),
        ("cell", 0, None, "Form"),
        ("cell", 0, None, "Says"),
        ("cell", 0, 10, "Blue"),
        ("cell", 0, 12, "helps"),
        ("paragraph", 0, None, "A footnote."),
        ("paragraph", 0, None, "A block::"),
    ]
    assert comments(document) == ["a comment\non two lines"]


def test_rst_opens_no_other_file() -> None:
    """Directives that would read another file read none."""
    source = (
        ".. include:: test_syntaxes.py\n\n.. csv-table::\n   :file: test_syntaxes.py\n\nWords.\n"
    )
    assert shape(read.document(source, syntax="rst")) == [("paragraph", 0, None, "Words.")]


def test_rst_that_is_nested_too_deep() -> None:
    """docutils recurses: what is too deep for it is told, not crashed on."""
    with pytest.raises(InputError, match=r"^a\.rst: is no reStructuredText that docutils can read"):
        read.load_bytes(b"* " * 3000 + b"a", "a.rst")


@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("a.txt", "text"),
        ("a.TXT", "text"),
        ("a", "text"),
        ("<stdin>", "text"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.mdx", "mdx"),
        ("a.b/c.HTM", "html"),
        ("a.xhtml", "html"),
        ("a.rst", "rst"),
    ],
)
def test_the_ending_says_the_syntax(name: str, syntax: str) -> None:
    """By its name, capital letters or not, a text is read; again() reads it in the same way."""
    document = read.load_bytes(b"Words.\n", name)
    assert document.syntax == syntax
    assert read.again(document.text, document) == document
