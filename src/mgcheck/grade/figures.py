"""Figures that a text gives of a study, held against its record within the pack's tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mgcheck.grade.certainty import label
from mgcheck.model import Citing, Compared, Figure, Measure, Study

_AMOUNT: Final = re.compile(
    r"(?P<numbers>\d[\d,]*(?:\.\d+)?(?:(?:\s?(?:-|,|to|or|and|then)\s?)+\d[\d,]*(?:\.\d+)?){0,8})"
    r"\s?(?P<unit>mg|g|mcg|µg)\b(?P<per>/kg)?(?=(?P<after>[^;,.(]{0,20}))",
)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PERCENT: Final = re.compile(
    r"(?<!I2=)(?<!I²=)\b(\d+(?:\.\d+)?)\s?(?:%|per ?cent)(?!\s?(?:CI|CrI)\b)"
)
"""A percentage that is no width of an interval and no I²."""
_RATIO: Final = re.compile(r"\b(?:RR|HR)\b")
_DECIMAL: Final = re.compile(r"\b\d+\.\d+\b")
_INTERVAL: Final = re.compile(r"\d+\s?% CI.*?(?:;|$)")
_RANGE: Final = re.compile(r"\d\s?(?:-|to)\s?\d")
_IN_MG: Final = {"mg": 1.0, "g": 1000.0, "mcg": 0.001, "µg": 0.001}


def compare(
    given: Sequence[Figure], study: Study, outcomes: Iterable[str], citing: Citing
) -> Iterator[Compared]:
    """Every figure that the record can be held against; the rest is passed over.

    outcomes: of which percentages are said; where none is known none is compared.
    """
    measures = {measure.kind: measure for measure in citing.measures}
    people = [f for f in given if f.kind == "participants"]
    n_doses = sum(f.kind == "dose" for f in given)
    total = sum(f.low for f in people) if len(people) > 1 else None
    for figure in given:
        measure = measures.get(figure.kind)
        if measure is None or figure.kind == "size":
            continue
        if figure.kind == "dose" and n_doses > 1 and study.intervention.co_ingredients:
            continue  # which of them is whose cannot be told
        known, shown = _known(figure, study, set(outcomes))
        if not known:
            continue
        rough = max(measure.relative, citing.rough_tolerance)
        agrees = (
            any(_near(figure, spot, measure, rough) for spot in known)
            or (figure in people and total is not None and any(total == k[0] for k in known))
            or _is_named(figure, study)
        )
        why = (
            f"The text says {figure.text.strip()}, the record of {label(study)} {shown}."
            if not agrees
            else f"The record of {label(study)} has {shown}."
        )
        yield Compared(figure, study.id, shown, agrees, why)


Spot = tuple[float, float]
"""What the record holds: a number twice, or a range's two ends."""


def _known(figure: Figure, study: Study, outcomes: set[str]) -> tuple[list[Spot], str]:
    match figure.kind:
        case "participants":
            sizes = (
                (study.n_enrolled, "enrolled"),
                (study.n_randomised, "randomised"),
                (study.n_analysed, "analysed"),
            )
            found = [(float(n), f"{n:,} {word}") for n, word in sizes if n is not None]
            return [(n, n) for n, _ in found], ", ".join(words for _, words in found)
        case "studies":
            return ([(study.k, study.k)], f"{study.k} studies") if study.k else ([], "")
        case "weeks":
            weeks = study.intervention.weeks
            return ([(weeks, weeks)], f"{weeks:g} weeks") if weeks else ([], "")
        case "dose":
            return _doses(figure, study)
        case _:
            return _percentages(study, outcomes)


def amounts(text: str) -> Iterator[Spot]:
    """Every amount or range of amounts in `text`, in mg."""
    for match in _AMOUNT.finditer(text):
        yield from _spots(match)


