"""What many tests need: packs, the shared folder, a clean environment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import mgcheck

ROOT = Path(__file__).parents[1]
PACKS = Path(__file__).parent / "packs"
_MUTE = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "CI", "TERM", "TTY_COMPATIBLE")


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No colour, width or CI setting of the machine is seen, no cache of the user touched."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_MUTE, *(known for known in os.environ if known.startswith("GITHUB_"))):
            patch.delenv(name, raising=False)
        cache = str(tmp_path_factory.mktemp("cache"))
        patch.setenv("XDG_CACHE_HOME", cache)
        patch.setenv("LOCALAPPDATA", cache)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled texts that are no part of the project; skips where it is not there."""
    folder = Path(os.environ.get("MGCHECK_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder ../shared (or MGCHECK_SHARED) with labelled texts is not here")
    return folder


@pytest.fixture(scope="session")
def catalogue() -> mgcheck.Catalogue:
    """mgcheck's own catalogue."""
    return mgcheck.load_catalogue()


@pytest.fixture(scope="session")
def tiny_folder() -> Path:
    """A small sound pack about an invented vitamin; not to be written to."""
    return PACKS / "tiny"


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> mgcheck.Catalogue:
    """The catalogue of the small pack."""
    return mgcheck.load_catalogue(tiny_folder)


@pytest.fixture
def pack(tmp_path: Path, tiny_folder: Path) -> Path:
    """A copy of the small pack, to be broken."""
    return Path(shutil.copytree(tiny_folder, tmp_path / "pack"))
