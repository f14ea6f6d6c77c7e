"""Word files and PDFs: what is taken out of them, and in which paragraph or page it stands."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from mgcheck import read
from mgcheck.errors import InputError, MissingExtraError
from mgcheck.model import Document
from mgcheck.read import extras

LONG = "These words go on for so long that no page is wide enough to hold them on a single line. "


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("A title", 0)
    document.add_paragraph("First words. More words.")
    document.add_heading("Part", 1)
    document.add_paragraph("")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("below one", style="List Bullet 2")
    document.add_paragraph("Said by others.", style="Intense Quote")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Form", "Says"), ("Blue", "helps")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    paragraph = document.add_paragraph("mag")
    paragraph.add_run("nes").bold = True
    paragraph.add_run("not read").font.hidden = True
    paragraph.add_run("ium")
    space = nsdecls("w")
    for change in (
        f"<w:ins {space}><w:r><w:t xml:space='preserve'> put in</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>not read</w:delText></w:r></w:del>",
        f"<w:r {space}><w:tab/><w:t>after</w:t><w:br/><w:t>all</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(change))  # python-docx tracks no changes
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_file(n_pages: int = 4, password: str | None = None) -> bytes:
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    if password is not None:
        pdf.set_encryption("owner", password)
    for number in range(1, n_pages + 1):
        pdf.add_page()
        pdf.set_font("helvetica", size=9)
        pdf.cell(text=f"The journal, page {number}")
        pdf.ln(12)
        for size, words in (
            (18, f"Head {'ABCD'[number - 1]}"),
            (11, LONG * 3),
            (11, "Second paragraph."),
            (11, "- one\n- two"),
            (11, LONG * 2 + "It ends upon the" if number == 1 else "next page, here. " * 2),
        ):
            pdf.set_font("helvetica", size=size)
            pdf.multi_cell(0, text=words, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(5)
        pdf.set_y(-15)
        pdf.cell(text=f"- {number} -")
    return bytes(pdf.output())


def shape(document: Document) -> list[tuple[str, int, int | None, str, str | None]]:
    assert len(document.readable) == len(document.text)
    return [
        (
            f"{'> ' if b.is_quoted else ''}{b.kind.value}",
            b.level,
            b.lead,
            document.text[b.start : b.end],
            document.part_of(b.start),
        )
        for b in document.blocks
    ]


def test_word() -> None:
    """Headings, lists, quotes and tables by their styles, each with the number of its paragraph."""
    document = read.load_bytes(word_file(), "a.docx")
    assert shape(document) == [
        ("heading", 1, None, "A title", "paragraph 1"),
        ("paragraph", 0, None, "First words. More words.", "paragraph 2"),
        ("heading", 1, None, "Part", "paragraph 3"),
        ("item", 1, 2, "one", "paragraph 5"),
        ("item", 2, 3, "below one", "paragraph 6"),
        ("> paragraph", 0, None, "Said by others.", "paragraph 7"),
        ("cell", 0, None, "Form", "paragraph 8"),
        ("cell", 0, None, "Says", "paragraph 9"),
        ("cell", 0, 6, "Blue", "paragraph 10"),
        ("cell", 0, 8, "helps", "paragraph 11"),
        ("paragraph", 0, None, "magnesium put in after all", "paragraph 12"),
    ]
    assert document.syntax == "docx"


def test_word_again() -> None:
    """An edited version keeps what each paragraph is."""
    document = read.load_bytes(word_file(), "a.docx")
    edited = read.again(document.text.replace("helps", "may help").replace("one", "a"), document)
    before, after = (
        [(b.kind, b.level, b.lead, b.is_quoted) for b in d.blocks] for d in (document, edited)
    )
    assert before == after
    assert [edited.text[b.start : b.end] for b in edited.blocks][3:5] == ["a", "below a"]
    assert edited.text[edited.blocks[9].start : edited.blocks[9].end] == "may help"


def test_notes_of_word() -> None:
    """Footnotes are read behind the text, each under its own number."""
    space = nsdecls("w")
    notes = (
        f"<w:footnotes {space}>"
        "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>not read</w:t></w:r></w:p>"
        "</w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    parts = {
        "[Content_Types].xml": "<Override PartName='/word/footnotes.xml' ContentType='application/"
        "vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml'/></Types>",
        "word/_rels/document.xml.rels": "<Relationship Id='rId99' Type='http://schemas."
        "openxmlformats.org/officeDocument/2006/relationships/footnotes' Target='footnotes.xml'/>"
        "</Relationships>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "surrogateescape")
            if name in parts:
                tag = "</Types>" if name.startswith("[") else "</Relationships>"
                data = data.replace(tag, parts[name])
            new.writestr(name, data.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", notes)
    document = read.load_bytes(made.getvalue(), "a.docx")
    assert shape(document)[-1] == ("paragraph", 0, None, "A note.", "footnote 1")


def test_pdf() -> None:
    """Lines become paragraphs, over a page's end too; heads and numbers of pages are no prose."""
    document = read.load_bytes(pdf_file(), "a.pdf")
    found = shape(document)
    assert found[:5] == [
        ("heading", 1, None, "Head A", "page 1"),
        ("paragraph", 0, None, (LONG * 3).strip(), "page 1"),
        ("paragraph", 0, None, "Second paragraph.", "page 1"),
        ("item", 1, None, "one", "page 1"),
        ("item", 1, None, "two", "page 1"),
    ]
    assert [part for _, part in document.parts] == ["page 1", "page 2", "page 3", "page 4"]
    assert [words for _, _, _, words, _ in found].count("Second paragraph.") == 4
    assert "journal" not in document.text
    assert document.syntax == "pdf"
    assert read.again(document.text, document).blocks == document.blocks


