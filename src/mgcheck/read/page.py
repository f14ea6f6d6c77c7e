"""Which words of an HTML page make a heading, a paragraph, an item or a cell, and which none.

A page is read as browsers read it as far as that matters here: end tags that fit nothing are passed
over, elements that are never ended end with what holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple, TypeAlias

from mgcheck.model import BlockKind

# fmt: off
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir", "dl"))
_ITEMS: Final = frozenset(("li", "dt", "dd"))
_CELLS: Final = frozenset(("td", "th"))
_ROWS: Final = frozenset(("tr", "tbody", "thead", "tfoot"))
_HOLDERS: Final = _LISTS | frozenset((
    "div", "section", "article", "main", "body", "html", "blockquote", "header", "footer", "form",
    "fieldset", "details", "figure", "center", "address", "hgroup",
))
"""Blocks that hold others: they are kept track of until they end."""
_BLOCKS: Final = _HOLDERS | _HEADINGS | _ITEMS | frozenset((
    "p", "hr", "pre", "head", "title", "caption", "figcaption", "summary", "legend", "option",
    "colgroup", "col", "frameset", "frame", "search", "nav", "aside", "dialog",
))
_SKIPPED: Final = frozenset((
    "nav", "aside", "template", "svg", "math", "canvas", "object", "video", "audio", "select",
    "button", "datalist", "map", "applet", "dialog", "code", "samp", "kbd", "del", "s", "strike",
    "rt", "rp",
))
"""No prose of the article: navigation, controls, code, what is struck out."""
_VOID: Final = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "link", "meta", "param", "source", "track", "wbr",
))
_ENDED_BY: Final = {
    "p": _BLOCKS | {"table"},
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": _CELLS | _ROWS,
    "th": _CELLS | _ROWS,
    "tr": _ROWS,
}
"""Start tags that end an element whose end tag may be left out."""
_ROLES: Final = frozenset((
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
    "menu",
))
# fmt: on
_HINT: Final = re.compile(r"hidden|display|visibility|role", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s>]*)))?",
)
_UNDISPLAYED: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_LONGEST_CELL: Final = 400
"""Characters of a table's cell; a longer one is a column of a page laid out as a table."""
_DEEPEST: Final = 50
"""Tables inside one another that are told apart; deeper ones only hostile pages have."""


class Segment(NamedTuple):
    """Words that make one block."""

    kind: BlockKind
    start: int
    end: int
    level: int
    """Headings: 1 to 6; items: columns from the margin; else 0."""
    is_quoted: bool
    in_main: bool
    """True: it stands in `main`, or is the page's title."""


class Row(NamedTuple):
    """The cells of a table's row."""

    cells: list[Segment]


class TableEnd(NamedTuple):
    """Where a table ends: the next one's rows are its own."""


Part: TypeAlias = Segment | Row | TableEnd


