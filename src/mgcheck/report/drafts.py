"""`mgcheck diff`: what a new draft changed, as lines and as Markdown; what got worse first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mgcheck.model import Catalogue, Document, Severity
from mgcheck.report import edition
from mgcheck.report.card import place, said
from mgcheck.report.line import EMPTY, Line, Style, clean, field, shortened, text_line
from mgcheck.report.markdown import escape, table
from mgcheck.report.words import SIGN, TINT, count, verdict

if TYPE_CHECKING:
    from mgcheck.whole import Change, Drafts, Position

_MOVES: Final = {
    "added": "added",
    "dropped": "dropped",
    "strengthened": "strengthened",
    "softened": "softened",
    "turned": "stance turned",
    "widened": "said of more people",
    "narrowed": "said of fewer people",
    "verdict-better": "verdict better",
    "verdict-worse": "verdict worse",
}


def lines(drafts: Drafts, catalogue: Catalogue) -> Iterator[Line]:
    """Each claim that is treated otherwise, then the counts."""
    yield text_line(
        (clean(drafts.old.path), Style.STRONG),
        (" to ", Style.QUIET),
        (clean(drafts.new.path), Style.STRONG),
    )
    for change in drafts.changes:
        yield EMPTY
        yield from _change(change, drafts, catalogue)
    yield EMPTY
    outcome, tint = _outcome(drafts)
    yield text_line((outcome, tint), (f" {_counts(drafts)}", Style.PLAIN))
    yield from edition.lines(catalogue)


def as_markdown(drafts: Drafts, catalogue: Catalogue) -> bytes:
    """The same as a table, as a comment on a change would show it."""
    return "\n".join(_markdown(drafts, catalogue)).encode("utf-8", "replace") + b"\n"


def moves(change: Change) -> str:
    """What was done with the claim, in words."""
    return ", ".join(_MOVES[move.value] for move in change.moves)


def _change(change: Change, drafts: Drafts, catalogue: Catalogue) -> Iterator[Line]:
    worse, style = ("▲ worse", Style.WARNING) if change.is_worse else ("–", Style.QUIET)
    yield Line(
        (
            (worse, style),
            (f"  {moves(change)}", Style.STRONG),
            (f"  {change.claim}", Style.QUIET),
            (f"  {clean(catalogue.claims[change.claim].statement)}", Style.PLAIN),
        ),
        rest=("    ", Style.PLAIN),
    )
    for label, positions, document in (
        ("was", change.old, drafts.old),
        ("now", change.new, drafts.new),
    ):
        yield from _side(label, positions, document, catalogue)
    if change.is_worse:
        put = next((p.finding.suggestion for p in change.new if p.finding.suggestion), None)
        yield field("why", (clean(change.new[0].finding.why), Style.PLAIN))
        if put:
            yield field("write", (clean(put), Style.STRONG))


def _side(
    label: str, positions: Sequence[Position], document: Document, catalogue: Catalogue
) -> Iterator[Line]:
    for index, position in enumerate(positions):
        finding = position.finding
        words = clean(shortened(document.said(finding.mention.start, finding.mention.end)))
        times = f" ({position.n_mentions} times)" if position.n_mentions > 1 else ""
        yield field(
            "" if index else label,
            (f"{place(document, finding)}  ", Style.STRONG),
            (f"{said(finding, catalogue)}{times}", Style.PLAIN),
            (f"  {SIGN[finding.verdict]} {verdict(finding)}", TINT[finding.verdict]),
            (_severity(finding.severity), Style.PLAIN),
            (f"  “{words}”", Style.QUIET),
            hang=2,
        )


def _severity(severity: Severity) -> str:
    return "" if severity is Severity.NONE else f" {severity.value}"


def _outcome(drafts: Drafts) -> tuple[str, Style]:
    n_worse = sum(change.is_worse for change in drafts.changes)
    if n_worse:
        return f"The draft got worse in {count(n_worse, 'claim')}.", Style.WARNING
    return "The draft got no worse.", Style.FINE


def _counts(drafts: Drafts) -> str:
    done = [move.value for change in drafts.changes for move in change.moves]
    told = [f"{done.count(name):,} {words}" for name, words in _MOVES.items() if name in done]
    return ", ".join([*told, f"{drafts.n_unchanged:,} unchanged"]) + "."


def _markdown(drafts: Drafts, catalogue: Catalogue) -> Iterator[str]:
    yield f"# Claims from {escape(drafts.old.path)} to {escape(drafts.new.path)}"
    yield ""
    yield f"**{_outcome(drafts)[0]}** {_counts(drafts)}"
    if drafts.changes:
        yield ""
        yield from table(
            ("", "claim", "change", "was", "now", "write"),
            (_markdown_row(change, drafts, catalogue) for change in drafts.changes),
        )
    yield ""
    yield from edition.markdown(catalogue)


def _markdown_row(change: Change, drafts: Drafts, catalogue: Catalogue) -> list[str]:
    put = next((p.finding.suggestion for p in change.new if p.finding.suggestion), None)
    return [
        "**worse**" if change.is_worse else "",
        escape(catalogue.claims[change.claim].statement),
        moves(change),
        _markdown_side(change.old, drafts.old, catalogue),
        _markdown_side(change.new, drafts.new, catalogue),
        escape(put) if change.is_worse and put else "",
    ]


def _markdown_side(positions: Sequence[Position], document: Document, catalogue: Catalogue) -> str:
    told = []
    for position in positions:
        finding = position.finding
        judged = f"{SIGN[finding.verdict]} {verdict(finding)}{_severity(finding.severity)}"
        told.append(escape(f"{place(document, finding)} {said(finding, catalogue)}: {judged}"))
    return "<br>".join(told)
