"""JSON Schemas of what mgcheck writes, alike on every Python."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec


def schema_of(kind: type, title: str) -> dict[str, Any]:
    """The JSON Schema of `kind`, under `title`; descriptions are the classes' docstrings."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_cleaned(msgspec.json.schema(kind)),
    }


def _cleaned(node: Any) -> Any:
    # from 3.13 on docstrings come without their indentation
    if isinstance(node, dict):
        return {
            key: cleandoc(value)
            if key == "description" and isinstance(value, str)
            else _cleaned(value)
            for key, value in node.items()
        }
    return [_cleaned(item) for item in node] if isinstance(node, list) else node
