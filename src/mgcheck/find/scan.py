"""Scanning: the lexicon's terms found in a sentence's words, longest first.

Terms without gaps stand in tries of stems; those with gaps are tried where their first word stands.
Misspelt subject names are put right by edit distance, word by word (rapidfuzz), never on whole
texts: scores over whole texts saturate and let everything through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from msgspec import Struct

from mgcheck.lexicon import Lexicon, Term
from mgcheck.text import MARKS, SMALL, spans, stem

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_MENDED: Final = 8
"""Letters below which one slip makes another word (citrate, nitrate), so nothing is mended."""
_CLOSEST: Final = 0.86
"""Similarity (Damerau-Levenshtein, 1 is equal): one slip in eight letters, none less."""
OUTRANKING: Final = frozenset(("pseudo", "uncertain", "whether", "association", "may", "probably"))
"""Cues whose phrases hide the cues inside them (cues.yaml)."""
_ENUMERATING: Final = frozenset(("including", "notably", "especially"))
_LISTING: Final = frozenset(("and", "or"))


_Node = dict[str, Any]
"""A trie's node: under "" the terms that end here, and by stem the nodes below.

Most are never reached, so each begins as its terms' numbers and opens when a text holds its word.
"""
_Follows = tuple[_Node, frozenset[str], dict[str, tuple[int, ...]]]
"""What may follow a word: a trie of solid terms, and gapped ones by the words they end in."""


class Token(Struct, frozen=True, gc=False):
    """A word or clause mark of a sentence, small words left out."""

    text: str
    stem: str
    start: int
    end: int
    small: str
    """The small word that stood right before it, or ''."""
    lead: str = ""
    """The first of the small words that stood before it."""


class Match(Struct, gc=False):
    """A term found: token positions `first` to `last`, end exclusive."""

    concept: str
    sort: str
    role: str
    first: int
    last: int
    gapped: bool
    context: bool
    lists: bool = False
    """True: its words hold an 'and' or 'or'."""
    says_no: bool = False
    """True: one of its own words is a no ('not ~ enough')."""


class _Row(NamedTuple):
    """A sentence's tokens side by side: stems, words in their own form, and where gaps end."""

    stems: list[str]
    exact: list[str | None]
    stops: list[bool]


