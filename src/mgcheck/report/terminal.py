"""The report that people read: lines for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Final

from mgcheck.model import (
    Catalogue,
    Document,
    Finding,
    Hit,
    Sentence,
    Severity,
    Stance,
    Status,
    Verdict,
)
from mgcheck.report import card, edition, evidence
from mgcheck.report.line import (
    EMPTY,
    LONGEST_QUOTE,
    Line,
    Part,
    Style,
    clean,
    field,
    shortened,
    text_line,
)
from mgcheck.report.rewording import fixable, legs_and_write
from mgcheck.report.summary import Checked, is_passed_over, summarise
from mgcheck.report.words import (
    BADGE,
    CIRCLES,
    NO_ADVICE,
    SEVERITIES,
    SIGN,
    STANCE,
    STATE,
    TINT,
    WORDING,
    as_put,
    count,
)
from mgcheck.report.words import verdict as _verdict

_QUOTE: Final[Part] = ("  │ ", Style.QUIET)
_SHOWN_STUDIES: Final = 4
_BAR: Final = 24
_STANCES: Final = {Stance.ASSERTS: "", Stance.DENIES: "denied: ", Stance.QUESTIONS: "left open: "}


def lines(
    checked: Sequence[Checked],
    catalogue: Catalogue,
    verbose: bool = False,
    quiet: bool = False,
    show_suppressed: bool = False,
) -> Iterator[Line]:
    """The whole report: each document's findings in order, then the summary."""
    if quiet:
        for one in checked:
            yield _count_line(f"{clean(one.report.document.path)}: ", (one,))
        if len(checked) > 1:
            yield _count_line("total: ", checked)
        yield from edition.as_of_lines(catalogue)
        return
    show_suppressed = show_suppressed or verbose
    for one in checked:
        if show_suppressed or not is_passed_over(one):
            yield from _document(one, catalogue, verbose, show_suppressed)
    yield from _summary(checked, catalogue, verbose, show_suppressed)


def _document(
    one: Checked, catalogue: Catalogue, verbose: bool, show_suppressed: bool
) -> Iterator[Line]:
    document = one.report.document
    told = f"{count(document.words, 'word')}, {count(len(one.findings), 'claim')}"
    yield text_line((clean(document.path), Style.STRONG), (f"  {told}", Style.QUIET))
    was_short = False
    for index, finding in enumerate(one.findings):
        is_short = finding.severity is Severity.NONE and not verbose
        if is_short and one.has_baseline:  # what is new is wanted
            continue
        if not (is_short and was_short):
            yield EMPTY
        was_short = is_short
        if is_short:
            yield _short(document, finding, catalogue, _state(one, index))
            if finding.figures:
                yield from _cited().figures(finding)
        else:
            yield from _long(document, finding, catalogue, verbose, _state(one, index))
        if one.legal is not None:
            from mgcheck.report import regulation  # only where somebody asks for the law

            yield from regulation.finding_lines(
                one.legal.standings[index], catalogue, one.legal.is_commercial, verbose
            )
    if one.notices or (show_suppressed and one.suppressed):
        from mgcheck.report import aside  # most texts have neither

        yield EMPTY
        yield from aside.notices(one.notices, document)
        if show_suppressed:
            yield from aside.suppressed(one.suppressed, document)
    if verbose and one.report.unmatched:
        yield EMPTY
        yield text_line(("Not judged: no claim of the catalogue fits these.", Style.STRONG))
        for sentence in one.report.unmatched:
            yield _unmatched(document, sentence)
    if one.report.citations:
        yield from _cited().block(one.report.citations, document, catalogue, verbose)
    if one.card is not None:
        yield from card.lines(one.card, document, catalogue, verbose)
    yield EMPTY


def _cited() -> ModuleType:
    from mgcheck.report import cited  # 1 ms, and most texts cite nothing

    return cited


def _place(document: Document, offset: int) -> str:
    line, column = document.place(offset)
    part = document.part_of(offset)
    told = f"{clean(document.path)}:{line}:{column}"
    return told if part is None else f"{told}, {part}"


def _state(one: Checked, index: int) -> str:
    """How the finding of that number stands to the baseline; empty without one."""
    return f"  {STATE[one.states[index].value]}" if one.states else ""


