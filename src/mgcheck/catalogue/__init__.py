"""The catalogue: a folder of YAML to a validated Catalogue; a compiled form makes that fast."""

from mgcheck.catalogue.load import build_fresh, bundled_folder, load, validate

__all__ = ["build_fresh", "bundled_folder", "load", "validate"]