class Scanner:
    """All terms of one lexicon, ready to be found; tries grow when first asked for."""

    def __init__(self, lexicon: Lexicon, spellings: Mapping[str, str]) -> None:
        self._lexicon = lexicon
        self._spellings = spellings
        self._stems: dict[str, str] = {}
        self._ready: dict[str, _Follows] = {}
        self._terms: dict[int, Term] = {}

    @cached_property
    def _names(self) -> dict[tuple[str, int], list[str]]:
        """Words of subject names that are long enough to be mended, by first letter and length."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for text in self._lexicon.names:
            for word, *_ in spans(text.lower()):
                if len(word) >= _SHORTEST_MENDED and word.isalpha():
                    found[word[0], len(word)].add(word)
        return {key: sorted(names) for key, names in found.items()}

    def _grown(self, first: str) -> _Follows:
        """What may follow the word `first`: a trie of solid terms, and the gapped ones."""
        opening = self._lexicon.opening(first)
        root: _Node = {**opening.solid}
        if opening.alone:
            root[""] = list(map(self._term, opening.alone))
        self._ready[first] = made = root, frozenset(opening.gapped), opening.gapped
        return made

    def _term(self, number: int) -> Term:
        known = self._terms.get(number)
        if known is None:
            known = self._terms[number] = self._lexicon.term(number)
        return known

    def _below(self, node: _Node, word: str, depth: int) -> _Node:
        """The node below `node` at `word`, which is there; `depth` words lead to it."""
        below = node[word]
        if isinstance(below, dict):
            return below
        opened: _Node = {}
        for number in below:
            term = self._term(number)
            if len(term.words) == depth:
                opened.setdefault("", []).append(term)
            else:
                for following in term.words[depth]:
                    opened.setdefault(following, []).append(number)
        node[word] = opened
        return opened

    def tokens(self, folded: str, start: int, end: int) -> list[Token]:
        """The tokens of `folded[start:end]`."""
        out: list[Token] = []
        small = lead = ""
        stems = self._stems
        for text, first, last in spans(folded, start, end):
            if text in SMALL:
                small = text
                lead = lead or text
                continue
            known = stems.get(text)
            if known is None:
                known = self._learn(text)
            out.append(Token(text, known, first, last, small, lead))
            small = lead = ""
        return out

    def _learn(self, text: str) -> str:
        spelt = self._spellings.get(text, text)
        known = stem(spelt)
        if len(text) >= _SHORTEST_MENDED and text.isalpha():
            known = self._mend(text, known) or known
        if len(self._stems) < 200_000:  # hostile input may hold any number of words
            self._stems[text] = known
        return known

    def _mend(self, text: str, known: str) -> str | None:
        """The stem of the subject name that `text` misspells, or None."""
        # a slip in the first letter is rare, and this keeps the comparison off most words
        able = [
            name
            for size in (len(text) - 1, len(text), len(text) + 1)
            for name in self._names.get((text[0], size), ())
            if _one_slip_apart(name, text)
        ]
        if not able or self._lexicon.holds(known):
            return None
        from rapidfuzz.distance import DamerauLevenshtein
        from rapidfuzz.process import extractOne

        near = extractOne(
            text, able, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_CLOSEST
        )
        return stem(near[0]) if near else None

    def names_in_disguise(self, folded: str, landmarks: Sequence[str]) -> bool:
        """Whether a subject's name stands in the text in another spelling, or with a slip.

        `landmarks`: pieces of words that such names hold, none of which stands in it plainly.
        """
        bare = folded.replace("\u00ad", "").replace("\u200b", "")
        if bare != folded and any(mark in bare for mark in landmarks):
            return True
        for word in set(_LETTERS.findall(bare)):
            spelt = self._spellings.get(word)
            if spelt is not None and any(mark in spelt for mark in landmarks):
                return True
            if len(word) >= _SHORTEST_MENDED and self._mend(word, stem(word)):
                return True
        return False

    def scan(self, tokens: Sequence[Token]) -> list[Match]:
        """Every term in `tokens`, in order; of nested ones of a layer only the longest."""
        found: list[Match] = []
        size = len(tokens)
        row = _row(tokens, self._lexicon.exact)
        last = {token.stem: at for at, token in enumerate(tokens)}
        last.update((word, at) for at, word in enumerate(row.exact) if word is not None)
        stems, exact, _ = row
        here = {*last}
        openings, ready = self._lexicon.openings, self._ready
        for first in range(size):
            own = exact[first]
            for key in (stems[first],) if own is None else (stems[first], own):
                if key not in openings:
                    continue
                root, endings, gapped = ready.get(key) or self._grown(key)
                if "" in root:
                    found += [
                        Match(t.concept, t.sort, t.role, first, first + 1, False, t.context)
                        for t in root[""]
                        if not t.tail or _followed(t, tokens, first + 1)
                    ]
                if first + 1 < size:
                    for word in (exact[first + 1], stems[first + 1]):
                        if word is not None and word in root:
                            below = self._below(root, word, 2)
                            self._walk(below, tokens, row, first, first + 2, found)
                # most gapped terms end in a word that the sentence does not hold further on
                ends = [end for end in endings & here if last[end] > first]
                for number in {number for end in ends for number in gapped[end]}:
                    self._reach(self._term(number), tokens, row, first, found)
        return _longest(found) if len(found) > 1 else found

    def _walk(
        self,
        node: _Node,
        tokens: Sequence[Token],
        row: _Row,
        first: int,
        at: int,
        found: list[Match],
    ) -> None:
        stems, exact, _ = row
        while True:
            for term in node.get("", ()):
                if term.tail and not _followed(term, tokens, at):
                    continue
                lists = _lists(tokens, first, at)
                found.append(
                    Match(term.concept, term.sort, term.role, first, at, False, term.context, lists)
                )
            if at >= len(stems):
                return
            own = exact[at]
            if own is not None and own in node:
                below = self._below(node, own, at + 1 - first)
                self._walk(below, tokens, row, first, at + 1, found)
            if stems[at] not in node:
                return
            node, at = self._below(node, stems[at], at + 1 - first), at + 1

    def _reach(
        self, term: Term, tokens: Sequence[Token], row: _Row, first: int, found: list[Match]
    ) -> None:
        end = _end_of(term, row, first + 1)
        if end is not None and (not term.tail or _followed(term, tokens, end)):
            noes = self._lexicon.noes
            no = any(not noes.isdisjoint(position) for position in term.words)
            found.append(
                Match(
                    term.concept,
                    term.sort,
                    term.role,
                    first,
                    end,
                    gapped=True,
                    context=term.context,
                    says_no=no,
                )
            )


def _lists(tokens: Sequence[Token], first: int, end: int) -> bool:
    return end - first > 2 and any(token.text in _LISTING for token in tokens[first:end])


def _followed(term: Term, tokens: Sequence[Token], at: int) -> bool:
    """Whether one of the small words that must follow `term` stands before token `at`."""
    return at < len(tokens) and (tokens[at].lead in term.tail or tokens[at].small in term.tail)


def _one_slip_apart(name: str, text: str) -> bool:
    """Whether one slip could make `text` of `name`, by their letters: a cheap no for most words."""
    return sum(name.count(c) != text.count(c) for c in {*name, *text}) <= 2


def _row(tokens: Sequence[Token], exact: frozenset[str]) -> _Row:
    return _Row(
        [token.stem for token in tokens],
        ["=" + token.text if token.text in exact else None for token in tokens],
        [token.text in MARKS and not _goes_into(at, tokens) for at, token in enumerate(tokens)],
    )


def _end_of(term: Term, row: _Row, at: int) -> int | None:
    """Where `term` ends at the soonest if its second word may stand from token `at` on.

    Kept as the set of places that the words so far may have reached, so that no term takes longer
    than its words times its gaps.
    """
    stems, exact, stops = row
    size = len(stems)
    gaps = term.gaps
    if len(gaps) == 2:  # most terms, so without the sets
        wanted = term.words[1]
        for here in range(at, min(at + gaps[1] + 1, size)):
            if stems[here] in wanted or exact[here] in wanted:
                return here + 1
            if stops[here]:
                return None
        return None
    reached = [at]
    for number, wanted in enumerate(term.words[1:], start=1):
        following: list[int] = []
        for start in reached:
            for here in range(start, min(start + gaps[number] + 1, size)):
                if (stems[here] in wanted or exact[here] in wanted) and here + 1 not in following:
                    following.append(here + 1)
                if stops[here]:
                    break
        if not following:
            return None
        reached = following
    return min(reached)


def _goes_into(comma: int, tokens: Sequence[Token]) -> bool:
    """Whether a comma opens a list of what stands before it: 'many functions, including sleep'."""
    following = tokens[comma + 1].text if comma + 1 < len(tokens) else ""
    return tokens[comma].text == "," and following in _ENUMERATING


def _longest(found: list[Match]) -> list[Match]:
    """`found` without what stands inside a longer match of its layer; guards outrank all."""
    found.sort(key=lambda m: (m.first, -m.last, m.sort, m.concept, m.role, m.gapped, m.context))
    kept: list[Match] = []
    open_: list[Match] = []  # what may hold the matches to come
    previous: tuple[object, ...] = ()
    for match in found:
        key = (match.concept, match.sort, match.role, match.first, match.last)
        if key == previous:
            continue  # in this order, the same once more
        previous = key
        # in this order whatever can hold `match` stands before it, and still reaches past it
        first = match.first
        if open_:
            open_ = [m for m in open_ if m.last > first]
        last = match.last
        for other in open_:
            if other.last >= last and _swallows(other, match):
                break
        else:
            kept.append(match)
        # a term with "and" in it is a list of its own: it hides nothing that it lists
        if match.sort == "guard" or not (match.gapped or match.lists):
            open_.append(match)
    return kept


def _swallows(longer: Match, match: Match) -> bool:
    """Whether `longer`, which holds all of `match`, hides it."""
    if longer.last - longer.first <= match.last - match.first:
        return longer.sort == "guard" and match.sort != "guard"
    if longer.sort == match.sort == "cue":
        # within the cues of the language a phrase outranks its words: "not only" is no "not"
        return longer.concept in OUTRANKING or longer.concept == match.concept
    if longer.role == "does" and match.role == "names" and longer.concept != match.concept:
        return False
    return longer.sort in ("guard", match.sort)
