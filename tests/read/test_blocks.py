"""Blocks: what a line is, and what introduces it."""

from __future__ import annotations

import pytest

from mgcheck import read
from mgcheck.model import Document

MARKDOWN = """\
---
title: Hidden
---
# Top *title* #

Some **bold** words with [a link](https://example.org/hidden_(x)) and `hidden code`.

Underlined
----------

It does this:

- **One**: it helps.
  More of one.
- Two
  1. nested

> quoted
> on two lines.

| Form | Says |
|------|------|
| Blue | helps |

<!-- hidden -->
<p>Hidden <b>too</b>.</p>

**A bold line**
Text below it.

Q: Is it so?
A: It is.

```
hidden
```
"""
PLAIN = """\
A title that stands alone

A paragraph that an editor wrapped at some column, so that
its second line goes on where the first one stopped, and the
third one ends it.

Benefits:

• First thing
• Second thing
  - below the second

1. Numbered Title

{long}
{long}

| Form | Says |
|------|------|
| Blue | helps |

Q: Is it so?
A: It is.
=====
""".format(long="A line this long is a paragraph of its own, as on web pages. " * 2)


def shape(document: Document) -> list[tuple[str, int, int | None, str]]:
    return [
        (b.kind.value, b.level, b.lead, " ".join(document.readable[b.start : b.end].split()))
        for b in document.blocks
    ]


def test_markdown() -> None:
    """Markdown's structure, with everything that is no prose left out."""
    assert shape(read.document(MARKDOWN, markdown=True)) == [
        ("heading", 1, None, "Top title"),
        ("paragraph", 0, None, "Some bold words with a link and ."),
        ("heading", 2, None, "Underlined"),
        ("paragraph", 0, None, "It does this:"),
        ("item", 1, 3, "One : it helps. More of one."),
        ("item", 1, 3, "Two"),
        ("item", 2, 5, "nested"),
        ("paragraph", 0, None, "quoted on two lines."),
        ("cell", 0, None, "Form"),
        ("cell", 0, None, "Says"),
        ("cell", 0, 8, "Blue"),
        ("cell", 0, 10, "helps"),
        ("heading", 6, None, "A bold line"),
        ("paragraph", 0, None, "Text below it."),
        ("paragraph", 0, None, "Is it so?"),
        ("paragraph", 0, None, "It is."),
    ]


def test_plain() -> None:
    """Plain text's structure, by how its lines stand."""
    found = shape(read.document(PLAIN))
    assert [(kind, level, lead) for kind, level, lead, _ in found] == [
        ("heading", 1, None),
        ("paragraph", 0, None),
        ("heading", 3, None),
        ("item", 1, 2),
        ("item", 1, 2),
        ("item", 2, 4),
        ("heading", 2, None),
        ("paragraph", 0, None),
        ("paragraph", 0, None),
        ("cell", 0, None),
        ("cell", 0, None),
        ("cell", 0, 9),
        ("cell", 0, 11),
        ("paragraph", 0, None),
        ("paragraph", 0, None),
    ]
    assert [words for *_, words in found][3:7] == [
        "First thing",
        "Second thing",
        "below the second",
        "Numbered Title",
    ]


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("text", [MARKDOWN, PLAIN, "", "\n\n", "a", "# ", "- ", "|", "> "])
def test_masking_moves_nothing(text: str, markdown: bool) -> None:
    """What is masked becomes spaces: every other character stays where it was."""
    document = read.document(text, markdown=markdown)
    assert document.text == text
    assert len(document.readable) == len(text)
    pairs = zip(document.readable, text, strict=True)
    assert all(shown in (" ", kept) for shown, kept in pairs)


def test_each_cell_knows_the_heads_of_its_row_and_column() -> None:
    """The first cell of a row leads the others; what stands above each is its column's head."""
    text = "| Form | Says |\n|---|---|\n| Blue | helps |\n| Red | |\n| | hurts |\n"
    page = read.document(text, "page.md", markdown=True)
    told = [
        (
            text[b.start : b.end],
            None if b.lead is None else text[slice(*spot(page, b.lead))],
            None if b.column is None else text[slice(*spot(page, b.column))],
        )
        for b in page.blocks
    ]
    assert told == [
        ("Form", None, None),
        ("Says", None, None),
        ("Blue", "Form", "Form"),
        ("helps", "Blue", "Says"),
        ("Red", "Form", "Form"),
        ("hurts", "Says", "Says"),
    ]


def spot(page: Document, at: int) -> tuple[int, int]:
    """Where the block of that number stands."""
    return page.blocks[at].start, page.blocks[at].end
