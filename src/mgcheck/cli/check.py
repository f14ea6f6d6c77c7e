"""`mgcheck check`: texts in, a report and an exit code out."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from mgcheck.cli import formats, outputs
from mgcheck.cli.choices import Color, FailOn, Format
from mgcheck.cli.names import require
from mgcheck.errors import MgcheckError, UsageError
from mgcheck.model import Document, Severity
from mgcheck.report.summary import Checked, is_at_least

if TYPE_CHECKING:
    from mgcheck.model import Catalogue, Finding, Report
    from mgcheck.rewrite import Rewriter
    from mgcheck.settings.load import Written

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
"""What standard input is called where nobody names it."""


class Call(Struct, frozen=True):
    """What the command line says, as far as files of settings are overruled by it."""

    given: tuple[tuple[str, Any], ...] = ()
    """Names of options and what they are set to; what is not there was not given."""
    config: Path | None = None
    """The one file of settings that holds; None: the closest to each text."""
    isolated: bool = False
    """True: no file of settings holds."""
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()

    def says(self, name: str) -> bool:
        """Whether the option is given."""
        return any(name == known for known, _ in self.given)


class Options(Struct, frozen=True):
    """What the reader asked for; what holds where nothing is said."""

    paths: tuple[str, ...] = (STDIN,)
    format: Format = Format.TERMINAL
    output: Path | None = None
    """Where the report goes; None: to standard output."""
    outputs: tuple[tuple[Format, Path], ...] = ()
    """What is written besides."""
    show_suppressed: bool = False
    publisher: str | None = None
    review_url: str | None = None
    fail_on: FailOn = FailOn.ERROR
    min_severity: Severity = Severity.NONE
    claims: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    catalogue: Path | None = None
    as_of: str | None = None
    encoding: str | None = None
    stdin_filename: str = STDIN_NAME
    diff: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    jurisdictions: tuple[str, ...] = ()
    commercial: bool = False
    ignore_claims: tuple[str, ...] = ()
    ignore_topics: tuple[str, ...] = ()
    field: str | None = None
    baseline: Path | None = None
    jobs: int | None = None
    force_exclude: bool = False
    respect_gitignore: bool = True
    diff_base: str | None = None
    changed: tuple[tuple[int, int], ...] | None = None
    """Lines of this text, from 1, of which findings are shown; None: all."""
    call: Call = Call()
    written: tuple[Written, ...] = ()
    """What a file of settings says; the command line may overrule it."""


def run(options: Options) -> int:
    """Check every text, write one report, and say what went wrong on standard error."""
    from mgcheck import as_of, load_catalogue
    from mgcheck.cli.sources import sources, spare_texts

    catalogue = load_catalogue(options.catalogue)
    if options.as_of is not None:
        if options.diff or options.fix:
            mend = "leave it out with --diff and --fix"
            raise UsageError("judges a text and mends none", mend, "--as-of")
        catalogue = as_of(catalogue, options.as_of)
    if Format.CLAIMREVIEW in outputs.formats(options):
        from mgcheck.report import claimreview

        claimreview.named(options.publisher, options.review_url)  # before anything is read
    options = settled(options, catalogue)
    for file in outputs.files(options):
        spare_texts(file, options)
    errors: list[MgcheckError] = []
    if options.diff or options.fix:
        from mgcheck.cli import fix

        return fix.run(sources(options, errors), catalogue, options, errors)
    rewriter = _rewriter(catalogue) if outputs.are_full(options) else None
    checked = [
        check(source.document, catalogue, source.options, rewriter)
        for source in sources(options, errors)
    ]
    return finish(checked, catalogue, options, errors)


def settled(options: Options, catalogue: Catalogue) -> Options:
    """The options once names are held against the catalogue, and laws are asked by their names."""
    topics = {c.topic for c in catalogue.claims.values()}
    for key, names, known in (
        ("claim", options.claims, catalogue.claims),
        ("ignore-claim", options.ignore_claims, catalogue.claims),
        ("topic", options.topics, topics),
        ("ignore-topic", options.ignore_topics, topics),
    ):
        if names:
            require(names, known, key.removeprefix("ignore-"), _said(options, key))
    if not options.jurisdictions and not options.call.says("commercial"):
        return options
    if options.as_of is not None and options.jurisdictions:
        if options.call.says("jurisdictions"):
            mend = "leave one of the two out"
            raise UsageError("does not tell what the law said then", mend, "--as-of")
        return replace(options, jurisdictions=())
    from mgcheck.cli import law

    where = _said(options, "jurisdiction")
    asked = law.asked(options.jurisdictions, options.commercial, catalogue, where)
    return replace(options, jurisdictions=asked)


def _said(options: Options, key: str) -> str:
    """Where a value that names something comes from: an option, or a line of a file."""
    from mgcheck.cli.keys import SETTINGS

    written = next((one for one in options.written if one.key == key), None)
    if written is None or options.call.says(SETTINGS[key].field):
        return f"--{key}"
    return written.where()


def finish(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    options: Options,
    errors: Sequence[MgcheckError],
) -> int:
    """Write the report, say what went wrong, and give the exit code."""
    for error in errors:
        sys.stderr.write(f"{error}\n")
    formats.write(checked, catalogue, options, errors)
    if errors:
        return 2
    return 1 if fails(checked) else 0


def check(
    document: Document, catalogue: Catalogue, options: Options, rewriter: Rewriter | None
) -> Checked:
    """The document's report as the reader's filters leave it, with fixes where they are sought."""
    from mgcheck import check_document, read

    options = settled(options, catalogue)
    report = check_document(document, catalogue)
    if rewriter is not None:
        report = rewriter.rewritten(
            report,
            lambda text: check_document(read.again(text, document), catalogue),
            lambda finding: is_wanted(finding, document, catalogue, options),
        )
    return filtered(report, catalogue, options)


def filtered(report: Report, catalogue: Catalogue, options: Options) -> Checked:
    """What the reader's filters leave of `report`, with the card of its text."""
    from mgcheck import card

    shown = tuple(f for f in report.findings if is_wanted(f, report.document, catalogue, options))
    # of a text in which only some lines count nobody asks how it is as a whole
    has_card = outputs.have_card(options) and options.changed is None
    whole = card(report, catalogue) if has_card else None
    legal = None
    if options.jurisdictions:
        from mgcheck.cli import law

        shown_report = replace(report, findings=shown)
        legal = law.view(shown_report, catalogue, options.jurisdictions, options.commercial)
    fails_from = None if options.fail_on is FailOn.NEVER else Severity(options.fail_on.value)
    n_hidden = len(report.findings) - len(shown)
    return Checked(report, shown, n_hidden, whole, legal, fails_from=fails_from)


