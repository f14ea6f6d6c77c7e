"""How a sentence alone puts a relation: none, a cause flat or hedged, an association."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import mgcheck
from mgcheck import Catalogue, find
from mgcheck.model import Told

ROOT = Path(__file__).parents[2]
CASES = [
    pytest.param(sentence, label, id=sentence[:40])
    for label, sentences in yaml.safe_load(
        (ROOT / "tests" / "golden" / "telling.yaml").read_text(encoding="utf-8")
    ).items()
    for sentence in sentences
]


@pytest.mark.parametrize(("sentence", "label"), CASES)
def test_each_is_told(sentence: str, label: str, catalogue: Catalogue) -> None:
    """A sentence gets its label, whatever it is about."""
    assert find.relation_of(sentence, catalogue).value == label


def test_the_answer_can_be_traced(catalogue: Catalogue) -> None:
    """The sums are those of the tellings that were found, and the highest is the answer."""
    weighed = find.weigh("Rosemary oil may reduce hair loss.", catalogue)
    for at, total in enumerate(weighed.sums):
        assert total == pytest.approx(sum(telling.weights[at] for telling in weighed.tellings))
    assert weighed.sums[list(Told).index(weighed.label)] == max(weighed.sums)
    assert {"baseline", "may-act", "engine-may"} <= {telling.id for telling in weighed.tellings}


def test_a_chain_stays_in_its_clause(catalogue: Catalogue) -> None:
    """'May' of one clause does not hedge the verb of the next."""

    def chains(sentence: str) -> set[str]:
        return {telling.id for telling in find.weigh(sentence, catalogue).tellings}

    assert "then-may-act" in chains("It may reduce pain.")
    assert "then-may-act" not in chains("It may rain; aspirin will reduce pain.")


def test_a_pack_without_tellings_claims_nothing(tiny: Catalogue) -> None:
    """Where no table says how relations are put, none is read into a sentence."""
    assert find.relation_of("Vitamin Q improves night vision.", tiny) is Told.NONE


@settings(deadline=None)  # the first text pays for what is prepared once
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing that can be written makes it fail, and the same text gives the same answer."""
    own = mgcheck.load_catalogue()
    assert find.weigh(text, own) == find.weigh(text, own)


def bench(*arguments: str) -> list[str]:
    """The lines that the benchmark prints."""
    command = [sys.executable, str(ROOT / "benchmarks" / "wording.py"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def test_the_benchmark_takes_any_csv(tmp_path: Path) -> None:
    """Columns in any order, others beside them; the figures of a perfect answer are 1."""
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["label", "source", "sentence"])
        rows.writerows([label, "own", sentence] for sentence, label in (c.values for c in CASES))
    first, second, third, *_ = bench(str(path))
    assert first.startswith("relation sentences  macro-F1 1.000")
    assert second.startswith("all sentences       macro-F1 1.000")
    assert third.endswith(f"of {len(CASES)} sentences")


def test_fitted_elsewhere_it_still_holds(shared: Path) -> None:
    """On labelled sentences of others, each fold told by weights fitted on the others."""
    _, three, four, *_ = bench(str(shared / "wording" / "pubmed.csv"), "--folds", "5")
    assert float(three.split()[3]) >= 0.80
    assert float(four.split()[3]) >= 0.75
