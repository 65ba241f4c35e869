"""From per-pixel chances to garment regions."""

from collections.abc import Iterator

import cv2
import numpy as np

from vision.language.categories import CATEGORIES, GROUPS, PARTS, group_of
from vision.masks import region_of
from vision.nets.parsers.pieces import Piece, joined, without_scraps
from vision.types import BoolArray, ByteArray, FloatArray, Region

MIN_PART = 0.0012
"""Smallest part of the picture that counts as a garment."""
MIN_SCORE = 0.45
PAIRED = {"shoes", "legwear", "gloves", "jewellery"}
SMALL = {"eyewear", "watch", "jewellery", "belt", "tie", "gloves", "hat"}
JOIN, JOIN_PAIRED = 0.018, 0.07
"""Pieces of one category closer than this part of the picture's longer side are one garment."""


def regions_of(probabilities: FloatArray, picture: ByteArray | None = None) -> list[Region]:
    """Regions, best first, from chances (parts, h, w) that sum to one over the parts.

    With the picture (h, w, 3), pieces of one colour side by side are one garment.
    """
    best = probabilities.argmax(axis=0)
    pieces: list[Piece] = []
    for category in CATEGORIES:
        own = list(_components(category, best == PARTS.index(category)))
        own = own if picture is None else joined(own, picture, paired=category in PAIRED)
        pieces += [(category, piece) for piece in own]
    if picture is not None:
        pieces = without_scraps(pieces, picture)
    found = (_region(category, piece, probabilities) for category, piece in pieces)
    return sorted((region for region in found if region is not None), key=lambda region: -region.score)


def _components(category: str, where: BoolArray) -> Iterator[BoolArray]:
    if not where.any():
        return
    height, width = where.shape
    reach = max(1, round((JOIN_PAIRED if category in PAIRED else JOIN) * max(height, width)))
    joined = cv2.dilate(where.astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    least = MIN_PART * (0.35 if category in SMALL else 1.0)
    for label in range(1, count):
        piece = where & (labels == label)
        if piece.mean() >= least:
            yield piece


def _region(category: str, piece: BoolArray, probabilities: FloatArray) -> Region | None:
    """The piece as a region; what else of its group was thought of there speaks for it too."""
    rivals = GROUPS.get(group_of(category), (category,))
    together = probabilities[[PARTS.index(name) for name in rivals]].sum(axis=0)
    own = float(probabilities[PARTS.index(category)][piece].mean())
    score = max(own, 0.5 * (own + float(together[piece].mean())))
    if score < MIN_SCORE:
        return None
    return region_of(category, score, piece)
