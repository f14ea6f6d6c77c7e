"""A document's sentences laid out one by one, each with what the text before it was about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from mgcheck.find import strength
from mgcheck.find.case import Opening
from mgcheck.find.clauses import Layout, lay_out
from mgcheck.find.openings import (
    is_labelled,
    is_of_stranger,
    is_verbless,
    lacks_subject,
    opening_of,
)
from mgcheck.find.restating import restate, take_asked, take_back, take_doubted, take_elided
from mgcheck.find.roles import is_modifier, is_plural, main_group
from mgcheck.find.scan import Match, Scanner
from mgcheck.find.subjects import Naming
from mgcheck.find.topics import Group, Topics
from mgcheck.model import Block, BlockKind, Document, Sentence

_FRAGMENTS: Final = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL)
"""Blocks that need name no subject: their lead-in or heading does."""
_TITLE_WORDS: Final = 5
"""Words in capitals, one after the other, that make a title: fewer are names."""
_LONGEST_JOINING: Final = 4
"""Letters of the small words that titles leave uncapitalised (with, from)."""
_LONGEST_SOURCE: Final = 1200
_VOLUME: Final = re.compile(r"\b(?:19|20)\d\d\s*;\s*\d{1,4}(?:\s*\(\d{1,3}\))?\s*:")
_IDENTIFIER: Final = re.compile(
    # in brackets it is a source given beside a sentence
    r"(?<![(\[/])\bdoi(?:\.org/|:\s*)10\.\d{4,9}/|(?<![(\[])\bpmid:?\s*\d{6,8}\b",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(
    r"[\s\d.()\[\]^:*-]*[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+)?,?\s"
    r"(?:[A-Z]\.?[ -]?){1,4}(?=[,.;&(\s])"
)
"""How a reference opens: 'Doe J', 'van Doe, J. A.'."""


class View(Struct):
    """A sentence as the find stage sees it."""

    sentence: Sentence
    layout: Layout
    groups: list[Group]
    topic: tuple[str, ...]
    """Whom it is about if it names nobody; empty where it may not leave its subject out."""
    about: tuple[str, ...]
    """What the text is about where the sentence stands, whatever the sentence itself names."""
    opening: Opening | None
    """How a full sentence opens that names no subject; None: a fragment, or it names one."""
    is_item: bool
    asks: bool
    study: tuple[str, ...]
    """Studies that it names, or that the sentence named to which it points back."""
    scope_before: str | None
    """The scope of the study that it points back to."""
    lead: Layout | None = None
    """Items: the line that introduces them."""
    main: Group | None = None


class Reader:
    """Lays out documents with one catalogue's lexicon."""

    def __init__(self, scanner: Scanner, naming: Naming) -> None:
        self._scanner = scanner
        self._naming = naming

    def views(self, document: Document, folded: str) -> Iterator[View]:
        """Each sentence in order, one at a time: a long text is never held whole."""
        topics = Topics()
        leads: dict[int, tuple[str, ...]] = {}
        introduced: dict[int, Layout] = {}
        before: View | None = None
        headed: Sequence[Match] = ()
        at_source = (-1, False)
        for sentence in document.sentences:
            block = document.blocks[sentence.block]
            if at_source[0] != sentence.block:
                at_source = (sentence.block, _is_source(document.text, block))
            if at_source[1]:
                continue
            tokens = self._scanner.tokens(folded, sentence.start, sentence.end)
            layout = lay_out(tokens, self._scanner.scan(tokens))
            if layout.has("unit"):
                _drop_units(layout, document.text)
            topics.lead = _introduced_by(block, sentence.block, leads)
            _take_outcomes(layout, sentence, before, headed, document, block)
            if block.kind is BlockKind.HEADING:
                headed = layout.outcomes
                # "Why you'll love it" means what the headings above it are about
                topics.aside = ()
                topics.under(block.level, ())
            view = self._view(sentence, block, layout, topics, before)
            view.lead = _put_above(block, leads, introduced)
            introduced[sentence.block] = layout
            self._remember(view, topics, block)
            if view.main is not None and not (
                block.kind is BlockKind.ITEM
                and sentence.block in leads
                and self._naming.passes(view.main.concepts, topics)
            ):
                leads[sentence.block] = view.main.concepts
            elif block.lead is not None and block.lead in leads:
                leads[sentence.block] = leads[block.lead]
            yield view
            before = view

    def _view(
        self,
        sentence: Sentence,
        block: Block,
        layout: Layout,
        topics: Topics,
        before: View | None,
    ) -> View:
        groups = self._naming.groups(layout, topics)
        acting = [g for g in groups if g.role == "subject" and self._naming.acts(g.concepts)]
        nobody = not acting
        labelled = block.kind in _FRAGMENTS or (nobody and is_labelled(layout))
        may_omit = (labelled and not is_of_stranger(layout)) or (
            nobody and (lacks_subject(layout) or is_verbless(layout))
        )
        opened = opening_of(layout) if nobody and not may_omit else None
        heading = block.kind is BlockKind.HEADING
        back = before if layout.has("studyback") else None
        named = tuple(match.concept for match in layout.studies)
        return View(
            sentence,
            layout,
            groups,
            topics.about() if (may_omit or opened is not None) and not heading else (),
            topics.about(),
            opened,
            block.kind in (BlockKind.ITEM, BlockKind.CELL),
            _asks(layout, block.kind),
            named or (back.study if back else ()),
            # "these findings suggest" speaks of more than those who were studied
            _scope_of(back) if back and not layout.has("may") else None,
        )

    def _remember(self, view: View, topics: Topics, block: Block) -> None:
        for group in view.groups:
            if group.how == "named":
                for concept in group.concepts:
                    topics.note(concept)
        view.main = main_group(view.groups, view.layout)
        if block.kind is BlockKind.HEADING:
            theirs = view.main.concepts if view.main else ()
            # "Migraine" in a text on magnesium says what for, and not what of
            topics.under(
                block.level, theirs if self._naming.acts(theirs) or not topics.title else ()
            )
            topics.current = ()
        elif view.main is not None and (block.kind is BlockKind.PARAGRAPH or not topics.current):
            in_passing = self._naming.passes(view.main.concepts, topics)
            if in_passing and (
                is_modifier(view.main, view.layout)
                or (is_plural(view.main, view.layout) and self._naming.is_rest(view.main.concepts))
            ):
                topics.aside = ()  # "nothing else in the magnesium aisle", "most other forms"
            else:
                topics.turn_to(view.main.concepts, in_passing)
                if topics.title and self._naming.acts(view.main.concepts) > self._naming.acts(
                    topics.title
                ):
                    topics.title = view.main.concepts  # the headings so far only said what for
        else:
            topics.aside = ()


