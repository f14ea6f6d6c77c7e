"""docs/claims and docs/studies: a page for each claim and study of mgcheck's own catalogue.

Made by `python -m mgcheck.cli.pages docs`; a test fails where they differ from what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from mgcheck import load_catalogue
from mgcheck.cli.explain import Resting, flatly, resting
from mgcheck.model import Catalogue
from mgcheck.report import evidence
from mgcheck.report import explain_markdown as report

FOLDERS: Final = ("claims", "studies")
INDEX: Final = "README.md"
_MADE: Final = "<!-- made by `python -m mgcheck.cli.pages docs`; edit the catalogue instead -->"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Every page by its path below docs/, the two indexes among them."""
    rests = resting(catalogue)
    links = report.Links(claims="../claims", studies="../studies")
    made = {
        f"claims/{claim.id}.md": report.claim_page(
            claim, flatly(claim, catalogue), catalogue, links
        )
        for claim in catalogue.claims.values()
    }
    for study in catalogue.studies.values():
        on_it = rests[study.id]
        made[f"studies/{study.id}.md"] = report.study_page(
            study, on_it.decided, on_it.beside, catalogue, on_it.cautions, links
        )
    made[f"claims/{INDEX}"] = _claims(catalogue)
    made[f"studies/{INDEX}"] = _studies(catalogue, rests)
    return {path: _text(lines) for path, lines in made.items()}


def write(docs: Path, catalogue: Catalogue) -> None:
    """Write every page below `docs`, and take out those of what is no more."""
    wanted = pages(catalogue)
    for path, text in wanted.items():
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for path in standing(docs).keys() - wanted.keys():
        (docs / path).unlink()


def standing(docs: Path) -> dict[str, str]:
    """The pages that stand below `docs`, by path."""
    return {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in sorted((docs / folder).glob("*.md"))
    }


def _claims(catalogue: Catalogue) -> Iterator[str]:
    by_topic = sorted(catalogue.claims.values(), key=lambda claim: (claim.topic, claim.id))
    groups = (
        (topic.capitalize(), ((claim.id, claim.statement) for claim in found))
        for topic, found in groupby(by_topic, lambda claim: claim.topic)
    )
    about = f"{_named(catalogue)}: {len(by_topic)} claims by topic. Each page has the evidence."
    return report.index("Claims", about, groups)


def _studies(catalogue: Catalogue, rests: dict[str, Resting]) -> Iterator[str]:
    def told(name: str) -> str:
        study = catalogue.studies[name]
        number = len(rests[name].decided)
        decides = f"decides {number} claim{'' if number == 1 else 's'}"
        return f"{evidence.design(study)}, {evidence.size(study)}; {decides}"

    given = {name: s.intervention.subject for name, s in catalogue.studies.items()}
    subjects = {i: c.name for i, c in catalogue.subjects.items()}
    ordered = sorted(given, key=lambda name: (subjects[given[name]].lower(), name))
    groups = (
        (subjects[subject], ((name, told(name)) for name in names))
        for subject, names in groupby(ordered, lambda name: given[name])
    )
    about = f"{_named(catalogue)}: {len(given)} studies by what was studied."
    return report.index("Studies", about, groups)


def _named(catalogue: Catalogue) -> str:
    return f"Catalogue {catalogue.name} {catalogue.version} of {catalogue.date}"


def _text(lines: Iterable[str]) -> str:
    """A page; the note on how it is made stands below the title."""
    title, *rest = lines
    return "\n".join((title, "", _MADE, *rest)) + "\n"


def main() -> None:
    """Write the pages below the folder named."""
    write(Path(sys.argv[1]), load_catalogue())


if __name__ == "__main__":
    main()
