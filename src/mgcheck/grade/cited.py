"""Citations joined to findings: which works stand beside a claim, which claims rest on a work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from msgspec.structs import replace

from mgcheck.grade.bearing import (
    DISQUALIFYING,
    Bearing,
    bears,
    is_borne,
    mixed,
    on_the_bench,
    unlike,
)
from mgcheck.grade.certainty import label
from mgcheck.grade.figures import compare
from mgcheck.grade.join import ATTRIBUTABLE, HUMAN, Kin, Tie, akin, ties
from mgcheck.grade.sources import is_linked, sources
from mgcheck.model import (
    BENCH_SCOPES,
    Backing,
    Cite,
    Cited,
    Claim,
    Compared,
    Design,
    Finding,
    Mention,
    Reference,
    Remark,
    Study,
    Verdict,
)

MOST_BESIDE: Final = 60
"""Works of a paragraph, and works that are only listed, that a finding is set beside."""
_BY_AUTHOR: Final = "author and year"
_UNPUBLISHED: Final = frozenset({"abstract-only", "registry-only", "ongoing"})


class Wrong(NamedTuple):
    """A study that a sentence gives as its source and that is none: which, and why."""

    study: Study
    faults: tuple[str, ...]
    did_test: bool
    """True: it tested the claim, and found otherwise or against something else."""


class Shelf:
    """The citations of one text, by where they stand."""

    def __init__(self, cites: Sequence[Cite], mentions: Sequence[Mention], kin: Kin) -> None:
        self._kin = kin
        self._catalogue = kin.catalogue
        self._sayings = {s.id: s for s in kin.catalogue.citing.sayings}
        self._mentions = mentions
        cites = [self._identified(cite) for cite in cites]
        self._in_sentence: dict[tuple[int, int], list[Cite]] = {}
        self._in_text = [c for c in cites if c.sentence is not None]
        told = {c.work for c in self._in_text}
        self._listed = [c for c in cites if c.sentence is None and c.work not in told]
        for cite in self._in_text:
            if cite.sentence is not None:
                self._in_sentence.setdefault(cite.sentence, []).append(cite)
        self._all = tuple(cites)

    def _identified(self, cite: Cite) -> Cite:
        """A study described by its animals: the records in those that tested most of what it shows.

        Several: they fit equally. None where the sentence makes no claim that any of them tested.
        """
        if not cite.species:
            return cite
        claims = [
            self._catalogue.claims[m.claim]
            for m in self._mentions
            if (m.start, m.end) == cite.sentence
        ]
        fit: dict[str, int] = {}
        for study in self._catalogue.studies.values():
            if study.species != HUMAN and any(
                re.search(rf"\b{re.escape(name)}", study.species) for name in cite.species
            ):
                n_tested = sum(_is_tested(claim, study, self._kin) for claim in claims)
                if n_tested:
                    fit[study.id] = n_tested
        most = max(fit.values(), default=0)
        records = tuple(sorted(name for name, n in fit.items() if n == most))
        if not records:
            return cite
        work = records[0] if len(records) == 1 else cite.work
        return replace(cite, records=records, how="description", work=work)

    def wrong(self, mention: Mention) -> Wrong | None:
        """The study that the sentence clearly gives as its source for the claim and that is none.

        None where any source may be one: not on record, of several records, no study, fitting.
        """
        given = sources(mention, self._in_sentence.get((mention.start, mention.end), ()))
        claim = self._catalogue.claims[mention.claim]
        found: list[Wrong] = []
        for cite in given:
            study = self._study(cite)
            if study is None or study.publication.retracted:
                return None
            if cite.how == _BY_AUTHOR and not akin(claim, study, self._kin):
                return None  # another paper of that author and year, on something else
            bearing = bears(study, claim, mention, self._kin)
            faults = bearing.faults or self._in_others(cite, study, mention)
            if not faults or self._carries_another(cite, study, mention):
                return None
            found.append(Wrong(study, faults, bool(bearing.tests)))
        return found[0] if found else None

    def _in_others(self, cite: Cite, study: Study, mention: Mention) -> tuple[str, ...]:
        """That the text says whom the study was done in, and it was done in others."""
        said = [self._sayings[name] for name in cite.sayings if name in self._sayings]
        design = study.design.value if study.design is not None else None
        is_told = any(s.species is not None and s.species != study.species for s in said)
        # "in rats, as in people": what fits may be what was meant
        fits = any(design in s.designs for s in said) or mention.scope in BENCH_SCOPES
        if not is_told or fits:
            return ()
        return (f"was done in animals ({study.species}), not in people",)

    def _carries_another(self, cite: Cite, study: Study, mention: Mention) -> bool:
        """Whether brackets behind a sentence with several claims may be meant for another one."""
        if cite.form in ("told", "name") or is_linked(cite, mention):
            return False
        return any(
            not bears(study, self._catalogue.claims[other.claim], other, self._kin).faults
            for other in self._mentions
            if other.start == mention.start and other.claim != mention.claim
        )

    def _study(self, cite: Cite) -> Study | None:
        return self._catalogue.studies.get(cite.records[0]) if len(cite.records) == 1 else None

    def backings(self, finding: Finding) -> tuple[Backing, ...]:
        """The works in a finding's sentence, else its paragraph; and those that are only listed."""
        mention = finding.mention
        here = self._in_sentence.get((mention.start, mention.end))
        around = (
            c
            for c in self._in_text
            if c.paragraph is not None and c.paragraph[0] <= mention.start < c.paragraph[1]
        )
        near = here or list(islice(around, MOST_BESIDE))
        where = "sentence" if here else "paragraph"
        out = {c.work: self._backing(c, finding, where) for c in reversed(near)}
        ordered = sorted(out.values(), key=lambda b: (b.place, b.work))
        listed = {
            c.work: self._backing(c, finding, "list") for c in reversed(self._listed[:MOST_BESIDE])
        }
        return (*ordered, *sorted(listed.values(), key=lambda b: (b.place, b.work)))

    def _backing(self, cite: Cite, finding: Finding, where: str) -> Backing:
        mention = finding.mention
        claim = self._catalogue.claims[mention.claim]
        study = self._study(cite)
        bearing = bears(study, claim, mention, self._kin) if study is not None else None
        remarks = list(bearing.remarks) if bearing is not None else []
        figures: tuple[Compared, ...] = ()
        if study is not None:
            remarks.extend(_of_status(study))
            if where == "sentence":
                said = unlike(study, cite, self._sayings)
                remarks.extend([said] if said is not None else [])
                outcomes = {claim.outcome}
                figures = tuple(compare(cite.figures, study, outcomes, self._catalogue.citing))
        is_wrong = (
            finding.verdict is Verdict.MISATTRIBUTED
            and where == "sentence"
            and study is not None
            and bearing is not None
            and any(r.id in DISQUALIFYING for r in bearing.remarks)
        )
        return Backing(
            work=cite.work,
            records=cite.records,
            claim=claim.id,
            mention_start=mention.start,
            where=where,
            place=(cite.start, cite.end),
            bears=self._bears(cite, bearing, mention),
            is_misattributed=is_wrong,
            remarks=tuple(remarks),
            figures=figures,
        )

    def _bears(self, cite: Cite, bearing: Bearing | None, mention: Mention) -> bool | None:
        """Whether the work can carry the claim; None: not on record, or of several records."""
        if bearing is not None:
            study = self._catalogue.studies[cite.records[0]]
            return is_borne(bearing, _status(study))
        if len(cite.records) == 1:
            record = self._catalogue.references[cite.records[0]]
            return any(s.claim == mention.claim for s in record.settles)
        return None

    def works(self, findings: Iterable[Finding]) -> tuple[Cited, ...]:
        """Every work that the text cites, in order of its first place."""
        beside: dict[str, list[Backing]] = {}
        for finding in findings:
            for backing in finding.citations:
                beside.setdefault(backing.work, []).append(backing)
        places: dict[str, list[Cite]] = {}
        for cite in self._all:
            places.setdefault(cite.work, []).append(cite)
        return tuple(self._work(cites, beside.get(work, [])) for work, cites in places.items())

    def _work(self, cites: Sequence[Cite], beside: Sequence[Backing]) -> Cited:
        first = cites[0]
        study = self._study(first)
        remarks: list[Remark] = []
        figures: dict[tuple[int, int], Compared] = {}
        if study is not None:
            remarks.extend(cautions(study))
            for cite in cites:
                said = unlike(study, cite, self._sayings)
                remarks.extend([said] if said is not None and said not in remarks else [])
                outcomes = {
                    self._catalogue.claims[m.claim].outcome
                    for m in self._mentions
                    if (m.start, m.end) == cite.sentence
                }
                for found in compare(cite.figures, study, outcomes, self._catalogue.citing):
                    figures.setdefault((found.figure.start, found.figure.end), found)
        return Cited(
            work=first.work,
            records=first.records,
            how=first.how,
            places=tuple(cites),
            status=self._statuses(first),
            measured=self._measured(first),
            remarks=tuple(remarks),
            beside=_once_a_claim(beside),
            rests=tuple(dict.fromkeys(b.claim for b in beside if b.bears)),
            figures=tuple(figures.values()),
        )

    def _statuses(self, cite: Cite) -> tuple[str, ...]:
        if len(cite.records) != 1:
            return ()
        record: Study | Reference | None = self._study(cite)
        if isinstance(record, Study):
            return _status(record)
        record = self._catalogue.references[cite.records[0]]
        return ("second-hand",) if record.second_hand else ()

    def _measured(self, cite: Cite) -> tuple[str, ...]:
        study = self._study(cite)
        if study is None:
            return ()
        names = (
            self._catalogue.outcomes[r.outcome].name
            if r.outcome in self._catalogue.outcomes
            else r.measured
            for r in study.results
        )
        return tuple(dict.fromkeys(names))


