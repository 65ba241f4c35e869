"""Work in batches that fit the device's memory."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch

log = logging.getLogger(__name__)
Item = TypeVar("Item")
Made = TypeVar("Made")


def in_batches(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Sequence[Made]], size: int, *, made_of: str = "pictures"
) -> list[Made]:
    """What ``work`` makes of each item, in order; a batch that outgrows the GPU's memory is halved and tried again.

    Raises ``torch.cuda.OutOfMemoryError`` where not even one item fits.
    """
    found: list[Made] = []
    while len(found) < len(items):
        batch = items[len(found) : len(found) + size]
        try:
            found += work(batch)
        except torch.cuda.OutOfMemoryError:
            if size == 1:
                raise
            size = max(1, min(size, len(batch)) // 2)
            torch.cuda.empty_cache()
            log.warning("out of GPU memory; going on with %d %s at once", size, made_of)
    return found
