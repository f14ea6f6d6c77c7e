"""MDX: Markdown with JSX, expressions, imports and exports, which are no prose."""

from __future__ import annotations

import re
from typing import Final

from mgcheck.model import Comment
from mgcheck.read.made import Made
from mgcheck.read.markdown import Reader
from mgcheck.read.mask import FILL, joins

# code first: nothing inside it is JSX
_SIGN: Final = re.compile(
    r"(?P<fence>^[ \t>]*(?P<ticks>`{3,}|~{3,})[^\n]*$)"
    r"|(?P<code>(`{1,8})(?!`)[^`\n]{1,2000}\4(?!`))"
    r"|(?P<escaped>\\.)"
    r"|(?P<esm>^(?:import|export)\b(?=[\s{*\"']))"
    r"|(?P<comment>\{\s{0,20}/\*)"
    r"|(?P<brace>\{)"
    r"|(?P<tag></?(?=[A-Za-z_$>]))",
    re.DOTALL | re.MULTILINE,
)
_BRACE: Final = re.compile(r"\s{0,20}\}")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\r?\n|\Z")
_EXPRESSION: Final = re.compile(
    r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?(?:\*/|\Z)", re.DOTALL
)
_IN_TAG: Final = re.compile(r"\"[^\"]*\"|'[^']*'|[{>]")
_NAME: Final = re.compile(r"[\w$.:-]*")
_NO_PROSE: Final = frozenset(("style", "script", "svg", "code", "pre", "math"))


def split(text: str, starts: tuple[int, ...]) -> Made:
    """What is made of `text`, whose lines start at `starts`."""
    signs = _Signs(text)
    masked = signs.masked()
    # MDX knows neither HTML nor code by indent: words inside a component are often indented
    made = Reader(masked, starts, off=("code", "html_block")).read()
    return Made(made.readable, made.blocks, tuple(signs.comments), masked)


class _Signs:
    """One pass over a text for what is not Markdown in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.comments: list[Comment] = []
        self._unclosed = len(text)
        """From here on nothing that is opened is ever closed: then a sign is only a sign."""
        self._never_ended: set[str] = set()

    def masked(self) -> str:
        """The text with spaces, inside words with fill, for JSX, expressions and imports."""
        text = self._text
        parts: list[str] = []
        at = 0
        while (sign := _SIGN.search(text, at)) is not None:
            start, end = sign.start(), self._end(sign)
            parts.append(text[at:start])
            if sign.lastgroup in ("fence", "code", "escaped"):
                parts.append(text[start:end])
            else:
                parts.append(self._fill(start, end))
            at = end
        return "".join((*parts, text[at:]))

    def _fill(self, start: int, end: int) -> str:
        hidden = self._text[start:end]
        if joins(self._text[max(0, start - 1) : start], self._text[end : end + 1]):
            return FILL * len(hidden)
        return re.sub(r"[^\r\n]", " ", hidden)

    def _end(self, sign: re.Match[str]) -> int:
        """Where what `sign` opens ends."""
        text = self._text
        match sign.lastgroup:
            case "fence":
                ticks = sign["ticks"]
                close = re.compile(rf"^[ \t>]*{re.escape(ticks)}[{ticks[0]}]*[ \t]*$", re.MULTILINE)
                found = close.search(text, sign.end())
                return len(text) if found is None else found.end()
            case "esm":
                blank = _BLANK_LINE.search(text, sign.end())
                return len(text) if blank is None else blank.start()
            case "comment":
                return self._comment(sign) or self._closed(sign.start()) or sign.end()
            case "brace":
                return self._closed(sign.start()) or sign.end()
            case "tag":
                return self._tag(sign) or sign.end()
        return sign.end()

    def _comment(self, sign: re.Match[str]) -> int | None:
        """Where a comment alone in its braces ends; None: it never does, or is not alone."""
        if sign.start() >= self._unclosed:
            return None
        close = self._text.find("*/", sign.end())
        if close < 0:
            self._unclosed = sign.start()
            return None
        brace = _BRACE.match(self._text, close + 2)
        if brace is None:
            return None
        said = self._text[sign.end() : close]
        self.comments.append(Comment(sign.start(), brace.end(), said))
        return brace.end()

    def _closed(self, start: int) -> int | None:
        """Where the brace at `start` is closed; None where it never is."""
        if start >= self._unclosed:
            return None
        depth = 0
        for found in _EXPRESSION.finditer(self._text, start):
            if found.group() == "{":
                depth += 1
            elif found.group() == "}":
                depth -= 1
                if not depth:
                    return found.end()
        self._unclosed = start
        return None

    def _tag(self, sign: re.Match[str]) -> int | None:
        """Where the tag ends, with what it holds where that is no prose; None: it never does."""
        text = self._text
        name = _NAME.match(text, sign.end())
        at: int | None = name.end() if name else sign.end()
        while at is not None and at < self._unclosed:
            found = _IN_TAG.search(text, at)
            if found is None:
                break
            if found.group() == ">":
                is_whole = text[found.start() - 1] != "/" and not sign.group().startswith("</")
                if name and is_whole and name.group() in _NO_PROSE:
                    return self._skipped(name.group(), found.end())
                return found.end()
            at = self._closed(found.start()) if found.group() == "{" else found.end()
        self._unclosed = min(self._unclosed, sign.start())
        return None

    def _skipped(self, name: str, at: int) -> int:
        """Where what is no prose ends: before its end tag; `at` where there is none."""
        if name in self._never_ended:
            return at
        close = self._text.find(f"</{name}", at)
        if close < 0:
            self._never_ended.add(name)
            return at
        return close