class _Scope:
    """Open elements of the page, or of one cell: end tags inside a cell end nothing outside it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts: Counter[str] = Counter()

    def push(self, name: str) -> None:
        self.names.append(name)
        self.counts[name] += 1


class _Table:
    """A table that is open, and the row that is being read."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        """Scopes outside it."""
        self.cells: list[list[Part]] = []
        self.is_data = True
        """False: it lays out the page, for other tables stand in its cells."""


class Page:
    """A page as it is read, tag by tag."""

    def __init__(self) -> None:
        self.is_shown = True
        """False inside what is skipped."""
        self.has_cut = False
        """True where a tag ended a word; whoever asks sets it back."""
        self.in_raised = False
        self._out: list[Part] = []
        self._scopes = [_Scope()]
        self._tables: list[_Table] = []
        self._begin: int | None = None
        self._end = 0
        self.has_main = False
        """True where words stand in `main`: then no others count, but the title."""
        self._heading = 0
        self._in_title = False
        self._item = False
        self._deeper = 0
        """1 inside a definition: it stands below its term."""
        self._n_breaks = 0
        self._n_lists = self._n_quotes = self._n_mains = self._n_articles = 0
        self._skip = ""
        """The element that is skipped; '' for none."""
        self._inside: Counter[str] = Counter()

    def add(self, start: int, end: int) -> None:
        """Words of the block that is open."""
        if self._begin is None:
            self._begin = start
        self._end = end
        self._n_breaks = 0

    def open(self, name: str, attributes: str) -> None:
        """A start tag."""
        if not self.is_shown:
            if name not in _ENDED_BY.get(self._skip, ()) or self._inside[self._skip]:
                if name not in _VOID and not attributes.endswith("/"):
                    self._inside[name] += 1
                return
            self._show()
        if name in _BLOCKS or name in _CELLS or name in _ROWS or name == "table":
            self._open_block(name)
        elif name == "br":
            self.has_cut = True
            self._n_breaks += 1
            if self._n_breaks > 1:
                self._flush()
        elif name == "sup":
            self.in_raised = True
        elif name in ("img", "input", "wbr"):
            self.has_cut = self.has_cut or name != "wbr"
        if name not in _VOID and self._is_skipped(name, attributes):
            self.is_shown = False
            self._skip = name
            self._inside.clear()
            self.has_cut = True

    def close(self, name: str) -> None:
        """An end tag."""
        if not self.is_shown:
            if self._inside[name]:
                self._inside[name] -= 1
                return
            if name == self._skip:
                self._show()
            elif self._scopes[-1].counts[name] or (
                self._tables and (name in _CELLS or name in _ROWS or name == "table")
            ):
                self._show()  # never ended itself: it ends with what holds it
            else:
                return
        if name == "sup":
            self.in_raised = False
        elif name in _CELLS:
            self.has_cut = True
            self._end_cell()
        elif name in _ROWS:
            self.has_cut = True
            self._end_row()
        elif name == "table":
            self.has_cut = True
            self._end_table()
        elif name in _BLOCKS:
            self.has_cut = True
            self._flush()
            if name in _HEADINGS or name == "title":
                self._heading, self._in_title = 0, False
            elif name in _ITEMS:
                self._item = False
            self._pop_to(name)

    def finish(self) -> list[Part]:
        """What the page holds, in order."""
        self._flush()
        while self._tables:
            self._end_table()
        return self._out

    # ---------------------------------------------------------------- what opens and ends

    def _show(self) -> None:
        self.is_shown = True
        self._skip = ""
        self.has_cut = True

    def _open_block(self, name: str) -> None:
        self.has_cut = True
        if name in _CELLS:
            self._open_cell()
        elif name in _ROWS:
            self._end_row()
        elif name == "table":
            self._flush()
            if self._tables:
                self._tables[-1].is_data = False
            if len(self._tables) < _DEEPEST:
                self._tables.append(_Table(len(self._scopes)))
        else:
            self._flush()
            if name in _HEADINGS:
                self._heading = int(name[1])
            elif name == "title":
                self._heading, self._in_title = 1, True
            elif name in _ITEMS:
                self._item = True
                self._deeper = int(name == "dd")
            if name in _HOLDERS:
                self._item = self._item and name not in _LISTS
                self._scopes[-1].push(name)
                self._count(name, 1)

    def _open_cell(self) -> None:
        if not self._tables:
            self._flush()
            return
        self._end_cell()
        self._scopes.append(_Scope())
        self._tables[-1].cells.append([])

    def _end_cell(self) -> None:
        self._flush()
        self._heading, self._item = 0, False
        if self._tables:
            while len(self._scopes) > self._tables[-1].depth:
                for name in self._scopes.pop().names:
                    self._count(name, -1)

    def _end_row(self) -> None:
        self._end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        cells, table.cells = table.cells, []
        held = [part for cell in cells for part in cell]
        if (
            table.is_data
            and len(cells) > 1
            and all(map(_is_plain, held))
            and all(len(cell) <= 1 for cell in cells)
        ):
            empty = Segment(BlockKind.CELL, 0, 0, 0, self._n_quotes > 0, self._n_mains > 0)
            row = [part for cell in cells for part in cell or [empty] if isinstance(part, Segment)]
            self._give(Row(row), outside=1)
        else:
            for part in held:
                self._give(part, outside=1)

    def _end_table(self) -> None:
        if not self._tables:
            self._flush()
            return
        self._end_row()
        self._tables.pop()
        self._give(TableEnd())

    def _pop_to(self, name: str) -> None:
        """Close the innermost `name` and all that is open in it."""
        scope = self._scopes[-1]
        if not scope.counts[name]:
            return
        while True:
            last = scope.names.pop()
            scope.counts[last] -= 1
            self._count(last, -1)
            if last == name:
                return

    def _count(self, name: str, step: int) -> None:
        if name in _LISTS:
            self._n_lists += step
        elif name == "blockquote":
            self._n_quotes += step
        elif name == "main":
            self._n_mains += step
        elif name in ("article", "section"):
            self._n_articles += step

    # ---------------------------------------------------------------- what counts, and as what

    def _is_skipped(self, name: str, attributes: str) -> bool:
        if name in _SKIPPED:
            return True
        if name in ("html", "body"):
            return False  # scripts show later what pages hide at first
        if name in ("header", "footer") and not self._n_mains and not self._n_articles:
            return True  # of the page; an article's own holds its title
        if not attributes or _HINT.search(attributes) is None:
            return False
        for found in _ATTRIBUTE.finditer(attributes):
            value = (found[2] or found[3] or found[4] or "").lower()
            match found[1].lower():
                case "hidden":
                    return True
                case "aria-hidden" if value == "true":
                    return True
                case "style" if _UNDISPLAYED.search(value):
                    return True
                case "role" if value in _ROLES:
                    return True
        return False

    def _flush(self) -> None:
        """End the block that is open."""
        self._n_breaks = 0
        self.in_raised = False
        if self._begin is None:
            return
        kind, level = BlockKind.PARAGRAPH, 0
        if self._heading:
            kind, level, self._heading = BlockKind.HEADING, self._heading, 0
        elif self._item:
            kind, level, self._item = BlockKind.ITEM, self._n_lists * 2 + self._deeper, False
        in_main = self._n_mains > 0 or self._in_title
        self.has_main = self.has_main or self._n_mains > 0
        quoted = self._n_quotes > 0
        begin, self._begin = self._begin, None
        self._give(Segment(kind, begin, self._end, level, quoted, in_main))

    def _give(self, part: Part, outside: int = 0) -> None:
        """Put `part` into the cell that is open, else into the page.

        `outside`: of how many open tables, for a row ends up in what holds its table.
        """
        for table in reversed(self._tables[: len(self._tables) - outside]):
            if table.cells:
                table.cells[-1].append(part)
                return
        self._out.append(part)


def _is_plain(part: Part) -> bool:
    """True for words that a cell of data may hold."""
    return (
        isinstance(part, Segment)
        and part.kind is BlockKind.PARAGRAPH
        and part.end - part.start <= _LONGEST_CELL
    )
