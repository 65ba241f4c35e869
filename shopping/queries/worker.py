"""The process that holds the models and answers viewers' questions one after another, apart from all long work."""

import logging
import os
import time
from collections.abc import Callable

from django.db import OperationalError, close_old_connections
from django.utils import translation

from shopping.models import Lookup
from shopping.queries.lookups import LANGUAGE, lookup_claim, lookup_finish
from trendflix.core.errors import UserError

log = logging.getLogger(__name__)
LOOK_EVERY = 0.05
"""Seconds between looks at the table: one indexed query each, and half of it is what a question waits on average."""
LOOK_AGAIN_AFTER_A_FAULT = 1.0
REFRESH_EVERY = 1.0
"""Seconds between looks at the index's manifest, by a thread: a question is answered from what is in memory."""
FAULT = translation.gettext_noop("Something went wrong while looking. Try again.")


def warm_up() -> None:
    """Load the models and the index, so that the first question waits no longer than the next.

    Half the cores are used: threads that share cores with long work wait for each other, and one alone is faster.
    """
    import torch

    from shopping.index import product_index
    from shopping.queries.words import descriptions
    from vision.images import product_image
    from vision.nets import runtime

    torch.set_num_threads(max(1, (os.cpu_count() or 1) // 2))
    runtime.get_parser()
    stamp = product_image.stamp()
    descriptions(runtime.get_embedder().stamp)
    product_index.load(stamp).warmed()


def serve(is_over: Callable[[], bool]) -> None:
    """Answer until ``is_over``; a database that does not answer for a while is waited for."""
    from shopping.index import product_index

    with product_index.refreshed(REFRESH_EVERY):
        while not is_over():
            _turn()


def _turn() -> None:
    try:
        if not answer_next():
            time.sleep(LOOK_EVERY)
    except OperationalError as fault:
        log.warning("the database does not answer: %s", fault)
        close_old_connections()
        time.sleep(LOOK_AGAIN_AFTER_A_FAULT)


def answer_next() -> bool:
    """Answer the question that waits longest; ``False`` where none does."""
    lookup = lookup_claim()
    if lookup is None:
        return False
    answer(lookup)
    return True


def answer(lookup: Lookup) -> None:
    """Answer a claimed question in the asker's language, or write why that cannot be."""
    from shopping.queries.handlers import ANSWERS

    began = time.perf_counter()
    try:
        with translation.override(lookup.query.get(LANGUAGE)):
            result = ANSWERS[lookup.kind](lookup)
        lookup_finish(lookup, result=result)
    except UserError as error:
        lookup_finish(lookup, error=str(error))
    except OperationalError:
        raise
    except Exception:  # one question must not end the process that all others wait for
        log.exception("lookup %s failed", lookup.pk)
        lookup_finish(lookup, error=FAULT)
    log.info("%s answered in %.0f ms", lookup.kind, 1000 * (time.perf_counter() - began))
