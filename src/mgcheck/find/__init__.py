"""The find stage: a document in, mentions out."""

from mgcheck.find.mentions import Mentions, Trial, explain, mentions
from mgcheck.find.telling import relation_of, weigh
from mgcheck.find.wants import met

__all__ = ["Mentions", "Trial", "explain", "mentions", "met", "relation_of", "weigh"]
