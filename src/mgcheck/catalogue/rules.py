"""Rules across records: what a pack must hold as a whole, checked once all of it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from mgcheck.catalogue import regulation_rules
from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.records import Entry, Records
from mgcheck.catalogue.review import check_dates
from mgcheck.catalogue.schema import (
    ClaimRecord,
    LegRecord,
    OutcomeRecord,
    ReferenceRecord,
    StudyRecord,
    SubjectRecord,
    TellingRecord,
    WantRecord,
)
from mgcheck.errors import did_you_mean
from mgcheck.model import Kind

_GRADED: Final = frozenset({Kind.EFFECT, Kind.COMPARISON})
"""Kinds that studies decide, and no reference may (docs/records.md)."""
_FULL: Final = ("does", "probably", "may", "uncertain", "untested")
WORDINGS_NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.EFFECT: (*_FULL, "no-difference"),
    Kind.COMPARISON: (*_FULL, "no-difference"),
    Kind.MECHANISM: _FULL,
    Kind.SAFETY: ("does",),
    Kind.FACT: ("does",),
    Kind.ADVICE: ("does",),
    Kind.LABEL: ("does",),
}
"""Wordings that a claim of each kind must have (docs/records.md)."""
_FEWEST_TEXTS: Final = 2
"""Texts to find, and near misses, that each claim and want needs (docs/records.md)."""
_ONE_SPACE: Final = (
    ("claims",),
    ("subjects",),
    ("outcomes",),
    ("cues", "guards", "relations", "tellings"),
    ("studies", "references", "provisions"),
    ("jurisdictions",),
    ("sources",),
    ("legs",),
    ("wants",),
)
"""Lists whose ids must differ from one another."""


def check(records: Records, folder: str, faults: Faults) -> None:
    """Every rule that needs more than one record to be broken."""
    if records.pack is None and not faults:
        mend = "write one with name, version, date, language and about"
        faults.add(f"{folder}/catalogue.yaml", "no such file", mend)
    if not records.ids["claims"] and not faults:
        faults.add(f"{folder}/claims", "holds no claim", "write one; see docs/records.md")
    _check_ids(records, faults)
    names = _Names(records, faults)
    for claim in records.of("claims", ClaimRecord):
        _check_claim(claim, faults)
        _link_claim(claim, names)
    for subject in records.of("subjects", SubjectRecord):
        names.held(subject, "parents", subject.record.parents, "subjects")
        names.held(subject, "counterpart", subject.record.counterpart, "subjects")
        names.held(subject, "combines", subject.record.combines, "subjects")
    for outcome in records.of("outcomes", OutcomeRecord):
        names.held(outcome, "parents", outcome.record.parents, "outcomes")
        names.held(outcome, "surrogate_of", outcome.record.surrogate_of, "outcomes")
    groups = {group.id for group in records.citing.groups} if records.citing is not None else set()
    for leg in records.of("legs", LegRecord):
        names.held(leg, "outcomes", leg.record.outcomes, "outcomes")
        for at, group in enumerate(leg.record.groups):
            _check_group(leg, ("groups", at), group, groups, faults)
    for telling in records.of("tellings", TellingRecord):
        _link_telling(telling, names, faults)
    for want in records.of("wants", WantRecord):
        _check_want(want, faults)
    _check_circles(records.of("subjects", SubjectRecord), faults)
    _check_circles(records.of("outcomes", OutcomeRecord), faults)
    for study in records.of("studies", StudyRecord):
        _link_study(study, names)
    lacks = {e.record.id for e in records.of("subjects", SubjectRecord) if e.record.counterpart}
    # what a lack brings is clinical description, which references may settle (docs/method.md)
    kinds = {
        entry.record.id: entry.record.kind
        for entry in records.of("claims", ClaimRecord)
        if lacks.isdisjoint(_subjects(entry.record))
    }
    for reference in records.of("references", ReferenceRecord):
        _link_reference(reference, kinds, names, faults)
        _check_holds(reference, groups, faults)
    for name in ("claims", "studies", "references", "provisions"):
        for entry in records.entries[name]:
            check_dates(entry, faults)
    regulation_rules.check(records, names.known, faults)


def _link_telling(telling: Entry[TellingRecord], names: _Names, faults: Faults) -> None:
    record = telling.record
    if record.terms and record.chain:
        mend = "make two tellings of it"
        faults.add(telling.where("chain"), "stands beside terms", mend)
    if not record.terms and not record.chain and record.id != "baseline":
        mend = "write one; only 'baseline' stands in every sentence"
        faults.add(telling.where("id"), f"'{record.id}' has neither terms nor chain", mend)
    for at, step in enumerate(record.chain):
        for name in step.split("|"):
            if name != "start":
                names.known(telling, ("chain", at), name, "tellings", "cues", "relations")


def _check_want(want: Entry[WantRecord], faults: Faults) -> None:
    record = want.record
    if not record.terms and not record.counted:
        faults.add(want.where("id"), f"'{record.id}' has neither terms nor counted", "write one")
    if not record.asked_of:
        faults.add(want.where("asked_of"), "names no kind of claim", "name one")
    _check_texts(want, len(record.find), len(record.near_miss), faults)


def _check_texts(entry: Entry[Any], n_find: int, n_near_miss: int, faults: Faults) -> None:
    """Texts that must be found, and near misses, are what shows that an entry works."""
    for key, count in (("find", n_find), ("near_miss", n_near_miss)):
        if count < _FEWEST_TEXTS:
            faults.add(
                entry.where(key), f"holds {count} of at least {_FEWEST_TEXTS} texts", "add more"
            )


class _Names:
    """Ids that one record names in another, each looked up where it must stand."""

    def __init__(self, records: Records, faults: Faults) -> None:
        self._ids = records.ids
        self._unread = records.unread
        self._faults = faults

    def held(
        self, entry: Entry[Any], key: str, named: str | Iterable[str] | None, *lists: str
    ) -> None:
        """`key` names ids of one of `lists`; an id that stands in none is a fault."""
        if named is None:
            return
        if isinstance(named, str):
            self.known(entry, (key,), named, *lists)
            return
        for at, name in enumerate(named):
            self.known(entry, (key, at), name, *lists)

    def known(self, entry: Entry[Any], keys: tuple[str | int, ...], name: str, *lists: str) -> None:
        """One id that must stand in one of `lists`."""
        if any(name in self._ids[known] or known in self._unread for known in lists):
            return
        names = set().union(*(self._ids[known] for known in lists))
        sort = " or ".join(_SORTS[known] for known in lists)
        mend = did_you_mean(name, names, "add it, or name another")
        self._faults.add(entry.where(*keys), f"no {sort} is named '{name}'", mend)


_SORTS: Final = {
    "claims": "claim",
    "subjects": "subject",
    "outcomes": "outcome",
    "cues": "cue",
    "guards": "guard",
    "relations": "relation",
    "tellings": "telling",
    "studies": "study",
    "references": "reference",
    "sources": "article",
    "jurisdictions": "jurisdiction",
    "provisions": "provision",
    "legs": "leg",
}


def _check_ids(records: Records, faults: Faults) -> None:
    for space in _ONE_SPACE:
        first: dict[str, Entry[Any]] = {}
        for entry in (entry for name in space for entry in records.entries[name]):
            known = first.setdefault(entry.record.id, entry)
            if known is not entry:
                place = known.where("id").removesuffix(": id")
                faults.add(
                    entry.where("id"),
                    f"'{entry.record.id}' is used twice, first at {place}",
                    "give one of them another id",
                )


def _check_claim(entry: Entry[ClaimRecord], faults: Faults) -> None:
    claim = entry.record
    written = claim.wordings.to_model()
    for key in WORDINGS_NEEDED[claim.kind]:
        if key not in written:
            what = f"'{key}' is missing, which a claim of kind {claim.kind.value} needs"
            faults.add(entry.where("wordings"), what, "write it")
    _check_texts(entry, len(claim.find), len(claim.near_miss), faults)
    needs_reason = claim.kind in {Kind.ADVICE, Kind.LABEL}
    if needs_reason and claim.not_gradable is None:
        what = f"is null, and a claim of kind {claim.kind.value} needs it"
        faults.add(
            entry.where("not_gradable"), what, "say in one sentence why no evidence decides it"
        )
    if not claim.subject:
        faults.add(entry.where("subject"), "names no subject", "name one")


def _link_claim(entry: Entry[ClaimRecord], names: _Names) -> None:
    claim, match = entry.record, entry.record.match
    names.held(entry, "subject", claim.subject, "subjects")
    names.held(entry, "outcome", claim.outcome, "outcomes")
    names.held(entry, "compared_with", claim.compared_with, "subjects")
    anything = ("subjects", "outcomes", "cues", "guards", "relations")
    for key, named, lists in (
        ("subjects", match.subjects or (), ("subjects",)),
        ("mirror", match.mirror, ("subjects",)),
        ("outcomes", match.outcomes or (), ("outcomes",)),
        ("unless", match.unless, anything),
        ("denied_by", match.denied_by, ("cues",)),
        ("denied_unless", match.denied_unless, anything),
    ):
        for at, name in enumerate(named):
            names.known(entry, ("match", key, at), name, *lists)
    for at, group in enumerate(match.also):
        for place, name in enumerate(group):
            names.known(entry, ("match", "also", at, place), name, *anything)
    if match.scope is not None:
        names.known(entry, ("match", "scope"), match.scope, "cues")
    for at, said in enumerate(claim.said_in):
        names.known(entry, ("said_in", at, "article"), said.article, "sources")


def _subjects(claim: ClaimRecord) -> list[str]:
    return claim.subject if isinstance(claim.subject, list) else [claim.subject]


def _link_study(entry: Entry[StudyRecord], names: _Names) -> None:
    study = entry.record
    names.known(entry, ("intervention", "subject"), study.intervention.subject, "subjects")
    names.held(entry, "includes", study.includes, "studies")
    for at, result in enumerate(study.results):
        if result.outcome is not None:
            names.known(entry, ("results", at, "outcome"), result.outcome, "outcomes")


def _link_reference(
    entry: Entry[ReferenceRecord], kinds: Mapping[str, Kind], names: _Names, faults: Faults
) -> None:
    for at, settled in enumerate(entry.record.settles):
        names.known(entry, ("settles", at, "claim"), settled.claim, "claims")
        kind = kinds.get(settled.claim)
        if kind in _GRADED:
            faults.add(
                entry.where("settles", at, "claim"),
                f"'{settled.claim}' is of kind {kind.value}, which only studies decide",
                "record the studies instead",
            )


def _check_holds(entry: Entry[ReferenceRecord], groups: set[str], faults: Faults) -> None:
    for at, settled in enumerate(entry.record.settles):
        for place, held in enumerate(settled.holds):
            keys = ("settles", at, "holds", place)
            _check_group(entry, (*keys, "group"), held.group, groups, faults)
            if held.least is not None and held.least > held.most:
                mend = "write the smaller as least"
                faults.add(entry.where(*keys, "least"), "is more than most", mend)
        for place, name in enumerate(settled.not_for):
            _check_group(entry, ("settles", at, "not_for", place), name, groups, faults)


def _check_group(
    entry: Entry[Any], keys: tuple[str | int, ...], name: str, groups: set[str], faults: Faults
) -> None:
    if name not in groups:
        mend = did_you_mean(name, groups, "add it to citing.yaml, or name another")
        faults.add(entry.where(*keys), f"no group is named '{name}'", mend)


def _check_circles(
    entries: Iterator[Entry[SubjectRecord]] | Iterator[Entry[OutcomeRecord]], faults: Faults
) -> None:
    """A concept that is its own ancestor is a fault, told once for each circle."""
    by_id: dict[str, Entry[Any]] = {}
    for entry in entries:
        by_id.setdefault(entry.record.id, entry)
    done: set[str] = set()
    for start in sorted(by_id):
        circle = _circle(start, by_id, done)
        if circle:
            entry = by_id[circle[0]]
            path = " > ".join((*circle, circle[0]))
            faults.add(entry.where("parents"), f"go round in a circle: {path}", "take one out")


def _circle(start: str, by_id: Mapping[str, Entry[Any]], done: set[str]) -> Sequence[str]:
    """The circle that is first met on the way up from `start`; `done` holds what leads to none."""
    way: list[str] = []
    left: list[tuple[str, bool]] = [(start, False)]
    while left:
        name, is_left = left.pop()
        if is_left:
            way.pop()
            done.add(name)
        elif name in way:
            circle = way[way.index(name) :]
            done.update(way)
            first = circle.index(min(circle))
            return circle[first:] + circle[:first]
        elif name in by_id and name not in done:
            way.append(name)
            left.append((name, True))
            left.extend((parent, False) for parent in by_id[name].record.parents)
    return ()
