"""How well bare statements are found in texts: `mgcheck.rank` against well-known baselines.

    python benchmarks/ranking.py CLAIMS TEXTS           columns or keys id, statement; text, ids
    python benchmarks/ranking.py --labelled DIR         gold.yaml, texts and claims as one folder

Files are CSV or JSON lines; several right ids are separated by |, none is an empty field.

MAP@5 and P@1 are over texts with a right answer. Open world: half of the claims are taken out, by
fixed seeds, and only the first answer counts; a text whose claims are out should get none. The
engine decides by its own default threshold; each baseline gets the threshold that is best for it in
hindsight, and `best` is the engine's F1 with such a one. Two more rows show what a language model
adds, where one is installed (ranking_model.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import ranking_model
import yaml
from ranking_baselines import BASELINES, Baseline, Claims, Ranked

import mgcheck
from mgcheck.ranking import rank
from mgcheck.ranking.meaning import Encoder

DEPTH: Final = 5
DRAWS: Final = 5


@dataclass(frozen=True)
class Text:
    """A text and the ids of the claims that it makes."""

    text: str
    ids: frozenset[str]


class OpenWorld(NamedTuple):
    """First answers where half of the claims are out."""

    precision: float
    recall: float
    f1: float


def rows(path: Path) -> list[Mapping[str, str]]:
    """The records of a CSV or a JSON lines file."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_set(claims: Path, texts: Path) -> tuple[Claims, list[Text]]:
    """Claims and texts from two files."""
    return (
        [(str(row["id"]), row["statement"]) for row in rows(claims)],
        [Text(row["text"], frozenset(filter(None, row["ids"].split("|")))) for row in rows(texts)],
    )


def read_labelled(folder: Path, statements: Path | None) -> tuple[Claims, list[Text]]:
    """Segments of a labelled folder that must be found, each with the claims required there."""
    beside = folder.resolve().parent / "claims-inventory.yaml"
    source = statements or (beside if beside.is_file() else None)
    if source:
        records = yaml.safe_load(source.read_text(encoding="utf-8"))
        claims = [(str(record["id"]), str(record["statement"])) for record in records]
    else:
        own = mgcheck.load_catalogue().claims.values()
        claims = [(claim.id, claim.statement) for claim in own]
    files = {path.stem: path for path in sorted(folder.iterdir()) if path.suffix in {".md", ".txt"}}
    contents: dict[str, str] = {}
    texts = []
    for segment in yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8")):
        ids = {label["claim"] for label in segment["claims"] if not label.get("optional")}
        if ids:
            name = segment["doc"]
            if name not in contents:  # line ends as they are: offsets count them
                contents[name] = files[name].read_bytes().decode("utf-8")
            span = contents[name][segment["start"] : segment["end"]]
            texts.append(Text(span, frozenset(ids)))
    return claims, texts


def mean_precision(answers: Sequence[Ranked], texts: Sequence[Text]) -> tuple[float, float]:
    """MAP@5 and P@1."""
    total = first = 0.0
    asked = [(found, text.ids) for found, text in zip(answers, texts, strict=True) if text.ids]
    for found, ids in asked:
        n_right = 0
        gain = 0.0
        for place, (claim, _) in enumerate(found[:DEPTH], start=1):
            if claim in ids:
                n_right += 1
                gain += n_right / place
        total += gain / min(DEPTH, len(ids))
        first += bool(found) and found[0][0] in ids
    return (total / len(asked), first / len(asked)) if asked else (0.0, 0.0)


