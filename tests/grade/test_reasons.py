"""Why and what to write instead: true of the records, whatever the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import mgcheck
from mgcheck import Catalogue, Finding, Study
from mgcheck.model import Design, Direction, Judgement

Make = Callable[..., Study]
Holding = Callable[..., Catalogue]
FLAT = "Magnesium L-threonate improves sleep quality."
DENIED = "Magnesium L-threonate does not improve sleep quality."


def judged(text: str, catalogue: Catalogue) -> Finding:
    """The finding of `text` on sleep quality."""
    [finding] = [
        f for f in mgcheck.check(text, catalogue).findings if f.mention.claim == "mgt-sleep-quality"
    ]
    return finding


def test_a_null_trial_is_told_as_one(trial: Make, holding: Holding) -> None:
    """Asserted against trials that found nothing: the honest sentence says that."""
    known = holding(trial(Direction.NO_DIFFERENCE))
    finding = judged(FLAT, known)
    assert finding.suggestion == known.claims["mgt-sleep-quality"].wordings["no-difference"]


def test_a_denial_too_strong_is_not_turned_into_a_promise(trial: Make, holding: Holding) -> None:
    """Denied more flatly than null trials bear: still no promise is suggested."""
    known = holding(trial(Direction.NO_DIFFERENCE, overall=Judgement.HIGH))
    finding = judged(DENIED, known)
    assert finding.verdict.value == "overstated"
    assert finding.suggestion == known.claims["mgt-sleep-quality"].wordings["no-difference"]


def test_the_reverse_is_not_called_no_difference(trial: Make, holding: Holding) -> None:
    """Trials that point the other way are not told as trials that found nothing."""
    known = holding(trial(Direction.WORSENED))
    finding = judged(FLAT, known)
    assert finding.verdict.value == "contradicted"
    assert finding.suggestion == known.claims["mgt-sleep-quality"].wordings["uncertain"]


@pytest.mark.parametrize("text", [FLAT, DENIED])
def test_rats_that_showed_nothing(trial: Make, holding: Holding, text: str) -> None:
    """Null results in animals are never told as studies of people, nor as shown."""
    known = holding(trial(Direction.NO_DIFFERENCE, species="rat", design=Design.ANIMAL))
    finding = judged(text, known)
    assert "people" not in (finding.suggestion or "")
    assert finding.why.startswith("Animal or cell studies found no difference")


def test_a_stand_in_is_named(catalogue: Catalogue) -> None:
    """Where a study measured only a stand-in, the sentence says which."""
    finding = next(
        f
        for f in mgcheck.check("Magnesium prevents osteoporosis.", catalogue).findings
        if f.mention.claim == "mg-osteoporosis"
    )
    assert "(by " in finding.why


def test_a_trial_that_did_test_it_is_not_said_to_have_missed_it(catalogue: Catalogue) -> None:
    """Against placebo it showed nothing, having none; but it did measure cognition."""
    text = (
        "The Stanford University dementia trial showed that magnesium L-threonate improved "
        "cognitive function more than a placebo."
    )
    finding = next(
        f for f in mgcheck.check(text, catalogue).findings if f.mention.claim == "mgt-cognition"
    )
    assert finding.verdict.value == "misattributed"
    assert "had no placebo arm." in finding.why
