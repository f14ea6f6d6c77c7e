"""From a reference in a text to the records that it can mean; never a guess.

Identifiers first, then a whole title, then author and year. Where two records fit equally both
are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from mgcheck.cite.identifiers import Identifier, identifiers, normal_doi, shorter
from mgcheck.model import Catalogue, Reference, Study
from mgcheck.text import fold

_LONG_TITLE: Final = 5
"""Words of three letters or more that a title needs to be known by."""
_TITLE_SHARE: Final = 0.85
"""Share of a title's words that must stand in the line: typesetting loses a few."""
_WORD: Final = re.compile(r"[^\W_]{3,}")
_SURNAME: Final = re.compile(
    r"^(?:(?:van|von|de|del|der|den|di|la|le|ter|al|el|da|dos)\s+){0,3}[^\s,;]+", re.IGNORECASE
)


class Resolved(NamedTuple):
    """The records that fit, by what, and a name for the work that every place shares."""

    records: tuple[str, ...]
    how: str
    work: str


def plain(name: str) -> str:
    """A name as it is compared: folded, no accents, no marks."""
    letters = unicodedata.normalize("NFKD", fold(name))
    return "".join(char for char in letters if char.isalnum())


class Resolver:
    """The records of one catalogue by everything that a text may cite them by."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_id: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_author: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_url: dict[str, str] = {}
        self._titles: list[tuple[int, str, str, int | None]] = []
        """How many words a title has, whose it is, its first author, its year."""
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for study in catalogue.studies.values():
            self._add(study)
            if study.nct:
                self._by_id["registration", study.nct.upper()].append(study.id)
            for found in identifiers(" ".join(study.names)):
                self._by_id[found.sort, found.value].append(study.id)
        for reference in catalogue.references.values():
            self._add(reference)
        self._trial_of = self._trials()

    def _trials(self) -> dict[str, str]:
        """For a registry entry on record as a reference: the trial itself, where that is too."""
        found: dict[str, str] = {}
        for records in self._by_id.values():
            trials = [record for record in records if record in self._catalogue.studies]
            if len(set(trials)) == 1:
                found.update((r, trials[0]) for r in records if r not in trials)
        return found

    def _add(self, record: Study | Reference) -> None:
        cite = record.citation
        if record.doi:
            self._by_id["DOI", normal_doi(record.doi)].append(record.id)
        if record.pmid:
            self._by_id["PMID", record.pmid].append(record.id)
        if record.pmcid:
            self._by_id["PMCID", record.pmcid].append(record.id)
        if record.url:
            self._by_url[_address(record.url)] = record.id
            for found in identifiers(record.url):
                if found.sort != "DOI":
                    self._by_id[found.sort, found.value].append(record.id)
        surname = first_surname(cite.authors)
        if surname and cite.year:
            self._by_author[surname, cite.year].append(record.id)
        words = frozenset(_WORD.findall(fold(cite.title))) if cite.title else frozenset()
        if len(words) >= _LONG_TITLE:
            for word in words:
                self._with_word[word].append(len(self._titles))
            self._titles.append((len(words), record.id, surname, cite.year))

    def by_identifier(self, found: Identifier) -> Resolved:
        """What an identifier names."""
        values = shorter(found.value) if found.sort == "DOI" else (found.value,)
        for value in values:
            records = self._by_id.get((found.sort, value))
            if records:
                return self._one(records, found.sort)
        return Resolved((), "none", f"{found.sort} {found.value}")

    def by_address(self, url: str) -> Resolved | None:
        """The record that has this very address; None where none has."""
        record = self._by_url.get(_address(url))
        return None if record is None else self._one([record], "address")

    def by_name(self, record: str) -> Resolved:
        """A study known by a name that its record gives it."""
        return self._one([record], "name")

    def by_author(self, surnames: Iterable[str], year: int) -> Resolved:
        """Author and year; a second author named must be one of the record's.

        Where several fit, two names without 'et al.' mean the paper of those two.
        """
        names = [plain(name) for name in surnames]
        fitting = [
            record
            for record in dict.fromkeys(self._by_author.get((names[0], year), ()))
            if all(self._has_author(record, name) for name in names[1:])
        ]
        if not fitting:
            return Resolved((), "none", f"{' '.join(names)} {year}")
        if len(names) > 1:
            fitting = [r for r in fitting if len(self._authors(r)) == len(names)] or fitting
        return self._one(fitting, "author and year")

    def by_line(self, line: str) -> Resolved:
        """A whole reference: its identifiers, else its title with author or year."""
        given = list(identifiers(line))
        known = [r for i in given if (r := self.by_identifier(i)).records]
        if known:
            records = list(dict.fromkeys(record for r in known for record in r.records))
            return self._one(records, known[0].how)
        folded = plain(line)
        fitting = self._titled(
            line,
            lambda surname, year: (
                (bool(surname) and surname in folded) or (year is not None and str(year) in line)
            ),
        )
        if fitting:
            how = "title (its identifier is not the record's)" if given else "title"
            return self._one(fitting, how)
        if given:
            return Resolved((), "none", f"{given[0].sort} {given[0].value}")
        return Resolved((), "none", " ".join(line.split())[:120])

    def by_title(self, words: str) -> Resolved | None:
        """The record whose title `words` hold, word for word nearly; None where none is."""
        fitting = self._titled(words, lambda *_: True)
        return self._one(fitting, "title") if fitting else None

    def _titled(self, line: str, fits: Callable[[str, int | None], bool]) -> list[str]:
        """The records of whose title most stands in `line`, best ones only."""
        hits = Counter(
            at for word in set(_WORD.findall(fold(line))) for at in self._with_word.get(word, ())
        )
        scored = []
        for at, shared in sorted(hits.items()):
            n_words, record, surname, year = self._titles[at]
            if shared >= _TITLE_SHARE * n_words and fits(surname, year):
                scored.append((shared / n_words, record))
        best = max((score for score, _ in scored), default=0)
        return [record for score, record in scored if score == best]

    def _one(self, records: list[str], how: str) -> Resolved:
        ids = tuple(sorted({self._trial_of.get(record, record) for record in records}))
        return Resolved(ids, how, "+".join(ids))

    def _has_author(self, record: str, surname: str) -> bool:
        authors = self._authors(record)
        # 'et al.' in a record: it does not hold them all
        return "etal" in map(plain, authors) or surname in map(first_surname, authors)

    def _authors(self, record: str) -> list[str]:
        found = self._catalogue.studies.get(record) or self._catalogue.references[record]
        authors = (found.citation.authors or "").replace(" et al", ", et al")
        return [name for name in re.split(r"\s*[,;&]\s*", authors) if name]


def first_surname(authors: str | None) -> str:
    """The first author's surname, plain; '' where none is known."""
    found = _SURNAME.match((authors or "").strip())
    return plain(found.group()) if found else ""


def _address(url: str) -> str:
    """An address as it is compared: no scheme, no www, no slash at the end, no fragment."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.strip().lower())
    return bare.partition("#")[0].rstrip("/")
