"""--jurisdiction and --commercial: which law is asked, and whether it binds the text."""

from __future__ import annotations

from collections.abc import Sequence

from mgcheck import standings
from mgcheck.cli.names import require
from mgcheck.errors import UsageError
from mgcheck.model import Catalogue, Claim, Report
from mgcheck.regulation import LegalView, of_claim


def asked(
    names: Sequence[str], commercial: bool, catalogue: Catalogue, where: str = "--jurisdiction"
) -> tuple[str, ...]:
    """The jurisdictions that `names` hold, each once: an option may be given again, or a list."""
    found = [part.strip().lower() for name in names for part in name.split(",")]
    if commercial and not found:
        raise UsageError(
            "says that the text is a seller's, and no law is asked",
            f"add --jurisdiction {'|'.join(catalogue.jurisdictions) or 'NAME'}",
            "--commercial",
        )
    if found and not catalogue.jurisdictions:
        raise UsageError("this catalogue has no records of the law", "leave the option out", where)
    require(found, catalogue.jurisdictions, "jurisdiction", where)
    return tuple(dict.fromkeys(found))


def view(
    report: Report, catalogue: Catalogue, jurisdictions: tuple[str, ...], commercial: bool
) -> LegalView:
    """What follows for each finding of `report`."""
    found = standings(report, catalogue, jurisdictions, commercial)
    return LegalView(jurisdictions, commercial, found)


def view_of_claim(
    claim: Claim, catalogue: Catalogue, jurisdictions: tuple[str, ...], commercial: bool
) -> LegalView:
    """The same for a claim that no text makes yet."""
    found = tuple(of_claim(claim, catalogue, name, commercial) for name in jurisdictions)
    return LegalView(jurisdictions, commercial, (found,))
