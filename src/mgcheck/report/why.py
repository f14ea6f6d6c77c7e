"""`mgcheck why FILE:LINE`: which claims were near a line, what matched, and which test failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from mgcheck.model import Catalogue, Document, Hit, Sentence
from mgcheck.report.line import EMPTY, Line, Style, clean, field, shortened, text_line
from mgcheck.report.words import count

_SHOWN: Final = 8
_SHOWN_FAR: Final = 3
"""Where only a subject, or a word beside it, is named, any claim on it is as near as the next."""


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
        quote = clean(shortened(document.said(sentence.start, sentence.end)))
        yield Line(((quote, Style.PLAIN),), ("  │ ", Style.QUIET), ("  │ ", Style.QUIET))
        shown = near if verbose else _nearest(near)
        for trial in shown:
            yield from _trial(trial, document, catalogue)
        if len(near) > len(shown):
            more = count(len(near) - len(shown), "claim")
            told = f"and {more} further off (--verbose lists them)"
            yield text_line((told, Style.QUIET), indent=2)
        yield EMPTY


def _nearest(ordered: Sequence[Trial]) -> Sequence[Trial]:
    """Those that passed, then the best of those that did not."""
    n_close = sum(1 for t in ordered if t.passed or t.score > 0)
    n_passed = sum(1 for t in ordered if t.passed)
    return ordered[: max(n_passed, min(n_close, _SHOWN)) or _SHOWN_FAR]


def _trial(trial: Trial, document: Document, catalogue: Catalogue) -> Iterator[Line]:
    statement = clean(catalogue.claims[trial.claim].statement)
    sign, style = ("✓ found", Style.GREEN) if trial.passed else ("– not found", Style.QUIET)
    yield Line(
        (
            (f"  {sign}  ", style),
            (trial.claim, Style.STRONG),
            (f"  score {trial.score}" if trial.passed else "", Style.QUIET),
            (f"  {statement}", Style.PLAIN),
        ),
        rest=("    ", Style.PLAIN),
    )
    for hit in trial.matched:
        words = clean(document.said(hit.start, hit.end))
        yield field("", (f"{hit.part} {hit.concept}: ", Style.QUIET), (f"'{words}'", Style.PLAIN))
    if trial.failed:
        yield field("", ("failed: ", Style.QUIET), (clean(trial.failed), Style.PLAIN))
