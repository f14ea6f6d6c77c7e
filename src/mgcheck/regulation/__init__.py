"""What the law makes of the claims of a text: a second axis, which never touches a verdict."""

from mgcheck.regulation.nouns import LegalView, Standing
from mgcheck.regulation.standing import of_claim, standings

__all__ = ["LegalView", "Standing", "of_claim", "standings"]
