"""Word documents (.docx): paragraphs, headings, lists, tables and notes by python-docx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from mgcheck.errors import InputError
from mgcheck.model import BlockKind
from mgcheck.read.build import Blocks
from mgcheck.read.made import Made
from mgcheck.read.mask import mask_plain

_LOOSE: Final = 4
"""What packs to less than one part in so many counts; pictures do not, and cost what they weigh."""
_MOST_BYTES: Final = 64 * 2**20
"""Bytes to which that may unpack; a zip bomb unpacks to a thousand times its size."""
_MOST_TAGS: Final = 2_000_000
"""Tags in it, of up to some 400 bytes of memory each; a book of 1,000 pages has about a million."""
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SHOWN: Final = {
    qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_UNSEEN: Final = frozenset(
    [qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"), _P]
)
"""What is struck out, and what is a paragraph of its own: text boxes."""
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Says a second time what stands before it, for old versions of Word."""
_HEADING: Final = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLES: Final = {"title": 1, "subtitle": 2}
_NOTES: Final = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}
_FOLDED_STYLES: Final = 10
"""Styles that a style is based on, one on another."""


class _Style(NamedTuple):
    """What a paragraph's style makes of it."""

    heading: int = 0
    is_item: bool = False
    indent: int = 0
    is_quote: bool = False
    is_contents: bool = False


class _Paragraph(NamedTuple):
    """A paragraph's words and what it is."""

    start: int
    end: int
    style: _Style
    indent: int


