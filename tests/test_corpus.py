"""How well claims are found in our own labelled texts, each half by itself."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from mgcheck import Catalogue, find

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def labelled() -> ModuleType:
    """The module of benchmarks/ that reads labelled texts and scores mentions."""
    spec = importlib.util.spec_from_file_location("labelled", ROOT / "benchmarks" / "labelled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("half", "precision", "recall", "stance", "wording"),
    [
        ("tune", 0.93, 0.81, 0.96, 0.93),
        ("held", 0.90, 0.85, 0.95, 0.91),
    ],
)
def test_corpus(
    labelled: ModuleType,
    catalogue: Catalogue,
    half: str,
    precision: float,
    recall: float,
    stance: float,
    wording: float,
) -> None:
    """Precision, recall, stance and wording of each half stay within a point of where they are."""
    texts = labelled.load(ROOT / "tests" / "corpus", half)
    got = labelled.figures(texts, lambda d: find.mentions(d, catalogue).mentions)
    assert got.precision >= precision
    assert got.recall >= recall
    assert got.stance >= stance
    assert got.wording >= wording


def test_controls_make_no_claim_too_many(labelled: ModuleType, catalogue: Catalogue) -> None:
    """Texts that make no catalogued claim get at most one false alarm in 150 words."""
    texts = labelled.load(ROOT / "tests" / "corpus", None)
    spoken = {segment["doc"] for segment in texts.segments if segment["claims"]}
    controls = {name: doc for name, doc in texts.documents.items() if name not in spoken}
    words = sum(len(doc.text.split()) for doc in controls.values())
    found = sum(len(find.mentions(doc, catalogue).mentions) for doc in controls.values())
    assert controls
    assert found <= words / 150
