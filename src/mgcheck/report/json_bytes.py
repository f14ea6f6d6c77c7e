"""Values as UTF-8 JSON, whatever a file is called."""

from __future__ import annotations

import json
from typing import Any


def dump(value: Any) -> bytes:
    """Indented, with a line end."""
    return _bytes(json.dumps(value, ensure_ascii=False, indent=2))


def dump_line(value: Any) -> bytes:
    """On one line, with a line end."""
    return _bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _bytes(text: str) -> bytes:
    # names of files may hold bytes that are no text: a sign stands for each
    return text.encode("utf-8", "replace") + b"\n"
