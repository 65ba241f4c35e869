"""Pieces of one garment, put together: an open jacket is two halves, a top behind an arm two parts."""

import cv2
import numpy as np

from vision.colours import MAX_SAME_CLOTH, colour_distance
from vision.language.categories import group_of
from vision.masks import span_of
from vision.types import BoolArray, ByteArray

MAX_GAP = 0.45
"""Largest gap between the sides of two pieces, in widths of the larger."""
MIN_SHARED_HEIGHT = 0.5
"""Least part of the smaller piece's height at which the two stand side by side."""
MAX_ASPECT = 1.5
"""A garment on one person is not wider than this many of its heights."""
MAX_SCRAP = 0.35
"""A scrap is not larger than this part of the garment that it belongs to."""
MAX_PAIR_GAP, MAX_PAIR_RATIO = 2.0, 4.0
"""Two shoes of a pair are at most so many of their lengths apart, and one shows at most so many times the other."""
Piece = tuple[str, BoolArray]
"""A category and its pixels (h, w)."""


def joined(pieces: list[BoolArray], picture: ByteArray, *, paired: bool = False) -> list[BoolArray]:
    """Pieces (h, w) of one category in a picture (h, w, 3), those of one garment as one; largest first.

    ``paired`` is for what comes in twos, such as shoes: two of a kind near each other are one garment.
    """
    belong = _is_pair if paired else _is_one
    garments: list[BoolArray] = []
    for piece in sorted(pieces, key=lambda one: -int(one.sum())):
        for place, garment in enumerate(garments):
            if belong(garment, piece, picture):
                garments[place] = garment | piece
                break
        else:
            garments.append(piece)
    return garments


def without_scraps(pieces: list[Piece], picture: ByteArray) -> list[Piece]:
    """Pieces without the scraps: a small one of like colour that touches a larger one is a part of it, misnamed.

    Only within a search group, or where one of the two is a dress, which reaches over two groups.
    """
    kept: list[Piece] = []
    for category, piece in sorted(pieces, key=lambda one: -int(one[1].sum())):
        for place, (name, large) in enumerate(kept):
            if _may_be_one(name, category) and _is_scrap(large, piece, picture):
                kept[place] = name, large | piece
                break
        else:
            kept.append((category, piece))
    return kept


def _may_be_one(first: str, second: str) -> bool:
    groups = {group_of(first), group_of(second)}
    return first != second and (len(groups) == 1 or ("dress" in (first, second) and groups <= {"upper", "lower"}))


def _is_scrap(large: BoolArray, small: BoolArray, picture: ByteArray) -> bool:
    if small.sum() > MAX_SCRAP * large.sum():
        return False
    reach = np.ones((5, 5), np.uint8)
    touches = bool((cv2.dilate(small.astype(np.uint8), reach).astype(bool) & large).any())
    return touches and colour_distance(picture[large], picture[small]) <= MAX_SAME_CLOTH


def _is_pair(large: BoolArray, small: BoolArray, picture: ByteArray) -> bool:
    """Of like size and colour, and no further apart than a step is wide."""
    if small.sum() * MAX_PAIR_RATIO < large.sum():
        return False
    first, second = span_of(large), span_of(small)
    step = MAX_PAIR_GAP * max(first[2] - first[0], first[3] - first[1])
    gaps = (max(first[axis], second[axis]) - min(first[axis + 2], second[axis + 2]) for axis in (0, 1))
    return max(gaps) <= step and colour_distance(picture[large], picture[small]) <= MAX_SAME_CLOTH


def _is_one(large: BoolArray, small: BoolArray, picture: ByteArray) -> bool:
    first, second = span_of(large), span_of(small)
    gap = max(first[0], second[0]) - min(first[2], second[2])
    shared = min(first[3], second[3]) - max(first[1], second[1])
    if gap > MAX_GAP * (first[2] - first[0]) or shared < MIN_SHARED_HEIGHT * (second[3] - second[1]):
        return False
    wide = max(first[2], second[2]) - min(first[0], second[0])
    high = max(first[3], second[3]) - min(first[1], second[1])
    return wide <= MAX_ASPECT * high and colour_distance(picture[large], picture[small]) <= MAX_SAME_CLOTH
