"""Catalogues as keys of a cache: what is built from one is built once."""

from __future__ import annotations

from typing import Final

from mgcheck.model import Catalogue

MOST_KEPT: Final = 4
"""Catalogues for which what was built is kept."""


class Same:
    """A catalogue compared by identity."""

    __slots__ = ("catalogue",)

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.catalogue is self.catalogue
