"""`mgcheck check`: texts in, a report and an exit code out."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mgcheck.cli import formats, outputs, streams
from mgcheck.cli.choices import Color, FailOn, Format
from mgcheck.cli.names import require
from mgcheck.errors import MgcheckError, UsageError
from mgcheck.model import Document, Severity
from mgcheck.report.summary import Checked, Gone, Notice, Suppressed, is_at_least, severities

if TYPE_CHECKING:
    from mgcheck.cli.sources import Listed, Place
    from mgcheck.model import Catalogue, Finding, Report
    from mgcheck.rewrite import Rewriter
    from mgcheck.settings.load import Written

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
"""What standard input is called where nobody names it."""
MOST_JOBS: Final = 60
"""Windows waits for no more than 61 processes."""
PAYS: Final = 200_000
"""Bytes of text for each worker that outweigh its start (benchmarks/folders.py)."""


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
    write_baseline: bool = False
    update_baseline: bool = False
    today: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    jobs: int | None = None
    """Processes; 0 or None: as many as pay."""
    progress: bool = True
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
    from mgcheck.cli.sources import pass_over, places, sources, spare_texts

    if Format.CLAIMREVIEW in outputs.formats(options):
        from mgcheck.report import claimreview

        claimreview.named(options.publisher, options.review_url)  # before anything is read
    catalogue, options = prepare(options)
    keeps = options.baseline is not None or options.write_baseline or options.update_baseline
    if keeps:
        from mgcheck.cli import baseline

        baseline.require_sense(options)
        baseline.known(options)  # a damaged one is told before anybody waits for the texts
    if options.statistics:
        from mgcheck.cli import statistics

        statistics.require_format(options)
    listed = list(places(options))
    spare_texts(outputs.files(options), listed)
    errors: list[MgcheckError] = []
    if options.diff or options.fix:
        from mgcheck.cli import fix

        return fix.run(sources(listed, errors), catalogue, options, errors)
    checked: list[Checked] = []
    failed: list[MgcheckError] = []
    for result in _outcomes(listed, options, catalogue):
        if isinstance(result, Checked):
            checked.append(result)
        else:
            failed.append(result)
    unread = pass_over(failed, len(checked))
    return finish(checked, catalogue, options, unread.errors, passed=unread.passed)


def prepare(options: Options) -> tuple[Catalogue, Options]:
    """The catalogue that `options` ask for, and they themselves, checked against it."""
    from mgcheck import as_of, load_catalogue

    catalogue = load_catalogue(options.catalogue)
    if options.as_of is not None:
        if options.diff or options.fix:
            mend = "leave it out with --diff and --fix"
            raise UsageError("judges a text and mends none", mend, "--as-of")
        catalogue = as_of(catalogue, options.as_of)
    if options.today is not None:
        from mgcheck.cli.today import today

        today(options.today)
    return catalogue, settled(options, catalogue)


def _outcomes(tasks: Sequence[Listed], options: Options, catalogue: Catalogue) -> Iterator[Outcome]:
    """What became of each text, in order; in several processes where that pays."""
    from mgcheck.cli.sources import Place

    n_jobs = _n_jobs(tasks, options)
    if n_jobs > 1:
        from mgcheck.cli import workers

        results = workers.outcomes(tasks, options, n_jobs)
    else:
        rewriter = rewriter_for(options, catalogue)
        results = (
            outcome(task, catalogue, rewriter) if isinstance(task, Place) else task
            for task in tasks
        )
    if len(tasks) == 1:
        return results
    from mgcheck.cli.progress import watched

    return watched(results, len(tasks), is_wanted=options.progress)


def _n_jobs(tasks: Sequence[Listed], options: Options) -> int:
    """How many processes are worth their start: one where the texts are few or small."""
    if len(tasks) <= 1 or options.jobs == 1:
        return 1
    if options.jobs:
        return min(options.jobs, len(tasks), MOST_JOBS)
    paths = [None if isinstance(task, MgcheckError) else task.path for task in tasks]
    n_bytes = sum(_size(path) for path in paths if path is not None)
    return max(1, min(_n_cores(), len(tasks), n_bytes // PAYS, MOST_JOBS))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # told when it is read
        return 0


def _n_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    *,
    passed: Sequence[MgcheckError] = (),
    is_shown: bool = True,
) -> int:
    """Write the report, say what went wrong, and give the exit code.

    passed: files that were passed over, which only warns.
    """
    for error in errors:
        streams.tell(str(error))
    gone: tuple[Gone, ...] = ()
    if options.baseline is not None or options.write_baseline:
        from mgcheck.cli import baseline

        entries = baseline.known(options)
        if options.write_baseline:  # takes the place of a report
            baseline.write(checked, entries, options)
            return 2 if errors else 0
        checked, gone = baseline.hold(checked, entries, options)
    if options.statistics:
        from mgcheck.cli import statistics

        statistics.write_statistics(checked, options)
    elif is_shown:
        formats.write(checked, catalogue, options, errors, gone, passed)
    if errors:
        return 2
    return 1 if fails(checked, options) else 0


Outcome: TypeAlias = Checked | MgcheckError
"""What became of a text."""


def outcome(place: Place, catalogue: Catalogue, rewriter: Rewriter | None) -> Outcome:
    """The text at `place`, read and checked, or why it could not be read."""
    from mgcheck.cli.sources import loaded

    source = loaded(place)
    if isinstance(source, MgcheckError):
        return source
    return check(source.document, catalogue, source.options, rewriter)


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

    document = report.document
    stands = report.findings
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[Notice, ...] = ()
    if document.comments:
        stands, suppressed, notices = _heeded(report, catalogue, options)
    shown = tuple(f for f in stands if is_wanted(f, document, catalogue, options))
    # of a text in which only some lines count nobody asks how it is as a whole
    has_card = outputs.have_card(options) and options.changed is None
    whole = card(report, catalogue) if has_card else None
    legal = None
    if options.jurisdictions:
        from mgcheck.cli import law

        shown_report = replace(report, findings=shown)
        legal = law.view(shown_report, catalogue, options.jurisdictions, options.commercial)
    fails_from = None if options.fail_on is FailOn.NEVER else Severity(options.fail_on.value)
    return Checked(
        report,
        shown,
        len(stands) - len(shown),
        whole,
        legal,
        tuple(s for s in suppressed if is_wanted(s.finding, document, catalogue, options)),
        tuple(n for n in notices if _is_told(n, document, options)),
        fails_from=fails_from,
    )


def _heeded(
    report: Report, catalogue: Catalogue, options: Options
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], tuple[Notice, ...]]:
    """What the text's own comments leave of its findings."""
    from mgcheck import keep

    if not keep.speaks(report.document):
        return report.findings, (), ()
    from mgcheck.cli.today import today

    return keep.kept(
        report.findings,
        report.document,
        catalogue.claims,
        today(options.today),
        tells_unused=options.as_of is None,
    )


