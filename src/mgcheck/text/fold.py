"""Folding: case, quotes, dashes and odd spaces made alike, every offset kept.

Each character becomes exactly one, so a position in the folded text is a position in the original.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, "‘’‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
    ord("―"): "—",
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000\t"), " "),
    **dict.fromkeys(map(ord, "®™Ⓡ©*"), " "),
    **{ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))},
    **{ord(sub): str(digit) for digit, sub in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{ord(sup): str(digit) for digit, sup in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
}
"""One character to one character, so that no offset moves."""


def fold(text: str) -> str:
    """`text` in lower case with look-alike characters made alike; same length as `text`."""
    folded = text.translate(_TABLE)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    # a few letters grow when lowered (İ becomes two): those alone stay as they are
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)
