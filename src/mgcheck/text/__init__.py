"""Words and stems: the one way in which texts and lexicon terms are made comparable."""

from mgcheck.text.counts import Count, counts
from mgcheck.text.fold import fold
from mgcheck.text.words import MARKS, SMALL, UNSEEN, Word, seen, spans, stem, words

__all__ = [
    "MARKS",
    "SMALL",
    "UNSEEN",
    "Count",
    "Word",
    "counts",
    "fold",
    "seen",
    "spans",
    "stem",
    "words",
]