def halves(claims: Claims) -> list[Claims]:
    """Half of the claims, once for each draw."""
    found: list[Claims] = []
    for seed in range(DRAWS):
        ids = sorted({claim for claim, _ in claims})
        random.Random(seed).shuffle(ids)  # noqa: S311 - a draw for a benchmark, not a secret
        kept = set(ids[: len(ids) // 2])
        found.append([pair for pair in claims if pair[0] in kept])
    return found


def open_world(answers: Sequence[Ranked], texts: Sequence[Text], kept: Claims) -> OpenWorld:
    """How right the first answers are, where only `kept` could be given."""
    left = {claim for claim, _ in kept}
    n_given = sum(bool(found) for found in answers)
    n_right = sum(
        bool(found) and found[0][0] in text.ids for found, text in zip(answers, texts, strict=True)
    )
    n_wanted = sum(bool(text.ids & left) for text in texts)
    precision = n_right / n_given if n_given else 0.0
    recall = n_right / n_wanted if n_wanted else 0.0
    return OpenWorld(precision, recall, 2 * n_right / max(1, n_given + n_wanted))


def in_hindsight(answers: Sequence[Ranked], texts: Sequence[Text], kept: Claims) -> OpenWorld:
    """The same with the threshold that gives the best F1."""
    thresholds = sorted({found[0][1] for found in answers if found})
    cut = (
        [found if found and found[0][1] >= low else [] for found in answers] for low in thresholds
    )
    return max(
        (open_world(those, texts, kept) for those in cut),
        key=lambda result: result.f1,
        default=OpenWorld(0.0, 0.0, 0.0),
    )


def mean(results: Sequence[OpenWorld]) -> OpenWorld:
    """The mean over draws."""
    return OpenWorld(*(sum(values) / len(results) for values in zip(*results, strict=True)))


def line(name: str, closed: tuple[float, float], opened: OpenWorld, note: str = "") -> str:
    """One row of the result."""
    figures = "".join(f"{value:10.3f}" for value in (*closed, *opened))
    return f"{name:<28}{figures}   {note}".rstrip()


def measure(claims: Claims, texts: Sequence[Text]) -> None:
    """Print one table."""
    plain = [text.text for text in texts]
    draws = halves(claims)
    n_right = sum(bool(text.ids) for text in texts)
    print(f"{len(texts)} texts, {n_right} of them with a claim; {len(claims)} statements")
    heads = ("MAP@5", "P@1", "precision", "recall", "F1")
    print(f"{'':<28}{''.join(f'{head:>10}' for head in heads)}   the last three: open world")

    def engine(name: str, encoder: Encoder | None = None) -> str:
        start = time.perf_counter()
        closed = mean_precision(rank(plain, claims, DEPTH, encoder=encoder), texts)
        took = time.perf_counter() - start
        by_default = []
        best = []
        for half in draws:
            given = rank(plain, half, 1, encoder=encoder)
            by_default.append(open_world(given, texts, half))
            every = rank(plain, half, 1, least=0.0, encoder=encoder)
            best.append(in_hindsight(every, texts, half))
        note = f"best {mean(best).f1:.3f}, {took:.1f} s"
        return line(name, closed, mean(by_default), note)

    def baseline(name: str, ranked: Baseline) -> str:
        results = [in_hindsight(ranked(plain, half), texts, half) for half in draws]
        return line(name, mean_precision(ranked(plain, claims), texts), mean(results))

    print(engine("mgcheck.rank"))
    for name, ranked in BASELINES.items():
        print(baseline(name, ranked))
    try:
        encoder = ranking_model.load()
    except ImportError as err:
        print(f"{ranking_model.NAME}: left out, as {err.name} is not installed")
        return
    print(baseline(ranking_model.NAME, partial(ranking_model.alone, encoder)))
    print(engine("mgcheck.rank with it", encoder))


def main() -> None:
    """Read the set that the command line names, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="CLAIMS TEXTS")
    parser.add_argument("--labelled", type=Path, metavar="DIR", help="a folder with gold.yaml")
    parser.add_argument(
        "--statements",
        type=Path,
        metavar="FILE",
        help="YAML list of id, statement for --labelled; else ../claims-inventory.yaml from there, "
        "else mgcheck's own catalogue",
    )
    chosen = parser.parse_args()
    if chosen.labelled and not chosen.files:
        measure(*read_labelled(chosen.labelled, chosen.statements))
    elif len(chosen.files) == 2 and not chosen.labelled:
        measure(*read_set(*chosen.files))
    else:
        parser.error("name either two files, CLAIMS and TEXTS, or --labelled DIR")


if __name__ == "__main__":
    main()
