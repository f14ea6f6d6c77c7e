"""The commands and their options, for typer; what each does stands in its own module.

typer takes 160 ms of a run; everything else here waits until its command is called.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer
from typer.core import TyperGroup

from mgcheck.cli import streams
from mgcheck.cli.choices import (
    Color,
    CompareFormat,
    DiffFormat,
    ExplainFormat,
    FailOn,
    Format,
    ListFormat,
)
from mgcheck.errors import UsageError
from mgcheck.model import Kind, Severity

if TYPE_CHECKING:
    from mgcheck.cli.check import Call

SHORT_HELP: Final = """\
mgcheck finds the health claims in a text and weighs each
against evidence.

  mgcheck article.txt              a file, several, a folder
  pandoc draft.docx -t plain | mgcheck
  mgcheck content/ --format json   for a program
  mgcheck explain ID               on a claim or a study
  mgcheck why article.txt:12       why it was found, or not
  mgcheck compare a.txt b.txt      which text says what
  mgcheck diff old.md new.md       what a draft made worse

mgcheck --help lists all options.
"""
"""For a terminal of 60 columns, as every report."""
_DEFAULT: Final = "check"

Job = Callable[[], int]
"""What a command will do once its arguments are read; gives the exit code."""


class _Group(TyperGroup):
    """Commands, of which `check` is meant where none is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if ctx.resilient_parsing and not args:  # a shell completes the first word: maybe a command
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0].split("=")[0] not in own):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options of `check` first: they are the daily ones."""
        check = self.commands[_DEFAULT]
        with formatter.section(f"Options of {_DEFAULT}, which is meant where no command is named"):
            records = (param.get_help_record(ctx) for param in check.get_params(ctx))
            rows = [(name.split(" <list")[0], told) for name, told in filter(None, records)]
            formatter.write_dl([row for row in rows if "--help" not in row[0]])
        super().format_options(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Commands, and whatever `check` would complete."""
        return [
            *super().shell_complete(ctx, incomplete),
            *self.commands[_DEFAULT].shell_complete(ctx, incomplete),
        ]


app = typer.Typer(
    cls=_Group,
    rich_markup_mode=None,  # plain help: 70 ms less, and the same in a pipe
    pretty_exceptions_enable=False,
    subcommand_metavar="[PATH]... | COMMAND ...",
    options_metavar="[OPTIONS]",
    context_settings={"help_option_names": ["-h", "--help"]},
)

