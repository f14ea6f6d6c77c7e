"""Findings that a comment in the text suppresses, and comments that have come to nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from mgcheck.keep.directives import ANY, Directive, is_spoken_to, malformed, nearest, read
from mgcheck.model import Block, BlockKind, Document, Finding, Severity
from mgcheck.report.summary import Notice, Suppressed

Span = tuple[int, int]
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r|\n)")
"""Ends a table: the next one is another."""


class Kept(NamedTuple):
    """Findings of one text: those that stand, those that are suppressed, and what is amiss."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    notices: tuple[Notice, ...]
    """In order of place."""


class _Reach(NamedTuple):
    directive: Directive
    start: int
    end: int


def speaks(document: Document) -> bool:
    """Whether a comment of `document` is meant for mgcheck."""
    return any(is_spoken_to(comment.text) for comment in document.comments)


def kept(
    findings: Sequence[Finding],
    document: Document,
    claims: Collection[str],
    today: date,
    *,
    tells_unused: bool = True,
) -> Kept:
    """What the comments of `document` leave of `findings`, which must be all that there are.

    `claims` are those of the catalogue. A comment suppresses a finding that asks for something; of
    one that asks for nothing there is nothing to suppress. `tells_unused` is False where the text
    is judged as of another time, so that a comment may wait for evidence still to come.
    """
    directives: list[Directive] = []
    notices: list[Notice] = []
    for comment in document.comments:
        match read(comment):
            case Directive() as directive:
                directives.append(directive)
            case Notice() as notice:
                notices.append(notice)
            case None:
                pass
    reaches = list(_reaches(directives, document, notices))
    hits: set[tuple[int, str]] = set()
    standing: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        by = [
            reach.directive
            for reach in reaches
            if reach.start <= finding.mention.start < reach.end
            and finding.severity is not Severity.NONE
            and reach.directive.covers(finding.mention.claim)
        ]
        hits.update((d.start, name) for d in by for name in (finding.mention.claim, ANY))
        holding = [d for d in by if _holds(d, today)]
        if holding:
            suppressed.append(Suppressed(finding, "inSource", holding[0].reason))
        else:
            standing.append(finding)
    for reach in reaches:
        notices.extend(_amiss(reach.directive, hits, claims, today, tells_unused))
    notices.sort(key=lambda n: (n.start, n.rule, n.message))
    return Kept(tuple(standing), tuple(suppressed), tuple(notices))


def _holds(directive: Directive, today: date) -> bool:
    return directive.until is None or today <= directive.until


def _amiss(
    directive: Directive,
    hits: Collection[tuple[int, str]],
    claims: Collection[str],
    today: date,
    tells_unused: bool,
) -> Iterator[Notice]:
    """What is wrong with a comment that is understood."""

    def notice(rule: str, message: str) -> Notice:
        return Notice(rule, Severity.WARNING, message, directive.start, directive.end)

    if not directive.reason:
        told = "this comment gives no reason; write one after the brackets"
        yield notice("ignore-without-reason", told)
    if not _holds(directive, today):
        told = f"this comment held until {directive.until}; mend the text, or take the comment out"
        yield notice("ignore-expired", told)
        return
    for name in directive.claims:
        if name != ANY and name not in claims:
            near = nearest(name, claims)
            mend = f"did you mean '{near}'?" if near else "`mgcheck claims` lists them"
            yield notice("ignore-unknown-claim", f"no claim is named '{name}'; {mend}")
        elif tells_unused and (directive.start, name) not in hits:
            what = "suppresses nothing" if name == ANY else f"suppresses nothing of '{name}'"
            yield notice("ignore-unused", f"this comment {what}; take it out")


# ---------------------------------------------------------------- how far a comment reaches


def _reaches(
    directives: Sequence[Directive], document: Document, notices: list[Notice]
) -> Iterator[_Reach]:
    """Each directive with the characters that it speaks of; what opens or closes alone is told."""
    opened: list[Directive] = []
    for directive in directives:
        match directive.verb:
            case "ignore-file":
                yield _Reach(directive, 0, len(document.text))
            case "ignore-start":
                opened.append(directive)
            case "ignore-end":
                begun = _begun(opened, directive)
                if begun is None:
                    mend = "put an ignore-start with the same claims before it"
                    notices.append(malformed(directive, "ends what was not begun", mend))
                else:
                    opened.remove(begun)
                    yield _Reach(begun, begun.start, directive.end)
            case _:
                yield _Reach(directive, *_block(directive, document))
    for directive in opened:
        mend = "put an ignore-end where it stops, or use ignore-file"
        notices.append(malformed(directive, "begins what is not ended", mend))


def _begun(opened: Sequence[Directive], end: Directive) -> Directive | None:
    """The last one open that `end` closes: any where it names no claim."""
    for directive in reversed(opened):
        if not end.claims or set(end.claims) == set(directive.claims):
            return directive
    return None


def _block(directive: Directive, document: Document) -> Span:
    """The block that the comment stands in, else the next one; nothing where it is the last.

    In a table that is the row, before one the whole table; an item comes with what is nested in it.
    """
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.start <= directive.start < block.end or _stands_behind(block, directive, document):
            return _row(index, document) if block.kind is BlockKind.CELL else _span((block,))
        if block.start >= directive.end:
            return _span(_together(document, index))
    return len(document.text), len(document.text)


def _stands_behind(block: Block, directive: Directive, document: Document) -> bool:
    """Whether the comment ends the block's last line: readers end blocks at their last word."""
    if block.end > directive.start:
        return False
    between = document.text[block.end : directive.start]
    return not between.strip(" \t")


def _together(document: Document, first: int) -> Sequence[Block]:
    """The block at `first` with those that belong to it: a table's cells, an item's own items."""
    blocks = document.blocks
    head = blocks[first]
    last = first + 1
    while last < len(blocks) and blocks[last].kind is head.kind:
        if head.kind is BlockKind.ITEM:
            belongs = blocks[last].level > head.level
        else:
            between = document.text[blocks[last - 1].end : blocks[last].start]
            belongs = head.kind is BlockKind.CELL and not _BLANK_LINE.search(between)
        if not belongs:
            break
        last += 1
    return blocks[first:last]


def _row(index: int, document: Document) -> Span:
    """The cells in the line of the one at `index`."""
    line = document.place(document.blocks[index].start)[0]
    return _span(
        [
            block
            for block in document.blocks
            if block.kind is BlockKind.CELL and document.place(block.start)[0] == line
        ]
    )


def _span(blocks: Sequence[Block]) -> Span:
    return blocks[0].start, blocks[-1].end
