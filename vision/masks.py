"""From masks to boxes: where something is in a picture."""

import numpy as np

from vision.types import BoolArray, Box, Region

Span = tuple[int, int, int, int]


def span_of(mask: BoolArray) -> Span:
    """Left, top, right, bottom in pixels, the last two outside; ``mask`` (h, w) marks at least one pixel."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def region_of(category: str, score: float, mask: BoolArray) -> Region:
    """All that is marked in a picture (h, w), as a region; at least one pixel is."""
    left, top, right, bottom = span_of(mask)
    height, width = mask.shape
    box = Box(left / width, top / height, (right - left) / width, (bottom - top) / height)
    return Region(category, score, box, mask[top:bottom, left:right])