def words(data: bytes, path: str) -> tuple[str, Made, tuple[tuple[int, str], ...]]:
    """The words of the file, a paragraph a line; its blocks; where each paragraph begins."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_size(archive, path)
        return _Reader(docx.Document(io.BytesIO(data))).read()
    except (
        OpcError, zipfile.BadZipFile, zlib.error, etree.LxmlError, KeyError, ValueError, OSError,
        EOFError, AttributeError, NotImplementedError, RuntimeError,
    ) as err:  # fmt: skip  # python-docx tells a broken file in any of these ways
        raise InputError(
            "is no whole Word document (.docx)", "open it in Word and save it anew", path
        ) from err


def _require_size(archive: zipfile.ZipFile, path: str) -> None:
    """Refuse what would take memory out of all proportion to the file.

    By size and not by name: a document may call any of its parts XML.
    """
    loose = [e for e in archive.infolist() if e.file_size > _LOOSE * e.compress_size]
    if sum(entry.file_size for entry in loose) > _MOST_BYTES:
        what = f"unpacks to more than {_MOST_BYTES // 2**20} MB"
        raise InputError(what, "check what it is", path)
    if sum(archive.read(entry).count(b"<") for entry in loose) > _MOST_TAGS:
        what = f"has more than {_MOST_TAGS:,} tags"
        raise InputError(what, "check what it is, or save it in parts", path)


class _Reader:
    """One walk over the body of a document, then over its notes."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._styles: dict[str | None, _Style] = {}
        self._lines: list[str] = []
        self._at = 0
        self._n_paragraphs = 0
        self._parts: list[tuple[int, str]] = []
        self._rows: list[list[_Paragraph] | _Paragraph | None] = []
        """What was read: paragraphs, rows of cells, None where a table ends."""

    def read(self) -> tuple[str, Made, tuple[tuple[int, str], ...]]:
        self._walk(self._document.element.body)
        for name, notes in self._notes():
            for number, note in enumerate(notes, start=1):
                self._walk(note, f"{name} {number}")
        text = "\n".join(self._lines)
        blocks = Blocks(text, mask_plain(text))
        for row in self._rows:
            if row is None:
                blocks.end_table()
            elif isinstance(row, list):
                blocks.is_quoted = False
                blocks.add_row([(cell.start, cell.end) for cell in row])
            else:
                _add(row, blocks)
        readable, made = blocks.finish()
        return text, Made(readable, made), tuple(self._parts)

    def _notes(self) -> Iterator[tuple[str, list[etree._Element]]]:
        for relation in self._document.part.rels.values():
            name = _NOTES.get(relation.reltype)
            if name is not None and not relation.is_external:
                notes = parse_xml(relation.target_part.blob)
                # those with a type are the lines that part notes from the page
                yield name, [n for n in notes if n.get(qn("w:type"), "normal") == "normal"]

    def _walk(self, holder: etree._Element, called: str | None = None) -> None:
        """Read the paragraphs and tables in `holder`, also those inside content controls."""
        for node in holder:
            if node.tag == _P:
                self._rows += self._paragraphs(node, called)
            elif node.tag == _TBL:
                for row in node.iter(_TR):
                    if next(row.iterancestors(_TBL)) is node:
                        self._row(row, called)
                self._rows.append(None)
            elif isinstance(node.tag, str):
                self._walk(node, called)

    def _row(self, row: etree._Element, called: str | None) -> None:
        cells = []
        for cell in row.iter(_TC):
            held = [made for p in cell.iter(_P) for made in self._paragraphs(p, called)]
            if next(cell.iterancestors(_TR)) is row:
                cells.append([made for made in held if made.end > made.start])
        is_data = len(cells) > 1 and all(len(cell) <= 1 for cell in cells)
        if is_data and any(cells):
            nothing = _Paragraph(0, 0, _Style(), 0)
            self._rows.append([cell[0] if cell else nothing for cell in cells])
        else:
            self._rows += [made for cell in cells for made in cell]

    def _paragraphs(self, node: etree._Element, called: str | None) -> list[_Paragraph]:
        """The paragraph `node`, then those of text boxes in it."""
        boxed = (
            inner
            for inner in node.iter(_P)
            if inner is not node and next(inner.iterancestors(_FALLBACK), None) is None
        )
        return [self._paragraph(each, called) for each in (node, *boxed)]

    def _paragraph(self, node: etree._Element, called: str | None) -> _Paragraph:
        self._n_paragraphs += called is None
        said = "".join(_said(node)).replace("\n", " ").replace("\r", " ")
        start = self._at
        self._lines.append(said)
        self._at += len(said) + 1
        self._parts.append((start, called or f"paragraph {self._n_paragraphs}"))
        properties = node.find(qn("w:pPr"))
        style = self._style(properties)
        indent = style.indent
        numbered = None if properties is None else properties.find(qn("w:numPr"))
        if numbered is not None:
            level = numbered.find(qn("w:ilvl"))
            indent = 1 if level is None else 1 + int(level.get(qn("w:val"), "0"))
            style = style._replace(is_item=not style.heading)
        return _Paragraph(start, start + len(said), style, indent)

    def _style(self, properties: etree._Element | None) -> _Style:
        named = None if properties is None else properties.find(qn("w:pStyle"))
        name = None if named is None else named.get(qn("w:val"))
        if name not in self._styles:
            self._styles[name] = self._looked_up(name)
        return self._styles[name]

    def _looked_up(self, name: str | None) -> _Style:
        """What the style and those that it is based on say."""
        if name is None:
            return _Style()
        element = self._document.styles.element.get_by_id(name)
        for _ in range(_FOLDED_STYLES):
            if element is None:
                break
            called = (element.name_val or "").lower()
            heading = _HEADING.fullmatch(called)
            if heading is not None or called in _TITLES:
                level = int(heading[1]) if heading else _TITLES[called]
                return _Style(heading=min(max(level, 1), 6))
            if called.startswith("list"):
                # "List Bullet 2" stands in "List Bullet"
                return _Style(is_item=True, indent=int(called[-1]) if called[-1].isdigit() else 1)
            if "quote" in called:
                return _Style(is_quote=True)
            if called.startswith("toc ") or called == "table of figures":
                return _Style(is_contents=True)
            element = element.base_style
        return _Style()


def _add(paragraph: _Paragraph, blocks: Blocks) -> None:
    start, end, style, indent = paragraph
    blocks.is_quoted = style.is_quote
    if style.is_contents:
        blocks.mask(start, end)  # says the headings a second time
    elif style.heading:
        blocks.add(BlockKind.HEADING, start, end, style.heading)
    elif style.is_item:
        blocks.add_item(start, end, indent)
    else:
        blocks.add(BlockKind.PARAGRAPH, start, end, 0)


def _said(node: etree._Element) -> Iterator[str]:
    """The words of a paragraph as they are shown: insertions in, deletions and hidden text out."""
    for child in node:
        if child.tag in _UNSEEN or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SHOWN:
            yield _SHOWN[child.tag]
        elif child.tag != qn("w:r") or not _is_hidden(child):
            yield from _said(child)


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(qn("w:rPr"))
    hidden = None if properties is None else properties.find(qn("w:vanish"))
    return hidden is not None and hidden.get(qn("w:val"), "true") not in ("0", "false", "off")
