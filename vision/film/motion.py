"""Follows boxes through the small grey frames of a shot, by the optical flow of points inside them.

Pyramidal Lucas-Kanade (Bouguet 2000) of Shi-Tomasi corners, kept where the flow back leads to where it came from; a box
moves and grows by the medians of what its points do (Kalal et al. 2010, "Forward-backward error").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from vision.types import AnyArray, Box, ByteArray

WINDOW = (15, 15)
LEVELS = 3
MAX_POINTS = 24
MIN_POINTS = 4
MIN_QUALITY, MIN_DISTANCE = 0.01, 3
MAX_RETURN_ERROR = 1.5
"""Pixels that the flow forward and back may be off."""
MIN_KEPT = 0.25
"""Part of a box's points that must still be followed."""
MIN_VISIBLE = 0.35
"""Part of a followed box that must lie within the frame."""
MARGIN = 0.08
"""Of a box's sides: points of a plain garment's outline lie on the edge of its box."""
Path = list[Box | None]
"""A box for each frame, ``None`` where it is lost."""


@dataclass(slots=True)
class _Points:
    """Points (n, 2) of all boxes: where they began, where they are now, and the number of the box of each."""

    began: AnyArray
    now: AnyArray
    owner: AnyArray

    def only(self, kept: AnyArray) -> "_Points":
        return _Points(self.began[kept], self.now[kept], self.owner[kept])


def follow(frames: Sequence[ByteArray], boxes: Sequence[Box]) -> list[Path]:
    """Where boxes of the first of some grey frames (h, w) are in each frame; a box that is lost stays lost.

    A box in which there is nothing to follow stays where it is.
    """
    paths: list[Path] = [[box] for box in boxes]
    points = _points_in(frames[0], boxes) if len(frames) > 1 and boxes else None
    counts = np.bincount(points.owner, minlength=len(boxes)) if points is not None else np.zeros(len(boxes))
    for before, after in zip(frames, frames[1:], strict=False):
        if points is not None:
            points = _moved(before, after, points)
        for number, path in enumerate(paths):
            path.append(_box_now(boxes[number], points, number, counts[number], after) if path[-1] else None)
    return paths


def _points_in(frame: ByteArray, boxes: Sequence[Box]) -> _Points | None:
    height, width = frame.shape
    found = []
    for box in boxes:
        left, top, right, bottom = _wider(box).pixels(width, height)
        patch = np.ascontiguousarray(frame[top:bottom, left:right])
        corners = cv2.goodFeaturesToTrack(patch, MAX_POINTS, MIN_QUALITY, MIN_DISTANCE)
        flat = np.zeros((0, 2), np.float32) if corners is None else corners.reshape(-1, 2)
        found.append(flat + np.array([left, top], dtype=np.float32))
    points = np.concatenate(found)
    owner = np.repeat(np.arange(len(boxes)), [len(one) for one in found])
    return _Points(points, points, owner) if len(points) else None


def _moved(before: ByteArray, after: ByteArray, points: _Points) -> _Points | None:
    given = points.now.reshape(-1, 1, 2).astype(np.float32)
    if not len(given):
        return None
    there, is_found, _ = _flow(before, after, given)
    back, is_back, _ = _flow(after, before, there)
    error = np.linalg.norm((given - back).reshape(-1, 2), axis=1)
    kept = (is_found.ravel() == 1) & (is_back.ravel() == 1) & (error < MAX_RETURN_ERROR)
    return _Points(points.began, there.reshape(-1, 2), points.owner).only(kept)


def _flow(before: ByteArray, after: ByteArray, points: AnyArray) -> tuple[AnyArray, AnyArray, AnyArray]:
    """Where points (n, 1, 2) go, whether they were found, and how well."""
    flow: Any = cv2.calcOpticalFlowPyrLK
    found: tuple[AnyArray, AnyArray, AnyArray] = flow(before, after, points, None, winSize=WINDOW, maxLevel=LEVELS)
    return found


def _box_now(box: Box, points: _Points | None, number: int, count: int, frame: ByteArray) -> Box | None:
    """The box after what its points did since they began; ``None`` where too few are left or it is out of sight."""
    if count < MIN_POINTS:
        return box
    own = points.only(points.owner == number) if points is not None else None
    if own is None or len(own.now) < max(MIN_POINTS, MIN_KEPT * count):
        return None
    height, width = frame.shape
    before, after = np.median(own.began, axis=0), np.median(own.now, axis=0)
    spread = np.median(np.abs(own.began - before).sum(axis=1)), np.median(np.abs(own.now - after).sum(axis=1))
    scale = float(np.clip(spread[1] / max(spread[0], 1e-6), 0.25, 4.0)) if spread[0] > 1 else 1.0
    size = np.array([width, height])
    middle, corner = before / size, after / size
    moved = Box(
        corner[0] + (box.x - middle[0]) * scale,
        corner[1] + (box.y - middle[1]) * scale,
        box.w * scale,
        box.h * scale,
    )
    return _within(moved)


def _wider(box: Box) -> Box:
    left, top = max(0.0, box.x - MARGIN * box.w), max(0.0, box.y - MARGIN * box.h)
    right, bottom = min(1.0, box.x + (1 + MARGIN) * box.w), min(1.0, box.y + (1 + MARGIN) * box.h)
    return Box(left, top, right - left, bottom - top)


def _within(box: Box) -> Box | None:
    """The part of a box inside the frame; ``None`` where that is little."""
    left, top = max(0.0, float(box.x)), max(0.0, float(box.y))
    right, bottom = min(1.0, float(box.x + box.w)), min(1.0, float(box.y + box.h))
    if right <= left or bottom <= top or (right - left) * (bottom - top) < MIN_VISIBLE * box.area:
        return None
    return Box(left, top, right - left, bottom - top)
