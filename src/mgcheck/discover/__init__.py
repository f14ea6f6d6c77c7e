"""Which texts a run is about: folders walked, patterns, what git ignores and what changed.

Nothing is gathered here: a run that names its files needs but `found`.
"""
