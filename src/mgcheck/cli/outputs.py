"""Which formats go where: `--format`, and each `--output [FORMAT=]FILE`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from mgcheck.cli.choices import Format
from mgcheck.errors import UsageError

if TYPE_CHECKING:
    from mgcheck.cli.check import Options

STANDARD: Final = "-"
"""Standard output."""
FULL: Final = frozenset({Format.JSON, Format.JSONL, Format.SARIF, Format.RDJSON, Format.RDJSONL})
"""Formats with fixes. To look for those takes four times as long as all the rest."""


class Wanted(NamedTuple):
    """What is written in which format."""

    format: Format
    output: Path | None
    """Where the report goes; None: to standard output."""
    beside: tuple[tuple[Format, Path], ...]
    """What is written besides."""


def wanted(format_: Format, outputs: Sequence[str]) -> Wanted:
    """`--format` and every `--output`, held against one another.

    Raises:
        UsageError: a format is not known, or two reports would go to one place.
    """
    plain: Path | None = None
    to_standard: Format | None = None
    beside: list[tuple[Format, Path]] = []
    places: set[str] = set()
    for name in outputs:
        kind, file = _parted(name)
        place = file if file == STANDARD else os.path.realpath(file)
        if place in places:
            mend = "name a file for each"
            raise UsageError("is where two reports would go", mend, f"--output {name}")
        places.add(place)
        if kind is None and file != STANDARD:
            if plain is not None:
                mend = "say in which format: --output sarif=FILE"
                raise UsageError("is a second file for one report", mend, f"--output {name}")
            plain = Path(file)
        elif file == STANDARD:
            to_standard = kind
        elif kind is not None:
            beside.append((kind, Path(file)))
    if to_standard is None:
        return Wanted(format_, plain, tuple(beside))
    if plain is not None:
        # both were asked for: the report to its file, another to standard output
        return Wanted(to_standard, None, ((format_, plain), *beside))
    return Wanted(to_standard, None, tuple(beside))


def told(options: Options, outputs: Sequence[str]) -> Options:
    """The options with every `--output` in them."""
    found = wanted(options.format, outputs)
    every = {"format": found.format, "output": found.output, "outputs": found.beside}
    made = {name: value for name, value in every.items() if value != getattr(options, name)}
    # among what the call gives they hold for each text as well
    call = replace(options.call, given=(*options.call.given, *made.items()))
    return replace(options, call=call, **made)


def _parted(name: str) -> tuple[Format | None, str]:
    """The format and the file of one `--output`."""
    before, sign, after = name.partition("=")
    if not sign or not before.isalpha():
        return None, _named(name, name)
    try:
        return Format(before), _named(after, name)
    except ValueError:
        from mgcheck.cli.names import unknown

        known = [kind.value for kind in Format]
        raise unknown(before, known, "format", f"--output {name}") from None


def _named(file: str, whole: str) -> str:
    if not file:
        raise UsageError("names no file", "name one: --output sarif=FILE", f"--output {whole!r}")
    return file


def files(options: Options) -> list[Path]:
    """Every file that is written."""
    own = [] if options.output is None else [options.output]
    return [*own, *(path for _, path in options.outputs)]


def formats(options: Options) -> frozenset[Format]:
    """Every format that is written."""
    return frozenset({options.format, *(kind for kind, _ in options.outputs)})


def are_full(options: Options) -> bool:
    """Whether anything that is written tells of fixes."""
    is_told = options.verbose and not options.quiet and Format.TERMINAL in formats(options)
    return is_told or bool(formats(options) & FULL)


def have_card(options: Options) -> bool:
    """Whether anything that is written has the card of a text."""
    written = formats(options)
    return Format.JSON in written or (Format.TERMINAL in written and not options.quiet)