def _rewriter(catalogue: Catalogue) -> Rewriter:
    from mgcheck.rewrite import Rewriter

    return Rewriter(catalogue)


def is_wanted(finding: Finding, document: Document, catalogue: Catalogue, options: Options) -> bool:
    """Whether the reader's filters let the finding through."""
    name = finding.mention.claim
    topic = catalogue.claims[name].topic
    if options.claims and name not in options.claims:
        return False
    if options.topics and topic not in options.topics:
        return False
    if name in options.ignore_claims or topic in options.ignore_topics:
        return False
    if options.changed is not None and not _is_changed(finding, document, options.changed):
        return False
    return is_at_least(finding.severity, options.min_severity)


def _is_changed(finding: Finding, document: Document, changed: Sequence[tuple[int, int]]) -> bool:
    """Whether any line of the finding's sentence is among `changed`; lines as git counts them."""
    start, end = finding.mention.start, finding.mention.end
    index = bisect_right(document.sentences, start, key=lambda sentence: sentence.start) - 1
    if index >= 0 and document.sentences[index].end >= start:
        sentence = document.sentences[index]
        start, end = sentence.start, max(end, sentence.end)
    first = document.text.count("\n", 0, start) + 1
    last = first + document.text.count("\n", start, end)
    return any(begins <= last and ends >= first for begins, ends in changed)


def fails(checked: Sequence[Checked]) -> bool:
    """Whether a finding is grave enough for exit code 1."""
    return any(
        c.fails_from is not None and is_at_least(f.severity, c.fails_from)
        for c in checked
        for f in c.findings
    )
