"""Citations at a terminal: a line under a finding, a block for each text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mgcheck.model import Backing, Catalogue, Cited, Document, Finding, Study
from mgcheck.report import evidence
from mgcheck.report.line import EMPTY, Line, Part, Style, clean, field, text_line
from mgcheck.report.words import count

_STATUS: Final = {
    "retracted": "retracted",
    "corrected": "corrected since",
    "unpublished": "not published in a journal",
    "second-hand": "read only in another's account",
}
_LONGEST: Final = 100
"""Characters of a citation that are shown: enough to know it by."""
_SHOWN: Final = 5


def under_finding(finding: Finding, document: Document, verbose: bool) -> Iterator[Line]:
    """What the sentence cites for the claim, and whether that bears on it."""
    shown = [b for b in finding.citations if b.where == "sentence" or (verbose and b.bears)]
    for index, backing in enumerate(shown):
        yield field(
            "" if index else "cites",
            (_name(backing, document), Style.STRONG),
            (f"  {_bears(backing)}", Style.PLAIN),
            hang=2,
        )
        for figure in backing.figures:
            if not figure.agrees:
                yield field("", (clean(figure.why), Style.YELLOW), hang=2)
    yield from figures(finding, verbose)


def figures(finding: Finding, verbose: bool = False) -> Iterator[Line]:
    """Figures of the claim itself that its records do not bear out."""
    for figure in finding.figures:
        if verbose or not figure.agrees:
            yield field("figure", (clean(figure.why), Style.PLAIN), hang=2)


def _name(backing: Backing, document: Document) -> str:
    if len(backing.records) == 1:
        return backing.records[0]
    start, end = backing.place
    return _cut(document.text[start:end])


def _bears(backing: Backing) -> str:
    if len(backing.records) != 1:
        return _unsettled(backing.records, "")
    told = [clean(remark.id.replace("-", " ")) for remark in backing.remarks]
    if backing.is_misattributed:
        told.insert(0, "misattributed")
    if backing.bears:
        told.insert(0, "bears on it")
    return "; ".join(dict.fromkeys(told)) or "on record"


def _unsettled(records: Sequence[str], form: str) -> str:
    """What is said of a work that is no record, or may be any of several."""
    if not records:
        return "not on record"
    which = "names no study" if form == "described" else "ambiguous"
    return f"{which}: {', '.join(records)} fit equally"


def block(
    works: Sequence[Cited], document: Document, catalogue: Catalogue, verbose: bool
) -> Iterator[Line]:
    """Every work that the text cites: what it measured, and which claims rest on it."""
    if not works:
        return
    known = sum(len(work.records) == 1 for work in works)
    yield EMPTY
    told = f"  {count(len(works), 'work')}, {known} on record"
    yield text_line(("Citations", Style.STRONG), (told, Style.QUIET))
    for work in works:
        yield from _work(work, document, catalogue, verbose)


def _work(work: Cited, document: Document, catalogue: Catalogue, verbose: bool) -> Iterator[Line]:
    first = work.places[0]
    line, column = document.place(first.start)
    where: Part = (f"{line}:{column}  ", Style.QUIET)
    said = _cut(document.text[first.start : first.end])
    if len(work.records) != 1:
        found = _unsettled(work.records, work.places[0].form)
        yield text_line(where, (said, Style.STRONG), (f"  {found}", Style.PLAIN), indent=2)
        return
    record = work.records[0]
    study = catalogue.studies.get(record)
    about = _study(study, work) if study is not None else _issuer(record, catalogue)
    status = "".join(f" · {_STATUS[name]}" for name in work.status)
    yield text_line(
        where,
        (record, Style.STRONG),
        (f"  by {clean(work.how)}: {clean(about)}", Style.PLAIN),
        (status, Style.YELLOW),
        indent=2,
    )
    for remark in work.remarks:
        if remark.id not in work.status:
            yield text_line((clean(remark.why), Style.PLAIN), indent=6)
    for figure in work.figures:
        if not figure.agrees or verbose:
            style = Style.PLAIN if figure.agrees else Style.YELLOW
            yield text_line((clean(figure.why), style), indent=6)
    yield text_line((_rests(work, catalogue), Style.PLAIN), indent=6)


def _study(study: Study, work: Cited) -> str:
    names = list(work.measured)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    measured = ", ".join(names[:_SHOWN]) + more if names else "nothing on record"
    return f"{evidence.design(study)}, measured {measured}"


def _issuer(record: str, catalogue: Catalogue) -> str:
    reference = catalogue.references[record]
    return f"{reference.kind}, {reference.issuer}"


def _rests(work: Cited, catalogue: Catalogue) -> str:
    beside = {b.claim for b in work.beside}
    if not beside:
        return "no claim of the text stands beside it"
    listed = "" if any(b.where != "list" for b in work.beside) else " (it is only listed)"
    topics = Counter(catalogue.claims[c].topic for c in beside)
    bare = Counter({t: n for t, n in topics.items() if t not in _topics(work.rests, catalogue)})
    none = ", ".join(f"{topic} {n}" for topic, n in sorted(bare.items(), key=_most_first))
    of = f"of {count(len(beside), 'claim')} beside it{listed}"
    if not work.rests:
        return f"none {of} can rest on it: {none}"
    shown = ", ".join(work.rests[:_SHOWN])
    more = f" and {len(work.rests) - _SHOWN} more" if len(work.rests) > _SHOWN else ""
    rest = f"{len(work.rests)} {of} can rest on it: {shown}{more}"
    return f"{rest}; none on {none}" if none else rest


def _topics(claims: Iterable[str], catalogue: Catalogue) -> set[str]:
    return {catalogue.claims[claim].topic for claim in claims}


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _cut(text: str) -> str:
    words = clean(text)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
