"""The cite stage: a document in, the places that refer to studies and references out."""

from mgcheck.cite.citations import citations, own_figures, records_of

__all__ = ["citations", "own_figures", "records_of"]
