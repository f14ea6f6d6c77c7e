"""The rewrite stage: findings in, the same with fixes that were tried and hold."""

from mgcheck.rewrite.apply import applied
from mgcheck.rewrite.fixes import Rewriter, is_fair

__all__ = ["Rewriter", "applied", "is_fair"]