def _introduced_by(block: Block, number: int, leads: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """What an item is about: what it has named itself, or what the line before the list names."""
    if block.kind is BlockKind.ITEM and number in leads:
        return leads[number]
    return next((leads[at] for at in (block.lead, block.column) if at in leads), ())


def _put_above(
    block: Block, leads: dict[int, tuple[str, ...]], introduced: dict[int, Layout]
) -> Layout | None:
    """The line that says what an item is an item of, or the head that says what a cell tells.

    Of a cell's two heads that is the one that names no subject: 'Best for', whether it stands
    above the cells or before them.
    """
    if block.kind is BlockKind.CELL:
        heads = (block.column, block.lead) if block.lead in leads else (block.lead, block.column)
        return next((introduced[at] for at in heads if at in introduced), None)
    return None if block.lead is None else introduced.get(block.lead)


def _scope_of(view: View) -> str | None:
    own, _ = strength.scope(view.layout, None)
    return own or view.scope_before


def _take_outcomes(
    layout: Layout,
    sentence: Sentence,
    before: View | None,
    headed: Sequence[Match],
    document: Document,
    block: Block,
) -> None:
    """Add the outcomes that 'some relief' stands for; drop what is only part of a title."""
    prior = (
        before.layout if before is not None and before.sentence.block == sentence.block else None
    )
    earlier = prior.outcomes if prior is not None else ()
    if layout.has("restates") and not layout.outcomes:
        cue = layout.cues["restates"][0]
        restate(layout, earlier, cue, "names")
    if all(m.role != "names" for m in layout.outcomes):
        take_back(layout, [m for m in earlier if m.role != "does"])
    take_doubted(layout, earlier or headed)
    take_asked(layout, prior)
    take_elided(layout, prior)
    if block.kind is BlockKind.PARAGRAPH and layout.outcomes:
        titled = _titled(document.text, layout)
        if titled:
            layout.outcomes = [
                m for m in layout.outcomes if m.role == "does" or m.first not in titled
            ]


def _drop_units(layout: Layout, text: str) -> None:
    """Drop subjects that are units of mass: 'Mg' names one, 'mg' and '200 Mg' do not."""
    units = {m.first for m in layout.cues["unit"]}

    def is_unit(match: Match) -> bool:
        token = layout.tokens[match.first]
        before = layout.tokens[match.first - 1].text if match.first else ""
        written = text[token.start : token.end]
        return match.last - match.first == 1 and (written != written.title() or before.isdigit())

    layout.subjects = [m for m in layout.subjects if m.first not in units or not is_unit(m)]


def _titled(text: str, layout: Layout) -> set[int]:
    """Tokens of a title inside the sentence: five words in capitals, small ones aside."""
    found: set[int] = set()
    if sum(text[token.start].isupper() for token in layout.tokens) < _TITLE_WORDS:
        return found
    run: list[int] = []
    capitals = 0
    for at, token in enumerate(layout.tokens):
        word = text[token.start : token.end]
        is_capital = word[0].isupper() and (len(word) == 1 or not word.isupper())
        if is_capital or (len(word) <= _LONGEST_JOINING and word.islower()):
            run.append(at)
            capitals += is_capital
            continue
        if capitals >= _TITLE_WORDS:
            found.update(run)
        run, capitals = [], 0
    if capitals >= _TITLE_WORDS:
        found.update(run)
    return found


def _is_source(text: str, block: Block) -> bool:
    """Whether a block is an entry of a list of references: a title is no claim of the text."""
    if block.end - block.start > _LONGEST_SOURCE:
        return False
    if _VOLUME.search(text, block.start, block.end):
        return True
    if _IDENTIFIER.search(text, block.start, block.end) is None:
        return False
    # "Doe found more sleep (...). https://doi.org/10..." is a sentence with its source
    return block.kind is BlockKind.ITEM or _INITIALS.match(text, block.start) is not None


def _asks(layout: Layout, kind: BlockKind) -> bool:
    """Whether a sentence is a question; a heading may be one without its mark."""
    tokens = layout.tokens
    if any(token.text == "?" for token in tokens[-2:]):
        return True
    # "How to use it for sleep" is none
    shows = len(tokens) > 1 and tokens[1].text == "to"
    opens = any(m.first == 0 for m in layout.cues.get("asks", ()))
    return kind is BlockKind.HEADING and opens and not shows
