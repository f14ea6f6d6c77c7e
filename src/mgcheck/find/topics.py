"""What a text has been about so far, and the groups of subjects that a sentence names."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, TypeAlias

from msgspec import Struct

_BACK = 24
"""How many earlier subjects a noun phrase such as 'this form' may point back over."""


class Group(NamedTuple):
    """One or more subjects named together: token positions, and how they were named."""

    first: int
    last: int
    concepts: tuple[str, ...]
    how: str
    """named, pointed (it, this form), elided (X does), or topic."""
    role: str
    """subject, object (what is acted on), result (the lack that 'lowers X' makes), part (bound to
    X), who (people with X) or compared (than X)."""


Mark: TypeAlias = tuple[int, int, str, str]
"""Where a subject stands (tokens, end exclusive), which it is, and how it is named."""


class Topics(Struct):
    """What a text has been about so far."""

    recent: list[str] = []
    current: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    """What the sentence before was about in passing: a pronoun may mean it, nothing else does."""
    single: tuple[str, ...] = ()
    """The last one thing that it was about."""
    headings: list[tuple[int, tuple[str, ...]]] = []
    """Headings that the place stands under, with their levels, outermost first."""
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    """What the line that introduces the present item or cell is about."""

    def note(self, concept: str) -> None:
        """Remember that `concept` was named."""
        self.recent.append(concept)
        del self.recent[:-_BACK]

    def under(self, level: int, concepts: tuple[str, ...]) -> None:
        """Enter a heading of `level` that speaks of `concepts` (none: it only ends others)."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if concepts:
            self.headings.append((level, concepts))
            if not self.title:
                self.title = concepts

    def turn_to(self, concepts: tuple[str, ...], in_passing: bool) -> None:
        """Take `concepts` for what the text is about now, or only for what the next 'it' means."""
        if in_passing:
            self.aside = concepts
        else:
            self.current, self.aside = concepts, ()
            if len(concepts) == 1:
                self.single = concepts

    def about(self) -> tuple[str, ...]:
        """What a sentence that names nothing is likely about."""
        section = self.headings[-1][1] if self.headings else self.title
        return self.lead or self.current or section or self._theme()

    def _theme(self) -> tuple[str, ...]:
        """What was named most of late, for a heading that names nothing."""
        named = Counter(reversed(self.recent))
        return tuple(concept for concept, _ in named.most_common(1))
