"""Certainty in a body of evidence: GRADE's five reasons to rate down, computed, with words.

The thresholds are this project's operational rules where GRADE leaves judgement; docs/method.md
gives the published rule behind each and where we go beyond it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mgcheck.grade.join import REVIEWS, Row, Tie
from mgcheck.model import Certainty, Concept, Judgement, Step, Study, Tier, Wording

LEVELS: Final = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)
LADDER: Final = (Wording.UNCERTAIN, Wording.MAY, Wording.PROBABLY, Wording.DOES)

STRONGEST: Final[Mapping[Certainty, Wording]] = dict(zip(LEVELS, LADDER, strict=True))
"""Strongest wording that each certainty bears.

Source: GRADE guidelines 26, J Clin Epidemiol 2020;119:126-135, doi:10.1016/j.jclinepi.2019.10.014.
"""

START: Final[Mapping[Tier, Certainty]] = {
    Tier.TRIALS: Certainty.HIGH,
    Tier.OBSERVATIONAL: Certainty.LOW,
    Tier.PRECLINICAL: Certainty.VERY_LOW,
}
"""Where GRADE starts: trials high, non-randomised low; preclinical very low is ours."""

OPTIMAL_SIZE: Final = 400
"""Participants below which an outcome is imprecise (usual optimal information size, GRADE 6)."""
FAR_BELOW: Final = 100
"""Participants below which it is very imprecise (Pollock 2016: 1 to 99)."""
FEW_TRIALS: Final = 3
HALF: Final = 0.5
QUARTER: Final = 0.25
"""Share of participants on another substance from which on a body is indirect."""
_OTHER_GROUPS: Final = frozenset({"older-adults", "children", "deficient", "patients", "athletes"})


def steps_too_strong(wording: Wording, certainty: Certainty) -> int:
    """How many steps `wording` goes past what `certainty` bears; 0 when it does not."""
    return max(0, LADDER.index(wording) - LADDER.index(STRONGEST[certainty]))


def after(start: Certainty, steps: Iterable[Step]) -> Certainty:
    """`start` taken down by `steps`, never below very low; takes published tables too."""
    level = LEVELS.index(start) - sum(step.levels for step in steps)
    return LEVELS[max(0, level)]


def steps_down(
    rows: Sequence[Row],
    population: str | None,
    subjects: Mapping[str, Concept],
    outcome: Concept,
) -> tuple[Step, ...]:
    """Each step down for the deciding rows of one tier, in GRADE's order of domains."""
    studies = _studies(rows)
    found = (
        _bias(studies, rows[0].tier),
        _inconsistency(rows),
        *_indirectness(rows, studies, population, subjects, outcome),
        _imprecision(rows, studies),
        _publication(studies),
    )
    return tuple(step for step in found if step is not None)


def label(study: Study) -> str:
    """How a sentence names a study: first author and year, else journal and year, else its id."""
    authors, year = study.citation.authors, study.citation.year
    if year is None or not (authors or study.citation.journal):
        return study.id
    if not authors:
        return f"{study.citation.journal} {year}"
    first = authors.split(",")[0].split(" et al")[0].strip()
    parts = first.split(" ")
    surname = " ".join(parts[:-1]) if len(parts) > 1 and parts[-1].isupper() else first
    review = " (review)" if study.design in REVIEWS else ""
    return f"{surname} {year}{review}"


def labels(studies: Iterable[Study]) -> str:
    """Studies named in a row: 'A 2016, B 2020 and C 2023'."""
    return in_a_row([label(s) for s in studies])


