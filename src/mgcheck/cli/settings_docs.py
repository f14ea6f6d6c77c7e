"""docs/mgcheck.schema.json, and the table of keys in docs/configuration.md.

Made by `python -m mgcheck.cli.settings_docs docs`; a test fails where they differ from what it
would write.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mgcheck.cli.keys import KEYS, SETTINGS
from mgcheck.settings.keys import EXTEND, PER_FILE, Key, Kind, Scope

SCHEMA: Final = "mgcheck.schema.json"
PAGE: Final = "configuration.md"
BEGIN: Final = "<!-- keys: made by `python -m mgcheck.cli.settings_docs docs` -->"
END: Final = "<!-- end of keys -->"
SCOPES: Final = {
    Scope.RUN: ("The run", "Counts in the file that holds for the working folder"),
    Scope.FOLDER: ("A folder", "Counts in the file closest to the folder that is looked into"),
    Scope.TEXT: (
        "A text",
        "Counts in the file closest to the text; may stand in `[per-file]` tables, too",
    ),
}


def schema() -> dict[str, Any]:
    """A JSON Schema (draft 7, which editors of TOML know) of mgcheck.toml."""
    extend = {
        "type": "string",
        "minLength": 1,
        "description": "Another file to start from; its path counts from this file's folder.",
    }
    of_texts = {name: _schema_of(k) for name, k in KEYS.items() if k.scope is Scope.TEXT}
    per_file = {
        "type": "object",
        "description": "Settings of the texts that a pattern fits; where several fit, the last.",
        "additionalProperties": {
            "type": "object",
            "properties": of_texts,
            "additionalProperties": False,
        },
    }
    keys = {name: _schema_of(key) for name, key in KEYS.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mgcheck.toml",
        "description": "Settings of mgcheck; in pyproject.toml they stand in [tool.mgcheck].",
        "type": "object",
        "properties": {EXTEND: extend, **keys, PER_FILE: per_file},
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def page(text: str) -> str:
    """The page with its table of keys made anew; `text` is the page as it stands."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} lacks the marks between which the keys stand")
    return "".join((before, BEGIN, "\n", *(f"{line}\n" for line in _tables()), END, after))


def _schema_of(key: Key) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if key.choices:
        one["enum"] = list(key.choices)
    else:
        one["minLength"] = 1
    made: dict[str, Any]
    match key.kind:
        case Kind.FLAG:
            made = {"type": "boolean"}
        case Kind.COUNT:
            made = {"type": "integer", "minimum": key.least, "maximum": key.most}
        case Kind.TEXT | Kind.PATH:
            made = one
        case Kind.TEXTS | Kind.GLOBS:
            made = {"type": "array", "items": {"type": "string"}}
    return {"description": f"{key.about} Without it: {key.otherwise}.", **made}


def _tables() -> Iterator[str]:
    for scope, (title, when) in SCOPES.items():
        yield ""
        yield f"### {title}"
        yield f"{when}."
        yield ""
        yield "| key | value | what it does | without it | command line |"
        yield "| --- | --- | --- | --- | --- |"
        for setting in SETTINGS.values():
            key = setting.key
            if key.scope is scope:
                option = "" if setting.option is None else f"`{setting.option}`"
                cells = (f"`{key.name}`", value(key), key.about, key.otherwise, option)
                yield f"| {' | '.join(cells)} |"
    yield ""


def value(key: Key) -> str:
    """What may be written, with an example where no list says it all."""
    example = f"`{key.example}`"
    match key.kind:
        case Kind.TEXT if key.choices:
            return ", ".join(f'`"{one}"`' for one in key.choices)
        case Kind.FLAG:
            return "`true` or `false`"
        case _:
            return f"{key.kind.value}: {example}"


def main() -> None:
    """Write both below the folder named."""
    docs = Path(sys.argv[1])
    (docs / SCHEMA).write_text(schema_text(), encoding="utf-8", newline="\n")
    target = docs / PAGE
    made = page(target.read_text(encoding="utf-8"))
    target.write_text(made, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
