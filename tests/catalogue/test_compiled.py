"""The compiled form is an exact stand-in: never stale, never trusted once it was touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import mgcheck
from mgcheck import catalogue
from mgcheck.catalogue import compiled
from mgcheck.errors import CatalogueError


@pytest.fixture(scope="module")
def data(tiny: mgcheck.Catalogue) -> bytes:
    """The small pack, compiled."""
    return compiled.encode(tiny)


def kept(pack: Path) -> Path:
    """The cache file of `pack`, written by loading it once."""
    mgcheck.load_catalogue(pack)
    place = compiled.cache_place(pack)
    assert place.is_file()
    return place


def test_the_way_there_and_back(pack: Path) -> None:
    """What is read from the compiled form equals what is built from YAML, sort by sort."""
    fresh = catalogue.build_fresh(pack)
    assert compiled.decode(compiled.encode(fresh), fresh.sha256) == fresh


def test_own_catalogue_there_and_back(catalogue: mgcheck.Catalogue) -> None:
    """The same holds for mgcheck's own."""
    assert compiled.decode(compiled.encode(catalogue), catalogue.sha256) == catalogue


def test_compiling_is_deterministic(pack: Path) -> None:
    """The same pack gives the same bytes."""
    assert compiled.encode(catalogue.build_fresh(pack)) == compiled.encode(
        catalogue.build_fresh(pack)
    )


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_flipped_bit(data: bytes, tiny: mgcheck.Catalogue, at: int, bit: int) -> None:
    """One bit changed anywhere makes it worthless."""
    broken = bytearray(data)
    broken[at % len(data)] ^= 1 << bit
    assert compiled.decode(bytes(broken), tiny.sha256) is None


@given(length=st.integers(min_value=0))
def test_a_cut(data: bytes, tiny: mgcheck.Catalogue, length: int) -> None:
    """A file that was not written to its end is worthless."""
    assert compiled.decode(data[: length % len(data)], tiny.sha256) is None


@given(noise=st.binary())
def test_noise(noise: bytes, tiny: mgcheck.Catalogue) -> None:
    """Whatever else stands in its place is worthless, with or without the right first line."""
    assert compiled.decode(noise, tiny.sha256) is None
    assert compiled.decode(compiled.MAGIC + noise, tiny.sha256) is None


def test_a_forged_claim_under_the_old_checksum(data: bytes, tiny: mgcheck.Catalogue) -> None:
    """Another verdict slipped into the payload is found out."""
    forged = data.replace(b"Vitamin Q improves night vision", b"Vitamin Q destroys night vision")
    assert forged != data
    assert compiled.decode(forged, tiny.sha256) is None


def test_a_compiled_form_of_other_sources(tiny: mgcheck.Catalogue) -> None:
    """One that is sound in itself, but of another pack, is not used."""
    other = replace(tiny, sha256="0" * 64)
    assert compiled.decode(compiled.encode(other), other.sha256) == other
    assert compiled.decode(compiled.encode(other), tiny.sha256) is None


