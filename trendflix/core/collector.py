"""How processes that serve pages collect garbage."""

import gc

OBJECTS = 50_000
"""Objects that are made before the youngest are looked through: a page makes thousands, nearly all of which go by
themselves."""


def collector_tune() -> None:
    """Look through objects less often, and leave out what was imported: a full collection would walk it in a page."""
    gc.collect()
    gc.set_threshold(OBJECTS, 10, 10)
    gc.freeze()