ColorOption = Annotated[
    Color, typer.Option("--color", help="When to colour; NO_COLOR and FORCE_COLOR count on auto.")
]
CatalogueOption = Annotated[
    Path | None,
    typer.Option("--catalogue", metavar="DIR", help="A catalogue other than mgcheck's own."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Judge by what was published by then: 2019, 2019-06-30."
    ),
]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="How files are encoded, if not in UTF-8."),
]
ListFormatOption = Annotated[
    ListFormat, typer.Option("--format", "-f", help="How to write the list.")
]
FieldOption = Annotated[
    str | None,
    typer.Option(
        "--field", metavar="NAME", help="Which field of JSON, CSV or mail holds the text."
    ),
]
JurisdictionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--jurisdiction",
        metavar="eu|us|gb|ca",
        help="Tell what this law makes of such claims in a seller's text; may be given again, "
        "or as a list: eu,us.",
    ),
]
CommercialOption = Annotated[
    bool,
    typer.Option("--commercial", help="The text is a seller's: that law binds it."),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="This file's settings, not those closest to each text."
    ),
]
IsolatedOption = Annotated[
    bool, typer.Option("--isolated", help="Pass over all files of settings.")
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Tell more.")]


def _complete_id(incomplete: str) -> list[str]:
    """For a shell: ids of claims, studies and references that begin so."""
    from mgcheck import load_catalogue
    from mgcheck.errors import MgcheckError

    try:
        known = load_catalogue()
    except MgcheckError:  # a shell that completes is no place to tell it
        return []
    every = (*known.claims, *known.studies, *known.references, *known.provisions)
    return sorted(name for name in every if name.startswith(incomplete))


def _print(words: str) -> int:
    streams.write(words)
    return 0


def _print_version(wanted: bool) -> None:
    if wanted:
        from mgcheck import __version__

        streams.write(f"mgcheck {__version__}\n")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Find the health claims in texts and weigh each against evidence.

    Exit codes: 0 nothing at or above --fail-on, 1 something, 2 the run itself failed.
    """


@app.command()
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files, folders, patterns, or - for standard input."
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", help="How to write the report.", show_default=Format.TERMINAL.value
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help="Write the report here; with FORMAT= also in that format, beside the report "
            "itself; may be given again.",
        ),
    ] = None,
    show_suppressed: Annotated[
        bool,
        typer.Option(
            "--show-suppressed", help="Also what comments in the text or a baseline leave out."
        ),
    ] = False,
    publisher: Annotated[
        str | None,
        typer.Option("--publisher", metavar="NAME", help="For claimreview: who publishes them."),
    ] = None,
    review_url: Annotated[
        str | None,
        typer.Option("--review-url", metavar="URL", help="For claimreview: on which page."),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on",
            help="Exit with 1 from this severity on.",
            show_default=FailOn.ERROR.value,
        ),
    ] = None,
    min_severity: Annotated[
        Severity | None,
        typer.Option(
            "--min-severity",
            help="Show findings from this severity on.",
            show_default=Severity.NONE.value,
        ),
    ] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option("--claim", metavar="ID", help="Only this claim; may be given again."),
    ] = None,
    ignore_claim: Annotated[
        list[str] | None,
        typer.Option("--ignore-claim", metavar="ID", help="Not this claim; may be given again."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="NAME", help="Only this topic; may be given again."),
    ] = None,
    ignore_topic: Annotated[
        list[str] | None,
        typer.Option("--ignore-topic", metavar="NAME", help="Not this topic; may be given again."),
    ] = None,
    color: ColorOption = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the counts.")] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Every finding in full, and what was not judged."),
    ] = False,
    as_of: AsOfOption = None,
    catalogue: CatalogueOption = None,
    encoding: EncodingOption = None,
    field: FieldOption = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="NAME",
            help="What to call standard input; settings for that name hold.",
        ),
    ] = None,
    jurisdiction: JurisdictionOption = None,
    commercial: Annotated[
        bool | None,
        typer.Option(
            "--commercial/--no-commercial",
            help="The text is a seller's: that law binds it.",
            show_default=False,
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Leave out what this baseline knows already."
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Make all that is found now the baseline (default: .mgcheck-baseline.json), "
            "and report nothing.",
        ),
    ] = False,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline", help="Take what is gone out of the baseline; add nothing."
        ),
    ] = False,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="For until= in comments, if not the clock's."),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="Counts per claim and verdict and per text, worst first."
        ),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N|auto",
            help="Processes; auto: several where that pays.",
            show_default="auto",
        ),
    ] = None,
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="No bar at a terminal on long runs.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Put a hedge into sentences that need one, in place."),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="With --fix or --diff: also limit or replace sentences."
        ),
    ] = False,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude",
            metavar="PATTERN",
            help="Pass over what this fits, instead of the default list; may be given again.",
        ),
    ] = None,
    extend_exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--extend-exclude", metavar="PATTERN", help="Pass over this, too; may be given again."
        ),
    ] = None,
    force_exclude: Annotated[
        bool | None,
        typer.Option(
            "--force-exclude/--no-force-exclude",
            help="Hold excludes against files that are named, too.",
            show_default=False,
        ),
    ] = None,
    respect_gitignore: Annotated[
        bool | None,
        typer.Option(
            "--respect-gitignore/--no-respect-gitignore",
            help="Pass over in folders what .gitignore files name.",
            show_default="--respect-gitignore",
        ),
    ] = None,
    diff_base: Annotated[
        str | None,
        typer.Option(
            "--diff-base",
            metavar="REF",
            help="Only findings on lines that changed since this commit, branch or tag.",
        ),
    ] = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    show_settings: Annotated[
        bool,
        typer.Option("--show-settings", help="Print what holds for each PATH, and check nothing."),
    ] = False,
    show_files: Annotated[
        bool,
        typer.Option("--show-files", help="Print which texts are meant, and check nothing."),
    ] = False,
) -> Job:
    """Check texts: find their claims, weigh each, report."""
    if not paths and not (show_settings or show_files) and sys.stdin.isatty():
        return partial(_print, SHORT_HELP)
    if diff and fix:
        raise UsageError("shows and changes at once", "choose one of the two", "--diff --fix")
    if unsafe_fixes and not (diff or fix):
        raise UsageError("does nothing alone", "add --diff or --fix", "--unsafe-fixes")
    call = _call(
        config,
        isolated,
        exclude,
        extend_exclude,
        paths=paths,
        format=format_,
        show_suppressed=show_suppressed or None,
        publisher=publisher,
        review_url=review_url,
        fail_on=fail_on,
        min_severity=min_severity,
        claims=claim,
        ignore_claims=ignore_claim,
        topics=topic,
        ignore_topics=ignore_topic,
        color=None if color is Color.AUTO else color,
        quiet=quiet or None,
        verbose=verbose or None,
        catalogue=catalogue,
        as_of=as_of,
        encoding=encoding,
        field=field,
        stdin_filename=stdin_filename,
        jurisdictions=jurisdiction,
        commercial=commercial,
        diff=diff or None,
        fix=fix or None,
        unsafe_fixes=unsafe_fixes or None,
        force_exclude=force_exclude,
        respect_gitignore=respect_gitignore,
        diff_base=diff_base,
        baseline=baseline,
        write_baseline=write_baseline or None,
        update_baseline=update_baseline or None,
        today=today,
        statistics=statistics or None,
        exit_zero=exit_zero or None,
        jobs=_jobs(jobs),
        progress=False if no_progress else None,
    )
    if show_settings or show_files:
        from mgcheck.cli import shown

        return partial(shown.settings if show_settings else shown.files, call)
    from mgcheck.cli import check as command
    from mgcheck.cli import configured, outputs

    wanted = outputs.wanted(format_ or Format.TERMINAL, output or ())
    if diff and (wanted.beside or wanted.format is not Format.TERMINAL):
        mend = "leave --format and FORMAT= out with it"
        raise UsageError("shows changes and writes no report", mend, "--diff")
    options = configured.options(call)
    return partial(command.run, outputs.told(options, output or ()))


def _call(
    config: Path | None,
    isolated: bool,
    exclude: list[str] | None = None,
    extend_exclude: list[str] | None = None,
    **options: object,
) -> Call:
    """What the command line gives: options that are None or empty were not given."""
    from mgcheck.cli import check as command

    if isolated and config is not None:
        what, mend = "passes over the file that is named", "choose one of the two"
        raise UsageError(what, mend, "--isolated --config")
    given = tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in options.items()
        if value is not None and value not in ([], ())
    )
    return command.Call(
        given, config, isolated, tuple(exclude) if exclude else None, tuple(extend_exclude or ())
    )


def _jobs(written: str | None) -> int | None:
    if written is None:
        return None
    if written == "auto":
        return 0
    if not written.isdecimal() or int(written) < 1:
        raise UsageError(f"'{written}' is no number of processes", "use 1, 2 ... or auto", "--jobs")
    return int(written)


def _catalogue(given: Path | None) -> Path | None:
    """The catalogue named, else that of the working folder's settings; None: mgcheck's own."""
    if given is not None:
        return given
    from mgcheck.cli import check as command
    from mgcheck.cli import configured

    return configured.options(command.Call()).catalogue


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A claim, a study, a reference, or a provision of law.",
            autocompletion=_complete_id,
        ),
    ],
    format_: Annotated[
        ExplainFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = ExplainFormat.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it here.")
    ] = None,
    as_of: AsOfOption = None,
    catalogue: CatalogueOption = None,
    color: ColorOption = Color.AUTO,
    jurisdiction: JurisdictionOption = None,
    commercial: CommercialOption = False,
) -> Job:
    """Show everything on record about a claim, a study, a reference or a provision of law."""
    from mgcheck.cli import explain as command

    law = (tuple(jurisdiction or ()), commercial)
    ways = command.Ways(format_, output, as_of, _catalogue(catalogue), color, *law)
    return partial(command.run, name, ways)


@app.command()
def claims(
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="NAME", help="Only this topic.")
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind.")] = None,
    subject: Annotated[
        list[str] | None, typer.Option("--subject", metavar="ID", help="Only this subject.")
    ] = None,
    format_: ListFormatOption = ListFormat.TERMINAL,
    catalogue: CatalogueOption = None,
    color: ColorOption = Color.AUTO,
) -> Job:
    """List the claims that the catalogue knows."""
    from mgcheck.cli import catalogue as command

    return partial(
        command.claims,
        tuple(topic or ()),
        tuple(kind or ()),
        tuple(subject or ()),
        format_,
        _catalogue(catalogue),
        color,
    )


@app.command()
def evidence(
    claim: Annotated[
        list[str] | None, typer.Option("--claim", metavar="ID", help="Only what bears on it.")
    ] = None,
    subject: Annotated[
        list[str] | None, typer.Option("--subject", metavar="ID", help="Only studies of it.")
    ] = None,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Only records, claims too, that are due to be checked again."),
    ] = False,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="For --stale: the day, if not the clock's."),
    ] = None,
    format_: ListFormatOption = ListFormat.TERMINAL,
    catalogue: CatalogueOption = None,
    color: ColorOption = Color.AUTO,
) -> Job:
    """List the studies and references on record.

    Exit code with --stale: 1 where one is due.
    """
    if stale or today is not None:
        from mgcheck.cli import stale as due

        wanted = due.Wanted(tuple(claim or ()), tuple(subject or ()), stale, today)
        return partial(due.run, wanted, format_, _catalogue(catalogue), color)
    from mgcheck.cli import catalogue as command

    chosen = _catalogue(catalogue)
    return partial(
        command.evidence, tuple(claim or ()), tuple(subject or ()), format_, chosen, color
    )


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A catalogue; else mgcheck's own.")
    ] = None,
) -> Job:
    """Name every fault of a catalogue, and run its claims' own tests."""
    from mgcheck.cli import catalogue as command

    return partial(command.validate, folder)


@app.command()
def why(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE", help="A line of a text.")],
    verbose: VerboseOption = False,
    catalogue: CatalogueOption = None,
    encoding: EncodingOption = None,
    field: FieldOption = None,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> Job:
    """Tell why a line was, or was not, found."""
    from mgcheck.cli import catalogue as command

    call = _call(config, isolated, catalogue=catalogue, encoding=encoding, field=field)
    return partial(command.why, place, call, verbose, color)


OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report here.")
]
StdinOption = Annotated[
    str | None,
    typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input."),
]


@app.command()
def compare(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Two texts or more: files, folders, or -."),
    ],
    format_: Annotated[
        CompareFormat, typer.Option("--format", "-f", help="How to write the comparison.")
    ] = CompareFormat.TERMINAL,
    output: OutputOption = None,
    color: ColorOption = Color.AUTO,
    catalogue: CatalogueOption = None,
    encoding: EncodingOption = None,
    field: FieldOption = None,
    stdin_filename: StdinOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> Job:
    """Show which text says what, where they contradict one another first.

    mgcheck compare a1.txt a2.txt a3.txt
    """
    from mgcheck.cli import texts as command

    call = _call(
        config,
        isolated,
        catalogue=catalogue,
        encoding=encoding,
        field=field,
        stdin_filename=stdin_filename,
    )
    ways = command.Ways(output, color, call)
    return partial(command.compare, tuple(paths), format_, ways)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The draft before; - for a pipe.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The draft now.")],
    format_: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="How to write the changes.")
    ] = DiffFormat.TERMINAL,
    fail_on: Annotated[
        FailOn,
        typer.Option("--fail-on", help="From which severity on a claim can make a draft worse."),
    ] = FailOn.WARNING,
    output: OutputOption = None,
    color: ColorOption = Color.AUTO,
    catalogue: CatalogueOption = None,
    encoding: EncodingOption = None,
    field: FieldOption = None,
    stdin_filename: StdinOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> Job:
    """Tell which claims a new draft added, dropped, strengthened or softened.

    git show HEAD:draft.md | mgcheck diff - draft.md

    Exit codes: 0 no claim got worse, 1 one did, 2 the run itself failed.
    """
    from mgcheck.cli import texts as command

    call = _call(
        config,
        isolated,
        catalogue=catalogue,
        encoding=encoding,
        field=field,
        stdin_filename=stdin_filename,
    )
    ways = command.Ways(output, color, call)
    return partial(command.diff, old, new, format_, fail_on, ways)


_ClickError = cast("type[Exception]", typer.BadParameter.__mro__[2])
"""The root of typer's usage errors, which it keeps in a private module."""


def execute(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name; its exit code."""
    command = typer.main.get_command(app)
    try:
        job = command.main(args=list(arguments), prog_name="mgcheck", standalone_mode=False)
    except _ClickError as err:
        said = cast("Callable[[], str]", err.format_message)()  # type: ignore[attr-defined]
        said = " ".join(said.split()).replace("Value error, ", "").rstrip(".")
        raise UsageError(said[:1].lower() + said[1:], "`mgcheck --help` lists the options") from err
    except typer.Abort:
        return 130
    # not inside typer, which has its own ways with a closed pipe and Ctrl-C
    return int(job()) if callable(job) else int(job or 0)
