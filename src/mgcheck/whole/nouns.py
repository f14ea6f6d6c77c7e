"""What is said of whole texts: a card, a comparison, the changes of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from msgspec import Struct

from mgcheck.model import Document, Finding, Sentence, Stance, Verdict, Want, Wording


class Share(str, Enum):
    """Four ways in which a claim may stand; what no evidence decides is in none of them."""

    FAIR = "fairly-put"
    OVERSTATED = "overstated"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


SHARE: Final[Mapping[Verdict, Share | None]] = {
    Verdict.SUPPORTED: Share.FAIR,
    Verdict.OVERSTATED: Share.OVERSTATED,
    Verdict.PRECLINICAL_ONLY: Share.OVERSTATED,
    Verdict.MIXED: Share.OVERSTATED,
    Verdict.NO_EVIDENCE: Share.UNSUPPORTED,
    Verdict.NOT_SUPPORTED: Share.UNSUPPORTED,
    Verdict.MISATTRIBUTED: Share.UNSUPPORTED,
    Verdict.CONTRADICTED: Share.CONTRADICTED,
    Verdict.OUTDATED: Share.CONTRADICTED,
    Verdict.NOT_GRADABLE: None,
}
"""Where each verdict counts (docs/method.md); mixed: the text tells one side of two."""


class Headline(Struct, frozen=True):
    """A heading that says more than the text below it."""

    finding: Finding
    is_title: bool
    body: Finding | None
    """The strongest that the body says in the same sense; None: it does not say it at all."""
    body_scope: str | None
    """The group of which alone the body says it, where the heading names none."""
    body_stances: tuple[Stance, ...]
    """What else the body does with the claim: denies it, or leaves it open."""


class Missing(Struct, frozen=True):
    """Something that a reader wants and the text does not tell, and what records say of it."""

    want: Want
    on_record: tuple[tuple[str, str], ...]
    """Study and what its record says; of human studies, those that decide most claims first."""


class Backing(Struct, frozen=True):
    """A study whose results point as the text does, and who paid for it."""

    study: str
    claims: tuple[str, ...]
    seller_linked: bool | None
    funding: str | None


class Card(Struct, frozen=True):
    """One article in a few lines; always of the whole, whatever a filter hides."""

    n_claims: int
    n_not_gradable: int
    shares: Mapping[Share, int]
    strongest: Finding | None
    """The strongest overstatement."""
    headlines: tuple[Headline, ...]
    missing: tuple[Missing, ...]
    backing: tuple[Backing, ...]


class Position(Struct, frozen=True):
    """What one text does with one claim: the strongest place of one stance."""

    finding: Finding
    n_mentions: int
    scope: str | None
    """The group that it is said of; None: people in general."""


class Group(str, Enum):
    """How texts stand to one another on a claim, what a reader should see first first."""

    CONTRADICT = "contradict"
    """One asserts it and another denies it, of the same people."""
    DIFFER = "differ"
    """Another stance, wording or scope."""
    AGREE = "agree"
    ALONE = "alone"
    """Only one text speaks of it."""


class Row(Struct, frozen=True):
    """One claim across texts; a cell without positions: the text does not speak of it."""

    claim: str
    group: Group
    cells: tuple[tuple[Position, ...], ...]


class Comparison(Struct, frozen=True):
    """Texts side by side."""

    documents: tuple[Document, ...]
    rows: tuple[Row, ...]


class Move(str, Enum):
    """What a new draft did with a claim."""

    ADDED = "added"
    DROPPED = "dropped"
    STRENGTHENED = "strengthened"
    SOFTENED = "softened"
    TURNED = "turned"
    """Another stance, or a caveat that came or went."""
    WIDENED = "widened"
    """Said of a group before, of people in general now."""
    NARROWED = "narrowed"
    BETTER = "verdict-better"
    WORSE = "verdict-worse"


class Change(Struct, frozen=True):
    """One claim that a new draft treats otherwise."""

    claim: str
    moves: tuple[Move, ...]
    is_worse: bool
    old: tuple[Position, ...]
    new: tuple[Position, ...]


class Drafts(Struct, frozen=True):
    """An old draft, a new one, and what changed; what got worse comes first."""

    old: Document
    new: Document
    changes: tuple[Change, ...]
    n_unchanged: int

    @property
    def is_worse(self) -> bool:
        """True where any claim got worse."""
        return any(change.is_worse for change in self.changes)


Heard = Mapping[str, Sentence]
"""By want, the first sentence of a text that meets it."""
STRENGTH: Final = (Wording.UNCERTAIN, Wording.MAY, Wording.PROBABLY, Wording.DOES)
"""Weakest first."""
