"""What the parts of the vision app hand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
BoolArray = NDArray[np.bool_]
ByteArray = NDArray[np.uint8]
AnyArray = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in parts (0..1) of a picture: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def area(self) -> float:
        """Part of the picture that the box covers, 0..1."""
        return self.w * self.h

    def iou(self, other: "Box") -> float:
        """Intersection over union with another box, 0..1."""
        width = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        height = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area + other.area - shared)

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in a picture of that size; at least one pixel each way."""
        left, top = int(self.x * width), int(self.y * height)
        right = max(left + 1, round((self.x + self.w) * width))
        bottom = max(top + 1, round((self.y + self.h) * height))
        return min(left, width - 1), min(top, height - 1), min(right, width), min(bottom, height)


def ious(first: Sequence[Box], second: Sequence[Box]) -> AnyArray:
    """Intersection over union (n, m) of each of some boxes with each of others."""
    a, b = (np.array([(box.x, box.y, box.w, box.h) for box in boxes]).reshape(-1, 4) for boxes in (first, second))
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, :2] + a[:, None, 2:], b[None, :, :2] + b[None, :, 2:])
    shared = (high - low).clip(0).prod(axis=-1)
    union = a[:, None, 2:].prod(axis=-1) + b[None, :, 2:].prod(axis=-1) - shared
    return np.asarray(np.divide(shared, union, out=np.zeros_like(shared), where=shared > 0))


NOBODY = 0
"""The number of no person."""


@dataclass(frozen=True, slots=True)
class Region:
    """A garment found in a picture.

    ``mask`` is a bool array over ``box`` at any resolution (True where the garment is), or ``None`` for the whole box.
    ``person`` is the number of the person in the picture who wears it, ``NOBODY`` where nobody does, and ``None`` where
    the parser does not tell. ``chances`` says how likely (0..1) each category is; empty where the parser does not tell.
    """

    category: str
    score: float
    box: Box
    mask: BoolArray | None = None
    person: int | None = None
    chances: Mapping[str, float] = field(default_factory=dict)

    @property
    def part(self) -> float:
        """Part of the picture that the garment's own pixels cover, 0..1."""
        return self.box.area * (1.0 if self.mask is None else float(self.mask.mean()))


@dataclass(frozen=True, slots=True)
class Glance:
    """What a cheap first look at a picture found: the part (0..1) that people cover, and the box around them.

    ``dismissed`` is the part that people seemed to cover, where a second look found nobody.
    """

    share: float
    box: Box | None = None
    dismissed: float = 0.0