def unsuppressed(report: Report, catalogue: Catalogue, options: Options) -> Report:
    """`report` without what comments in its text suppress: nobody wants that mended."""
    if not report.document.comments:
        return report
    return replace(report, findings=_heeded(report, catalogue, options)[0])


def rewriter_for(options: Options, catalogue: Catalogue) -> Rewriter | None:
    """What looks for fixes, where they are told in full: that takes four times the rest."""
    tells_none = options.statistics or options.write_baseline
    if outputs.are_full(options) and not tells_none:
        from mgcheck.rewrite import Rewriter

        return Rewriter(catalogue)
    return None


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


def _is_told(notice: Notice, document: Document, options: Options) -> bool:
    """Whether the reader's filters let the notice through."""
    if options.changed is not None and not _stands_on(
        notice.start, notice.end, document, options.changed
    ):
        return False
    return is_at_least(notice.severity, options.min_severity)


def _is_changed(finding: Finding, document: Document, changed: Sequence[tuple[int, int]]) -> bool:
    """Whether any line of the finding's sentence is among `changed`; lines as git counts them."""
    start, end = finding.mention.start, finding.mention.end
    index = bisect_right(document.sentences, start, key=lambda sentence: sentence.start) - 1
    if index >= 0 and document.sentences[index].end >= start:
        sentence = document.sentences[index]
        start, end = sentence.start, max(end, sentence.end)
    return _stands_on(start, end, document, changed)


def _stands_on(
    start: int, end: int, document: Document, changed: Sequence[tuple[int, int]]
) -> bool:
    first = document.text.count("\n", 0, start) + 1
    last = first + document.text.count("\n", start, end)
    return any(begins <= last and ends >= first for begins, ends in changed)


def fails(checked: Sequence[Checked], options: Options) -> bool:
    """Whether a finding, or a comment that came to nothing, is grave enough for exit code 1."""
    return not options.exit_zero and any(
        one.fails_from is not None and is_at_least(severity, one.fails_from)
        for one in checked
        for severity in severities(one)
    )
