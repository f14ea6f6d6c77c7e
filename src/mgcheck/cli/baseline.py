"""--baseline, --write-baseline, --update-baseline: what was known before, read and written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from mgcheck.cli import outputs, streams
from mgcheck.cli.check import Options
from mgcheck.cli.fix import replace_file
from mgcheck.errors import UsageError
from mgcheck.keep import Against, against
from mgcheck.keep.baseline import FILE_NAME, Entry, read, written
from mgcheck.report.line import clean
from mgcheck.report.summary import Checked, Gone
from mgcheck.report.words import count

_WRITING: Final = "--write-baseline"
_UPDATING: Final = "--update-baseline"


def require_sense(options: Options) -> None:
    """Refuse options that do not go together, before anything is read."""
    writing = _WRITING if options.write_baseline else _UPDATING
    if options.write_baseline and options.update_baseline:
        raise UsageError("takes what is new in, and leaves it out", "choose one", writing)
    if options.write_baseline or options.update_baseline:
        if options.diff or options.fix:
            raise UsageError("only judges texts", "run --fix before it, alone", writing)
        if options.as_of is not None:
            mend = "leave out --as-of"
            raise UsageError("holds what is known now, not as of a date", mend, writing)
    if options.update_baseline and options.baseline is None:
        raise UsageError("needs a baseline", "name it with --baseline FILE", _UPDATING)
    place = os.path.realpath(place_of(options))
    for file in outputs.files(options):
        if os.path.realpath(file) == place:
            raise UsageError("is the baseline", "name another file", f"--output {file}")


def place_of(options: Options) -> Path:
    """The baseline's file."""
    return Path(FILE_NAME) if options.baseline is None else options.baseline


def known(options: Options) -> tuple[Entry, ...]:
    """What is in the baseline; nothing where it is to be written for the first time."""
    place = place_of(options)
    try:
        data = place.read_bytes()
    except FileNotFoundError as err:
        if options.write_baseline:
            return ()
        mend = f"check the name, or write it with {_WRITING}"
        raise UsageError("no such file", mend, f"--baseline {place}") from err
    except (OSError, ValueError) as err:
        told = getattr(err, "strerror", None) or err
        what = f"cannot be read ({told})"
        raise UsageError(what, "check the name", f"--baseline {place}") from err
    return read(data, str(place))


def hold(
    checked: Sequence[Checked], entries: Sequence[Entry], options: Options
) -> tuple[tuple[Checked, ...], tuple[Gone, ...]]:
    """`checked` without what is known, and what is gone; --update-baseline takes that out."""
    held = _against(checked, entries, options)
    if options.update_baseline:
        _save(held.entries, options)
    if not options.quiet:
        streams.tell(_told(held, options))
    gone = tuple(_gone(entry, options) for entry in held.gone)
    if (options.show_suppressed or options.verbose) and not options.quiet:
        for one in gone:
            told = f"{one.path}: {one.claim} ({one.verdict.value}): {one.sentence}"
            streams.tell(f"Gone from {clean(told)}")
    if options.verbose:
        return held.checked, gone
    # of texts that are known nobody asks anew how they are as a whole
    return tuple(replace(one, card=None) for one in held.checked), gone


def _gone(entry: Entry, options: Options) -> Gone:
    """The entry, its text named from the working folder."""
    path = os.path.normpath(place_of(options).parent / entry.path)
    return Gone(path, entry.claim, entry.fingerprint, entry.verdict, entry.severity, entry.sentence)


def write(checked: Sequence[Checked], entries: Sequence[Entry], options: Options) -> None:
    """Make what is found now the baseline, and tell how that differs from the one before."""
    held = _against(checked, entries, options)
    n_written = _save((*held.entries, *held.new), options)
    told = f"Baseline {place_of(options)}: {count(n_written, 'entry', 'entries')} written"
    if entries:
        told += f", {held.n_new:,} of them new; {held.n_gone:,} gone"
        told += f"; {held.n_regraded:,} re-graded"
    else:
        told += f"; --baseline {place_of(options)} leaves them out"
    streams.tell(f"{told}.")


def _against(checked: Sequence[Checked], entries: Sequence[Entry], options: Options) -> Against:
    folder = os.path.realpath(place_of(options).parent)
    names = [_name(one.report.document.path, folder) for one in checked]
    return against(checked, names, entries, lambda name: Path(folder, name).exists())


def _name(path: str, folder: str) -> str:
    """What the baseline calls the text at `path`: its way from the baseline's folder, with /.

    So it is the same from wherever mgcheck is started, and on every system.
    """
    real = os.path.realpath(path)
    try:
        name = Path(os.path.relpath(real, folder)).as_posix()
    except ValueError:  # another drive of Windows
        name = Path(real).as_posix()
    return unicodedata.normalize("NFC", name)  # macOS may spell é as two characters


def _save(entries: Iterable[Entry], options: Options) -> int:
    """Write the file where it would change; the number of entries."""
    every = {entry.key: entry for entry in entries}
    place, data = place_of(options), written(every.values())
    try:
        if not place.exists():
            place.write_bytes(data)
        elif place.read_bytes() != data:
            replace_file(place, data)
    except OSError as err:
        what = f"cannot be written ({err.strerror or err})"
        raise UsageError(what, "name another file with --baseline", str(place)) from err
    return len(every)


def _told(held: Against, options: Options) -> str:
    told = f"Baseline {place_of(options)}: {held.n_known:,} known, {held.n_new:,} new"
    if held.n_regraded:
        told += f", {held.n_regraded:,} re-graded"
    if held.n_gone and options.update_baseline:
        told += f", {held.n_gone:,} gone and taken out"
    elif held.n_gone:
        told += f", {held.n_gone:,} gone ({_UPDATING} takes them out)"
    return f"{told}."
