"""What is installed is whole: version, typing mark, catalogue, its compiled form."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import pytest

import mgcheck
from mgcheck import catalogue
from mgcheck.catalogue import compiled

INSTALLED = pytest.mark.skipif(
    "MGCHECK_INSTALLED" not in os.environ, reason="only where the built wheel is tested (make test)"
)


@INSTALLED
def test_the_wheel_is_what_is_tested() -> None:
    """mgcheck comes from the environment, not from the checkout."""
    assert "site-packages" in Path(mgcheck.__file__).parts
    assert version("mgcheck") == mgcheck.__version__


@INSTALLED
def test_the_wheel_carries_the_compiled_catalogue() -> None:
    """It fits the YAML beside it and the program that reads it: the first run is fast."""
    folder = catalogue.bundled_folder()
    known = mgcheck.load_catalogue()
    data = folder.with_name(compiled.FILE_NAME).read_bytes()
    assert compiled.decode(data, known.sha256) == known


def test_the_package_is_typed() -> None:
    """Types are announced to those who import it."""
    assert Path(mgcheck.__file__).with_name("py.typed").is_file()


@pytest.mark.parametrize("name", mgcheck.__all__)
def test_what_is_public_is_there(name: str) -> None:
    """Every exported name exists."""
    assert getattr(mgcheck, name)


def test_the_one_way_through(tiny: mgcheck.Catalogue) -> None:
    """`mgcheck.check` finds a claim and weighs it, with any catalogue."""
    report = mgcheck.check("Vitamin Q improves night vision.", tiny)
    (finding,) = report.findings
    assert finding.mention.claim == "q-night-vision"
    assert finding.verdict is mgcheck.Verdict.OVERSTATED


@pytest.mark.parametrize(("what", "kind"), [(None, "NoneType"), (b"words", "bytes")])
def test_what_is_no_text(what: object, kind: str) -> None:
    """The error says what is wanted."""
    with pytest.raises(TypeError, match=f"^check takes a text as str, not {kind}$"):
        mgcheck.check(what)  # type: ignore[arg-type]


def test_the_own_catalogue_is_the_default() -> None:
    """Without a catalogue, mgcheck's own is taken."""
    assert mgcheck.check("Nothing is said here.").findings == ()