def _is_tested(claim: Claim, study: Study, kin: Kin) -> bool:
    """Whether the study gave the claim's own substance and measured its own outcome."""
    return claim.kind in ATTRIBUTABLE and ties(claim, study, kin) == (Tie.DIRECT, Tie.DIRECT)


def with_citations(
    findings: Sequence[Finding], shelf: Shelf
) -> tuple[tuple[Finding, ...], tuple[Cited, ...]]:
    """Findings with the works beside each, and the works with the findings beside each."""
    told = tuple(replace(finding, citations=shelf.backings(finding)) for finding in findings)
    return told, shelf.works(told)


def _once_a_claim(beside: Sequence[Backing]) -> tuple[Backing, ...]:
    """A list of references stands beside every mention of a claim alike: told once."""
    seen: set[tuple[str, str]] = set()
    out: list[Backing] = []
    for backing in beside:
        key = (backing.where, backing.claim)
        if backing.where != "list" or key not in seen:
            out.append(backing)
        seen.add(key)
    return tuple(out)


def _status(study: Study) -> tuple[str, ...]:
    printed = study.publication
    found = (
        ("retracted", bool(printed.retracted)),
        ("corrected", printed.erratum is not None),
        ("unpublished", printed.status in _UNPUBLISHED),
        ("second-hand", printed.status == "secondary-only"),
    )
    return tuple(name for name, holds in found if holds)


_STATUS_WORDS: Final[Mapping[str, str]] = {
    "retracted": "was retracted",
    "corrected": "was corrected after it appeared",
    "unpublished": "is not published in a journal",
    "second-hand": "was read only in another's account",
}


def _of_status(study: Study) -> list[Remark]:
    return [Remark(s, f"{label(study)} {_STATUS_WORDS[s]}.") for s in _status(study)]


def cautions(study: Study) -> list[Remark]:
    """What whoever cites the study should know, whatever it is cited for."""
    out = _of_status(study)
    if study.species != HUMAN or study.design is Design.IN_VITRO:
        out.append(on_the_bench(study))
    out.extend(mixed(study))
    return out