def _short(document: Document, finding: Finding, catalogue: Catalogue, state: str) -> Line:
    """A finding that asks for nothing, on one line."""
    place = _place(document, finding.mention.start)
    verdict = finding.verdict
    said = clean(as_put(finding, catalogue))
    return Line(
        (
            (place, Style.STRONG),
            (f"   {SIGN[verdict]} {_verdict(finding)}", TINT[verdict]),
            (f"  {_STANCES[finding.mention.stance]}{said}", Style.PLAIN),
            (state, Style.QUIET),
        ),
        rest=(" " * 4, Style.PLAIN),
    )


def _long(
    document: Document, finding: Finding, catalogue: Catalogue, verbose: bool, state: str
) -> Iterator[Line]:
    """A finding in full: what the text says, what the evidence shows, how sure, what to write."""
    mention, verdict = finding.mention, finding.verdict
    badge = Style.QUIET if verdict is Verdict.NOT_GRADABLE else BADGE[finding.severity]
    severity = "" if finding.severity is Severity.NONE else f"  {finding.severity.value}"
    yield Line(
        (
            (_place(document, mention.start), Style.STRONG),
            ("  ", Style.PLAIN),
            (f" {SIGN[verdict]} {_verdict(finding)} ", badge),
            (severity, Style.STRONG),
            (f"  {mention.claim}", Style.QUIET),
            (state, Style.STRONG),
        ),
        rest=(" " * 4, Style.PLAIN),
    )
    yield Line(_quote(document, mention.start, mention.end, mention.hits), _QUOTE, _QUOTE)
    if verbose or mention.stance is not Stance.ASSERTS:
        yield field("says", (_says(finding, catalogue), Style.PLAIN))
    yield field("why", (clean(finding.why), Style.PLAIN))
    yield from _certainty(finding)
    yield from studies(finding, catalogue, verbose)
    if finding.citations or finding.figures:
        yield from _cited().under_finding(finding, document, verbose)
    yield from legs_and_write(finding)


def _says(finding: Finding, catalogue: Catalogue) -> str:
    """What the text does with the claim, and the claim."""
    mention = finding.mention
    strength = "" if mention.stance is Stance.QUESTIONS else f" {WORDING[mention.wording]}"
    scope = f", of {clean(mention.scope)} only" if mention.scope else ""
    said = clean(catalogue.claims[mention.claim].statement)
    return f"{STANCE[mention.stance]}{strength}{scope}: {said}"


