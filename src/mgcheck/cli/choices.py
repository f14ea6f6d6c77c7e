"""What some options may be set to."""

from __future__ import annotations

from enum import Enum


class Color(str, Enum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(str, Enum):
    """How a report is written."""

    TERMINAL = "terminal"
    JSON = "json"


class ExplainFormat(str, Enum):
    """How a claim's, a study's or a reference's page is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class CompareFormat(str, Enum):
    """How a comparison of texts is written."""

    TERMINAL = "terminal"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class DiffFormat(str, Enum):
    """How the changes of a draft are written."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"


class FailOn(str, Enum):
    """From which severity a finding makes the run fail."""

    NEVER = "never"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
