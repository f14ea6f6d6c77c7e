"""Figures that a sentence gives of a study: people, studies, weeks, amounts, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from mgcheck.cite.groups import told
from mgcheck.model import Citing, Document, Figure, Measure, Mention
from mgcheck.text import UNSEEN, counts, fold

_SIZE: Final = re.compile(r"\b(?P<sign>[nk])\s?=\s?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,8})(?![.\d])")
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,7}(?:\.\d{1,3})?"
_COUNTS: Final = frozenset({"participants", "studies"})
_ONWARD: Final = "per|a|an|in|and|from|each|every|daily|for|with|as"
_BEFORE: Final = 40
"""Characters before a figure that are looked at, and after it."""


def own(
    document: Document,
    mentions: Iterable[Mention],
    citing: Citing,
    elements: frozenset[str],
) -> dict[tuple[int, int], tuple[Figure, ...]]:
    """By the sentences of `mentions`, the figures in them, and of whom they are said.

    elements: names of what the substances on labels are forms of: '144 mg of magnesium'.
    """
    out: dict[tuple[int, int], tuple[Figure, ...]] = {}
    doses = [measure for measure in citing.measures if measure.kind == "dose"]
    sizes = [measure for measure in citing.measures if measure.kind == "size"]
    shares = [measure for measure in citing.measures if measure.kind == "percent"]
    for mention in mentions:
        words, places = _words(document, mention.start, mention.end)
        folded = fold(words)
        found = [
            replace(f, is_elemental=True) if _is_of(folded[f.end :], elements) else f
            for m in doses
            for f in _measured(folded, m, citing, 0)
        ]
        found.extend(f for m in sizes for f in _measured(folded, m, citing, 0))
        found.extend(_counted(folded, citing, 0))
        found.extend(
            f
            for m in shares
            for f in _measured(folded, m, citing, 0)
            if _is_share(folded[f.end : f.end + _BEFORE], citing)
        )
        spoken = (*_sorted(found), *told(folded, citing))
        at_source = [replace(f, start=places[f.start], end=places[f.end - 1] + 1) for f in spoken]
        out[mention.start, mention.end] = tuple(
            replace(f, text=document.text[f.start : f.end]) for f in at_source
        )
    return out


def _words(document: Document, start: int, end: int) -> tuple[str, Sequence[int]]:
    """The words of a sentence, markup left out, and where each character stands in the source."""
    if document.is_legible:
        return document.text[start:end], range(start, end)
    shown = document.readable[start:end]
    places = [
        start + at
        for at, char in enumerate(shown)
        if char not in UNSEEN and not (char.isspace() and shown[at - 1 : at].isspace())
    ]
    return "".join(document.readable[at] for at in places), places


def _is_share(after: str, citing: Citing) -> bool:
    """Whether ' of all adults' follows: a share of people."""
    found = re.match(r"\s?of\s(?:[a-z]+\s){0,3}?(?:" + _either(citing.sharers) + r")(?!\w)", after)
    return bool(citing.sharers) and found is not None


def _is_of(after: str, names: Iterable[str]) -> bool:
    """Whether ' of magnesium' follows, and no form of it."""
    return any(
        re.match(rf"\s?of {re.escape(fold(name))}(?=\s?[.,;:)]|$|\s(?:{_ONWARD})\b)", after)
        for name in names
    )


def _counted(folded: str, citing: Citing, start: int) -> Iterator[Figure]:
    for found in counts(folded):
        before, about = _about(folded[max(0, found.start - _BEFORE) : found.start].rstrip(), citing)
        if _ends(before, citing.ordinals):
            continue
        number, nouns = found.number, tuple(sorted(found.nouns))
        yield Figure(
            start + found.start,
            start + found.end,
            "",
            "count",
            number,
            number,
            about,
            nouns=nouns,
        )


def figures(folded: str, start: int, end: int, citing: Citing) -> tuple[Figure, ...]:
    """Every figure in `folded[start:end]`, by position."""
    piece = folded[start:end]
    found = [_size(match, start) for match in _SIZE.finditer(piece)]
    for measure in citing.measures:
        found.extend(_measured(piece, measure, citing, start))
    if stands(piece, citing.of_a_part):
        found = [replace(f, about="part") if f.kind == "participants" else f for f in found]
    return _sorted(found)


def _measured(piece: str, measure: Measure, citing: Citing, start: int) -> Iterator[Figure]:
    pattern = _pattern(measure.kind, tuple(measure.units), tuple(citing.numbers), citing.breaks)
    for match in pattern.finditer(piece):
        figure = _figure(match, piece, measure, citing, start)
        if figure is not None:
            yield figure


def _sorted(found: list[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(_apart(found), key=lambda f: (f.start, f.end, f.kind)))


def _size(match: re.Match[str], start: int) -> Figure:
    kind = "participants" if match["sign"] == "n" else "studies"
    number = float(match["number"].replace(",", ""))
    return Figure(start + match.start(), start + match.end(), match.group(), kind, number, number)


@lru_cache(maxsize=32)
def _pattern(
    kind: str, units: tuple[str, ...], numbers: tuple[str, ...], breaks: tuple[str, ...]
) -> re.Pattern[str]:
    words = _either(map(fold, units))
    number = _DIGITS
    if kind != "percent" and numbers:
        word = _either(numbers)
        number = rf"{_DIGITS}|\b(?:{word})-(?:{word})\b|\b(?:{word})\b"
    between = r"[\s-]?"
    if kind in _COUNTS:
        # '80 healthy older adults': at most three words stand between, none that ends the count
        none = rf"(?!(?:{_either(breaks)})\b)" if breaks else ""
        between = rf"\s+(?:{none}[a-z][a-z'-]{{1,20}}\s+){{0,3}}?"
    return re.compile(
        rf"(?<![\w.,-])(?P<low>{number})(?:\s?(?:-|to|or|and)\s?(?P<high>{number}))?"
        rf"{between}(?P<unit>{words})(?!\w)(?P<per>/kg|\s?per\s(?:kg|kilo))?"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def _figure(
    match: re.Match[str], piece: str, measure: Measure, citing: Citing, start: int
) -> Figure | None:
    before = piece[max(0, match.start() - _BEFORE) : match.start()].rstrip(" (~")
    after = piece[match.end() : match.end() + _BEFORE]
    is_hyphened = piece[match.start("unit") - 1] == "-"
    if _ends(before, measure.before):
        about = "exactly"  # "over 12 weeks" says how long, "over 300 people" how many
    else:
        before, about = _about(before, citing)
        is_length = is_hyphened and measure.kind != "size"  # "a 12-week trial"; "a 30-minute walk"
        if measure.before and not is_length and not _ends(before, measure.before):
            return None
    if measure.kind in _COUNTS and _ends(before, citing.ordinals):
        return None
    if any(after.lstrip().startswith(word) for word in measure.unless):
        return None
    factor = {fold(unit): size for unit, size in measure.units.items()}[match["unit"]]
    low = _number(match["low"], citing)
    if low is None:
        return None
    low *= factor
    high = (_number(match["high"], citing) or 0) * factor if match["high"] else low
    if measure.kind in _COUNTS and (low != int(low) or low < 2):
        return None
    is_dose = measure.kind == "dose"
    around = f"{before[-20:]} {after[:20]}"
    return Figure(
        start=start + match.start(),
        end=start + match.end(),
        text=match.group(),
        kind=measure.kind,
        low=min(low, high),
        high=max(low, high),
        about=about,
        times=next((n for words, n in citing.times.items() if stands(piece, (words,))), 1)
        if is_dose
        else 1,
        per_kg=match["per"] is not None,
        is_elemental=is_dose and any(word in around for word in citing.elemental),
        nouns=(match["unit"],) if measure.kind == "size" else (),
    )


def _about(before: str, citing: Citing) -> tuple[str, str]:
    """What stands before a figure without its 'about' or 'more than', and which of them it is."""
    for about, phrases in (
        ("at-least", citing.at_least),
        ("at-most", citing.at_most),
        ("roughly", citing.rough),
    ):
        for phrase in sorted(phrases, key=len, reverse=True):
            if _ends(before, (phrase,)):
                return before.removesuffix(phrase).rstrip(), about
    return before, "exactly"


def _ends(before: str, phrases: Iterable[str]) -> bool:
    """Whether `before` ends with one of `phrases` as words of their own."""
    return any(
        before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum() for phrase in phrases
    )


def stands(piece: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases` stands in `piece` as words of their own."""
    return any(place_of(piece, phrase) is not None for phrase in phrases)


def place_of(piece: str, phrase: str) -> int | None:
    """Where `phrase` first stands in `piece` as words of its own."""
    at = piece.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not piece[at - 1 : at].isalnum() and not piece[end : end + 1].isalnum():
            return at
        at = piece.find(phrase, at + 1)
    return None


def _number(text: str, citing: Citing) -> float | None:
    """The number that `text` writes in digits or words; None: 'six-eight' is none."""
    if text in citing.numbers:
        return float(citing.numbers[text])
    if not text[0].isalpha():
        return float(text.replace(",", ""))
    tens, ones = (citing.numbers[word] for word in text.split("-"))
    return float(tens + ones) if tens % 10 == 0 and 20 <= tens < 100 and ones < 10 else None


def _apart(found: list[Figure]) -> Iterator[Figure]:
    """Without those that overlap one that begins earlier, or there is longer."""
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda f: (f.start, -f.end)):
        if not any(k.start < figure.end and figure.start < k.end for k in kept):
            kept.append(figure)
            yield figure
