"""A picture to draw on, with a label for every pixel beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Point = tuple[float, float]
Colour = tuple[int, int, int]
Paint = Callable[[Floats, Floats], Floats]
"""Colours (n, 3) for pixels at (x, y), both (n,), in the drawing's own units."""

FINE = 4
"""Bits of sub-pixel precision for polygon corners."""


def as_floats(values: Any) -> Floats:
    """Numbers as an array that colours are mixed in."""
    return np.asarray(values, dtype=np.float32)


def rounded(points: Sequence[Point], times: int = 2) -> Floats:
    """A smooth outline through a polygon's sides (Chaikin 1974)."""
    curve = np.asarray(points, dtype=np.float32)
    for _ in range(times):
        after = np.roll(curve, -1, axis=0)
        curve = np.stack([0.75 * curve + 0.25 * after, 0.25 * curve + 0.75 * after], axis=1).reshape(-1, 2)
    return curve


@dataclass(slots=True)
class Canvas:
    """RGBA picture (h, w, 4), floats 0..255 and alpha 0..1, and labels (h, w).

    Drawing units are mapped by ``scale`` and ``origin`` (pixels of the unit's zero), y upwards.
    """

    width: int
    height: int
    scale: float
    origin: Point
    rgba: Floats = field(init=False)
    labels: Bytes = field(init=False)

    def __post_init__(self) -> None:
        self.rgba = np.zeros((self.height, self.width, 4), dtype=np.float32)
        self.labels = np.zeros((self.height, self.width), dtype=np.uint8)

    def fill(self, points: Sequence[Point], paint: Paint | Colour, label: int, *, smooth: int = 2) -> None:
        """Fill a polygon; ``label`` is written where it covers more than half a pixel."""
        corners = rounded(points, smooth) * (self.scale, -self.scale) + self.origin
        left, top, right, bottom = self._bounds(corners, 1)
        if left >= right or top >= bottom:
            return
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        fixed = np.round((corners - (left, top)) * (1 << FINE)).astype(np.int32)
        cv2.fillPoly(mask, [fixed], 255, lineType=cv2.LINE_AA, shift=FINE)
        self._blend(mask, left, top, paint, label)

    def line(self, points: Sequence[Point], thick: float, colour: Colour, strength: float) -> None:
        """A soft line over what is drawn already, for folds and seams; labels stay."""
        corners = np.asarray(points, dtype=np.float32) * (self.scale, -self.scale) + self.origin
        width = max(1, round(thick * self.scale))
        left, top, right, bottom = self._bounds(corners, width)
        if left >= right or top >= bottom:
            return
        mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
        fixed = np.round((corners - (left, top)) * (1 << FINE)).astype(np.int32)
        cv2.polylines(mask, [fixed], False, 255, width, cv2.LINE_AA, FINE)
        part = (mask.astype(np.float32) / 255 * strength)[..., None]
        area = self.rgba[top:bottom, left:right]
        drawn = area[..., 3:] > 0.5
        area[..., :3] = np.where(drawn, area[..., :3] * (1 - part) + as_floats(colour) * part, area[..., :3])

    def _bounds(self, corners: Floats, margin: int) -> tuple[int, int, int, int]:
        """The pixels around corners: left, top, right, bottom, within the picture."""
        left, top = np.floor(corners.min(axis=0)).astype(int) - margin
        right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1 + margin
        return max(0, left), max(0, top), min(self.width, right), min(self.height, bottom)

    def _blend(self, mask: Bytes, left: int, top: int, paint: Paint | Colour, label: int) -> None:
        height, width = mask.shape
        area = self.rgba[top : top + height, left : left + width]
        rows, columns = np.nonzero(mask)
        alpha = mask[rows, columns].astype(np.float32)[:, None] / 255
        if callable(paint):
            x = ((columns + left - self.origin[0]) / self.scale).astype(np.float32)
            y = ((self.origin[1] - rows - top) / self.scale).astype(np.float32)
            colour = paint(x, y)
        else:
            colour = np.broadcast_to(as_floats(paint), (len(rows), 3))
        old = area[rows, columns]
        out = alpha + old[:, 3:] * (1 - alpha)
        area[rows, columns, :3] = (colour * alpha + old[:, :3] * old[:, 3:] * (1 - alpha)) / np.maximum(out, 1e-6)
        area[rows, columns, 3:] = out
        self.labels[top : top + height, left : left + width][mask > 127] = label


@dataclass(frozen=True, slots=True)
class Cutout:
    """A drawing as it is laid over grounds, (h, w, 3) each: the light it adds, and the share of the ground it leaves."""

    light: Floats
    left: Floats

    @classmethod
    def of(cls, rgba: Floats) -> "Cutout":
        """What a picture with an alpha channel is laid over grounds as."""
        alpha = np.repeat(rgba[..., 3:], 3, axis=2)
        return cls(rgba[..., :3] * alpha, 1 - alpha)


def over(ground: Floats, drawing: Cutout, left: int, top: int) -> None:
    """Put a drawing on an RGB ground (floats), cut at its edges."""
    height, width = drawing.light.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(ground.shape[1], left + width), min(ground.shape[0], top + height)
    if x0 >= x1 or y0 >= y1:
        return
    part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    area = ground[y0:y1, x0:x1]
    area *= drawing.left[part]
    area += drawing.light[part]
