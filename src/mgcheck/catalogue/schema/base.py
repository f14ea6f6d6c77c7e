"""What all records share: strictness, and the small types of their fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A mapping in a catalogue's YAML: no other keys, no other types, no key left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([-+][a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(pattern=r"\S", max_length=5_000)]
"""Something is written; unknown is null, not "" (docs/records.md)."""
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Doi = Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")]
Pmid = Annotated[str, Field(pattern=r"^\d{1,8}$")]
Pmcid = Annotated[str, Field(pattern=r"^PMC\d{4,9}$")]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
Year = Annotated[int, Field(ge=1800, le=2100)]
Count = Annotated[int, Field(ge=1)]
Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Years = Annotated[list[Annotated[float, Field(ge=0, le=130)]], Field(min_length=2, max_length=2)]
"""From which year of age to which."""

Group = Literal[
    "general",
    "older-adults",
    "children",
    "deficient",
    "patients",
    "athletes",
    "animals",
    "cells",
]
Confidence = Literal["high", "medium", "low"]
