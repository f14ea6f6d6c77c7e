"""Masking: what is not prose becomes spaces, so that no offset moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mgcheck.model import Comment
from mgcheck.text import UNSEEN

_NOTE: Final = re.compile(
    r"\[\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,50}\]"  # [12], [3-5]
    r"|\[\^[^\[\]\s]{1,40}\]:?"  # [^1]
)
_ADDRESS: Final = re.compile(
    # without the mark that ends its sentence
    r"(?:https?://|www\.)[^\s<>\")\]]*[^\s<>\")\].,;:!?'’”]"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}\b"
)
_TARGET: Final = (
    r"(?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"  # (address), one pair inside
    r"|\[[^\[\]\n]{0,200}\])"  # [name]
)
_INLINE: Final = re.compile(
    r"(?P<code>`{1,3}[^`\n]{1,2000}`{1,3})"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,500}>)"
    r"|(?P<auto><[a-z][a-z0-9+.-]{1,31}:[^<>\s]{0,2000}>)"
    rf"|(?P<image>!\[[^\[\]\n]{{0,1000}}\]{_TARGET}?)"
    rf"|(?P<target>\]{_TARGET})"
    r"|(?P<open>\[(?=[^\[\]\n]{1,1000}\][(\[]))"
    r"|(?P<mark>\*{1,3}|~~|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?;:)])_{1,3}(?!\w)"
    r"|\\(?=[!-/:-@\[-`{-~]))"  # the sign that guards a mark
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)",
    re.DOTALL,
)
"""Markdown inside a line; every repeat is bounded, so that no line takes quadratic time."""

_STRUCK: Final = re.compile(r"~~(?=\S)[^~\n]{1,2000}~~")
_INSIDE_WORDS: Final = frozenset(("tag", "mark", "open", "target"))
FILL: Final = UNSEEN[1]
"""Stands for markup inside a word: the words of find are read through it (mgcheck.text)."""
OPENING: Final = frozenset("“‘«([{¿¡„‚")
"""Belong to the word behind them; all other signs to the one before."""
STRAIGHT: Final = frozenset("\"'")
"""Open after white space, close elsewhere."""
_JOINING: Final = frozenset(("'", "’", FILL))

BLANK_LINE_ENDS: Final = str.maketrans("\r\n\t\v\f", "     ")


def spaces(found: re.Match[str]) -> str:
    """As many spaces as `found` has characters; line ends stay."""
    text = found.group()
    if "\n" in text or "\r" in text:
        return re.sub(r"[^\r\n]", " ", text)
    return " " * len(text)


def mask_plain(text: str) -> str:
    """`text` with addresses and note numbers masked."""
    return _mask_addresses(_mask_notes(text))


def mask_inline(text: str) -> str:
    """`text` with Markdown's inline marks, link targets, images, code and tags masked."""
    # notes first, for [12][13] would read as a link; addresses last, for a link's may hold brackets
    noted = _mask_notes(text)
    kept = _STRUCK.sub(spaces, noted) if "~~" in noted else noted
    return _mask_addresses(_INLINE.sub(_unmarked, kept))


def _unmarked(found: re.Match[str]) -> str:
    """As many characters as `found` has: none that are seen, or the one that it stands for."""
    text, (start, end) = found.string, found.span()
    after = text[end : end + 1]
    # nearly all marks stand at the edge of a word
    if found.lastgroup == "entity":
        return _shown(found.group(), text[max(0, start - 1) : start], after)
    if (
        after.strip()
        and found.lastgroup in _INSIDE_WORDS
        and joins(text[max(0, start - 1) : start], after)
        and found.group() != "*"  # a single one may also be the mark of a note
    ):
        return FILL * (end - start)
    return spaces(found)


def joins(before: str, after: str) -> bool:
    """True where two characters with nothing but markup between them stand in one word."""
    return (before.isalnum() or before in _JOINING) and (after.isalnum() or after in _JOINING)


def _shown(reference: str, before: str, after: str) -> str:
    """What an HTML character reference stands for, filled up to its length."""
    from html import unescape  # 1 ms, and most texts hold none

    sign = unescape(reference)
    spare = len(reference) - len(sign)
    if sign == reference or sign.isspace() or "\0" in sign or spare < 0:
        return sign if sign == reference else " " * len(reference)
    if sign in OPENING or (sign in STRAIGHT and not before.strip()):
        return sign + FILL * spare
    return sign + (FILL if joins(sign, after) else " ") * spare


def without(text: str, comments: Sequence[Comment]) -> str:
    """`text` with spaces for its comments; they stand in order and apart."""
    parts: list[str] = []
    at = 0
    for comment in comments:
        parts += (text[at : comment.start], " " * (comment.end - comment.start))
        at = comment.end
    return "".join((*parts, text[at:]))


def _mask_notes(text: str) -> str:
    return _NOTE.sub(spaces, text) if "[" in text else text


def _mask_addresses(text: str) -> str:
    # to look for an address takes longer than all other reading, and most texts hold none
    if any(sign in text for sign in ("://", "www.", "@")):
        return _ADDRESS.sub(spaces, text)
    return text
