"""What a frame's people wear: regions that hang on a person, each garment once, and only those that are sure enough."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from vision.colours import MAX_SAME_CLOTH, colour_distance
from vision.film.chances import mixed_chances
from vision.film.tracking import Track
from vision.images.merge_regions import full_mask
from vision.images.wearable import QUESTION
from vision.language.categories import group_of
from vision.language.zeroshot import ZeroShotClassifier
from vision.masks import region_of
from vision.types import NOBODY, BoolArray, ByteArray, FloatArray, Region

MAX_SIDE = 320
"""Regions are joined at this resolution, pixels of the longer side."""
MIN_AREA = 0.0015
MIN_SCORES = {"hat": 0.8, "bag": 0.8, "scarf": 0.8, "belt": 0.8}
MIN_SCORE = 0.55
"""Least score of a region to be shown, by category and for all others."""
MIN_CHANCES = {"hat": 0.3, "bag": 0.3, "scarf": 0.3, "outerwear": 0.2}
MIN_CHANCE = 0.01
"""Least chance that the dual encoder gives to a garment's search group, by category and for all others."""
SURE_SCORE = 0.8
"""Score from which a garment is believed that is found on few of the frames of its wearer."""


def worn_regions(image: Image.Image, regions: Sequence[Region]) -> list[Region]:
    """The garments that the people of an RGB picture wear, best first, one region each.

    Regions of a parser that does not tell persons apart stay as they are, but for those that are not sure.
    """
    worn = [region for region in regions if region.person != NOBODY]
    return [region for region in _joined(image, worn) if _is_sure(region)]


def _is_sure(region: Region) -> bool:
    return region.score >= MIN_SCORES.get(region.category, MIN_SCORE) and region.box.area >= MIN_AREA


def _joined(image: Image.Image, regions: Sequence[Region]) -> list[Region]:
    """Regions of one garment put together: one person wears one garment of a category, and one cloth a group."""
    scale = min(1.0, MAX_SIDE / max(image.size))
    width, height = (max(1, round(side * scale)) for side in image.size)
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BOX))
    found: list[tuple[Region, BoolArray]] = []
    for region in sorted(regions, key=lambda one: -one.part):
        mask = full_mask(region, width, height)
        for place, (known, known_mask) in enumerate(found):
            if _is_one_garment(known, known_mask, region, mask, pixels):
                found[place] = _union(known, known_mask, region, mask)
                break
        else:
            found.append((region, mask))
    return sorted((region for region, _ in found), key=lambda region: -region.score)


def _is_one_garment(first: Region, mask: BoolArray, second: Region, other: BoolArray, pixels: ByteArray) -> bool:
    if first.person is None or first.person != second.person or group_of(first.category) != group_of(second.category):
        return False
    if first.category == second.category:
        return True
    return bool(mask.any() and other.any()) and colour_distance(pixels[mask], pixels[other]) <= MAX_SAME_CLOTH


def _union(first: Region, mask: BoolArray, second: Region, other: BoolArray) -> tuple[Region, BoolArray]:
    """Both as one region of the larger one's category, with the mean of their scores by area."""
    both = mask | other
    if not both.any():
        return first, mask
    shares = np.array([first.part, second.part])
    score = float(np.average([first.score, second.score], weights=shares))
    united = region_of(first.category, score, both)
    chances = mixed_chances([first.chances, second.chances], shares)
    return Region(united.category, united.score, united.box, united.mask, first.person, chances), both


def is_agreed(category: str, vector: FloatArray, classifier: ZeroShotClassifier) -> bool:
    """Whether the dual encoder sees something of the category's search group too in a unit vector (d,).

    The parser has seen little but people, so it takes a fence post for a coat and dark hair for a hat.
    """
    group = group_of(category)
    chances = zip(QUESTION.answers, classifier.probabilities(vector[None], QUESTION)[0], strict=True)
    chance = sum(float(one) for answer, one in chances if group_of(answer) == group)
    return chance >= MIN_CHANCES.get(category, MIN_CHANCE)


def steady_tracks(tracks: Sequence[Track], shot: int) -> list[Track]:
    """The tracks of a shot that are sure, or found on at least half of the frames around that show their wearer.

    Those are the frames from the one before it is first seen to the one after. Tracks without a wearer stay.
    """
    frames: dict[int | None, set[int]] = {}
    for track in tracks:
        frames.setdefault(track.people.get(shot), set()).update(track.frames)
    return [track for track in tracks if _is_steady(track, frames[track.people.get(shot)], shot)]


def _is_steady(track: Track, shown: set[int], shot: int) -> bool:
    if shot not in track.people or track.best.score >= SURE_SCORE:
        return True
    around = range(min(track.frames) - 1, max(track.frames) + 2)
    return 2 * len(track.frames) >= len(shown.intersection(around))
