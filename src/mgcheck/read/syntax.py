"""What a text is written in: told by the ending of its name, and by nothing else."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple


class Syntax(NamedTuple):
    """A way in which texts are written."""

    name: str
    """As in Document.syntax."""
    endings: tuple[str, ...]
    extra: str | None = None
    """What has to be installed beside mgcheck to read it: `pip install 'mgcheck[extra]'`."""
    in_folders: bool = True
    """False: read only where a file is named itself."""
    is_text: bool = True
    """False: the words are taken out of it, and cannot be put back."""
    needs_field: bool = False
    """True: it holds data, so somebody has to say which of it is a text."""


TEXT: Final = Syntax("text", (".txt", ".text"))
MARKDOWN: Final = Syntax("markdown", (".md", ".markdown"))
SYNTAXES: Final = (
    TEXT,
    MARKDOWN,
    Syntax("mdx", (".mdx",)),
    Syntax("html", (".html", ".htm", ".xhtml")),
    Syntax("rst", (".rst",), extra="rst"),
    Syntax("ipynb", (".ipynb",)),
    Syntax("docx", (".docx",), extra="docx", is_text=False),
    Syntax("pdf", (".pdf",), extra="pdf", is_text=False),
    Syntax("json", (".json",), in_folders=False, needs_field=True),
    Syntax("jsonl", (".jsonl", ".ndjson"), in_folders=False, needs_field=True),
    Syntax("csv", (".csv",), in_folders=False, needs_field=True),
    Syntax("eml", (".eml",), in_folders=False),
)
"""docs/inputs.md shows the same table."""
_BY_ENDING: Final = {ending: syntax for syntax in SYNTAXES for ending in syntax.endings}
_BY_NAME: Final = {syntax.name: syntax for syntax in SYNTAXES}
ENDINGS: Final = frozenset(e for s in SYNTAXES if s.in_folders for e in s.endings)
"""What a folder is searched for; a file that is named itself may end in anything."""


def of_path(name: str) -> Syntax:
    """What a file of that name is written in: plain text where its ending says nothing."""
    return _BY_ENDING.get(PurePath(name).suffix.lower(), TEXT)


def of_name(name: str) -> Syntax:
    """The syntax that Document.syntax calls `name`."""
    return _BY_NAME[name]
