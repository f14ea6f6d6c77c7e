"""Gathering blocks: what introduces an item or a cell, and what is masked."""

from __future__ import annotations

from mgcheck.model import Block, BlockKind


class Blocks:
    """Blocks of one text as they are found, in order.

    `text` may be its outline (Made.outline): it tells white space from what is seen.
    """

    def __init__(self, text: str, readable: str) -> None:
        self._text = text
        self._readable = readable
        self._masks: list[tuple[int, int]] = []
        self._blocks: list[Block] = []
        self._lead: int | None = None
        """What introduces the list that is open."""
        self._open: list[tuple[int, int]] = []
        """Items that the next one may stand below: indent and index, outermost first."""
        self._columns: list[int] = []
        """Indexes of the table's head cells, by column; empty outside a table."""
        self.is_quoted = False
        """True while what is added stands in a block quote."""

    @property
    def has_any(self) -> bool:
        """True once a block was added."""
        return bool(self._blocks)

    def mask(self, start: int, end: int) -> None:
        """Count `start` to `end` as no prose."""
        self._masks.append((start, end))

    def add(self, kind: BlockKind, start: int, end: int, level: int) -> None:
        """Add a heading or a paragraph; it ends any list and table."""
        if self._add(kind, start, end, level, None):
            self._lead, self._open, self._columns = None, [], []

    def add_item(self, start: int, end: int, indent: int) -> None:
        """Add a list item that stands `indent` columns from the margin."""
        if not self._open and self._lead is None:
            self._lead = self._introduction()
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        lead = self._open[-1][1] if self._open else self._lead
        if self._add(BlockKind.ITEM, start, end, len(self._open) + 1, lead):
            self._open.append((indent, len(self._blocks) - 1))
            self._columns = []

    def add_row(self, cells: list[tuple[int, int]]) -> None:
        """Add a table's row: its first cell leads the others; each knows its column's head."""
        head: int | None = None
        indexes = []
        for column, (start, end) in enumerate(cells):
            over = self._columns[column] if column < len(self._columns) else None
            if self._add(BlockKind.CELL, start, end, 0, over if head is None else head, over):
                indexes.append(len(self._blocks) - 1)
                head = indexes[0] if self._columns else None
            else:
                indexes.append(-1)
        if not self._columns:
            self._columns = indexes
        self._lead, self._open = None, []

    def end_table(self) -> None:
        """The next row has nothing to do with the last one."""
        self._columns = []

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """The readable text, with all masks laid over it, and the blocks."""
        parts: list[str] = []
        at = 0
        for first, end in sorted(self._masks):
            if end > at:
                start = max(first, at)
                parts += (self._readable[at:start], " " * (end - start))
                at = end
        return "".join((*parts, self._readable[at:])), tuple(self._blocks)

    def _add(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        level: int,
        lead: int | None,
        column: int | None = None,
    ) -> bool:
        """Add a block without the white space around it; False where nothing is left."""
        piece = self._text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left >= right or not self._readable[start:end].strip():
            return False
        lead, column = (None if at is not None and at < 0 else at for at in (lead, column))
        self._blocks.append(
            Block(kind, start + left, start + right, level, lead, column, self.is_quoted)
        )
        return True

    def _introduction(self) -> int | None:
        """The block right before, where it is a heading or a line that leads in."""
        if not self._blocks:
            return None
        before = self._blocks[-1]
        ending = self._text[before.end - 1]
        if before.kind is BlockKind.HEADING or (
            before.kind is BlockKind.PARAGRAPH and (ending == ":" or ending.isalnum())
        ):
            return len(self._blocks) - 1
        return None
