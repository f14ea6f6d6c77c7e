"""The find stage: a document in, mentions out."""

from mgcheck.find.mentions import Mentions, Trial, explain, mentions
from mgcheck.find.telling import relation_of, weigh

__all__ = ["Mentions", "Trial", "explain", "mentions", "relation_of", "weigh"]
