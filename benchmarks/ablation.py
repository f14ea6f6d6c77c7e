"""What each part of the find stage is worth: precision, recall and F1 with it switched off.

    python benchmarks/ablation.py FOLDER[:half] ...   (default: both halves of tests/corpus)

Each FOLDER is a labelled one (benchmarks/labelled.py). The baseline scores every sentence against
every claim's bare statement, at the threshold that is best for it on the very texts: what it could
reach at most.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from labelled import Figures, Labelled, figures, load, table
from msgspec.structs import replace
from rapidfuzz import fuzz

import mgcheck
from mgcheck.find import clauses, conditions, governing, roles, scan, subjects, topics, views
from mgcheck.lexicon import pack
from mgcheck.model import Catalogue, Claim, Document, Mention, Relation, Sentence, Stance, Wording

# the package exports a function of the module's name
mentions = import_module("mgcheck.find.mentions")
ROOT = Path(__file__).parents[1]


@contextmanager
def _without(*parts: tuple[object, str, object]) -> Iterator[None]:
    with ExitStack() as stack:
        for place, name, instead in parts:
            stack.enter_context(patch.object(place, name, instead))
        mentions._finder.cache_clear()
        yield
    mentions._finder.cache_clear()


def _one_clause(layout: clauses.Layout) -> None:
    layout.clause.extend(0 for _ in layout.tokens)


def _every_term(found: list[scan.Match]) -> list[scan.Match]:
    found.sort(key=lambda m: (m.first, -m.last, m.sort, m.concept, m.role))
    kept = {(m.concept, m.sort, m.role, m.first, m.last): m for m in found}
    return list(kept.values())


PARTS: dict[str, tuple[tuple[object, str, object], ...]] = {
    "everything": (),
    "no pronouns, no 'this form'": ((subjects.Naming, "pointed", lambda *_: []),),
    "no topic from headings and lead-ins": ((topics.Topics, "about", lambda *_: ()),),
    "no clauses": ((clauses, "_number_clauses", _one_clause),),
    "no mending of misspelt names": ((scan.Scanner, "_mend", lambda *_: None),),
    "not the longest term only": ((scan, "_longest", _every_term),),
    "no telling who was studied": (
        (conditions, "is_who", lambda *_: False),
        (governing, "is_who", lambda *_: False),
        (roles, "is_who", lambda *_: False),
    ),
    "no relation needed": ((conditions, "compare", lambda *_: "same"),),
    "no sentences that go on unnamed": ((views, "opening_of", lambda *_: None),),
    "no relation from lead-ins": ((conditions.Conditions, "_led", lambda *_: None),),
    "no turning back of the condition first": (
        (governing, "_is_fronted", lambda *_: False),
        (governing, "_is_label", lambda *_: False),
    ),
    "messengers act": ((subjects.Naming, "_is_told_of", lambda *_: False),),
    "kin named beside it act": ((subjects.Naming, "without_kinds", lambda _, g, __: g),),
    "no answers to questions": ((mentions, "answered", lambda *_: []),),
    "no facts completed by items": ((mentions, "_told_above", lambda *_: []),),
    "no titles set aside": ((views, "_titled", lambda *_: set()),),
}


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    wanted = arguments or [f"{ROOT}/tests/corpus:tune", f"{ROOT}/tests/corpus:held"]
    sets = [_load(name) for name in wanted]
    names = [f"{Path(n.partition(':')[0]).name} {n.partition(':')[2]}".strip() for n in wanted]
    catalogue = mgcheck.load_catalogue()
    rows = [(name, _run(sets, catalogue, parts)) for name, parts in PARTS.items()]
    unguarded = replace(catalogue, terms=pack(t for t in catalogue.terms.of() if t.sort != "guard"))
    rows.append(("no guards", _run(sets, unguarded, ())))
    rows.append(("rapidfuzz alone, token set ratio", [_fuzzy(s, catalogue) for s in sets]))
    sys.stdout.write(table(rows, names) + "\n")


def _load(name: str) -> Labelled:
    folder, _, half = name.partition(":")
    return load(Path(folder), half or None)


def _run(
    sets: Sequence[Labelled],
    catalogue: Catalogue,
    parts: Sequence[tuple[object, str, object]],
) -> list[Figures]:
    with _without(*parts):
        return [figures(s, lambda d: mgcheck.find.mentions(d, catalogue).mentions) for s in sets]


def _fuzzy(labelled: Labelled, catalogue: Catalogue) -> Figures:
    """Every sentence against every statement, at the best of some thresholds."""
    scored = {name: _scores(text, catalogue) for name, text in labelled.documents.items()}

    def finds(least: int) -> Figures:
        return figures(
            labelled, lambda d: [m for m in scored[Path(d.path).stem] if m.score >= least]
        )

    return max((finds(least) for least in range(40, 96, 5)), key=lambda f: f.f1)


def _scores(text: Document, catalogue: Catalogue) -> list[Mention]:
    return [
        _scored(text, sentence, claim)
        for sentence in text.sentences
        for claim in catalogue.claims.values()
    ]


def _scored(text: Document, sentence: Sentence, claim: Claim) -> Mention:
    start, end = sentence.start, sentence.end
    score = fuzz.token_set_ratio(text.text[start:end].lower(), claim.statement.lower())
    put = (Stance.ASSERTS, Wording.DOES, Relation.CAUSE)
    return Mention(claim.id, start, end, *put, None, round(score), "fuzzy", ())


if __name__ == "__main__":
    main(sys.argv[1:])
