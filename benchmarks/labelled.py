"""Labelled texts, and how well a set of mentions fits them.

A folder holds gold.yaml (segments with the claims that a careful reader finds there), sources.yaml
and the texts. A mention is right where it overlaps a segment that holds its claim, required or
optional; recall counts required claims only; copies in one segment count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from mgcheck.model import Document, Mention
from mgcheck.read import document

Finds = Callable[[Document], Sequence[Mention]]


class Figures(NamedTuple):
    """How well mentions fit the labels of one or more texts."""

    precision: float
    recall: float
    stance: float
    wording: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Labelled(NamedTuple):
    """A labelled folder, read once."""

    documents: dict[str, Document]
    segments: tuple[dict[str, Any], ...]
    claims: frozenset[str]
    """Claims that were labelled for; others are set aside."""


def load(folder: Path, half: str | None = None) -> Labelled:
    """The texts and labels of `folder`; `half`: only sources of that half."""
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    wanted = {s["id"] for s in sources if half is None or s.get("half") == half}
    documents = {}
    for path in sorted(folder.iterdir()):
        if path.stem in wanted and path.suffix in (".txt", ".md"):
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
            documents[path.stem] = document(text, path.name, path.suffix == ".md")
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    claims = (folder / "claims.txt").read_text(encoding="utf-8").split()
    return Labelled(documents, tuple(g for g in gold if g["doc"] in documents), frozenset(claims))


def figures(labelled: Labelled, finds: Finds) -> Figures:
    """What `finds` gets right over all texts of `labelled`."""
    right = wrong = required = found = stances = stances_right = wordings = wordings_right = 0
    for name, text in labelled.documents.items():
        segments = [g for g in labelled.segments if g["doc"] == name]
        mentions = [m for m in finds(text) if m.claim in labelled.claims]
        hits: dict[tuple[int, str], Mention] = {}
        misses: set[tuple[int, str]] = set()
        for mention in mentions:
            over = [i for i, g in enumerate(segments) if _overlap(mention, g) > 0]
            held = [i for i in over if _label(segments[i], mention.claim)]
            for i in held:
                hits.setdefault((i, mention.claim), mention)
            if not held:
                misses.add((over[0] if over else -mention.start - 1, mention.claim))
        wrong += len(misses)
        right += len({(m.claim, m.start) for m in hits.values()})
        for i, segment in enumerate(segments):
            for label in segment["claims"]:
                hit = hits.get((i, label["claim"]))
                needed = not label.get("optional")
                required += needed
                found += needed and hit is not None
                if hit is None:
                    continue
                stances += 1
                stances_right += hit.stance.value in (label["stance"], label.get("or"))
                if label.get("wording"):
                    wordings += 1
                    wordings_right += hit.wording.value == label["wording"]
    return Figures(
        _rate(right, right + wrong),
        _rate(found, required),
        _rate(stances_right, stances),
        _rate(wordings_right, wordings),
    )


def table(rows: Iterable[tuple[str, Sequence[Figures]]], names: Sequence[str]) -> str:
    """Rows of figures, side by side for each set of texts, as Markdown."""
    head = " | ".join(f"{n} P | R | F1" for n in names)
    lines = [f"| | {head} |", "| --- |" + " --- |" * 3 * len(names)]
    for name, sets in rows:
        cells = " | ".join(f"{f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f}" for f in sets)
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def _overlap(mention: Mention, segment: dict[str, Any]) -> int:
    return min(mention.end, int(segment["end"])) - max(mention.start, int(segment["start"]))


def _label(segment: dict[str, Any], claim: str) -> bool:
    return any(label["claim"] == claim for label in segment["claims"])


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
