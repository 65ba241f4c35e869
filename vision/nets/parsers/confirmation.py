"""Which of the people that the parser sees another network sees too.

The parser was taught on pictures of people alone, so a dog, a fence post or a floor becomes somebody who wears
something; what tells where people are (``vision.nets.presence``) was taught on places without anybody as well.
"""

import cv2
import numpy as np

from vision.types import NOBODY, AnyArray, FloatArray

MIN_MEAN = 0.3
"""Mean chance over a silhouette from which it is somebody."""
MIN_TOP, TOP_PERCENT = 0.55, 90
"""Or the chance that a tenth of it reaches: a person whose silhouette runs into the floor is still one."""


def confirmed(people: AnyArray, presence: FloatArray) -> AnyArray:
    """The numbers of people (h, w), ``NOBODY`` where ``presence``, chances (rows, columns) of any size, sees none."""
    height, width = people.shape
    chances = cv2.resize(presence, (width, height), interpolation=cv2.INTER_LINEAR)
    kept = [number for number in np.unique(people) if number != NOBODY and _is_somebody(chances[people == number])]
    return np.where(np.isin(people, kept), people, NOBODY)


def _is_somebody(chances: FloatArray) -> bool:
    return bool(chances.mean() >= MIN_MEAN or np.percentile(chances, TOP_PERCENT) >= MIN_TOP)
