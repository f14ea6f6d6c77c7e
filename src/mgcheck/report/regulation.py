"""What the law makes of a claim, in lines of their own: never mixed with the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mgcheck.model import Catalogue, LegalStatus, Provision
from mgcheck.regulation.nouns import LegalView, Standing
from mgcheck.report.line import Line, Style, clean, field, text_line

STATUS: Final[Mapping[LegalStatus, str]] = {
    LegalStatus.AUTHORISED: "authorised in its own wording only",
    LegalStatus.QUALIFIED: "only with its qualification",
    LegalStatus.PERMITTED: "permitted on conditions",
    LegalStatus.REFUSED: "refused",
    LegalStatus.DISEASE_CLAIM: "disease claim: not allowed",
    LegalStatus.NOT_LISTED: "on no list",
    LegalStatus.ONLY_LISTED: "only what is listed",
    LegalStatus.NOT_VERIFIED: "not verified",
    LegalStatus.NO_RECORD: "no record",
    LegalStatus.REQUIRED: "required",
    LegalStatus.GUIDANCE: "guidance",
    LegalStatus.ENFORCEMENT: "acted upon",
    LegalStatus.ASSESSED_SAFE: "assessed as safe",
    LegalStatus.NONE_FOUND: "none found",
}
VERIFICATION: Final[Mapping[str, str]] = {
    "primary": "read at its issuer",
    "register-snapshot": "read in a stored copy of the register",
    "secondary": "read second-hand",
    "search-negative": "looked for, and nothing found",
    "unverified": "not verified",
}
HEADING: Final = "What the law makes of it, apart from the evidence"
APART: Final = (
    "Legal is not the same as supported: neither the law nor a verdict decides the other."
)
"""Stands once in every report that speaks of both."""


def finding_lines(
    standings: Sequence[Standing], catalogue: Catalogue, is_commercial: bool, verbose: bool
) -> Iterator[Line]:
    """Under a finding: where it stands in each jurisdiction; no record is only counted."""
    for standing in standings:
        if standing.status is not LegalStatus.NO_RECORD or verbose:
            yield from standing_lines(standing, catalogue, is_commercial, verbose)


def standing_lines(
    standing: Standing, catalogue: Catalogue, is_commercial: bool, verbose: bool
) -> Iterator[Line]:
    """One jurisdiction: the status, who says so, the wording that may be used, what is not sure."""
    label = f"law {standing.jurisdiction}"
    if standing.status is LegalStatus.NO_RECORD:
        yield field(label, (_NOTHING, Style.QUIET))
        return
    decided = [catalogue.provisions[name] for name in standing.decided_by]
    yield field(
        label,
        (_led(standing), Style.PLAIN),
        (STATUS[standing.status], Style.STRONG),
        (f"  {' '.join(dict.fromkeys(clean(p.says) for p in decided))}", Style.PLAIN),
        (f"  {', '.join(_source(p) for p in decided)}", Style.QUIET),
    )
    for index, words in enumerate(standing.wordings):
        before = "" if index else "may be said: "
        yield field("", (before, Style.QUIET), (quoted(words), Style.PLAIN))
    if standing.is_as_worded is not None:
        yield field("", (AS_WORDED[standing.is_as_worded], Style.PLAIN))
    if verbose:
        for provision in decided:
            if provision.conditions:
                yield field("", ("on: ", Style.QUIET), (clean(provision.conditions), Style.PLAIN))
    if standing.unverified:
        told = "; ".join(clean(part) for part in standing.unverified)
        yield field("", ("not verified: ", Style.QUIET), (told, Style.PLAIN))
    if standing.nearest:
        near = (catalogue.provisions[name] for name in standing.nearest)
        told = "; ".join(f"{clean(p.about)}, {p.status.value} ({p.id})" for p in near)
        yield field("", ("nearest: ", Style.QUIET), (told, Style.PLAIN))
    if standing.beside and (verbose or is_commercial):
        beside = [catalogue.provisions[name] for name in standing.beside]
        if verbose:
            told = " ".join(f"{clean(p.says)} ({p.id})" for p in beside)
        else:
            told = ", ".join(f"{p.id} ({STATUS[p.status]})" for p in beside)
        yield field("", ("besides: ", Style.QUIET), (told, Style.PLAIN))


_NOTHING: Final = "nothing on record bears on such a statement"
AS_WORDED: Final[Mapping[bool, str]] = {
    True: "The text has this wording.",
    False: "The text puts it otherwise.",
}


def quoted(words: str) -> str:
    """A wording of the law, marked as one."""
    return f"“{clean(words)}”"


def _led(standing: Standing) -> str:
    """Whose text it speaks of, before what it says: whether it binds this one."""
    if standing.binds:
        return "in this seller's text: "
    if not standing.is_asserted:
        return "not asserted here; in a seller's text that asserts it: "
    return "in a seller's text: "


def _source(provision: Provision) -> str:
    return f"{provision.id} ({VERIFICATION[provision.verification]})"


def summary_lines(views: Sequence[LegalView], catalogue: Catalogue) -> Iterator[Line]:
    """Once a report: whom the rules bind, how many claims stand where, and that law is apart."""
    if not views:
        return
    yield text_line((f"{HEADING}:", Style.STRONG))
    for name, counts in tally(views).items():
        told = "; ".join(f"{number} {STATUS[s]}" for s, number in counts.items() if number)
        yield field(f"law {name}", (told or "no claim", Style.PLAIN))
        yield field("", (clean(catalogue.jurisdictions[name].binds), Style.QUIET))
    kinds = {view.is_commercial for view in views}
    seller = SOME_ARE if len(kinds) > 1 else SELLER[views[0].is_commercial]
    yield text_line((seller, Style.PLAIN), indent=2)
    yield text_line((APART, Style.PLAIN), indent=2)


SELLER: Final[Mapping[bool, str]] = {
    True: "The text is a seller's (--commercial): what it asserts is bound by them.",
    False: "The text is not called a seller's (--commercial says that it is): a news article, "
    "say, is no commercial communication, and they do not bind it.",
}


SOME_ARE: Final = (
    "Some of the texts are a seller's, as the settings say: what those assert is bound by them."
)


def tally(views: Sequence[LegalView]) -> dict[str, dict[LegalStatus, int]]:
    """For each jurisdiction how many of the findings shown stand where."""
    names = dict.fromkeys(name for view in views for name in view.jurisdictions)
    counts = Counter(
        (standing.jurisdiction, standing.status)
        for view in views
        for found in view.standings
        for standing in found
    )
    return {name: {s: counts[name, s] for s in STATUS if counts[name, s]} for name in names}
