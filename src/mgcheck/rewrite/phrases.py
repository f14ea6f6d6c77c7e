"""The phrases of a catalogue's rewrites.yaml, found in a text."""

from __future__ import annotations

import re

from mgcheck.model import Rewrites


class Phrases:
    """Phrases by what they do in a sentence; each use is made ready when first asked for."""

    def __init__(self, rewrites: Rewrites) -> None:
        self._phrases = rewrites.phrases
        self._patterns: dict[str, tuple[re.Pattern[str], ...]] = {}

    def found(self, use: str, text: str, start: int, end: int) -> list[re.Match[str]]:
        """Every place of a phrase of `use` in `text[start:end]`."""
        patterns = self._patterns.get(use)
        if patterns is None:
            patterns = tuple(map(_pattern, self._phrases.get(use, ())))
            self._patterns[use] = patterns
        return [match for pattern in patterns for match in pattern.finditer(text, start, end)]

    def stand(self, use: str, text: str, start: int, end: int) -> bool:
        """Whether a phrase of `use` stands there."""
        return bool(self.found(use, text, start, end))


def _pattern(phrase: str) -> re.Pattern[str]:
    """'has|have been shown to' as a pattern; '*' is any one word, '~3' up to three of them."""
    out = ""
    for at, part in enumerate(phrase.split()):
        if part[0] == "~":
            out += rf"(?:\s+[\w'’-]+){{0,{int(part[1:])}}}"
            continue
        names = part.split("|")
        spelt = "|".join(_spelt(name) for name in names)
        gap = "" if at == 0 or any(name[0] in "'’" for name in names) else r"\s+"
        if gap == "" and at:
            gap = r"\s*"
        out += f"{gap}(?:{spelt})"
    return re.compile(out, re.IGNORECASE)


def _spelt(name: str) -> str:
    if name == "*":
        return r"[\w-]+"
    return re.escape(name) if name[0] in "'’" else rf"\b{re.escape(name)}\b"
