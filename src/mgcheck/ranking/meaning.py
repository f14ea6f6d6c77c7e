"""Nearness by an encoder that the caller brings; mgcheck itself has none and needs none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import Final

Vector = Sequence[float]
Encoder = Callable[[list[str]], Iterable[Vector]]
"""Texts in, for each a vector of numbers: `SentenceTransformer(...).encode` is one."""
MEANING: Final = 0.5
"""The share of an encoder in a score."""


def unit_vectors(encoder: Encoder, texts: Sequence[str]) -> list[Vector]:
    """The texts' vectors, brought to length 1."""
    return [_unit(vector) for vector in encoder(list(texts))] if texts else []


def cosines(vector: Vector, others: Iterable[Vector]) -> list[float]:
    """How near each is to `vector`, from 0 to 1."""
    return [min(1.0, max(0.0, sum(map(mul, vector, other)))) for other in others]


def _unit(vector: Vector) -> Vector:
    values = [float(value) for value in vector]
    length = math.sqrt(sum(map(mul, values, values))) or 1.0
    return [value / length for value in values]
