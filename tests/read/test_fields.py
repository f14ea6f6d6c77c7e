"""Texts in fields of data: where their words stand in the source, escapes included."""

from __future__ import annotations

import json

import pytest

from mgcheck import read
from mgcheck.errors import InputError
from mgcheck.model import Document

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": [
                "# Head\n",
                "\n",
                'Mag**nes**ium "helps" the café.\n',
                "It is so.\n",
                "- a\n",
            ],
        },
        {"cell_type": "code", "source": ["# not read\n"], "outputs": [{"text": ["not read"]}]},
        {"cell_type": "markdown", "metadata": {}, "source": "One \\ line.<!-- a note -->"},
        {"cell_type": "raw", "source": "not read"},
    ],
    "metadata": {"title": "not read"},
    "nbformat": 4,
    "nbformat_minor": 5,
}
OLD_NOTEBOOK = {
    "nbformat": 3,
    "worksheets": [
        {
            "cells": [
                {"cell_type": "heading", "level": 1, "source": ["A head"]},
                {"cell_type": "code", "input": ["not read"]},
                {"cell_type": "markdown", "source": ["Words."]},
            ]
        }
    ],
}
MAIL = """\
From: a@example.org
Subject: Of sleep
 and minerals
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="X"

--X
Content-Type: multipart/alternative; boundary="Y"

--Y
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

It doesn=E2=80=99t help caf=C3=A9s, it=
 is said. Magne=
sium is.

* one
--Y
Content-Type: text/html

<p>not read</p>
--Y--
--X
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

not read
--X--
"""


def shape(document: Document) -> list[tuple[str, str]]:
    assert len(document.readable) == len(document.text)
    return [
        (b.kind.value, " ".join(document.readable[b.start : b.end].replace("\u200b", "").split()))
        for b in document.blocks
    ]


def sentences(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 1])
def test_notebooks(ascii_only: bool, indent: int | None) -> None:
    """Markdown cells are read, each as one text, however the file is laid out."""
    source = json.dumps(NOTEBOOK, ensure_ascii=ascii_only, indent=indent)
    document = read.load_bytes(source.encode(), "a.ipynb")
    assert shape(document) == [
        ("heading", "Head"),
        ("paragraph", 'Magnesium "helps" the café. It is so.'),
        ("item", "a"),
        ("paragraph", "One \\ line."),
    ]
    e = "caf\\u00e9" if ascii_only else "café"
    assert sentences(document) == [
        "Head",
        f'Mag**nes**ium \\"helps\\" the {e}.',
        "It is so.",
        "a",
        "One \\\\ line.",
    ]
    assert [c.text for c in document.comments] == [" a note "]
    comment = document.comments[0]
    assert source[comment.start : comment.end] == "<!-- a note -->"


def test_old_notebooks() -> None:
    """Format 3 holds its cells in worksheets, and has headings of its own."""
    document = read.load_bytes(json.dumps(OLD_NOTEBOOK).encode(), "a.ipynb")
    assert shape(document) == [("paragraph", "A head"), ("paragraph", "Words.")]


@pytest.mark.parametrize(
    ("name", "source", "field", "told"),
    [
        (
            "a.json",
            '{"posts": [{"body": "<p>It doesn\\u2019t.</p><p>So \\ud83d\\ude00.</p>", "x": "no"}]}',
            "body",
            ["It doesn\\u2019t.", "So \\ud83d\\ude00."],
        ),
        ("a.json", '{"a": {"body": "no"}, "b": {"body": "One.\\n\\nTwo."}}', "b.body",
         ["One.", "Two."]),
        ("a.json", '{"body": "So \\ud800 it is. And \\udc00\\ud83d\\ude00."}', "body",
         ["So \\ud800 it is.", "And \\udc00\\ud83d\\ude00."]),
        ("a.json", '{"body": ["One.", "Two."], "n": [1, {"body": null}]}', "body",
         ["One.", "Two."]),
        ("a.jsonl", '{"t": "One."}\r\n\r\n{"t": "Two."}\n', "t", ["One.", "Two."]),
        (
            "a.csv",
            'id,"the text"\n1,"He said ""so"". Yes."\r\n2,bare\n3\n4,"on\ntwo lines"',
            "the text",
            ['He said ""so"".', "Yes.", "bare", "on\ntwo lines"],
        ),
        (
            "a.eml",
            MAIL,
            None,
            ["It doesn=E2=80=99t help caf=C3=A9s, it=\n is said.", "Magne=\nsium is.", "one"],
        ),
        ("a.eml", MAIL, "subject", ["Of sleep\n and minerals"]),
        ("a.eml", "Subject: x\n\nOne.\n", "body", ["One."]),
        ("a.eml", "Content-Type: text/html\n\n<p>One.<p>Two.\n", None, ["One.", "Two."]),
    ],
)  # fmt: skip
def test_fields(name: str, source: str, field: str | None, told: list[str]) -> None:
    """The sentences of a field, as the source writes them, line ends of every kind."""
    for text in (source, source.replace("\r\n", "\n").replace("\n", "\r\n")):
        document = read.load_bytes(text.encode(), name, field=field)
        shape(document)
        assert [s.replace("\r\n", "\n") for s in sentences(document)] == told
        assert read.again(document.text, document) == document
        assert document.readable.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "source", "field", "message"),
    [
        ("a.json", "{", "x", "line 1, column 2: is no JSON (Expecting property name enclosed in "
         "double quotes); mend it, or name another file"),
        ("a.json", "{}", None, "is data (json), and nothing says which of it is a text; "
         "name the field with --field, for example --field body"),
        ("a.json", '{"a": 1}', "a", "has no text in a field 'a'; check the name of the field"),
        ("a.json", "[" * 100_000, "a", "is no JSON that can be read; check what it is"),
        ("a.jsonl", '{"a": "b"}\n{"a"', "a", "line 2, column 5: is no JSON (Expecting ':' "
         "delimiter); mend it, or name another file"),
        ("a.ipynb", "[]", None, "is no notebook; save it with Jupyter, or name another file"),
        ("a.csv", "a,b\n1,2", "c", "has no column 'c'; name one of: a, b"),
        ("a.csv", "", "c", "is empty; check how it was saved"),
        ("a.eml", "Subject: x\n\n", None, "has no text in it; check that it is a mail (.eml)"),
        ("a.eml", "Subject: x\n\ny", "to", "has no header 'to'; "
         "name body, or a header such as subject"),
        ("a.eml", "Content-Transfer-Encoding: base64\n\neA==\n", None, "has its text in base64, "
         "where nothing has a place; save its text as a file of its own"),
        ("a.eml", "Content-Transfer-Encoding: quoted-printable\n\n=FF\n", None,
         "holds bytes that are not utf-8; save it anew"),
        ("a.eml", "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
         for n in range(1500)), None, "holds parts within parts, too deep to be read; "
         "save its text as a file of its own"),
    ],
)  # fmt: skip
def test_refusals(name: str, source: str, field: str | None, message: str) -> None:
    """What is broken, or has no such field, is told in one line with the place."""
    with pytest.raises(InputError) as caught:
        read.load_bytes(source.encode(), name, field=field)
    assert str(caught.value) == f"{name}: {message}"
