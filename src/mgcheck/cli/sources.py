"""Which texts are to be checked, each with the options that hold for it, and their bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from mgcheck.cli.check import STDIN, STDIN_NAME, Options
from mgcheck.cli.output import write_bytes
from mgcheck.errors import InputError, MgcheckError, MissingExtraError, UsageError
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


class Source(NamedTuple):
    """A text that was read, and where it came from."""

    document: Document
    path: Path | None
    """None: standard input."""
    data: bytes
    options: Options
    """What holds for this text."""


def documents(options: Options, errors: list[MgcheckError]) -> Iterator[Document]:
    """The documents of `sources`."""
    return (source.document for source in sources(options, errors))


def sources(options: Options, errors: list[MgcheckError]) -> Iterator[Source]:
    """Each text once, in the order named; what cannot be read goes to `errors`."""
    failed: list[MgcheckError] = []
    for place in places(options):
        found = place if isinstance(place, MgcheckError) else loaded(place)
        if isinstance(found, MgcheckError):
            failed.append(found)
        else:
            yield found
    errors.extend(pass_over(failed, options))


def pass_over(errors: Sequence[MgcheckError], options: Options) -> list[MgcheckError]:
    """`errors` without files of folders that need an extra: one line tells of those."""
    named = {str(Path(name)) for name in options.paths}
    passed = [e for e in errors if isinstance(e, MissingExtraError) and e.where not in named]
    if passed:
        told = count(len(passed), "file")
        sys.stderr.write(f"{told} passed over, the first {passed[0]}\n")
    return [error for error in errors if error not in passed]


def places(options: Options, *, reads: bool = True) -> Iterator[Place | MgcheckError]:
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
    for name in options.paths:
        try:
            if name == STDIN:
                yield from _piped(options, configured, changes, reads)
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
            yield Place(one.path, Path(one.path), None, held)
    if n_excluded and not seen and reads:
        sys.stderr.write("Every text that was named is excluded.\n")


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
        return err


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
                write_bytes(standard_input())
            if reads:
                sys.stderr.write(f"{name} is excluded: not checked.\n")
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


def spare_texts(output: Path, options: Options) -> None:
    """Refuse to write a report over a text that is to be checked."""
    if not output.exists():
        return
    files = tuple(name for name in options.paths if name != STDIN)
    quiet = replace(options, paths=files, diff_base=None)
    for place in places(quiet, reads=False):
        try:
            is_text = isinstance(place, Place) and output.samefile(place.path or place.name)
        except OSError:  # told when it is read
            continue
        if is_text:
            raise UsageError("is one of the texts", "name another file", f"--output {output}")


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
