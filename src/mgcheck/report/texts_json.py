"""`mgcheck compare` and `mgcheck diff` in JSON.

docs/compare.schema.json and docs/diff.schema.json are made from these types by
`python -m mgcheck.report.texts_json compare > docs/compare.schema.json`, and so on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from mgcheck import model
from mgcheck.report.card_json import Count, Said, said
from mgcheck.report.json import SCHEMA_VERSION, Error, dump
from mgcheck.report.json_edition import Catalogue, edition
from mgcheck.report.json_schema import schema_of

if TYPE_CHECKING:
    from mgcheck import whole
    from mgcheck.errors import MgcheckError

Move = Literal[
    "added",
    "dropped",
    "strengthened",
    "softened",
    "turned",
    "widened",
    "narrowed",
    "verdict-better",
    "verdict-worse",
]


class Text(msgspec.Struct, forbid_unknown_fields=True):
    """One of the texts."""

    path: str
    words: Count


class Position(msgspec.Struct, forbid_unknown_fields=True):
    """What one text does with a claim: its strongest sentence of one stance, and how many."""

    mentions: Count
    said: Said
    why: str
    suggestion: str | None


class Cell(msgspec.Struct, forbid_unknown_fields=True):
    """What one text says of a claim, the main stance first; empty: nothing."""

    path: str
    positions: list[Position]


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """One claim across texts, a cell for each, in their order."""

    claim: str
    statement: str
    group: Literal["contradict", "differ", "agree", "alone"]
    cells: list[Cell]


class Compared(msgspec.Struct, forbid_unknown_fields=True):
    """The claims of several texts, those that they contradict one another on first."""

    schema_version: Literal[1]
    mgcheck: str
    catalogue: Catalogue
    texts: list[Text]
    claims: list[Row]
    errors: list[Error]
    summary: dict[Literal["contradict", "differ", "agree", "alone"], Count]


class Change(msgspec.Struct, forbid_unknown_fields=True):
    """A claim that the new draft treats otherwise."""

    claim: str
    statement: str
    changes: list[Move]
    worse: bool
    old: list[Position]
    new: list[Position]


class Drafts(msgspec.Struct, forbid_unknown_fields=True):
    """What a new draft changed, what got worse first."""

    schema_version: Literal[1]
    mgcheck: str
    catalogue: Catalogue
    old: Text
    new: Text
    worse: bool
    changes: list[Change]
    summary: dict[Move | Literal["unchanged"], Count]


def compared(
    comparison: whole.Comparison,
    catalogue: model.Catalogue,
    version: str,
    errors: Sequence[MgcheckError] = (),
) -> bytes:
    """A comparison as indented UTF-8 JSON."""
    groups = Counter(row.group.value for row in comparison.rows)
    return dump(
        Compared(
            schema_version=SCHEMA_VERSION,
            mgcheck=version,
            catalogue=edition(catalogue),
            texts=[_text(document) for document in comparison.documents],
            claims=[_row(row, comparison, catalogue) for row in comparison.rows],
            errors=[Error(e.where, e.what, e.mend) for e in errors],
            summary={
                "contradict": groups["contradict"],
                "differ": groups["differ"],
                "agree": groups["agree"],
                "alone": groups["alone"],
            },
        )
    )


def drafts(made: whole.Drafts, catalogue: model.Catalogue, version: str) -> bytes:
    """The changes of a draft as indented UTF-8 JSON."""
    done = Counter(move for change in made.changes for move in change.moves)
    return dump(
        Drafts(
            schema_version=SCHEMA_VERSION,
            mgcheck=version,
            catalogue=edition(catalogue),
            old=_text(made.old),
            new=_text(made.new),
            worse=made.is_worse,
            changes=[
                Change(
                    claim=change.claim,
                    statement=catalogue.claims[change.claim].statement,
                    changes=[move.value for move in change.moves],
                    worse=change.is_worse,
                    old=[_position(p, made.old, catalogue) for p in change.old],
                    new=[_position(p, made.new, catalogue) for p in change.new],
                )
                for change in made.changes
            ],
            summary={
                **{move.value: done[move] for move in done},
                "unchanged": made.n_unchanged,
            },
        )
    )


def _text(document: model.Document) -> Text:
    return Text(document.path, document.words)


def _row(row: whole.Row, comparison: whole.Comparison, catalogue: model.Catalogue) -> Row:
    return Row(
        claim=row.claim,
        statement=catalogue.claims[row.claim].statement,
        group=row.group.value,
        cells=[
            Cell(document.path, [_position(p, document, catalogue) for p in cell])
            for document, cell in zip(comparison.documents, row.cells, strict=True)
        ],
    )


def _position(
    position: whole.Position, document: model.Document, catalogue: model.Catalogue
) -> Position:
    finding = position.finding
    return Position(
        position.n_mentions,
        said(finding, document, catalogue),
        finding.why,
        finding.suggestion,
    )


_SCHEMAS: Final = {"compare": Compared, "diff": Drafts}


def schema(command: str) -> dict[str, Any]:
    """The JSON Schema of what `mgcheck compare` or `mgcheck diff` writes."""
    return schema_of(_SCHEMAS[command], f"mgcheck {command}, schema_version {SCHEMA_VERSION}")


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(dump(schema(sys.argv[1])))
