"""Merges the regions of one product: a parser may call the sleeves of a sweater a jacket, and its body a top."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from vision.colours import MAX_SAME_CLOTH, colour_distance
from vision.images.cutouts import mask_in
from vision.language.categories import group_of
from vision.masks import region_of
from vision.types import BoolArray, Region

MAX_SIDE = 320
"""Masks are merged at this resolution, pixels of the longer side."""
MIN_SHARE = 0.12
"""A neighbour smaller than this part of the main piece, of another colour, is something worn beneath."""
OPEN_CATEGORY = "outerwear"
"""Category that may be worn open over something of another colour."""


def merge_regions(image: Image.Image, main: Region, regions: Sequence[Region]) -> Region:
    """``main`` with the other regions of its search group that belong to the same product, for product photos."""
    others = [one for one in regions if one.box != main.box and group_of(one.category) == group_of(main.category)]
    if not others or not main.category:
        return main
    scale = min(1.0, MAX_SIDE / max(image.size))
    width, height = (max(1, round(side * scale)) for side in image.size)
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BOX))
    mask = full_mask(main, width, height)
    own = pixels[mask]
    for other in others:
        piece = full_mask(other, width, height)
        if piece.any() and mask.any() and _belongs(main, piece.sum() / len(own), colour_distance(own, pixels[piece])):
            mask = mask | piece
    return region_of(main.category, main.score, mask) if mask.any() else main


def _belongs(main: Region, share: float, distance: float) -> bool:
    return distance <= MAX_SAME_CLOTH or (main.category != OPEN_CATEGORY and share >= MIN_SHARE)


def full_mask(region: Region, width: int, height: int) -> BoolArray:
    """The region's mask (height, width) in a picture of that size."""
    left, top, right, bottom = region.box.pixels(width, height)
    mask = np.zeros((height, width), dtype=bool)
    mask[top:bottom, left:right] = mask_in(region, right - left, bottom - top)
    return mask
