"""What a finding is known by from one run to the next: the claim, its sentence, which of several.

Neither line, column nor path goes in, so that a sentence that moved, or was wrapped or emphasised
anew, stays known. Formats that need one of its own for each file add the path themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from mgcheck.model import Document, Finding

VERSION: Final = "v1"
"""Goes up when the same text would get another fingerprint."""
_WORD: Final = re.compile(r"\w+")
_LENGTH: Final = 32


def fingerprints(findings: Sequence[Finding], document: Document) -> tuple[str, ...]:
    """For each finding 32 hexadecimal digits: claim, normalised sentence, and its occurrence.

    Findings of one claim in equal sentences are told apart by their order in the text. Hand in all
    of a report's findings: those that a filter left would be counted otherwise.
    """
    keys = [(f.mention.claim, normalised(document, f)) for f in findings]
    return told_apart(keys, [f.mention.start for f in findings])


def told_apart(keys: Sequence[tuple[str, str]], starts: Sequence[int]) -> tuple[str, ...]:
    """A fingerprint for each of `keys`; equal ones are told apart by the order of `starts`."""
    seen: Counter[tuple[str, str]] = Counter()
    made = [""] * len(keys)
    for index in sorted(range(len(keys)), key=lambda n: (starts[n], n)):
        key = keys[index]
        told = "\0".join((VERSION, *key, str(seen[key])))
        made[index] = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
        seen[key] += 1
    return tuple(made)


def normalised(document: Document, finding: Finding) -> str:
    """The words of a finding's sentence: no markup, case, punctuation, or kind of space."""
    said = document.readable[finding.mention.start : finding.mention.end]
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", said).casefold()))
