"""Certainty: where it starts, each step down at its threshold, and what never changes it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgcheck import Catalogue, Certainty, Claim, Step, Study, Wording
from mgcheck.grade import after, body, steps_too_strong
from mgcheck.model import Design, Direction, Judgement, Tier

Make = Callable[..., Study]
Holding = Callable[..., Catalogue]
LEVELS = [Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH]
LADDER = [Wording.UNCERTAIN, Wording.MAY, Wording.PROBABLY, Wording.DOES]


def steps(claim: Claim, catalogue: Catalogue) -> dict[str, int]:
    """Steps down by domain, of the claim's body of evidence."""
    found: dict[str, int] = {}
    for step in body(claim, catalogue).steps:
        found[step.domain] = found.get(step.domain, 0) + step.levels
    return found


def test_a_large_sound_trial_is_high(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A trial of 500 at low risk of bias, direct and independent, takes no step down."""
    known = body(sleep, holding(trial()))
    assert (known.certainty, known.steps, known.direction) == (Certainty.HIGH, (), "same")


@pytest.mark.parametrize(
    ("changes", "domain", "levels"),
    [
        ({"overall": Judgement.SOME_CONCERNS}, "risk of bias", 1),
        ({"overall": Judgement.NO_INFORMATION}, "risk of bias", 1),
        ({"overall": Judgement.HIGH}, "risk of bias", 2),
        ({"group": "patients"}, "indirectness", 1),
        ({"co_ingredients": ("phosphatidylserine",)}, "indirectness", 1),
        ({"n_analysed": 399}, "imprecision", 1),
        ({"n_analysed": 100}, "imprecision", 1),
        ({"n_analysed": 99}, "imprecision", 2),
        ({"interval": "no-effect-to-appreciable"}, "imprecision", 1),
        ({"n_analysed": None, "n_randomised": None, "n_enrolled": None}, "imprecision", 1),
        ({"seller_linked": True}, "publication bias", 1),
    ],
)
def test_each_step(
    sleep: Claim,
    trial: Make,
    holding: Holding,
    changes: dict[str, object],
    domain: str,
    levels: int,
) -> None:
    """One fault takes the certainty down in its own domain, by its own steps, and in no other."""
    assert steps(sleep, holding(trial(**changes))) == {domain: levels}


@pytest.mark.parametrize(
    "changes",
    [{"n_analysed": 400}, {"seller_linked": None}, {"interval": "trivial"}, {"group": "general"}],
)
def test_no_step(sleep: Claim, trial: Make, holding: Holding, changes: dict[str, object]) -> None:
    """At the threshold, or where nothing is known of a seller, no step is taken."""
    assert steps(sleep, holding(trial(**changes))) == {}


def test_most_participants_decide(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A small trial at high risk beside a large sound one takes nothing down."""
    small = trial(id="small", n_analysed=60, overall=Judgement.HIGH)
    assert steps(sleep, holding(trial(), small)) == {}


def test_conflict(sleep: Claim, trial: Make, holding: Holding) -> None:
    """Trials that point different ways are inconsistent, and their direction is a conflict."""
    null = trial(Direction.NO_DIFFERENCE, id="null")
    known = body(sleep, holding(trial(), null))
    assert known.direction == "conflict"
    assert [s.domain for s in known.steps] == ["inconsistency"]
    assert "Liu" in known.steps[0].why


def test_trials_outrank_the_rest(sleep: Claim, trial: Make, holding: Holding) -> None:
    """Where there are trials, animals and uncontrolled studies set no direction."""
    rats = trial(Direction.NO_DIFFERENCE, id="rats", species="rat", design=Design.ANIMAL)
    before = trial(
        Direction.NO_DIFFERENCE, id="before", design=Design.BEFORE_AFTER, versus="baseline"
    )
    known = body(sleep, holding(trial(), rats, before))
    assert (known.tier, known.direction, known.studies) == (Tier.TRIALS, "same", ("plain",))
    assert known.also == ("before", "rats")


def test_uncontrolled_starts_low(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A before-after study starts low."""
    known = body(sleep, holding(trial(design=Design.BEFORE_AFTER, versus="baseline")))
    assert (known.tier, known.start) == (Tier.OBSERVATIONAL, Certainty.LOW)


def test_animals_start_very_low(sleep: Claim, trial: Make, holding: Holding) -> None:
    """Animals alone are very low, whatever their number."""
    known = body(sleep, holding(trial(species="rat", design=Design.ANIMAL, n_analysed=5000)))
    assert (known.tier, known.certainty) == (Tier.PRECLINICAL, Certainty.VERY_LOW)


def test_the_parent_never_decides(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A trial of magnesium in general is shown beside a claim on L-threonate, no more."""
    known = body(sleep, holding(trial(id="general", subject="magnesium")))
    assert (known.tier, known.studies, known.also) == (Tier.NONE, (), ("general",))


def test_a_form_set_apart_says_nothing_of_its_parent(
    catalogue: Catalogue, trial: Make, holding: Holding
) -> None:
    """A trial of L-threonate bears on no claim about magnesium in general."""
    claim = catalogue.claims["mg-sleep-quality"]
    known = body(claim, holding(trial()))
    assert (known.studies, known.also) == ((), ())


def test_retracted_counts_for_nothing(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A retracted trial is as if it were not there."""
    from mgcheck.model import Publication

    gone = trial(publication=Publication("journal", None, True))
    assert body(sleep, holding(gone)).tier is Tier.NONE


def test_a_review_caps(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A review's own stated certainty caps what is computed."""
    review = trial(id="review", design=Design.META_ANALYSIS, pools="rct", stated=Certainty.LOW)
    known = body(sleep, holding(trial(), review))
    assert (known.certainty, known.capped_by) == (Certainty.LOW, "review")


def test_pooled_trials_count_once(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A trial that a review on record pools adds no participants to it."""
    review = trial(
        id="review", design=Design.META_ANALYSIS, pools="rct", includes=("plain",), n_analysed=700
    )
    assert body(sleep, holding(trial(), review)).participants == 700


def test_the_whole_outranks_its_parts(sleep: Claim, trial: Make, holding: Holding) -> None:
    """A part that shows nothing takes nothing from the whole; one that shows it makes it partly."""
    from msgspec.structs import replace

    whole, part = trial(), trial(Direction.NO_DIFFERENCE, outcome="deep-sleep")
    both = replace(whole, results=(*whole.results, *part.results))
    assert body(sleep, holding(both)).direction == "same"
    none, good = trial(Direction.NO_DIFFERENCE), trial(outcome="deep-sleep")
    both = replace(none, results=(*none.results, *good.results))
    assert body(sleep, holding(both)).direction == "conflict"


def test_order_never_matters(sleep: Claim, trial: Make, holding: Holding) -> None:
    """The same records in any order give the same body of evidence."""
    studies = [
        trial(),
        trial(Direction.NO_DIFFERENCE, id="null", n_analysed=90),
        trial(id="seller", seller_linked=True, overall=Judgement.HIGH),
    ]
    bodies = {repr(body(sleep, holding(*order))) for order in permutations(studies)}
    assert len(bodies) == 1


@given(
    start=st.sampled_from(LEVELS),
    levels=st.lists(st.integers(min_value=1, max_value=3), max_size=5),
)
def test_never_up_never_below(start: Certainty, levels: list[int]) -> None:
    """Steps only take certainty down, by their sum, and never below very low."""
    table = [Step("domain", n, "") for n in levels]
    expected = LEVELS[max(0, LEVELS.index(start) - sum(levels))]
    assert after(start, table) is expected


@pytest.mark.parametrize("certainty", LEVELS)
@pytest.mark.parametrize("wording", LADDER)
def test_ladder(wording: Wording, certainty: Certainty) -> None:
    """High bears does, moderate probably, low may, very low only uncertain."""
    assert steps_too_strong(wording, certainty) == max(
        0, LADDER.index(wording) - LEVELS.index(certainty)
    )
