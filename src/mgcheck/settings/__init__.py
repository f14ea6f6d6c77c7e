"""Files of settings: where they lie, what may stand in them, what they say.

Nothing is gathered here: most runs look whether there is a file, and read none.
"""
