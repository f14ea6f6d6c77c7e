"""docs/claims and docs/studies are what the catalogue and the rules make of them today."""

from __future__ import annotations

import re
from pathlib import Path

import mgcheck
from mgcheck.cli import pages

DOCS = Path(__file__).parents[2] / "docs"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_no_page_has_drifted(catalogue: mgcheck.Catalogue) -> None:
    """Each committed page is what `python -m mgcheck.cli.pages docs` writes; none is left over."""
    made, standing = pages.pages(catalogue), pages.standing(DOCS)
    differ = sorted(
        path for path in made.keys() | standing.keys() if made.get(path) != standing.get(path)
    )
    assert differ == [], "run `python -m mgcheck.cli.pages docs` and look at what changed"


def test_one_page_each_and_two_indexes(catalogue: mgcheck.Catalogue) -> None:
    """Every claim and every study has a page, and each index leads to all of its kind."""
    made = pages.pages(catalogue)
    assert len(made) == len(catalogue.claims) + len(catalogue.studies) + 2
    for folder, records in (("claims", catalogue.claims), ("studies", catalogue.studies)):
        linked = set(LINK.findall(made[f"{folder}/README.md"]))
        assert linked == {f"./{name}.md" for name in records}


def test_every_link_between_pages_leads_somewhere(catalogue: mgcheck.Catalogue) -> None:
    """A page links only to pages that there are."""
    made = pages.pages(catalogue)
    for path, text in made.items():
        for link in LINK.findall(text):
            assert f"{Path(path).parent.name}/{link}".replace("/./", "/") in made or (
                link.removeprefix("../") in made
            ), f"{path}: {link}"


def test_pages_of_what_is_no_more_are_taken_out(tiny: mgcheck.Catalogue, tmp_path: Path) -> None:
    """A withdrawn claim leaves no page behind; writing twice changes nothing."""
    pages.write(tmp_path, tiny)
    first = pages.standing(tmp_path)
    (tmp_path / "claims" / "gone.md").write_text("# Gone\n", encoding="utf-8")
    pages.write(tmp_path, tiny)
    assert pages.standing(tmp_path) == first
    assert "claims/q-night-vision.md" in first
