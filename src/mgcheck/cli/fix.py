"""`--diff` and `--fix`: texts put as their evidence allows, shown or written in place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mgcheck.cli import streams
from mgcheck.cli.check import Options, filtered, finish, is_wanted, settled, unsuppressed
from mgcheck.cli.output import write_bytes
from mgcheck.cli.outputs import files
from mgcheck.cli.sources import Source
from mgcheck.errors import MgcheckError, UsageError
from mgcheck.model import Finding, Report
from mgcheck.report.summary import Checked
from mgcheck.report.words import count

if TYPE_CHECKING:
    from mgcheck.model import Catalogue
    from mgcheck.rewrite import Rewriter


def run(
    sources: Iterable[Source],
    catalogue: Catalogue,
    options: Options,
    errors: list[MgcheckError],
) -> int:
    """Mend each text; the exit code: for a diff 1 where there is one, else by what remains."""
    from mgcheck import read
    from mgcheck.rewrite import Rewriter, is_fair

    rewriter = Rewriter(catalogue)
    diffs: list[str] = []
    checked: list[Checked] = []
    piped: list[bytes] = []
    n_claims = n_texts = n_unsafe = n_left = 0
    for source in sources:
        own = settled(source.options, catalogue)
        try:
            read.require_writable(source.document)
            report, n_mended = _mended(source, rewriter, catalogue, own)
            text, old = report.document.text, source.document.text
            data = source.data if text == old else _bytes(text, source, own)
            if options.diff:
                diffs.extend(_diff(old, text, source.document.path))
            elif source.path is None:
                piped.append(data)
            elif text != old:
                replace_file(source.path, data)
        except MgcheckError as err:
            errors.append(err)
            continue
        n_claims, n_texts = n_claims + n_mended, n_texts + (text != old)
        checked.append(filtered(report, catalogue, own))
        rest = [f for f in checked[-1].findings if not is_fair(f)]
        n_unsafe += sum(f.fix is not None for f in rest)
        n_left += sum(f.fix is None for f in rest)
    _tell(n_claims, n_texts, n_unsafe, n_left, options)
    if options.diff:
        for error in errors:
            streams.tell(str(error))
        write_bytes("".join(diffs).encode(), options.output)
        return 2 if errors else 1 if diffs else 0
    if piped:
        return _pipe(piped, checked, catalogue, options, errors)
    return finish(checked, catalogue, options, errors)


def _mended(
    source: Source, rewriter: Rewriter, catalogue: Catalogue, options: Options
) -> tuple[Report, int]:
    from mgcheck import check_document, read

    def check(text: str) -> Report:
        report = check_document(read.again(text, source.document), catalogue)
        return unsuppressed(report, catalogue, options)

    mended, n_mended = rewriter.fixed(
        unsuppressed(check_document(source.document, catalogue), catalogue, options),
        check,
        lambda finding: is_wanted(finding, source.document, catalogue, options),
        unsafe=options.unsafe_fixes,
    )
    if source.document.comments:  # what they suppress is told all the same
        again = check_document(read.again(mended.document.text, source.document), catalogue)
        mended = replace(again, findings=_with_fixes(again.findings, mended.findings))
    return mended, n_mended


def _with_fixes(findings: Sequence[Finding], fixed: Sequence[Finding]) -> tuple[Finding, ...]:
    """`findings`, those in place of which `fixed` has one with its fix replaced by that."""
    found = {(f.mention.claim, f.mention.start): f for f in fixed}
    return tuple(found.get((f.mention.claim, f.mention.start), f) for f in findings)


def _bytes(text: str, source: Source, options: Options) -> bytes:
    from mgcheck import read

    return read.written(text, source.document, source.data, options.encoding)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path`, whole or not at all; its mode stays."""
    import tempfile

    target = Path(os.path.realpath(path))  # a link goes on pointing to the file
    try:
        mode = target.stat().st_mode
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            draft.chmod(mode & 0o7777)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as err:
        what = f"cannot be written ({err.strerror or err})"
        raise UsageError(what, "allow writing it, or use --diff", str(path)) from err


def _diff(old: str, new: str, path: str) -> Iterator[str]:
    """A unified diff; line ends stand in it as they stand in the text."""
    from difflib import unified_diff

    for line in unified_diff(_lines(old), _lines(new), path, path):
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines for a diff: they end at a line feed alone, as patch sees them."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        last for last in text.split("\n")[-1:] if last
    ]


def _tell(n_claims: int, n_texts: int, n_unsafe: int, n_left: int, options: Options) -> None:
    verb = "Would put" if options.diff else "Put"
    told = f"{verb} {count(n_claims, 'claim')} fairly in {count(n_texts, 'text')}."
    if n_unsafe and not options.unsafe_fixes:
        told += f" --unsafe-fixes would mend {n_unsafe:,} more."
    if n_left:
        told += f" No fix holds for {count(n_left, 'claim')}: --verbose says what to write instead."
    streams.tell(told)


def _pipe(
    piped: Sequence[bytes],
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
) -> int:
    """Standard input goes on mended; the report goes to --output, or is left out."""
    streams.write_through(b"".join(piped))
    aside = replace(options, output=options.output or Path(os.devnull))
    return finish(checked, catalogue, aside, errors, is_shown=bool(files(options)))
