"""A pack's bytes to a Catalogue: read, checked as a whole, its terms made ready to match.

Slow (pydantic, YAML): only where no compiled form fits, and for `mgcheck validate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from mgcheck.catalogue import rules
from mgcheck.catalogue.faults import Faults
from mgcheck.catalogue.landmarks import landmarks
from mgcheck.catalogue.pack import Pack
from mgcheck.catalogue.records import Entry, Records, read_records
from mgcheck.catalogue.review import scheduled
from mgcheck.catalogue.schema import (
    ClaimRecord,
    JurisdictionRecord,
    LegRecord,
    ProvisionRecord,
    ReferenceRecord,
    SourceRecord,
    StudyRecord,
    TellingRecord,
    WantRecord,
)
from mgcheck.catalogue.terms import Naming, TermFault, expand, forms
from mgcheck.lexicon import Term, pack
from mgcheck.model import Catalogue, Citing, Concept, Rewrites
from mgcheck.text import fold, words

_CONCEPTS: Final = ("subjects", "outcomes", "cues", "guards", "relations", "tellings", "wants")


@dataclass(frozen=True, slots=True)
class Examined:
    """A pack that was read and checked; its records still know where they stand."""

    pack: Pack
    records: Records
    spellings: dict[str, str]
    terms: tuple[Term, ...]


def build(pack: Pack, faults: Faults) -> Catalogue:
    """The catalogue of `pack`; raises one CatalogueError that carries all faults."""
    return assemble(examine(pack, faults), faults)


def examine(pack: Pack, faults: Faults) -> Examined:
    """`pack` read and held against every rule; what is wrong goes to `faults`."""
    folder = pack.folder.as_posix().rstrip("/")
    records = read_records(pack, faults)
    rules.check(records, folder, faults)
    spellings = _spellings(records, faults, folder)
    return Examined(pack, records, spellings, _terms(records, spellings, faults))


def assemble(examined: Examined, faults: Faults) -> Catalogue:
    """The catalogue of an examined pack; raises where there were faults."""
    records = examined.records
    if faults or records.pack is None:
        faults.refuse(examined.pack.folder.as_posix().rstrip("/"))
    subjects = _concepts(records, "subjects")
    rule = records.pack.review_months
    months = {} if rule is None else rule.model_dump()
    claims = {
        entry.record.id: scheduled(entry.record.to_model(entry.topic), months)
        for entry in _by_id(records.of("claims", ClaimRecord))
    }
    apart = {"telling", "want"}
    searched = tuple(term for term in examined.terms if apart.isdisjoint((term.sort, term.role)))
    return Catalogue(
        name=records.pack.name,
        version=records.pack.version,
        date=records.pack.date,
        language=records.pack.language,
        sha256=examined.pack.sha256,
        subjects=subjects,
        outcomes=_concepts(records, "outcomes"),
        cues=_concepts(records, "cues", "guards", "relations"),
        terms=pack(searched),
        claims=claims,
        studies={
            entry.record.id: scheduled(entry.record.to_model(), months)
            for entry in _by_id(records.of("studies", StudyRecord))
        },
        references={
            entry.record.id: scheduled(entry.record.to_model(), months)
            for entry in _by_id(records.of("references", ReferenceRecord))
        },
        sources={
            entry.record.id: entry.record.to_model()
            for entry in _by_id(records.of("sources", SourceRecord))
        },
        spellings=examined.spellings,
        landmarks=landmarks(claims.values(), subjects, searched),
        tellings=tuple(
            entry.record.to_model() for entry in _by_id(records.of("tellings", TellingRecord))
        ),
        telling_terms=pack(term for term in examined.terms if term.sort == "telling"),
        legs={
            entry.record.id: entry.record.to_model()
            for entry in _by_id(records.of("legs", LegRecord))
        },
        rewrites=Rewrites() if records.rewrites is None else records.rewrites.to_model(),
        citing=Citing() if records.citing is None else records.citing.to_model(),
        wants=tuple(entry.record.to_model() for entry in _by_id(records.of("wants", WantRecord))),
        want_terms={
            entry.record.id: pack(
                t for t in examined.terms if t.role == "want" and t.concept == entry.record.id
            )
            for entry in _by_id(records.of("wants", WantRecord))
        },
        jurisdictions={
            entry.record.id: entry.record.to_model()
            for entry in _by_id(records.of("jurisdictions", JurisdictionRecord))
        },
        provisions={
            entry.record.id: scheduled(entry.record.to_model(), months)
            for entry in _by_id(records.of("provisions", ProvisionRecord))
        },
    )


def _by_id(entries: Iterator[Entry[Any]]) -> list[Entry[Any]]:
    """In order of id, so that the order of files and records never shows."""
    return sorted(entries, key=lambda entry: entry.record.id)


def _concepts(records: Records, *lists: str) -> dict[str, Concept]:
    entries = (entry for name in lists for entry in records.entries[name])
    return {entry.record.id: entry.record.to_model() for entry in _by_id(entries)}


def _spellings(records: Records, faults: Faults, folder: str) -> dict[str, str]:
    """Variant to canonical spelling, both folded; each must be one word."""
    found: dict[str, str] = {}
    for variant, spelt in sorted(records.spellings.items()):
        pair = fold(variant), fold(spelt)
        for word in pair:
            if [known.text for known in words(word)] != [word]:
                what = f"'{word}' is not one word"
                faults.add(f"{folder}/lexicon: spellings", what, "a spelling maps one word to one")
        found[pair[0]] = pair[1]
    return found


def _terms(records: Records, spellings: dict[str, str], faults: Faults) -> tuple[Term, ...]:
    """Every term of the lexicon, each way of matching once."""
    found: dict[tuple[object, ...], Term] = {}
    owners: dict[tuple[str, ...], tuple[str, str]] = {}
    for entry, key, at, naming in _written(records):
        text = getattr(entry.record, key)[at]
        where = entry.where(key, at)
        try:
            terms = expand(text, naming, spellings)
        except TermFault as err:
            faults.add(where, f"'{text}' {err.what}", err.mend)
            continue
        for term in terms:
            if term.sort == "subject" and not term.context and not any(term.gaps):
                _own(term, where, owners, faults)
            same = (term.sort, term.concept, term.role, term.context, term.words, term.gaps)
            known = found.get(same)
            if known is None or term.text < known.text:
                found[same] = term
    return tuple(found[same] for same in sorted(found, key=repr))


def _own(
    term: Term, where: str, owners: dict[tuple[str, ...], tuple[str, str]], faults: Faults
) -> None:
    """A term names one subject: what it would find may not be another's name too."""
    for form in forms(term):
        owner, place = owners.setdefault(form, (term.concept, where))
        if owner != term.concept:
            faults.add(
                where,
                f"'{term.text}' also names the subject '{owner}', at {place.rpartition(': ')[0]}",
                "keep it at one of the two",
            )


def _written(records: Records) -> Iterator[tuple[Entry[Any], str, int, Naming]]:
    for name in _CONCEPTS:
        for entry in records.entries[name]:
            for key, at, naming in entry.record.written():
                yield entry, key, at, naming
    for study in records.of("studies", StudyRecord):
        naming = Naming(study.record.id, "study", "names")
        for at in range(len(study.record.names)):
            yield study, "names", at, naming
