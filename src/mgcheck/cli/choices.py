"""What some options may be set to."""

from __future__ import annotations

from enum import Enum


class Color(str, Enum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(str, Enum):
    """How a report is written; docs/output.md has a section on each."""

    TERMINAL = "terminal"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"
    RDJSONL = "rdjsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    CLAIMREVIEW = "claimreview"


class ListFormat(str, Enum):
    """How a list of records is written."""

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
