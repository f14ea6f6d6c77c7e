"""The commands that show the catalogue: claims, evidence, validate, why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from mgcheck import load_catalogue
from mgcheck.cli import streams
from mgcheck.cli.check import Call
from mgcheck.cli.choices import Color, ListFormat
from mgcheck.cli.names import require
from mgcheck.cli.output import write_bytes, write_lines
from mgcheck.errors import InputError, UsageError
from mgcheck.model import (
    Catalogue,
    Kind,
    Reference,
    Study,
)

_PLACE: Final = re.compile(r"(?P<name>.+):(?P<number>[0-9]{1,9})", re.DOTALL)
_LINE_MEND: Final = "write FILE:LINE, such as draft.txt:12"


def claims(
    topics: tuple[str, ...],
    kinds: tuple[Kind, ...],
    subjects: tuple[str, ...],
    format_: ListFormat,
    folder: Path | None,
    color: Color,
) -> int:
    """The claims that the catalogue knows, by id."""
    from mgcheck.report import lists

    catalogue = load_catalogue(folder)
    require(topics, {c.topic for c in catalogue.claims.values()}, "topic", "--topic")
    require(subjects, catalogue.subjects, "subject", "--subject")
    found = [
        claim
        for _, claim in sorted(catalogue.claims.items())
        if (not topics or claim.topic in topics)
        and (not kinds or claim.kind in kinds)
        and (not subjects or set(subjects) & set(claim.subject))
    ]
    if format_ is ListFormat.JSON:
        write_listing("claims", lists.claim_rows(found), catalogue)
    else:
        write_lines(lists.claim_lines(found), color)
    return 0


def evidence(
    names: tuple[str, ...],
    subjects: tuple[str, ...],
    format_: ListFormat,
    folder: Path | None,
    color: Color,
) -> int:
    """The studies, then the references, by id."""
    from mgcheck.report import lists

    catalogue = load_catalogue(folder)
    require(names, catalogue.claims, "claim", "--claim")
    require(subjects, catalogue.subjects, "subject", "--subject")
    wanted = bearing(names, catalogue)
    records: list[Study | Reference] = [
        study
        for _, study in sorted(catalogue.studies.items())
        if (wanted is None or study.id in wanted)
        and (not subjects or study.intervention.subject in subjects)
    ]
    if not subjects:  # a reference has no subject
        records += [
            reference
            for _, reference in sorted(catalogue.references.items())
            if wanted is None or reference.id in wanted
        ]
    if format_ is ListFormat.JSON:
        write_listing("evidence", lists.record_rows(records), catalogue)
    else:
        write_lines(lists.record_lines(records), color)
    return 0


def validate(folder: Path | None) -> int:
    """Every fault of a pack and of its claims' own tests; 0 where there is none."""
    from mgcheck import catalogue, find, read
    from mgcheck.report.words import count

    def claims_in(text: str, known: Catalogue) -> set[str]:
        return {m.claim for m in find.mentions(read.document(text), known).mentions}

    def wants_in(text: str, known: Catalogue) -> set[str]:
        return set(find.met(read.document(text), known))

    place = catalogue.bundled_folder() if folder is None else folder
    faults = catalogue.validate(place, claims_in, wants_in)
    for fault in faults:
        streams.write(f"{fault}\n")
    if faults:
        many = count(len(faults), "fault")
        streams.tell(f"{place}: {many}; mend what is listed and run again")
        return 1
    known = load_catalogue(folder)
    held: tuple[str, ...] = (
        count(len(known.claims), "claim"),
        count(len(known.studies), "study", "studies"),
        count(len(known.references), "reference"),
    )
    if known.provisions:
        held += (count(len(known.provisions), "provision of law", "provisions of law"),)
    streams.write(f"{place}: sound: {', '.join(held)}.\n")
    return 0


def why(place: str, call: Call, verbose: bool, color: Color) -> int:
    """Which claims were near one line of a file, what matched, and which test failed."""
    from mgcheck import find, read
    from mgcheck.cli.configured import Configured
    from mgcheck.report import why as report
    from mgcheck.report.words import count

    name, line, column = _place(place)
    path = Path(name)
    if path.is_dir():
        raise InputError("is a folder, not a file", _LINE_MEND, name)
    options = Configured(call).of(name)
    document = read.load(path, options.encoding, options.field)
    last = len(document.line_starts)
    if line > last:
        raise UsageError(f"has {count(last, 'line')}, not {line}", "name one of them", name)
    catalogue = load_catalogue(options.catalogue)
    trials = find.explain(document, catalogue, line)
    if column is not None:
        at = document.line_starts[line - 1] + column - 1
        trials = tuple(t for t in trials if t.sentence.start <= at < t.sentence.end) or trials
    write_lines(report.lines(trials, document, line, catalogue, verbose), color)
    return 0


def _place(place: str) -> tuple[str, int, int | None]:
    """File, line and, as reports write it, column; a file's name may hold colons itself."""
    found = _PLACE.fullmatch(place)
    if found is None or int(found["number"]) < 1:
        raise UsageError(f"'{place}' names no line", _LINE_MEND)
    name, number = found["name"], int(found["number"])
    longer = _PLACE.fullmatch(name)
    if longer is None or int(longer["number"]) < 1 or Path(name).exists():
        return name, number, None
    return longer["name"], int(longer["number"]), number


def bearing(names: tuple[str, ...], catalogue: Catalogue) -> frozenset[str] | None:
    """Records that bear on any of the claims named; None: no claim was named."""
    if not names:
        return None
    from mgcheck import grade

    bodies = [grade.body(catalogue.claims[n], catalogue) for n in names]
    return frozenset(r for b in bodies for r in (*b.studies, *b.also, *b.references))


def write_listing(
    noun: str, rows: list[dict[str, object]], catalogue: Catalogue, **more: object
) -> None:
    """A list for programs, under the name of what it lists."""
    from mgcheck.report import json
    from mgcheck.report.json_edition import edition

    head = {"schema_version": json.SCHEMA_VERSION, "catalogue": edition(catalogue)}
    write_bytes(json.dump({**head, **more, noun: rows}))
