"""What a team has decided on findings before: comments in a text, and a baseline beside it."""

from mgcheck.keep.inline import Kept, kept, speaks
from mgcheck.keep.known import Against, against

__all__ = ["Against", "Kept", "against", "kept", "speaks"]
