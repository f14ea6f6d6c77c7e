"""Which texts are to be checked, each with the options that hold for it, and their bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec.structs import replace

from mgcheck.cli import streams
from mgcheck.cli.check import STDIN, STDIN_NAME, Options
from mgcheck.errors import InputError, MgcheckError, MissingExtraError, PassedOverError, UsageError
from mgcheck.model import Document
from mgcheck.report.words import count

if TYPE_CHECKING:
    from mgcheck.cli.configured import Configured
    from mgcheck.discover.changed import Changes
    from mgcheck.discover.found import Found
    from mgcheck.discover.walk import Walk


class Place(NamedTuple):
    """A text that is to be checked, before it is read."""

    name: str
    """As reports call it."""
    path: Path | None
    """None: standard input."""
    data: bytes | None
    """Of standard input, which can be read only once."""
    options: Options
    """Those that hold for this text."""
    is_met: bool = False
    """True: met below a folder, not named itself."""


class Source(NamedTuple):
    """A text that was read, and where it came from."""

    document: Document
    path: Path | None
    """None: standard input."""
    data: bytes
    options: Options
    """What holds for this text."""


Listed: TypeAlias = Place | MgcheckError
"""Where a text is, or why there is none."""


def documents(listed: Iterable[Listed], errors: list[MgcheckError]) -> Iterator[Document]:
    """The documents of `sources`."""
    return (source.document for source in sources(listed, errors))


def sources(listed: Iterable[Listed], errors: list[MgcheckError]) -> Iterator[Source]:
    """The texts of `listed`; what cannot be read goes to `errors`."""
    failed: list[MgcheckError] = []
    n_read = 0
    for place in listed:
        found = place if isinstance(place, MgcheckError) else loaded(place)
        if isinstance(found, MgcheckError):
            failed.append(found)
        else:
            n_read += 1
            yield found
    errors.extend(pass_over(failed, n_read).errors)


class Unread(NamedTuple):
    """What could not be read."""

    errors: tuple[MgcheckError, ...]
    """They make the run fail."""
    passed: tuple[MgcheckError, ...]
    """Files met in folders: they are told of, and the others are checked."""


def pass_over(failed: Sequence[MgcheckError], n_read: int) -> Unread:
    """`failed` parted; one line tells of what is passed over.

    To pass over everything is a failure, too: nobody may take that for a clean bill.
    """
    passed = tuple(error for error in failed if isinstance(error, PassedOverError))
    errors = tuple(error for error in failed if not isinstance(error, PassedOverError))
    if passed:
        streams.tell(f"{count(len(passed), 'file')} passed over, the first {passed[0]}")
        if not (n_read or errors):
            errors = (InputError("nothing could be read", "mend what is told above"),)
    return Unread(errors, passed)


def places(options: Options, *, reads: bool = True) -> Iterator[Listed]:
    """Where each text is, once, in the order named; an error where there is none.

    reads: whether standard input is; what else holds for it does not depend on that.
    """
    from mgcheck.cli.configured import Configured
    from mgcheck.discover.names import Seen

    configured = Configured(options.call)
    changes = _changes(options)
    seen = Seen()
    real_folders: dict[str, str] = {}
    n_excluded = 0
    is_piped = False
    for name in options.paths:
        try:
            if name == STDIN:
                if not is_piped:
                    yield from _piped(options, configured, changes, reads)
                is_piped = True
                continue
            found = _named(name, options, configured)
        except InputError as err:
            yield err
            continue
        if options.force_exclude:
            kept = [one for one in found if not _is_excluded(one, configured)]
            n_excluded += len(found) - len(kept)
            found = kept
        for one in found:
            try:
                real = _real(one, real_folders)
            except OSError as err:  # the working folder is gone, or links run in a circle
                what = f"cannot be found ({err.strerror or err})"
                yield InputError(what, "check the name", one.path)
                continue
            if seen.again(real):
                continue
            held = configured.of_found(one.path, one.folder)
            if changes is not None:
                held = replace(held, changed=changes.of(one.path))
            yield Place(one.path, Path(one.path), None, held, one.is_met)
    if n_excluded and not seen and reads:
        streams.tell("Every text that was named is excluded.")


def load(place: Place) -> Source:
    """The text at `place`; an InputError where it cannot be read."""
    from mgcheck import read

    options = place.options
    data = place.data or b"" if place.path is None else read.bytes_of(place.path)
    document = read.load_bytes(data, place.name, options.encoding, options.field)
    if options.changed is not None and data.count(b"\n") != document.text.count("\n"):
        options = replace(options, changed=None)  # git counts other lines than there are
    return Source(document, place.path, data, options)


def loaded(place: Place) -> Source | MgcheckError:
    """The text at `place`, or why it cannot be read."""
    try:
        return load(place)
    except InputError as err:
        if place.is_met and (isinstance(err, MissingExtraError) or _is_dangling(place)):
            return PassedOverError(err.what, err.mend, err.where)
        return err


def _is_dangling(place: Place) -> bool:
    return place.path is not None and place.path.is_symlink() and not place.path.exists()


def _piped(
    options: Options, configured: Configured, changes: Changes | None, reads: bool
) -> Iterator[Place]:
    """Standard input, unless it was given a name that is excluded."""
    name = options.stdin_filename
    held = options
    if name != STDIN_NAME:
        whole = os.path.abspath(name)
        held = configured.of_found(whole, os.path.dirname(whole))
        if configured.rules_in(os.path.dirname(whole)).leaves_out_any_part(whole):
            if reads and options.fix:  # what is mended in a pipe goes on
                streams.write_through(standard_input())
            if reads:
                streams.tell(f"{name} is excluded: not checked.")
            return
    data = standard_input() if reads else b""
    if changes is not None:
        held = replace(held, changed=changes.of_draft(name, data))
    yield Place(name, None, data, held)


def standard_input() -> bytes:
    """All of standard input."""
    if sys.stdin is None:
        raise InputError("is closed", "pipe a text in, or name a file", "standard input")
    return sys.stdin.buffer.read()


def spare_texts(outputs: Iterable[Path], listed: Sequence[Listed]) -> None:
    """Refuse to write a report over a text that is to be checked."""
    for output in outputs:
        try:
            there = output.stat()
        except (OSError, ValueError):  # no such file: nothing to spare
            continue
        for place in listed:
            if isinstance(place, Place) and _is_at(place.path, there):
                raise UsageError("is one of the texts", "name another file", f"--output {output}")


def _is_at(path: Path | None, there: os.stat_result) -> bool:
    try:
        return path is not None and os.path.samestat(path.stat(), there)
    except (OSError, ValueError):  # told when it is read
        return False


def _walk(options: Options, configured: Configured) -> Walk:
    from mgcheck.discover.walk import Walk
    from mgcheck.read import ENDINGS

    return Walk(ENDINGS, configured.rules_in, respects_gitignore=options.respect_gitignore)


def _changes(options: Options) -> Changes | None:
    if options.diff_base is None:
        return None
    if STDIN in options.paths and options.stdin_filename == STDIN_NAME:
        mend = "add --stdin-filename with the name of its file"
        raise UsageError("cannot tell what changed in standard input", mend, "--diff-base")
    from mgcheck.discover.changed import Changes

    return Changes(options.diff_base)


def _named(name: str, options: Options, configured: Configured) -> Sequence[Found]:
    """The texts that a name on the command line stands for."""
    from mgcheck import read
    from mgcheck.discover.found import Found, is_pattern

    if not name:  # Path would take it for the current folder
        raise InputError("is an empty name", "name a file or a folder", "''")
    path = Path(name)
    try:
        if path.is_dir():
            return _walk(options, configured).below(name)
        if is_pattern(name):
            return _walk(options, configured).matching(name)
    except (OSError, ValueError) as err:  # a name with NUL, or longer than the system allows
        raise read.unreadable(path, err) from err
    try:
        folder = os.path.dirname(os.path.abspath(path))
    except OSError:  # the working folder is gone
        folder = ""
    return (Found(str(path), folder, is_link=True),)


def _is_excluded(found: Found, configured: Configured) -> bool:
    whole = os.path.join(found.folder, os.path.basename(found.path))
    return configured.rules_in(found.folder).leaves_out_any_part(whole)


def _real(found: Found, folders: dict[str, str]) -> str:
    """The file itself, whatever links lead to it; each folder is resolved once."""
    if found.is_link:
        return os.path.realpath(found.path)
    if found.folder not in folders:
        folders[found.folder] = os.path.realpath(found.folder)
    return os.path.join(folders[found.folder], os.path.basename(found.path))
