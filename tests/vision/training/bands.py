"""Labelled photos that are made up."""

import numpy as np

from vision.training.people import Labelled


def person(*parts: int, size: int = 48) -> Labelled:
    """A photo whose bands are parts."""
    labels = np.zeros((size, size), dtype=np.uint8)
    for number, part in enumerate(parts):
        labels[number * 8 : number * 8 + 8, 8:40] = part
    return Labelled(np.random.default_rng(0).integers(0, 255, (size, size, 3), dtype=np.uint8), labels)
