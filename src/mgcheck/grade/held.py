"""Figures and groups for which a reference settles a claim: an adult's dose is no toddler's.

`holds` and `not_for` of a record say within which amounts, and for whom, it settles the claim
(docs/method.md, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from mgcheck.grade.certainty import in_a_row
from mgcheck.model import Catalogue, Compared, Figure, Finding, Holds, Mention, Reference, Settles

_UNITS: Final = {"dose": "mg", "percent": "percent"}
"""By kind of figure, the unit in which records hold it."""
_ADULTS: Final = "adults"
"""Whose figures hold where a sentence names nobody."""


class Range(NamedTuple):
    """What the records hold for whom a sentence names."""

    least: float | None
    most: float
    records: tuple[str, ...]


def settlements(finding: Finding, catalogue: Catalogue) -> Iterator[tuple[Reference, Settles]]:
    """What each reference that decided the finding says of its claim."""
    for name in finding.body.references:
        reference = catalogue.references[name]
        for settled in reference.settles:
            if settled.claim == finding.mention.claim:
                yield reference, settled


def groups(mention: Mention, given: Sequence[Figure], catalogue: Catalogue) -> list[Figure]:
    """Every group that the sentence names; else the one of which its scope speaks."""
    named = [figure for figure in given if figure.kind == "group"]
    if named or mention.scope not in {group.id for group in catalogue.citing.groups}:
        return named
    return [Figure(mention.start, mention.end, "", "group", 0, 130, nouns=(mention.scope or "",))]


def beside(figures: Iterable[Figure], mention: Mention, given: Sequence[Figure]) -> list[Figure]:
    """Those of `figures` that stand with the words of the outcome: no 'but' between the two."""
    outcome = min((hit.start for hit in mention.hits if hit.part == "outcome"), default=None)
    if outcome is None:
        return []
    turns = [figure.start for figure in given if figure.kind == "apart"]
    return [
        figure
        for figure in figures
        if not any(min(figure.start, outcome) < turn < max(figure.start, outcome) for turn in turns)
    ]


def around(group: str, catalogue: Catalogue) -> tuple[str, ...]:
    """`group` and the wider ones that it is within, nearest first."""
    within = {g.id: g.within for g in catalogue.citing.groups}
    out: list[str] = []
    name: str | None = group
    while name is not None and name not in out:
        out.append(name)
        name = within.get(name)
    return tuple(out)


def on_record(
    finding: Finding, unit: str, named: Sequence[Figure], catalogue: Catalogue
) -> Range | None:
    """Within what the records settle the claim for any of `named` (nobody: adults)."""
    wanted = named or [Figure(0, 0, "", "group", 0, 130, nouns=(_ADULTS,))]
    found = [
        (reference.id, held)
        for reference, settled in settlements(finding, catalogue)
        for held in settled.holds
        if held.unit == unit and any(_is_for(held, group, catalogue) for group in wanted)
    ]
    if not found:
        return None
    leasts = [held.least for _, held in found]
    least = None if None in leasts else min(low for low in leasts if low is not None)
    most = max(held.most for _, held in found)
    records = sorted(found, key=lambda one: -one[1].most)  # whose figure is named comes first
    return Range(least, most, tuple(dict.fromkeys(name for name, _ in records)))


def _is_for(held: Holds, group: Figure, catalogue: Catalogue) -> bool:
    (name,) = group.nouns
    is_kin = held.group in around(name, catalogue) or name in around(held.group, catalogue)
    if not is_kin or held.ages is None:
        return is_kin
    return held.ages[0] <= group.high and group.low <= held.ages[1]


def excepted(
    finding: Finding, named: Sequence[Figure], catalogue: Catalogue
) -> tuple[Reference, Settles] | None:
    """The record that takes one of `named` out of what it settles; None: none does."""
    names = {name for group in named for name in around(group.nouns[0], catalogue)}
    for reference, settled in settlements(finding, catalogue):
        if names & set(settled.not_for):
            return reference, settled
    return None


def is_written(finding: Finding, figure: Figure, catalogue: Catalogue) -> bool:
    """Whether the records hold figures of that kind for anybody."""
    return any(
        held.unit == _UNITS[figure.kind]
        for _, settled in settlements(finding, catalogue)
        for held in settled.holds
    )


def compared(
    figure: Figure, finding: Finding, named: Sequence[Figure], catalogue: Catalogue
) -> Compared | None:
    """A figure against what the records hold for those whom the sentence names."""
    unit = _UNITS[figure.kind]
    known = on_record(finding, unit, named, catalogue)
    if known is None and named:  # who has no figure of their own: adults' is the outermost
        known, named = on_record(finding, unit, (), catalogue), ()
    measure = next((m for m in catalogue.citing.measures if m.kind == figure.kind), None)
    if known is None or measure is None or figure.per_kg:
        return None
    slack = max(measure.absolute, measure.relative * known.most)
    is_less = known.least is not None and figure.low < known.least * (1 - measure.relative)
    agrees = not is_less and figure.high <= known.most + slack
    sign = "%" if unit == "percent" else unit
    shown = (
        f"up to {known.most:,g} {sign}"
        if known.least is None
        else f"{known.least:,g} {sign}"
        if known.least == known.most
        else f"{known.least:,g} to {known.most:,g} {sign}"
    )
    whom = f" for {in_a_row(whom_of(named, catalogue))}" if named else ""
    issuer = catalogue.references[known.records[0]].issuer
    why = (
        f"{issuer} has {shown}{whom}."
        if agrees
        else f"The text says {figure.text.strip()}, the record of {issuer} {shown}{whom}."
    )
    return Compared(figure, known.records[0], shown, agrees, why)


def whom_of(named: Sequence[Figure], catalogue: Catalogue) -> list[str]:
    """The names of the groups, each once."""
    names = {group.id: group.name for group in catalogue.citing.groups}
    return list(dict.fromkeys(names[group.nouns[0]] for group in named))
