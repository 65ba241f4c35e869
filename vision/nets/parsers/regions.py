"""From per-pixel chances to garment regions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import cv2
import numpy as np

from vision.language.categories import CATEGORIES, GROUPS, PARTS, group_of
from vision.masks import region_of
from vision.nets.parsers.confirmation import confirmed
from vision.nets.parsers.people import in_order, parts_by_owner, people_of
from vision.nets.parsers.pieces import Piece, joined, without_scraps
from vision.types import NOBODY, AnyArray, BoolArray, ByteArray, FloatArray, Region

MIN_PART = 0.0012
"""Smallest part of the picture that counts as a garment."""
MIN_SCORE = 0.45
PAIRED = {"shoes", "legwear", "gloves", "jewellery"}
SMALL = {"eyewear", "watch", "jewellery", "belt", "tie", "gloves", "hat"}
GARMENTS = [PARTS.index(category) for category in CATEGORIES]
JOIN, JOIN_PAIRED = 0.018, 0.07
"""Pieces of one category closer than this part of the picture's longer side are one garment."""


def regions_of(
    probabilities: FloatArray, picture: ByteArray | None = None, presence: FloatArray | None = None
) -> list[Region]:
    """Regions, best first, from chances (parts, h, w) that sum to one over the parts.

    With the picture (h, w, 3), pieces of one colour side by side are one garment. No region reaches over two people.
    With chances (rows, columns) that somebody is there, only whom they confirm wears something.
    """
    labels = probabilities.argmax(axis=0).astype(np.uint8)
    people = people_of(probabilities)
    people = people if presence is None else confirmed(people, presence)
    found = []
    for person, pieces in _pieces(labels, people).items():
        for category, piece in pieces if picture is None else _put_together(pieces, picture):
            found.append(_region(category, piece, probabilities, person))
    return sorted((region for region in found if region is not None), key=lambda region: -region.score)


def _pieces(labels: ByteArray, people: AnyArray) -> dict[int, list[Piece]]:
    """The number of a person, or ``NOBODY`` → the pieces on them, category by category."""
    pieces: dict[int, list[Piece]] = {}
    for category in CATEGORIES:
        least = MIN_PART * (0.35 if category in SMALL else 1.0) * labels.size
        for piece in _components(category, labels == PARTS.index(category), least):
            for person, part in parts_by_owner(piece, people, least):
                is_worn = person != NOBODY and in_order(part, category, labels, people == person)
                pieces.setdefault(person if is_worn else NOBODY, []).append((category, part))
    return pieces


def _put_together(pieces: Sequence[Piece], picture: ByteArray) -> list[Piece]:
    """What one person wears, pieces of one colour side by side as one garment."""
    by_category = groupby(pieces, key=lambda piece: piece[0])
    own = ((name, joined([one[1] for one in some], picture, paired=name in PAIRED)) for name, some in by_category)
    return without_scraps([(name, piece) for name, garments in own for piece in garments], picture)


def _components(category: str, where: BoolArray, least: float) -> Iterator[BoolArray]:
    if not where.any():
        return
    height, width = where.shape
    reach = max(1, round((JOIN_PAIRED if category in PAIRED else JOIN) * max(height, width)))
    spread = cv2.dilate(where.astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, labels = cv2.connectedComponents(spread)
    for label in range(1, count):
        piece = where & (labels == label)
        if piece.sum() >= least:
            yield piece


def _region(category: str, piece: BoolArray, probabilities: FloatArray, person: int) -> Region | None:
    """The piece as a region; what else of its group was thought of there speaks for it too."""
    rivals = GROUPS.get(group_of(category), (category,))
    together = probabilities[[PARTS.index(name) for name in rivals]].sum(axis=0)
    own = float(probabilities[PARTS.index(category)][piece].mean())
    score = max(own, 0.5 * (own + float(together[piece].mean())))
    if score < MIN_SCORE:
        return None
    return replace(region_of(category, score, piece), person=person, chances=_chances(piece, probabilities))


def _chances(piece: BoolArray, probabilities: FloatArray) -> dict[str, float]:
    """How likely each category is by the piece's pixels, hair, skin and background aside."""
    means = probabilities[GARMENTS][:, piece].mean(axis=1)
    return dict(zip(CATEGORIES, (means / max(float(means.sum()), 1e-6)).round(4).tolist(), strict=True))