def doses(study: Study) -> list[tuple[Spot, bool, bool]]:
    """The amounts that the record names, in mg; whether for each kg, whether of the element."""
    return [
        (spot, match["per"] is not None, "elemental" in match["after"])
        for match in _AMOUNT.finditer(study.intervention.dose or "")
        for spot in _spots(match)
    ]


def _doses(figure: Figure, study: Study) -> tuple[list[Spot], str]:
    given = study.intervention
    written = doses(study)
    elemental = given.elemental_mg_per_day
    if figure.is_elemental:
        found = [spot for spot, _, is_elemental in written if is_elemental]
    else:
        found = [spot for spot, per_kg, _ in written if per_kg is figure.per_kg]
    if elemental and not figure.per_kg:
        found.append((elemental, elemental))
    shown = given.dose or ""
    if elemental and "elemental" not in shown:
        shown = f"{shown + ', ' if shown else ''}{elemental:g} mg elemental a day"
    return found, shown


def _spots(match: re.Match[str]) -> Iterator[Spot]:
    size = _IN_MG[match["unit"]]
    numbers = [float(n.replace(",", "").rstrip(".")) * size for n in _NUMBER.findall(_apart(match))]
    if len(numbers) == 2 and _RANGE.search(match["numbers"]):
        yield (min(numbers), max(numbers))
    else:
        yield from ((n, n) for n in numbers)


def _apart(match: re.Match[str]) -> str:
    """'100, 200' is two numbers, '1,800' one."""
    return re.sub(r",(?!\d{3}(?!\d))", " ", match["numbers"])


def _percentages(study: Study, outcomes: set[str]) -> tuple[list[Spot], str]:
    found: dict[float, str] = {}
    for result in study.results:
        if result.outcome not in outcomes or result.second_hand or result.unverified:
            continue
        for number in _PERCENT.findall(f"{result.effect or ''} {result.p or ''}"):
            found[float(number)] = f"{float(number):g} %"
        for ratio in _ratios(result.effect or ""):
            # a relative risk of 0.92 is told as 8 % less; an odds ratio is no such thing
            percent = round(abs(ratio - 1) * 100, 1)
            way = "less" if ratio < 1 else "more"
            found.setdefault(percent, f"{percent:g} % {way} (a ratio of {ratio:g})")
    return [(n, n) for n in sorted(found)], ", ".join(found[n] for n in sorted(found))


def _ratios(effect: str) -> Iterator[float]:
    """Every ratio of risks or hazards in `effect`, without the ends of intervals."""
    if _RATIO.search(effect):
        yield from map(float, _DECIMAL.findall(_INTERVAL.sub("", effect)))


def _near(figure: Figure, spot: Spot, measure: Measure, rough: float) -> bool:
    low, high = spot
    share = rough if figure.about == "roughly" else measure.relative
    for times in {1, figure.times}:
        least, most = figure.low * times, figure.high * times
        slack = max(measure.absolute, share * max(high, most))
        if figure.about == "at-least":
            if high >= least - slack:
                return True
        elif figure.about == "at-most":
            if low <= most + slack:
                return True
        elif figure.about == "part":
            if most <= high + slack:
                return True
        elif low == high:
            if least - slack <= low <= most + slack:
                return True
        elif low - slack <= least and most <= high + slack:
            return True
    return False


def _is_named(figure: Figure, study: Study) -> bool:
    """Whether the record names the very number elsewhere: an arm's size, a time of measurement."""
    numbers = [n.replace(",", "") for n in _NUMBER.findall(figure.text)]
    texts = (
        study.population.who,
        study.comparator.what,
        study.intervention.dose,
        study.intervention.product,
        study.notes,
        *study.limitations,
        *study.unverified,
        *(result.unverified for result in study.results),
        *(result.effect for result in study.results),
        *(result.measured for result in study.results),
    )
    held = {n.replace(",", "") for text in texts if text for n in _NUMBER.findall(text)}
    return bool(numbers) and all(number in held for number in numbers)