def in_a_row(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def size(study: Study) -> int | None:
    """Participants that count: analysed, else randomised, else enrolled; None: not reported."""
    for number in (study.n_analysed, study.n_randomised, study.n_enrolled):
        if number:
            return number
    return None


def _pooled(studies: Sequence[Study]) -> set[str]:
    """Ids of studies that a review among `studies` counts already."""
    return {i for s in studies for i in s.includes}


def participants(studies: Sequence[Study]) -> int | None:
    """People in all studies, those pooled by a review on record counted once; None: unknown."""
    pooled = _pooled(studies)
    counts = [size(s) for s in studies if s.id not in pooled]
    known = [n for n in counts if n is not None]
    return sum(known) if known else None


def _studies(rows: Sequence[Row]) -> list[Study]:
    return sorted({row.study.id: row.study for row in rows}.values(), key=lambda s: s.id)


def share(studies: Sequence[Study], some: Sequence[Study]) -> float:
    """The share of participants that `some` of `studies` hold; by number of studies if unknown."""
    pooled = _pooled(studies)
    weights = {s.id: 0 if s.id in pooled else size(s) for s in studies}
    if any(n is None for n in weights.values()):
        known = sorted(n for n in weights.values() if n)
        middle = known[len(known) // 2] if known else 1
        weights = {i: n if n is not None else middle for i, n in weights.items()}
    total = sum(n or 0 for n in weights.values())
    return sum(weights[s.id] or 0 for s in some) / total if total else 0.0


def _bias(studies: Sequence[Study], tier: Tier) -> Step | None:
    high = [s for s in studies if s.risk_of_bias.overall is Judgement.HIGH]
    if tier is Tier.OBSERVATIONAL:
        # it starts low because of confounding: only what is worse than usual takes it lower
        if share(studies, high) > HALF:
            return Step(
                "risk of bias",
                1,
                f"most participants come from studies at high risk of bias ({labels(high)})",
            )
        return None
    if share(studies, high) > HALF:
        return Step(
            "risk of bias",
            2,
            f"most participants come from studies at high risk of bias ({labels(high)})",
        )
    doubtful = [s for s in studies if s.risk_of_bias.overall is not Judgement.LOW]
    if share(studies, doubtful) > HALF:
        return Step(
            "risk of bias",
            1,
            f"most participants come from studies with some concerns or worse ({labels(doubtful)})",
        )
    return None


def _inconsistency(rows: Sequence[Row]) -> Step | None:
    signs = study_signs(rows)
    if len(set(signs.values())) < 2 and "partly" not in signs.values():
        return None
    by_id = {row.study.id: row.study for row in rows}
    parts = []
    for sign, words in (
        ("same", "show it"),
        ("partly", "show it on some measures only"),
        ("none", "show no difference"),
        ("opposite", "show the reverse"),
    ):
        those = [by_id[i] for i in sorted(signs) if signs[i] == sign]
        if those:
            verb = words if len(those) > 1 else words.replace("show", "shows", 1)
            parts.append(f"{labels(those)} {verb}")
    return Step("inconsistency", 1, "; ".join(parts))


def _indirectness(
    rows: Sequence[Row],
    studies: Sequence[Study],
    population: str | None,
    subjects: Mapping[str, Concept],
    outcome: Concept,
) -> list[Step]:
    out: list[Step] = []
    tie = {row.study.id: row.subject for row in rows}
    other = [s for s in studies if tie[s.id] is not Tie.DIRECT or s.intervention.co_ingredients]
    if share(studies, other) >= QUARTER:
        what = sorted({f"{label(s)} studied {_given(s, subjects)}" for s in other})
        out.append(Step("indirectness", 1, f"another substance or form: {'; '.join(what)}"))
    # an illness is studied in those who have it: patients are no other population there
    others = _OTHER_GROUPS - {"patients"} if outcome.is_condition else _OTHER_GROUPS
    elsewhere = [s for s in studies if s.population.group in others] if population is None else []
    if share(studies, elsewhere) > HALF:
        who = "; ".join(f"{label(s)}: {s.population.who}" for s in elsewhere)
        out.append(Step("indirectness", 1, f"another population: {who}"))
    stands_in = {
        row.study.id
        for row in rows
        if row.outcome is Tie.INDIRECT
        and not any(r.study.id == row.study.id and r.outcome is not Tie.INDIRECT for r in rows)
    }
    surrogate = [s for s in studies if s.id in stands_in]
    if share(studies, surrogate) > HALF:
        out.append(
            Step(
                "indirectness", 1, f"a stand-in was measured, not the outcome ({labels(surrogate)})"
            )
        )
    return out[:2]


def _given(study: Study, subjects: Mapping[str, Concept]) -> str:
    given = study.intervention.subject
    name = subjects[given].name if given in subjects else given
    extra = study.intervention.co_ingredients
    return f"{name} with {', '.join(extra)}" if extra else name


def _imprecision(rows: Sequence[Row], studies: Sequence[Study]) -> Step | None:
    total = participants(studies)
    pooled = _pooled(studies)
    unknown = [s for s in studies if size(s) is None and s.id not in pooled]
    levels, reasons = 0, []
    if total is None:
        levels, reasons = 1, ["the number of participants is not on record"]
    elif unknown and total < OPTIMAL_SIZE:
        levels = 1
        reasons = [f"{total} participants on record, those of {labels(unknown)} not known"]
    elif total < FAR_BELOW:
        levels, reasons = 2, [f"{total} participants, below {FAR_BELOW}"]
    elif total < OPTIMAL_SIZE:
        levels, reasons = 1, [f"{total} participants, below {OPTIMAL_SIZE}"]
    wide = sorted(
        {
            row.study.id: row.study
            for row in rows
            if row.result.interval_reaches == "no-effect-to-appreciable"
        }.values(),
        key=lambda s: s.id,
    )
    if wide and levels < 2 and share(studies, wide) > HALF:
        levels += 1
        reasons.append(
            f"the interval of {labels(wide)} reaches from no effect to an appreciable one"
        )
    return Step("imprecision", levels, "; ".join(reasons)) if levels else None


def _publication(studies: Sequence[Study]) -> Step | None:
    if len(studies) <= FEW_TRIALS and all(s.seller_linked for s in studies):
        return Step(
            "publication bias",
            1,
            f"{len(studies)} studies, each funded or written by who sells it ({labels(studies)})"
            if len(studies) > 1
            else f"the one study was funded or written by who sells it ({labels(studies)})",
        )
    return None


def study_signs(rows: Sequence[Row]) -> dict[str, str]:
    """What each study shows of the claim: same, partly, none or opposite."""
    signs: dict[str, list[Row]] = {}
    for row in rows:
        signs.setdefault(row.study.id, []).append(row)
    return {i: _one_sign(found) for i, found in signs.items()}


def _one_sign(rows: Sequence[Row]) -> str:
    """A part that shows nothing takes nothing from the whole; one that shows it makes it partly."""
    whole = {row.sign for row in rows if row.whole}
    if whole == {"same"}:
        return "same"
    found = {row.sign for row in rows}
    if len(found) == 1:
        (only,) = found
        return "partly" if only == "mixed" else only
    if found == {"none", "opposite"}:
        return "opposite"
    return "partly"
