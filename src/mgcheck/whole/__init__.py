"""The article as a whole: its card, how texts differ, what a new draft changed."""

from mgcheck.whole.card import card
from mgcheck.whole.nouns import (
    Backing,
    Card,
    Change,
    Comparison,
    Drafts,
    Group,
    Headline,
    Missing,
    Move,
    Position,
    Row,
    Share,
)

__all__ = [
    "Backing",
    "Card",
    "Change",
    "Comparison",
    "Drafts",
    "Group",
    "Headline",
    "Missing",
    "Move",
    "Position",
    "Row",
    "Share",
    "card",
]
