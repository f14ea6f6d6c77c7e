"""XML that every parser takes, whatever stands in the text."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from mgcheck.report.line import clean

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even as a reference."""


def legal(text: str) -> str:
    """`text` with a replacement sign for each character that XML has no way to write."""
    return _ILLEGAL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same, on one line and without what a terminal would obey."""
    return legal(clean(text))


def rendered(top: ET.Element) -> bytes:
    """A whole file: declaration, indented, UTF-8, a line end."""
    ET.indent(top)
    written: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