def test_a_sentence_over_the_end_of_a_page() -> None:
    """What goes on upon the next page is one sentence, told under the page where it begins."""
    pdf = FPDF()
    for words in ("It begins here and is not", "over before this full stop. Next."):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.cell(text=words)
    document = read.load_bytes(bytes(pdf.output()), "a.pdf")
    told = [(document.text[s.start : s.end], document.part_of(s.start)) for s in document.sentences]
    assert told == [
        ("It begins here and is not over before this full stop.", "page 1"),
        ("Next.", "page 2"),
    ]


def blank_pdf() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


def numbered_pdf() -> bytes:
    """Four pages with a number and a journal's name on each, and pictures at most."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    for number in range(1, 5):
        pdf.add_page()
        pdf.cell(text="The journal of naps", new_x="LMARGIN", new_y="NEXT")
        pdf.cell(text=f"Page {number}")
    return bytes(pdf.output())


def with_body(body: bytes, **members: bytes) -> bytes:
    """A Word file with `body` as its paragraphs, and more members beside."""
    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + body)
            new.writestr(entry.filename, data)
        for name, data in members.items():
            new.writestr(f"word/media/{name}", data)
    return made.getvalue()


def test_pictures_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """They hardly pack: a file with many is as large as what it unpacks to."""
    monkeypatch.setattr("mgcheck.read.docx._MOST_BYTES", 2**20)
    picture = random.Random(1).randbytes(2 * 2**20)  # noqa: S311 - what cannot be packed
    data = with_body(b"<w:p><w:r><w:t>One.</w:t></w:r></w:p>", picture=picture)
    assert read.load_bytes(data, "a.docx").text.strip() == "One."


def bomb() -> bytes:
    """A small archive that unpacks to 300 MB."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(300):
            member.write(b" " * 2**20)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("a.docx", lambda: word_file()[:9000], "is no whole Word document (.docx); "
         "open it in Word and save it anew"),
        ("a.docx", lambda: b"words", "is no whole Word document (.docx); "
         "open it in Word and save it anew"),
        ("a.docx", pdf_file, "is no whole Word document (.docx); open it in Word and save it anew"),
        ("a.docx", lambda: b"", "is empty; check how it was saved"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password, or is an old Word "
         "document (.doc); save it as .docx without a password"),
        ("a.docx", bomb, "unpacks to more than 64 MB; check what it is"),
        ("a.docx", lambda: with_body(b"<w:p/>" * 2_000_000), "has more than 2,000,000 tags; "
         "check what it is, or save it in parts"),
        ("a.pdf", lambda: pdf_file()[:900], "is no whole PDF; save or download it anew"),
        ("a.pdf", lambda: b"words", "is no whole PDF; save or download it anew"),
        ("a.pdf", lambda: pdf_file(1, "secret"), "has a password; save it without one"),
        ("a.pdf", blank_pdf, "holds no text, only pictures of it; "
         "run text recognition (OCR) on it first"),
        ("a.pdf", numbered_pdf, "holds no text but page numbers and what stands on every page; "
         "where the rest is pictures of text, run text recognition (OCR) on it first"),
    ],
)  # fmt: skip
def test_refusals(name: str, make: Callable[[], bytes], message: str) -> None:
    """What is broken, locked, empty or a trap is told in one line."""
    with pytest.raises(InputError) as caught:
        read.load_bytes(make(), name)
    assert str(caught.value) == f"{name}: {message}"


def test_every_cut_of_a_word_file_is_told() -> None:
    """A file that ends anywhere is read or refused, never crashed on."""
    whole = word_file()
    for size in range(0, len(whole), 997):
        with pytest.raises(InputError):
            read.load_bytes(whole[:size], "a.docx")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.rst"])
def test_what_is_not_installed_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that reads it, a file is refused with the extra to install."""
    monkeypatch.setattr(extras, "is_there", lambda extra: False)  # noqa: ARG005
    extra = name.removeprefix("a.")
    with pytest.raises(MissingExtraError) as caught:
        read.load_bytes(b"words", name)
    assert str(caught.value) == (
        f"{name}: needs the extra '{extra}' to be read; pip install 'mgcheck[{extra}]'"
    )
