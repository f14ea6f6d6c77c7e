"""Masking: what is not prose becomes spaces, so that no offset moves."""

from __future__ import annotations

import re
from typing import Final

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
    r"|(?P<entity>&(?:[A-Za-z]{2,10}|\#\d{1,6}|\#x[0-9A-Fa-f]{1,6});)",
    re.DOTALL,
)
"""Markdown inside a line; every repeat is bounded, so that no line takes quadratic time."""

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
    return _mask_addresses(_INLINE.sub(spaces, _mask_notes(text)))


def _mask_notes(text: str) -> str:
    return _NOTE.sub(spaces, text) if "[" in text else text


def _mask_addresses(text: str) -> str:
    # to look for an address takes longer than all other reading, and most texts hold none
    if any(sign in text for sign in ("://", "www.", "@")):
        return _ADDRESS.sub(spaces, text)
    return text
