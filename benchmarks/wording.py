"""How well the wording of single sentences is told: any CSV with the columns sentence and label.

    python benchmarks/wording.py sentences.csv              the table of the catalogue as it stands
    python benchmarks/wording.py sentences.csv --folds 5    weights fitted on the other folds
    python benchmarks/wording.py sentences.csv --write FILE fit on all, weights into the table FILE

Labels are none, direct, conditional and association. The first figure is macro-F1 over the last
three among sentences that claim a relation; there, an answer of none counts as wrong.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Final

import mgcheck
from mgcheck.find.telling import LABELS, Teller

NAMES: Final = tuple(label.value for label in LABELS)
NONE: Final = NAMES.index("none")
CARE: Final = (0.65, 1.6, 2.2, 1.0)
"""What a sentence of each label counts for in fitting: rare labels more."""
PRIOR: Final = 5.0
"""How hard weights are held near 0 (ridge): a telling needs that many sentences to speak up."""
PASSES: Final = 25
_LONGEST_STEP: Final = 1.0

Weights = list[list[float]]
"""For each telling, one weight a label."""


@dataclass(frozen=True)
class Labelled:
    """Labelled sentences, as the tellings that stand in each."""

    held: list[list[int]]
    gold: list[int]

    def part(self, chosen: Sequence[int]) -> Labelled:
        """The sentences at `chosen`."""
        return Labelled([self.held[at] for at in chosen], [self.gold[at] for at in chosen])


def read(path: Path, catalogue: mgcheck.Catalogue) -> Labelled:
    """The sentences of a CSV."""
    place = {telling.id: at for at, telling in enumerate(catalogue.tellings)}
    teller = Teller(catalogue)
    data = Labelled([], [])
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            data.held.append([place[found.id] for found in teller.tellings_in(row["sentence"])])
            data.gold.append(NAMES.index(row["label"]))
    return data


def answers(data: Labelled, weights: Weights) -> list[int]:
    """The label with the highest sum, for each sentence."""
    found = []
    for held in data.held:
        sums = [sum(weights[at][label] for at in held) for label in range(len(NAMES))]
        found.append(max(range(len(NAMES)), key=sums.__getitem__))
    return found


def fit(data: Labelled, n_tellings: int, free: int) -> Weights:
    """Weights by ridge logistic regression: Newton's steps, one telling at a time.

    `free` is the telling that every sentence holds; nothing pulls its weights towards 0.
    """
    labels = range(len(NAMES))
    weights: Weights = [[0.0] * len(NAMES) for _ in range(n_tellings)]
    sums = [[0.0] * len(NAMES) for _ in data.held]
    shares = [[1 / len(NAMES)] * len(NAMES) for _ in data.held]
    where: list[list[int]] = [[] for _ in range(n_tellings)]
    for at, held in enumerate(data.held):
        for telling in held:
            where[telling].append(at)
    for _ in range(PASSES):
        for telling, places in enumerate(where):
            if not places:
                continue
            hold = 0.0 if telling == free else PRIOR
            slope = [hold * weight for weight in weights[telling]]
            bend = [hold + 0.01] * len(NAMES)
            for at in places:
                gold = data.gold[at]
                care = CARE[gold]
                share = shares[at]
                slope[gold] -= care
                for label in labels:
                    slope[label] += care * share[label]
                    bend[label] += care * share[label] * (1 - share[label])
            steps = [
                max(-_LONGEST_STEP, min(_LONGEST_STEP, -slope[label] / bend[label]))
                for label in labels
            ]
            for label in labels:
                weights[telling][label] += steps[label]
            for at in places:
                mine = sums[at]
                for label in labels:
                    mine[label] += steps[label]
                top = max(mine)
                raised = [exp(one - top) for one in mine]
                whole = sum(raised)
                shares[at] = [one / whole for one in raised]
    return weights


def folded(data: Labelled, n_folds: int, n_tellings: int, free: int) -> list[int]:
    """Answers for each sentence by weights fitted on the folds that it is not in."""
    chance = random.Random(0)  # noqa: S311  (no secret: the same folds at every run)
    fold_of = [0] * len(data.gold)
    for label in range(len(NAMES)):
        places = [at for at, gold in enumerate(data.gold) if gold == label]
        chance.shuffle(places)
        for turn, at in enumerate(places):
            fold_of[at] = turn % n_folds
    found = [NONE] * len(data.gold)
    for fold in range(n_folds):
        own = [at for at, other in enumerate(fold_of) if other == fold]
        rest = [at for at, other in enumerate(fold_of) if other != fold]
        weights = fit(data.part(rest), n_tellings, free)
        for at, answer in zip(own, answers(data.part(own), weights), strict=True):
            found[at] = answer
    return found


def f1(gold: Sequence[int], told: Sequence[int], label: int) -> float:
    """Harmonic mean of precision and recall for one label."""
    right = sum(one == other == label for one, other in zip(gold, told, strict=True))
    named = gold.count(label) + told.count(label)
    return 2 * right / named if named else 0.0


def show(gold: list[int], told: list[int]) -> None:
    """The figures and the confusion table."""
    relation = [at for at, label in enumerate(gold) if label != NONE]
    some, said = [gold[at] for at in relation], [told[at] for at in relation]
    three = {name: f1(some, said, at) for at, name in enumerate(NAMES) if at != NONE}
    four = {name: f1(gold, told, at) for at, name in enumerate(NAMES)}
    for what, scores in (("relation sentences", three), ("all sentences", four)):
        mean = sum(scores.values()) / len(scores)
        each = "  ".join(f"{name} {score:.3f}" for name, score in scores.items())
        print(f"{what:<19} macro-F1 {mean:.3f}  {each}")
    right = sum(one == other for one, other in zip(gold, told, strict=True))
    print(f"accuracy            {right / len(gold):.3f} of {len(gold)} sentences")
    print("gold, then told     " + "".join(f"{name:>13}" for name in NAMES))
    for row, name in enumerate(NAMES):
        counts = [
            sum(one == row and other == at for one, other in zip(gold, told, strict=True))
            for at in range(len(NAMES))
        ]
        print(f"{name:<20}" + "".join(f"{count:>13}" for count in counts))


def write(path: Path, catalogue: mgcheck.Catalogue, weights: Weights) -> None:
    """Put `weights` into the table at `path`, each at its telling, to two decimals."""
    table = path.read_text(encoding="utf-8")
    for telling, found in zip(catalogue.tellings, weights, strict=True):
        # one number may be added to all four without any effect: centred, they can be read
        mean = sum(found) / len(found)
        shown = ", ".join(
            f"{name}: {weight - mean:.2f}" for name, weight in zip(NAMES, found, strict=True)
        )
        pattern = rf"(?m)^(- id: {re.escape(telling.id)}\n  name: .*\n  tells: )\{{.*\}}$"
        table, n_written = re.subn(pattern, rf"\g<1>{{{shown}}}", table)
        if n_written != 1:
            raise SystemExit(f"{path}: no place for the weights of '{telling.id}'")
    path.write_text(table, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Read, answer, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("csv", type=Path, help="a CSV with the columns sentence and label")
    parser.add_argument("--catalogue", type=Path, help="a pack; default: mgcheck's own")
    parser.add_argument("--folds", type=int, help="judge each fold by weights fitted on the others")
    parser.add_argument("--write", type=Path, metavar="FILE", help="fit on all, write the weights")
    options = parser.parse_args(arguments)
    catalogue = mgcheck.load_catalogue(options.catalogue)
    data = read(options.csv, catalogue)
    ids = [telling.id for telling in catalogue.tellings]
    free = ids.index("baseline")
    if options.folds:
        print(f"{options.folds} folds, each told by weights fitted on the others")
        show(data.gold, folded(data, options.folds, len(ids), free))
        return 0
    if options.write:
        weights = fit(data, len(ids), free)
        write(options.write, catalogue, weights)
        print("fitted on these very sentences")
    else:
        weights = [list(telling.weights) for telling in catalogue.tellings]
    show(data.gold, answers(data, weights))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