def _quote(document: Document, start: int, end: int, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """The sentence, the words that make the claim marked; a very long one cut to what matters."""
    inside = sorted((h.start, h.end) for h in hits if start <= h.start < h.end <= end)
    left, right = start, end
    if end - start > LONGEST_QUOTE:
        left = max(start, inside[0][0] - 120) if inside else start
        right = min(end, left + LONGEST_QUOTE)
    parts: list[Part] = [("…", Style.QUIET)] if left > start else []
    at = left
    for hit_start, hit_end in inside:
        first, last = max(hit_start, at), min(hit_end, right)
        if first < last:
            parts.append((clean(document.said(at, first)), Style.PLAIN))
            parts.append((clean(document.said(first, last)), Style.MARK))
            at = last
    parts.append((clean(document.said(at, right)), Style.PLAIN))
    if right < end:
        parts.append(("…", Style.QUIET))
    return tuple(parts)


def _certainty(finding: Finding) -> Iterator[Line]:
    body = finding.body
    if body.certainty is not None:
        words = f"{CIRCLES[body.certainty]} {body.certainty.value}"
        told = ", ".join(f"{s.domain} -{s.levels}" for s in body.steps)
        if told and body.start is not None:
            told = f"starts {body.start.value}; {told}"
        if body.capped_by is not None:
            told += f"{'; ' if told else ''}no more than {clean(body.capped_by)} states"
        yield field(
            "certainty",
            (words, Style.PLAIN),
            (f"  {body.tier.value}{f' ({told})' if told else ''}", Style.QUIET),
        )
    elif body.status is not None and body.status is not Status.NOT_CHECKABLE:
        yield field("status", (f"{body.status.value}, by reference", Style.PLAIN))


def studies(finding: Finding, catalogue: Catalogue, verbose: bool) -> Iterator[Line]:
    """The records that decided the verdict, then those shown beside them."""
    body = finding.body
    claim = catalogue.claims[finding.mention.claim]
    shown = body.studies if verbose else body.studies[:_SHOWN_STUDIES]
    for index, name in enumerate(shown):
        study = catalogue.studies[name]
        told = [evidence.design(study), evidence.size(study)]
        result = evidence.found(study, claim, catalogue)
        parts: list[Part] = [
            (name, Style.STRONG),
            (f"  {' · '.join(clean(t) for t in told)}", Style.PLAIN),
        ]
        if result:
            parts.append((f" · {clean(result)}", Style.PLAIN))
        if verbose:
            parts.append((f" · {clean(evidence.identifier(study))}", Style.QUIET))
        yield field("" if index else "studies", *parts, hang=2)
    if len(body.studies) > len(shown):
        more = body.studies[len(shown) :]
        yield field("", (f"and {len(more)} more: {', '.join(more)}", Style.QUIET))
    beside = body.also if verbose else body.also[:_SHOWN_STUDIES]
    if beside:
        more_words = f" and {len(body.also) - len(beside)} more" if body.also[len(beside) :] else ""
        yield field("beside", (", ".join(beside) + more_words, Style.QUIET))
    if body.references:
        named = (f"{r} ({clean(catalogue.references[r].issuer)})" for r in body.references)
        yield field("reference", ("; ".join(named), Style.PLAIN))


def _unmatched(document: Document, sentence: Sentence) -> Line:
    words = clean(shortened(document.said(sentence.start, sentence.end)))
    return Line(
        ((_place(document, sentence.start), Style.STRONG), (f"  {words}", Style.PLAIN)),
        rest=(" " * 4, Style.PLAIN),
    )


def _summary(
    checked: Sequence[Checked], catalogue: Catalogue, verbose: bool, show_suppressed: bool
) -> Iterator[Line]:
    summary = summarise(checked)
    yield _count_line("", checked)
    most = max(summary.by_verdict.values(), default=0)
    for verdict, number in summary.by_verdict.items():
        if number:
            bar = "█" * max(1, round(_BAR * number / max(most, _BAR)))
            yield text_line(
                (f"{SIGN[verdict]} {verdict.value:<17}", Style.PLAIN),
                (f"{number:>4}  ", Style.PLAIN),
                (bar, TINT[verdict]),
                indent=2,
            )
    yield from fixable(checked, verbose)
    if summary.n_unmatched:
        one = summary.n_unmatched == 1
        speak, match = ("speaks", "matches") if one else ("speak", "match")
        told = f"{count(summary.n_unmatched, 'sentence')} {speak}"
        hint = "" if verbose else f" (--verbose lists {'it' if one else 'them'})"
        about = f"of the catalogue's subjects and health, and {match} no claim{hint}"
        yield text_line((f"Not judged: {told} {about}.", Style.PLAIN))
    if summary.n_hidden:
        told = count(summary.n_hidden, "finding")
        yield text_line(
            (f"Hidden by filters, such as --min-severity or --diff-base: {told}.", Style.PLAIN)
        )
    if any(one.suppressed for one in checked):
        from mgcheck.report import aside

        yield aside.counted(checked, show_suppressed)
    legal = [one.legal for one in checked if one.legal is not None]
    if legal:
        from mgcheck.report import regulation

        yield from regulation.summary_lines(legal, catalogue)
    yield from edition.lines(catalogue)
    yield text_line((NO_ADVICE, Style.QUIET))


def _count_line(before: str, checked: Sequence[Checked]) -> Line:
    """The counts in one line; nothing found is said as plainly."""
    summary = summarise(checked)
    n_suppressed = sum(len(one.suppressed) for one in checked)
    n_notices = sum(len(one.notices) for one in checked)
    tail = ""
    if before:
        tail = f"; {count(summary.n_unmatched, 'sentence')} not judged"
        tail += f"; {summary.n_hidden:,} hidden" if summary.n_hidden else ""
        tail += f"; {n_suppressed:,} suppressed" if n_suppressed else ""
        tail += f"; {count(n_notices, 'notice')}" if n_notices else ""
    if not summary.n_claims:
        is_less = summary.n_hidden or n_suppressed
        nothing = "no claim shown" if is_less else "no claim of the catalogue found"
        if summary.n_documents > 1:
            nothing += f" in {count(summary.n_documents, 'document')}"
        return text_line((f"{before}{nothing}{tail}{'' if before else '.'}", Style.STRONG))
    of = f" in {count(summary.n_documents, 'document')}" if not before else ""
    told = ", ".join(
        f"{number:,} without remark" if severity is Severity.NONE else count(number, severity.value)
        for severity, number in ((s, summary.by_severity[s]) for s in SEVERITIES)
        if number
    )
    return text_line(
        (f"{before}{count(summary.n_claims, 'claim')}{of}: {told}{tail}", Style.STRONG)
    )
