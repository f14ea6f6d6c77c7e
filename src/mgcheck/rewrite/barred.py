"""Sentences that are never changed: a hedge in one, or another in its place, would do harm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mgcheck.model import Block, BlockKind, Catalogue, Document, Finding, Stance
from mgcheck.rewrite.phrases import Phrases
from mgcheck.rewrite.verbs import Word, words

_LISTED = (BlockKind.ITEM, BlockKind.CELL)


class Bars:
    """Tells which sentences take no fix, with one catalogue's phrases."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._phrases = Phrases(catalogue.rewrites)
        self._words = {use: frozenset(found) for use, found in catalogue.rewrites.words.items()}

    def bar(self, document: Document, findings: Sequence[Finding]) -> bool:
        """Whether the sentence of `findings` takes no fix, safe or unsafe."""
        start, end = findings[0].mention.start, findings[0].mention.end
        at = _block_at(document, start)
        if at is not None and (
            document.blocks[at].is_quoted or self._is_listed_as_false(document, at)
        ):
            return True
        text = document.readable
        if any(self._phrases.stand(use, text, start, end) for use in ("denying", "harm")):
            return True
        if self._phrases.stand("untreated", text, *_with_next(document, start, end)):
            return True
        return any(_tells_of_harm(f) for f in findings) or self._does_more(text, findings)

    def _does_more(self, text: str, findings: Sequence[Finding]) -> bool:
        """Whether the sentence tells of something brought about that no claim of it asserts.

        "Causes headaches and improves sleep": the headaches are no claim of the catalogue.
        """
        mention = findings[0].mention
        told = [
            (hit.start, hit.end)
            for f in findings
            if f.mention.stance is Stance.ASSERTS
            for hit in f.mention.hits
        ]
        found = self._phrases.found("brings", text, mention.start, mention.end)
        return any(not any(a < m.end() and m.start() < b for a, b in told) for m in found)

    def _is_listed_as_false(self, document: Document, at: int) -> bool:
        """Whether what stands above the block says no to it, or calls it a myth."""
        is_listed = document.blocks[at].kind in _LISTED
        for start, end in _above(document, at):
            if self._phrases.stand("denying", document.readable, start, end):
                return True
            if is_listed and self._says_no(words(document.readable, start, end)):
                return True
        return False

    def _says_no(self, found: Sequence[Word]) -> bool:
        nexts = [*(word.low for word in found[1:]), ""]
        return any(
            after not in self._words.get("additive", ())  # "not only"
            and (word.low in self._words.get("negations", ()) or word.low.endswith(("n't", "n’t")))
            for word, after in zip(found, nexts, strict=True)
        )


def _tells_of_harm(finding: Finding) -> bool:
    """Whether the sentence says the reverse of a claim without a no: 'raises blood pressure'."""
    if finding.mention.stance is not Stance.DENIES:
        return False
    return all(hit.part != "negation" for hit in finding.mention.hits)


def _block_at(document: Document, offset: int) -> int | None:
    inside = (i for i, b in enumerate(document.blocks) if b.start <= offset < b.end)
    return max(inside, default=None)


def _with_next(document: Document, start: int, end: int) -> tuple[int, int]:
    """The sentence and the one after it, which may draw a conclusion: 'So stop your tablets.'"""
    sentences = document.sentences
    at = bisect_right(sentences, start, key=lambda s: s.start)
    if at and at < len(sentences) and sentences[at].block == sentences[at - 1].block:
        return start, sentences[at].end
    return start, end


def _above(document: Document, at: int) -> Iterator[tuple[int, int]]:
    """Where the words stand under which the block `at` stands: what leads it in, its headings."""
    blocks = document.blocks
    seen: set[int] = set()
    ahead = [blocks[at].lead, blocks[at].column]
    while ahead:
        index = ahead.pop()
        if index is None or index in seen:
            continue
        seen.add(index)
        yield _last_sentence(document, index)
        ahead.append(blocks[index].lead)
    level = _level(blocks[at])
    for index in range(at - 1, -1, -1):
        if blocks[index].kind is BlockKind.HEADING and blocks[index].level < level:
            level = blocks[index].level
            yield blocks[index].start, blocks[index].end


def _level(block: Block) -> int:
    return block.level if block.kind is BlockKind.HEADING else 7


def _last_sentence(document: Document, index: int) -> tuple[int, int]:
    """Of a paragraph that leads in only the last sentence does."""
    found = [(s.start, s.end) for s in document.sentences if s.block == index]
    return found[-1] if found else (document.blocks[index].start, document.blocks[index].end)
