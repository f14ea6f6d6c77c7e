"""The hash by which GitHub knows an alert's line again (`primaryLocationLineHash`).

The action that uploads SARIF files works it out where it is missing; a file sent to the API needs
it. The same numbers come out here, so that the action has nothing to warn of: for each line a
polynomial hash, base 37 modulo 2^64, over the hundred UTF-16 code units from its start on that are
neither space nor tab, every line end one line feed, the end of the file one 0xFFFF and then zeros.
Lines that hash alike are counted. (github/codeql-action, src/fingerprints.ts)
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from typing import Final

_BLOCK: Final = 100
_BASE: Final = 37
_WORD: Final = (1 << 64) - 1
_END: Final = 0xFFFF
_LINE_END: Final = re.compile("\r\n?")
_SPACES: Final = {ord(" "): None, ord("\t"): None}


def line_hashes(text: str) -> list[str]:
    """The hash of every line of `text`, the first at index 0."""
    said = _LINE_END.sub("\n", text).translate(_SPACES)
    units = array("H", said.encode("utf-16-le", "surrogatepass"))
    if sys.byteorder == "big":
        units.byteswap()
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == ord("\n"))]
    units.extend([_END, *[0] * _BLOCK])
    seen: Counter[str] = Counter()
    found = []
    for start in starts:
        value = 0
        for unit in units[start : start + _BLOCK]:
            value = (value * _BASE + unit) & _WORD
        digits = f"{value:x}"
        seen[digits] += 1
        found.append(f"{digits}:{seen[digits]}")
    return found
