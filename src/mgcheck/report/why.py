"""`mgcheck why FILE:LINE`: which claims were near a line, what matched, and which test failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from mgcheck.model import Catalogue, Document, Hit, Sentence
from mgcheck.report.line import EMPTY, Line, Style, clean, field, text_line

_SHOWN: Final = 8


class Trial(Protocol):
    """A claim held against a sentence, as the find stage tells it."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def claim(self) -> str: ...
    @property
    def passed(self) -> bool: ...
    @property
    def failed(self) -> str | None: ...
    @property
    def matched(self) -> tuple[Hit, ...]: ...
    @property
    def score(self) -> int: ...


def lines(
    trials: Sequence[Trial],
    document: Document,
    line: int,
    catalogue: Catalogue,
    verbose: bool = False,
) -> Iterator[Line]:
    """Each sentence on the line, with the claims that passed and those that came near."""
    if not trials:
        yield text_line(
            (f"{clean(document.path)}:{line}: no claim of the catalogue is near.", Style.STRONG)
        )
        return
    ordered = sorted(trials, key=lambda t: (t.sentence.start, not t.passed, -t.score, t.claim))
    for sentence, group in groupby(ordered, key=lambda t: t.sentence):
        near = list(group)
        row, column = document.place(sentence.start)
        yield text_line((f"{clean(document.path)}:{row}:{column}", Style.STRONG))
        quote = clean(document.text[sentence.start : sentence.end])
        yield Line(((quote, Style.PLAIN),), ("  │ ", Style.QUIET), ("  │ ", Style.QUIET))
        shown = near if verbose else near[:_SHOWN]
        for trial in shown:
            yield from _trial(trial, document, catalogue)
        if len(near) > len(shown):
            more = len(near) - len(shown)
            yield text_line(
                (f"and {more} more further off (--verbose lists them)", Style.QUIET), indent=2
            )
        yield EMPTY


def _trial(trial: Trial, document: Document, catalogue: Catalogue) -> Iterator[Line]:
    statement = clean(catalogue.claims[trial.claim].statement)
    sign, style = ("✓ found", Style.GREEN) if trial.passed else ("– not found", Style.QUIET)
    yield Line(
        (
            (f"  {sign}  ", style),
            (trial.claim, Style.STRONG),
            (f"  {trial.score}", Style.QUIET),
            (f"  {statement}", Style.PLAIN),
        ),
        rest=("    ", Style.PLAIN),
    )
    for hit in trial.matched:
        words = clean(document.text[hit.start : hit.end])
        yield field("", (f"{hit.part} {hit.concept}: ", Style.QUIET), (f"'{words}'", Style.PLAIN))
    if trial.failed:
        yield field("", ("failed: ", Style.QUIET), (clean(trial.failed), Style.PLAIN))
