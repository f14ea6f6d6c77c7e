"""Hedges in the author's own sentence: grammar, case, lists, and when none is offered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mgcheck import Catalogue, Document, Finding, read
from mgcheck.model import (
    Body,
    Hit,
    Mention,
    Relation,
    Severity,
    Stance,
    Tier,
    Verdict,
    Wording,
)
from mgcheck.rewrite import applied
from mgcheck.rewrite.hedges import Hedger, Target, hedge_for, weaker

GOLDEN = Path(__file__).parents[1] / "golden" / "rewrites.yaml"
CASES = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
EMPTY = Body(None, Tier.NONE, None, None, (), (), (), (), None, None)


def made(document: Document, words: str) -> Finding:
    """A finding on the last sentence of `document` that holds `words`, which make its claim."""
    sentence = next(
        s for s in reversed(document.sentences) if words in document.text[s.start : s.end]
    )
    at = document.text.index(words, sentence.start)
    hits = [Hit(at, at + len(words), "x", "relation")]
    for name in ("Valerian", "valerian's", "valerian"):
        found = document.text.find(name, sentence.start, sentence.end)
        if found >= 0:
            hits.append(Hit(found, found + len(name), "valerian", "subject"))
            break
    mention = Mention(
        claim=words,
        start=sentence.start,
        end=sentence.end,
        stance=Stance.ASSERTS,
        wording=Wording.DOES,
        relation=Relation.CAUSE,
        scope=None,
        score=100,
        how="",
        hits=tuple(hits),
    )
    return Finding(mention, EMPTY, Verdict.OVERSTATED, Severity.ERROR, "", None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hedge(case: dict[str, Any], catalogue: Catalogue) -> None:
    """The first candidate reads as its case says; where it says null there is none."""
    document = read.document(case["text"], markdown=case.get("markdown", False))
    targets = [Target(made(document, words), hedge) for words, hedge in case["said"].items()]
    first = next(iter(Hedger(catalogue).candidates(document, targets)), None)
    got = None if first is None else applied(document.text, first.edits)
    assert got == case["becomes"]
    assert first is None or first.is_safe


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("may", "probably", "may"),
        ("uncertain", "may", "uncertain"),
        ("untested", "uncertain", "unsettled"),
        ("animals", "animals", "animals"),
    ],
)
def test_the_weaker_serves_both(one: str, other: str, both: str) -> None:
    """Two hedges for one verb: the weaker; two ways of not knowing meet in one that fits both."""
    assert weaker(one, other) == weaker(other, one) == both


@pytest.mark.parametrize(
    "verdict", [Verdict.CONTRADICTED, Verdict.OUTDATED, Verdict.MISATTRIBUTED, Verdict.NOT_GRADABLE]
)
def test_where_no_hedge_is_honest_none_is_offered(verdict: Verdict) -> None:
    """What the evidence contradicts is not made fair by 'may'."""
    finding = made(read.document("Valerian improves sleep."), "improves")
    changed = Finding(finding.mention, EMPTY, verdict, Severity.ERROR, "", None)
    assert hedge_for(changed) is None
