"""`mgcheck compare` as tables for other programs: CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mgcheck.model import Catalogue, Stance
from mgcheck.report import csv, edition
from mgcheck.report.card import place, said
from mgcheck.report.compare import letter, summary
from mgcheck.report.line import shortened
from mgcheck.report.markdown import escape, table
from mgcheck.report.words import SIGN, verdict

if TYPE_CHECKING:
    from mgcheck.whole import Comparison, Position, Row

_COLUMNS: Final = ("stance", "wording", "scope", "verdict", "severity", "line", "column")
_GROUPS: Final = {
    "contradict": "Contradict one another",
    "differ": "Put differently",
    "agree": "Say the same",
    "alone": "In one text only",
}


def as_csv(comparison: Comparison, catalogue: Catalogue) -> bytes:
    """One row a claim, seven columns a text; where a text takes two stances, the main one.

    The last column names the catalogue: the only place for it in a table of claims.
    """
    heads = [
        f"{document.path}: {column}" for document in comparison.documents for column in _COLUMNS
    ]
    table_rows = [["group", "claim", "statement", *heads, "catalogue"]]
    for row in comparison.rows:
        cells = [
            value for index in range(len(row.cells)) for value in _cell(comparison, row, index)
        ]
        statement = catalogue.claims[row.claim].statement
        told = edition.edition(catalogue)
        table_rows.append([row.group.value, row.claim, statement, *cells, told])
    return csv.written(table_rows)


def _cell(comparison: Comparison, row: Row, index: int) -> Sequence[str]:
    if not row.cells[index]:
        return [""] * len(_COLUMNS)
    position = row.cells[index][0]
    finding, mention = position.finding, position.finding.mention
    line, column = comparison.documents[index].place(mention.start)
    # a question puts nothing at any strength
    wording = "" if mention.stance is Stance.QUESTIONS else mention.wording.value
    return [
        mention.stance.value,
        wording,
        position.scope or "",
        finding.verdict.value,
        finding.severity.value,
        str(line),
        str(column),
    ]


def as_markdown(comparison: Comparison, catalogue: Catalogue) -> bytes:
    """The contradictions with their sentences, then a matrix for each group."""
    return "\n".join(_markdown(comparison, catalogue)).encode("utf-8", "replace") + b"\n"


def _markdown(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    yield "# What these texts say"
    yield ""
    for index, document in enumerate(comparison.documents):
        yield f"- **{letter(index)}**: {escape(document.path)}"
    yield ""
    yield escape(summary(comparison))
    for row in comparison.rows:
        if row.group.value != "contradict":
            continue
        yield ""
        yield f"## Contradiction: {escape(catalogue.claims[row.claim].statement)}"
        yield ""
        for index, cell in enumerate(row.cells):
            document = comparison.documents[index]
            for position in cell:
                mention = position.finding.mention
                if mention.stance is Stance.QUESTIONS:
                    continue
                words = shortened(document.said(mention.start, mention.end))
                where = place(document, position.finding)
                told = f"{said(position.finding, catalogue)} ({_verdict(position)})"
                yield f"- **{letter(index)}**, {where}, {escape(told)}: “{escape(words)}”"
    for group, title in _GROUPS.items():
        rows = [row for row in comparison.rows if row.group.value == group]
        if rows:
            yield ""
            yield f"## {title}"
            yield ""
            heads = ["claim", *(letter(i) for i in range(len(comparison.documents)))]
            yield from table(heads, ([*_matrix_row(row, catalogue)] for row in rows))
    yield ""
    yield from edition.markdown(catalogue)


def _matrix_row(row: Row, catalogue: Catalogue) -> Iterator[str]:
    yield escape(catalogue.claims[row.claim].statement)
    for cell in row.cells:
        told = (f"{said(p.finding, catalogue)}: {_verdict(p)}" for p in cell)
        yield "<br>".join(escape(words) for words in told)


def _verdict(position: Position) -> str:
    return f"{SIGN[position.finding.verdict]} {verdict(position.finding)}"
