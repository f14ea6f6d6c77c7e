"""A folder to a Catalogue: by the compiled form where that fits, else from YAML."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from mgcheck.catalogue import compiled, pack
from mgcheck.catalogue.faults import Faults
from mgcheck.errors import CatalogueError
from mgcheck.model import Catalogue


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder`, or mgcheck's own; one CatalogueError carries all its faults."""
    place = bundled_folder() if folder is None else folder
    faults = Faults()
    sources = pack.read(place, faults)
    if not faults:
        known = _compiled(place, sources.sha256, is_bundled=folder is None)
        if known is not None:
            return known
    catalogue = _build(sources, faults)
    compiled.write(compiled.cache_place(place), compiled.encode(catalogue))
    return catalogue


def build_fresh(folder: Path) -> Catalogue:
    """The catalogue in `folder` from its YAML alone, whatever is compiled."""
    faults = Faults()
    return _build(pack.read(folder, faults), faults)


FoundIn = Callable[[str, Catalogue], Collection[str]]
"""The ids of what is found in a text."""


def validate(
    folder: Path, claims_in: FoundIn | None = None, wants_in: FoundIn | None = None
) -> tuple[CatalogueError, ...]:
    """Every fault of the pack in `folder`, in order of place; none: it is sound.

    With `claims_in`, which gives the claims found in a text, each claim's own texts are tried too,
    once nothing else is wrong; with `wants_in` those of what a reader wants.
    """
    from mgcheck.catalogue.build import assemble, examine
    from mgcheck.catalogue.trial import try_texts, try_wants

    faults = Faults()
    examined = examine(pack.read(folder, faults), faults)
    if not faults:
        catalogue = assemble(examined, faults)
        if claims_in is not None:
            try_texts(examined.records, lambda text: claims_in(text, catalogue), faults)
        if wants_in is not None:
            try_wants(examined.records, lambda text: wants_in(text, catalogue), faults)
    return faults.listed()


def _build(sources: pack.Pack, faults: Faults) -> Catalogue:
    # pydantic and yaml take 130 ms to import: only where there is YAML to be read
    from mgcheck.catalogue.build import build

    return build(sources, faults)


def bundled_folder() -> Path:
    """Where mgcheck's own catalogue stands: inside the package, or beside src/ in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "claims"
    return installed if installed.is_dir() else package.parents[1] / "claims"


def _compiled(folder: Path, sources: str, *, is_bundled: bool) -> Catalogue | None:
    """The compiled form that fits, from beside the package or from this user's cache."""
    if is_bundled:
        beside = compiled.read(folder.with_name(compiled.FILE_NAME), sources, is_shared=True)
        if beside is not None:
            return beside
    return compiled.read(compiled.cache_place(folder), sources, is_shared=False)
