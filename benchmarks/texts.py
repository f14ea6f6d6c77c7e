"""Texts to measure with: made from sentence patterns of our own, the same at every run."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from mgcheck import Catalogue

_ABOUT: Final = (
    "{subject} may help with {outcome}.",
    "Some people say that {subject} improves {outcome}, and others see no change at all.",
    "In a small trial, {subject} did not change {outcome} compared with a placebo.",
    "Whether {subject} does anything for {outcome} is still an open question.",
    "If {outcome} is your worry, {subject} can be worth a talk with your doctor.",
    "It is often said that {subject} raises {outcome} within 4 to 8 weeks.",
)
_BETWEEN: Final = (
    "Most people buy it as a capsule and take it with the evening meal.",
    "Prices differ widely from one shop to the next, and so do the labels.",
    "The day had been long, and the kettle was already on.",
    "A good habit is easier to keep when it is tied to one you already have.",
    "She wrote the date, the hour and the weather into a blue notebook.",
    "Read the label twice: the amount on the front is not always what counts.",
)
_ELSEWHERE: Final = (
    "The ferry leaves the north pier at 6.40 and calls at two islands before noon.",
    "He sanded the old door by hand, then gave it three thin coats of oil.",
    "Rain is expected over the hills, with clear skies returning by Thursday.",
    "Our team lost the first match, drew the second and won the last by two goals.",
    "The library keeps its maps on the second floor, beside the reading room.",
    "Bread needs flour, water, salt and more patience than most of us have.",
)


def on_topic(catalogue: Catalogue, size: int, seed: int = 1) -> str:
    """About `size` characters that speak of the catalogue's subjects and outcomes at every turn."""
    subjects = sorted(concept.name for concept in catalogue.subjects.values())
    outcomes = sorted(concept.name for concept in catalogue.outcomes.values())
    chance = random.Random(seed)  # noqa: S311  # the same text at every run is the point

    def sentence() -> str:
        pattern = chance.choice((*_ABOUT, *_BETWEEN))
        return pattern.format(subject=chance.choice(subjects), outcome=chance.choice(outcomes))

    return _paragraphs(sentence, size, chance)


def off_topic(size: int, seed: int = 1) -> str:
    """About `size` characters that speak of nothing in any catalogue of health claims."""
    chance = random.Random(seed)  # noqa: S311
    return _paragraphs(lambda: chance.choice(_ELSEWHERE), size, chance)


def _paragraphs(sentence: Callable[[], str], size: int, chance: random.Random) -> str:
    done: list[str] = []
    length = 0
    while length < size:
        first = " ".join(sentence() for _ in range(chance.randint(3, 6)))
        paragraph = first[0].upper() + first[1:] + "\n\n"
        done.append(paragraph)
        length += len(paragraph)
    return "".join(done)[:size]
