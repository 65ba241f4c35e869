"""What a floor costs and buys: how many known answers lie at and above each cosine, and how many of them are right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopping.matching.calibration import Answer
from vision.types import AnyArray

STEP = 0.05


@dataclass(frozen=True, slots=True)
class Point:
    """Known answers at and above a floor: how many, how many of them right, and the part of all that they are."""

    floor: float
    shown: int
    right: int
    precision: float
    share: float


def curve(answers: Sequence[Answer], floor: float) -> list[Point]:
    """A point every ``STEP`` from the least cosine that something is shown at to the largest, and one at ``floor``."""
    scores, hits = np.array([one.score for one in answers]), np.array([one.is_right for one in answers])
    steps = {round(number * STEP, 2) for number in range(int(scores.min() // STEP), int(scores.max() // STEP) + 1)}
    return [_point(scores >= at, hits, at) for at in sorted(steps | {floor})]


def _point(shown: AnyArray, hits: AnyArray, floor: float) -> Point:
    count, right = int(shown.sum()), int(hits[shown].sum())
    return Point(floor, count, right, round(right / max(count, 1), 3), round(count / len(hits), 3))


def curve_lines(points: Sequence[Point], floor: float) -> list[str]:
    """The same as a table of text; the floor is marked."""
    head = f"{'floor':>6} {'shown':>6} {'right':>6} {'precision':>9} {'share':>6}"
    rows = [
        f"{one.floor:>6.3f} {one.shown:>6} {one.right:>6} {one.precision:>9.3f} {one.share:>6.3f}"
        f"{' <' if one.floor == floor else ''}"
        for one in points
    ]
    return [head, *rows]
