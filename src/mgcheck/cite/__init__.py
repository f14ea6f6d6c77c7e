"""The cite stage: a document in, the places that refer to studies and references out."""

from mgcheck.cite.citations import citations

__all__ = ["citations"]
