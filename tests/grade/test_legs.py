"""Each leg alone: the records that break it, the wording that does, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import pytest
from msgspec.structs import replace

import mgcheck
from mgcheck import Catalogue, Finding, Study
from mgcheck.catalogue.schema.rewording import LegId
from mgcheck.grade import legs as module
from mgcheck.model import Comparator, Design, Judgement, Severity, Verdict

Make = Callable[..., Study]
Holding = Callable[..., Catalogue]
FLAT = "Magnesium L-threonate improves sleep quality."
GENERAL = "Magnesium improves sleep."


@pytest.fixture(scope="session")
def weak(trial: Make, plain: Study) -> Make:
    """A trial whose risk of bias makes a flat claim overstated, of a product without a name."""

    def make(**changes: Any) -> Study:
        about = {k: changes.pop(k) for k in ("product", "weeks") if k in changes}
        intervention = replace(plain.intervention, **{"product": None, "weeks": 8.0, **about})
        return trial(**{"overall": Judgement.HIGH, "intervention": intervention, **changes})

    return make


def judged(text: str, claim: str, catalogue: Catalogue) -> Finding:
    """The finding of `text` on `claim`."""
    [finding] = [f for f in mgcheck.check(text, catalogue).findings if f.mention.claim == claim]
    return finding


def broken(text: str, claim: str, *studies: Study, holding: Holding) -> Mapping[str, Any]:
    """Legs of the finding of `text` on `claim`, with the studies that each names."""
    finding = judged(text, claim, holding(*studies))
    return {leg.id: leg.studies for leg in finding.legs}


def test_a_text_as_its_evidence_is_breaks_none(weak: Make, holding: Holding) -> None:
    """Overstated for risk of bias alone: no step beyond who and what was studied."""
    assert broken(FLAT, "mgt-sleep-quality", weak(), holding=holding) == {}


def test_what_stands_names_no_leg(trial: Make, holding: Holding) -> None:
    """A supported claim has none, whoever was studied."""
    finding = judged(FLAT, "mgt-sleep-quality", holding(trial()))
    assert finding.verdict.value == "supported"
    assert finding.legs == ()


def test_animals(weak: Make, holding: Holding) -> None:
    """Shown in rats, said of people; said of rats it breaks nothing."""
    rat = weak(species="rat", design=Design.ANIMAL)
    told = broken(FLAT, "mgt-sleep-quality", rat, holding=holding)
    assert told == {"animal-to-human": ("plain",)}
    assert broken(f"In rats, {FLAT}", "mgt-sleep-quality", rat, holding=holding) == {}


def test_cells(weak: Make, holding: Holding) -> None:
    """Shown in a dish, said of the body."""
    dish = weak(species="cultured neurons", design=Design.IN_VITRO)
    told = broken(FLAT, "mgt-sleep-quality", dish, holding=holding)
    assert told == {"cells-to-body": ("plain",)}


def test_another_form(weak: Make, holding: Holding) -> None:
    """A route that counts as indirect was studied."""
    drip = weak(subject="mg-sulfate")
    assert broken(GENERAL, "mg-sleep-quality", drip, holding=holding) == {"other-form": ("plain",)}
    own = weak(subject="magnesium")
    assert broken(GENERAL, "mg-sleep-quality", own, holding=holding) == {}


def test_a_form_of_which_nothing_is_on_record(weak: Make, holding: Holding) -> None:
    """Nothing on the form, something on its parent: the step is from one to the other."""
    parent = weak(subject="magnesium")
    told = broken(FLAT, "mgt-sleep-quality", parent, holding=holding)
    assert told == {"other-form": ("plain",)}


def test_a_brand(weak: Make, holding: Holding) -> None:
    """Every trial gave one maker's product; a text that names it takes no step."""
    branded = weak(product="Magtein capsules")
    told = broken(FLAT, "mgt-sleep-quality", branded, holding=holding)
    assert told == {"brand-to-compound": ("plain",)}
    named = "Magtein improves sleep quality."
    assert broken(named, "mgt-sleep-quality", branded, holding=holding) == {}
    other = replace(weak(), id="other")
    assert broken(FLAT, "mgt-sleep-quality", branded, other, holding=holding) == {}


def test_a_mixture(weak: Make, holding: Holding) -> None:
    """Other active ingredients were in the product."""
    mixed = weak(co_ingredients=("phosphatidylserine",))
    told = broken(FLAT, "mgt-sleep-quality", mixed, holding=holding)
    assert told == {"mixed-product": ("plain",)}
    small = replace(mixed, id="small", n_analysed=50)
    assert broken(FLAT, "mgt-sleep-quality", weak(), small, holding=holding) == {}


