"""Ranking: which of many bare statements a text makes, without any catalogue."""

from mgcheck.ranking.index import FLOOR, Index
from mgcheck.ranking.rank import rank

__all__ = ["FLOOR", "Index", "rank"]
