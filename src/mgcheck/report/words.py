"""The words, signs and colours in which a report says the model's terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mgcheck.model import (
    Catalogue,
    Certainty,
    Design,
    Direction,
    Finding,
    Severity,
    Stance,
    Tier,
    Verdict,
    Wording,
)
from mgcheck.report.line import Style

SIGN: Final[Mapping[Verdict, str]] = {
    Verdict.SUPPORTED: "✓",
    Verdict.OVERSTATED: "▲",
    Verdict.PRECLINICAL_ONLY: "▲",
    Verdict.MIXED: "≈",
    Verdict.NOT_SUPPORTED: "✗",
    Verdict.CONTRADICTED: "✗",
    Verdict.OUTDATED: "✗",
    Verdict.MISATTRIBUTED: "✗",
    Verdict.NO_EVIDENCE: "○",
    Verdict.NOT_GRADABLE: "–",
}
BADGE: Final[Mapping[Severity, Style]] = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.NOTE: Style.NOTE,
    Severity.NONE: Style.FINE,
}
"""Colours that bring their own background: they read on dark and light terminals alike."""
TINT: Final[Mapping[Verdict, Style]] = {
    Verdict.SUPPORTED: Style.GREEN,
    Verdict.OVERSTATED: Style.YELLOW,
    Verdict.PRECLINICAL_ONLY: Style.YELLOW,
    Verdict.MIXED: Style.CYAN,
    Verdict.NOT_SUPPORTED: Style.RED,
    Verdict.CONTRADICTED: Style.RED,
    Verdict.OUTDATED: Style.RED,
    Verdict.MISATTRIBUTED: Style.RED,
    Verdict.NO_EVIDENCE: Style.YELLOW,
    Verdict.NOT_GRADABLE: Style.QUIET,
}
CIRCLES: Final[Mapping[Certainty, str]] = {
    Certainty.HIGH: "⊕⊕⊕⊕",
    Certainty.MODERATE: "⊕⊕⊕◯",
    Certainty.LOW: "⊕⊕◯◯",
    Certainty.VERY_LOW: "⊕◯◯◯",
}
"""GRADE's own signs for its four levels."""
DESIGN: Final[Mapping[Design, str]] = {
    Design.RCT: "randomised trial",
    Design.CROSSOVER_RCT: "crossover trial",
    Design.CONTROLLED: "controlled trial, not randomised",
    Design.BEFORE_AFTER: "before-after study",
    Design.COHORT: "cohort study",
    Design.CROSS_SECTIONAL: "cross-sectional study",
    Design.META_ANALYSIS: "meta-analysis",
    Design.SYSTEMATIC_REVIEW: "systematic review",
    Design.ANIMAL: "animal experiment",
    Design.IN_VITRO: "cell experiment",
}
DIRECTION: Final[Mapping[Direction, str]] = {
    Direction.IMPROVED: "improved",
    Direction.WORSENED: "worsened",
    Direction.INCREASED: "increased",
    Direction.DECREASED: "decreased",
    Direction.NO_DIFFERENCE: "no difference",
    Direction.MIXED: "mixed",
}
POINTS: Final[Mapping[str | None, str]] = {
    "same": "as the claim says",
    "none": "no difference",
    "conflict": "results point different ways",
    "opposite": "against the claim",
    None: "nothing on record",
}
"""Which way a body of evidence points."""
WORDING: Final[Mapping[Wording, str]] = {
    Wording.DOES: "flatly",
    Wording.PROBABLY: "as probable",
    Wording.MAY: "as possible",
    Wording.UNCERTAIN: "as uncertain",
}
STANCE: Final[Mapping[Stance, str]] = {
    Stance.ASSERTS: "asserts",
    Stance.DENIES: "denies",
    Stance.QUESTIONS: "leaves open",
}
STATE: Final[Mapping[str, str]] = {
    "new": "new",
    "unchanged": "known",
    "updated": "re-graded",
}
"""How a finding stands to a baseline."""
SUPPRESSED_BY: Final[Mapping[str, str]] = {
    "inSource": "by a comment",
    "external": "by the baseline",
}
NO_ADVICE: Final = "mgcheck weighs words against evidence; it gives no medical advice."
SEVERITIES: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.NONE)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: 1 error, 2 errors, 1,200 words."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def as_put(finding: Finding, catalogue: Catalogue) -> str:
    """The claim as strongly as the text puts it: 'supported' beside a flat statement misleads."""
    claim, mention = catalogue.claims[finding.mention.claim], finding.mention
    wording = Wording.UNCERTAIN if mention.stance is Stance.QUESTIONS else mention.wording
    if wording is Wording.DOES or mention.stance is Stance.DENIES:
        return claim.statement
    return claim.wordings.get(wording.value, claim.statement)


def verdict(finding: Finding) -> str:
    """The verdict in words; where only animals or cells were studied, that too."""
    is_bench = finding.verdict is Verdict.SUPPORTED and finding.body.tier is Tier.PRECLINICAL
    return f"{finding.verdict.value} (preclinical)" if is_bench else finding.verdict.value
