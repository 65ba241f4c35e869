"""The sizes that a parser reads pictures at."""

import math

from PIL import Image

from vision.nets.parsers.network import PATCH

PIXELS = 230_000
"""Pictures are read at about this many pixels: 640×360 for a film frame."""
GLANCE_PIXELS = 30_000
"""A first look that only asks where people are is taken at about this many."""
MIN_PIXELS = 115_000
"""At least so many where people fill a picture: they are large then."""
MAX_PATCHES = 480
"""Patches of people from which a picture is read at fewer pixels."""


def grid_of(image: Image.Image, pixels: float = PIXELS) -> tuple[int, int]:
    """Rows and columns of patches of a picture at about so many pixels; it is enlarged by half at most."""
    scale = min(1.5, math.sqrt(pixels / (image.width * image.height)))
    rows, columns = (max(2, round(side * scale / PATCH)) for side in (image.height, image.width))
    return rows, columns


def resized(image: Image.Image, pixels: float = PIXELS) -> Image.Image:
    """At about so many pixels, whole patches a side; the shape changes by half a patch at most."""
    rows, columns = grid_of(image, pixels)
    return image.resize((columns * PATCH, rows * PATCH), Image.Resampling.BILINEAR)


def pixels_for(share: float) -> float:
    """Pixels to read a picture at, a part ``share`` (0..1) of whose patches has to be looked at."""
    return max(MIN_PIXELS, min(PIXELS, MAX_PATCHES * PATCH**2 / max(share, 1e-6)))