@pytest.mark.parametrize("field", ["mgcheck", "code", "stemmer", "sources"])
def test_another_program(
    tiny: mgcheck.Catalogue, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another mgcheck, changed code, another stemmer or other sources made it: not used."""
    header = compiled._header(tiny.sha256)
    monkeypatch.setattr(compiled, "_header", lambda _: replace(header, **{field: "x"}))
    data = compiled.encode(tiny)
    assert compiled.decode(data, tiny.sha256) == tiny
    monkeypatch.undo()
    assert compiled.decode(data, tiny.sha256) is None


def test_it_is_used(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing changes, the YAML is parsed once."""
    first = mgcheck.load_catalogue(pack)
    monkeypatch.setattr("mgcheck.catalogue.build.build", lambda *_: pytest.fail("parsed again"))
    assert mgcheck.load_catalogue(pack) == first


def test_pydantic_and_yaml_stay_out(tiny_folder: Path) -> None:
    """Where the compiled form fits, neither is imported: 130 ms saved at every run."""
    mgcheck.load_catalogue(tiny_folder)
    code = (
        "import sys, mgcheck; mgcheck.load_catalogue(sys.argv[1]);"
        "print(*sorted({'pydantic', 'yaml', 'rapidfuzz'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tiny_folder)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "\n"


def test_an_edit_is_seen_at_once(pack: Path) -> None:
    """A changed record is loaded, even where size and time of the file stay the same."""
    kept(pack)
    path = pack / "claims" / "vision.yaml"
    status = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("found in moss", "found in mess"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    claims = mgcheck.load_catalogue(pack).claims
    assert claims["q-found-in-moss"].statement == "Vitamin Q is found in mess."


def test_a_fault_is_seen_at_once(pack: Path) -> None:
    """A pack that was sound yesterday and is broken today is refused."""
    kept(pack)
    (pack / "sources.yaml").write_text("sources: 1\n", encoding="utf-8")
    with pytest.raises(CatalogueError):
        mgcheck.load_catalogue(pack)


def test_a_file_more_a_file_less_a_file_renamed(pack: Path) -> None:
    """The hash covers which files there are and what they are called."""
    seen = {mgcheck.load_catalogue(pack).sha256}
    (pack / "lexicon" / "more.yaml").write_text("spellings: {}\n", encoding="utf-8")
    seen.add(mgcheck.load_catalogue(pack).sha256)
    (pack / "lexicon" / "more.yaml").rename(pack / "lexicon" / "other.yaml")
    seen.add(mgcheck.load_catalogue(pack).sha256)
    assert len(seen) == 3


def test_moving_bytes_between_files_changes_the_hash(pack: Path) -> None:
    """Two packs whose files only joined are alike differ in their hash."""
    (pack / "lexicon" / "x.yaml").write_text("spellings: {}\n# a\n", encoding="utf-8")
    (pack / "lexicon" / "y.yaml").write_text("spellings: {}\n", encoding="utf-8")
    before = mgcheck.load_catalogue(pack).sha256
    (pack / "lexicon" / "x.yaml").write_text("spellings: {}\n", encoding="utf-8")
    (pack / "lexicon" / "y.yaml").write_text("# a\nspellings: {}\n", encoding="utf-8")
    assert mgcheck.load_catalogue(pack).sha256 != before


def test_a_damaged_cache_is_made_anew(pack: Path) -> None:
    """Damage is mended in silence: the pack loads, and the file is sound again."""
    place = kept(pack)
    good = place.read_bytes()
    place.write_bytes(good[:-1] + b" ")
    assert mgcheck.load_catalogue(pack) == catalogue.build_fresh(pack)
    assert place.read_bytes() == good


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no such rights on Windows")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_cache_that_others_may_write_is_not_believed(pack: Path, mode: int) -> None:
    """Right in every checksum, and yet not used: another account may have written it."""
    place = kept(pack)
    fresh = catalogue.build_fresh(pack)
    place.write_bytes(compiled.encode(replace(fresh, name="forged")))
    assert mgcheck.load_catalogue(pack).name == "forged"  # ours alone: it is ours to write
    place.chmod(mode)
    assert mgcheck.load_catalogue(pack) == fresh


def test_a_pack_brings_no_compiled_form(pack: Path) -> None:
    """A file of that name in or beside a pack is never looked at."""
    fresh = catalogue.build_fresh(pack)
    forged = compiled.encode(replace(fresh, name="forged"))
    for place in (pack / compiled.FILE_NAME, pack.with_name(compiled.FILE_NAME)):
        place.write_bytes(forged)
    assert mgcheck.load_catalogue(pack) == fresh


def test_without_a_place_to_write(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache cannot be written, the pack loads all the same."""
    (tmp_path / "blocked").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "blocked"))
    assert mgcheck.load_catalogue(pack) == catalogue.build_fresh(pack)


def test_no_draft_is_left_behind(pack: Path) -> None:
    """The file appears whole under its name; nothing half-written stays beside it."""
    place = kept(pack)
    assert not list(place.parent.glob(".draft-*"))
