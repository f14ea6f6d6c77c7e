"""The find stage: a document in, mentions out."""

from mgcheck.find.mentions import Mentions, Trial, explain, mentions

__all__ = ["Mentions", "Trial", "explain", "mentions"]