@pytest.mark.parametrize(
    ("group", "leg", "limited"),
    [
        ("older-adults", "older-to-everyone", "In older adults, magnesium improves sleep."),
        ("patients", "ill-to-everyone", "In patients, magnesium improves sleep."),
        (
            "deficient",
            "deficient-to-everyone",
            "In people who are deficient, magnesium improves sleep.",
        ),
    ],
)
def test_a_group(group: str, leg: str, limited: str, weak: Make, holding: Holding) -> None:
    """Most of those studied were of one group; a text that says so takes no step."""
    study = weak(group=group, subject="magnesium")
    assert broken(GENERAL, "mg-sleep-quality", study, holding=holding) == {leg: ("plain",)}
    assert broken(limited, "mg-sleep-quality", study, holding=holding) == {}
    larger = replace(weak(subject="magnesium"), id="larger", n_analysed=900)
    assert broken(GENERAL, "mg-sleep-quality", study, larger, holding=holding) == {}


def test_an_illness_is_studied_in_the_ill(weak: Make, holding: Holding) -> None:
    """Patients are the right people where the outcome is their illness."""
    study = weak(group="patients", subject="magnesium", outcome="migraine")
    text = "Magnesium prevents migraine."
    assert "ill-to-everyone" not in broken(text, "mg-migraine", study, holding=holding)


def test_children(weak: Make, holding: Holding) -> None:
    """Said of children, and no controlled trial in children is on record."""
    text = "In children, magnesium L-threonate improves sleep quality."
    assert broken(text, "mgt-sleep-quality", weak(), holding=holding) == {"no-paediatric-trial": ()}
    young = weak(group="children")
    assert broken(text, "mgt-sleep-quality", young, holding=holding) == {}
    before_after = weak(group="children", comparator=Comparator("baseline", "baseline"))
    told = broken(text, "mgt-sleep-quality", before_after, holding=holding)
    assert "no-paediatric-trial" in told


def test_a_stand_in(weak: Make, holding: Holding) -> None:
    """Bone density was measured, osteoporosis is claimed."""
    study = weak(subject="magnesium", outcome="bone-density", weeks=104.0)
    text = "Magnesium prevents osteoporosis."
    told = broken(text, "mg-osteoporosis", study, holding=holding)
    assert told == {"surrogate-to-outcome": ("plain",)}


def test_going_together(weak: Make, holding: Holding) -> None:
    """A cohort shows that two things go together; only a text that says so stays with it."""
    cohort = weak(subject="magnesium", design=Design.COHORT)
    told = broken(GENERAL, "mg-sleep-quality", cohort, holding=holding)
    assert told == {"association-to-cause": ("plain",)}
    linked = "Magnesium is associated with better sleep."
    assert broken(linked, "mg-sleep-quality", cohort, holding=holding) == {}


def test_short_trials(weak: Make, holding: Holding) -> None:
    """Words of lasting effects need a trial that lasted."""
    text = "In the long run, magnesium L-threonate improves sleep quality."
    told = broken(text, "mgt-sleep-quality", weak(weeks=8.0), holding=holding)
    assert told == {"short-to-lasting": ("plain",)}
    assert broken(text, "mgt-sleep-quality", weak(weeks=60.0), holding=holding) == {}
    assert broken(FLAT, "mgt-sleep-quality", weak(weeks=8.0), holding=holding) == {}


def test_an_outcome_that_takes_years(weak: Make, holding: Holding) -> None:
    """Some outcomes show only after years, whatever the text says."""
    study = weak(subject="magnesium", outcome="osteoporosis", weeks=8.0)
    told = broken("Magnesium prevents osteoporosis.", "mg-osteoporosis", study, holding=holding)
    assert told == {"short-to-lasting": ("plain",)}


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium is perfectly safe at any dose.",
        "Magnesium is 100% safe.",
        "Magnesium has no side effects.",
        "Magnesium is safe for everyone.",
    ],
)
def test_what_is_safe_in_general_made_safe_always(catalogue: Catalogue, text: str) -> None:
    """What the record holds for most people at usual doses is overstated without these limits."""
    finding = judged(text, "mg-generally-safe", catalogue)
    assert (finding.verdict, finding.severity) == (Verdict.OVERSTATED, Severity.WARNING)
    assert [leg.id for leg in finding.legs] == ["general-to-absolute"]
    assert finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium is safe for most adults.",
        "Magnesium is perfectly safe for most people.",
        "Is magnesium safe in any amount?",
        "Magnesium is not safe in any amount.",
    ],
)
def test_what_keeps_its_limits_is_not_absolute(catalogue: Catalogue, text: str) -> None:
    """Most people, questions and denials make nothing absolute."""
    assert judged(text, "mg-generally-safe", catalogue).legs == ()


def test_every_leg_has_words_and_a_test(catalogue: Catalogue) -> None:
    """The catalogue words each leg that the program knows, in a sentence of its own."""
    known = set(get_args(LegId))
    assert set(catalogue.legs) == known == set(module.KNOWN)
    sentences = [leg.sentence for leg in catalogue.legs.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_leg_without_words_is_not_named(weak: Make, holding: Holding) -> None:
    """A catalogue that words no legs gets none."""
    known = replace(holding(weak(group="children")), legs={})
    assert judged(FLAT, "mgt-sleep-quality", known).legs == ()
