"""Cuts frames to the shapes of artwork: black bars off, people in. Imports OpenCV lazily."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext

from playback.media.artwork.boxes import Area
from playback.media.artwork.reading import Pixels
from trendflix.core.errors import UserError

BLACK = 22
"""A row or a column of which nothing is brighter (0..255) is part of a bar."""
MAX_BAR = 0.2
HEADROOM = 0.38
"""Where the middle of faces stands in a poster, in parts of its height from above."""
FACE_SHARE = 0.2
"""Height of faces in a poster, in parts of its own; the crop is narrowed to it where the frame has the pixels."""
MAX_WIDTH, QUALITY = 1920, 88
LEAST = 0.62
"""The smallest part of the frame's height that a poster is cut from."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Width to height, and the largest width in pixels."""

    width: int
    height: int
    most: int

    @property
    def ratio(self) -> float:
        """Width divided by height."""
        return self.width / self.height


SHAPES = {"poster": Shape(2, 3, 800), "backdrop": Shape(16, 9, 1920), "still": Shape(16, 9, 768)}


def read_picture(path: Path) -> Pixels:
    """A kept frame. Raises ``UserError`` where its file is gone."""
    import cv2

    picture = cv2.imread(str(path))
    if picture is None:
        raise UserError(
            gettext("%(name)s: the frame is not there any more; look for artwork again.") % {"name": path.name}
        )
    pixels: Pixels = picture
    return pixels


def written(picture: Pixels) -> bytes:
    """A picture as a progressive JPEG, at most ``MAX_WIDTH`` wide."""
    import cv2

    height, width = picture.shape[:2]
    if width > MAX_WIDTH:
        size = (MAX_WIDTH, round(height * MAX_WIDTH / width))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    options = [cv2.IMWRITE_JPEG_QUALITY, QUALITY, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]
    return bytes(cv2.imencode(".jpg", picture, options)[1])


def bars_off(frame: Pixels) -> tuple[Pixels, Area]:
    """A frame without black bars, and the part of the frame that is left."""
    height, width = frame.shape[:2]
    bright = frame.max(axis=2)
    top, bottom = _bars(np.percentile(bright, 98, axis=1))
    left, right = _bars(np.percentile(bright, 98, axis=0))
    kept = frame[top : height - bottom, left : width - right]
    area = Area(left / width, top / height, kept.shape[1] / width, kept.shape[0] / height)
    return (kept, area) if kept.size else (frame, Area(0, 0, 1, 1))


def _bars(light: Any) -> tuple[int, int]:
    """How many rows are black at either end; none where that is more than a bar would be, as in a dark picture."""
    is_lit = np.flatnonzero(light > BLACK)
    if not len(is_lit):
        return 0, 0
    first, last = int(is_lit[0]), len(light) - 1 - int(is_lit[-1])
    most = MAX_BAR * len(light)
    return (first, last) if first <= most and last <= most and abs(first - last) <= 0.02 * len(light) else (0, 0)


def cut(frame: Pixels, shape: Shape, people: Area | None, is_faces: bool) -> Pixels:
    """A frame in a shape: around the people in it, else around its liveliest part; never enlarged."""
    import cv2

    kept, area = bars_off(frame)
    where = _within(people, area) if people else None
    height, width = kept.shape[:2]
    x, y, w, h = crop(width, height, shape.ratio, where, is_faces, None if where else lively_column(kept))
    part = kept[y : y + h, x : x + w]
    if w > shape.most:
        part = cv2.resize(part, (shape.most, round(shape.most / shape.ratio)), interpolation=cv2.INTER_AREA)
    return part


def crop(
    width: int, height: int, ratio: float, people: Area | None, is_faces: bool, column: float | None = None
) -> tuple[int, int, int, int]:
    """Left, top, width and height in pixels of the part of a frame to keep; without people around ``column`` (0..1).

    A wide shape keeps all that it can; a tall one comes closer to faces, and puts them above its middle.
    """
    h = min(height, width / ratio)
    middle, level = people.centre if people else (0.5 if column is None else column, 0.5)
    if people and is_faces and ratio < 1:
        h = min(h, max(LEAST * height, people.h * height / FACE_SHARE, people.w * width / ratio))
        top = level * height - HEADROOM * h
    else:
        top = level * height - h / 2 if people else (height - h) / 2
    w = h * ratio
    left = min(max(0.0, middle * width - w / 2), width - w)
    top = min(max(0.0, top), height - h)
    return round(left), round(top), max(1, round(w)), max(1, round(h))


def lively_column(frame: Pixels) -> float:
    """Where, from left (0) to right (1), most happens in a frame: the middle of its gradients."""
    import cv2

    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    strength = np.abs(cv2.Sobel(grey, cv2.CV_32F, 1, 0)).sum(axis=0) ** 2
    places = (np.arange(len(strength)) + 0.5) / len(strength)
    return float((strength * places).sum() / max(strength.sum(), 1e-6))


def _within(people: Area, area: Area) -> Area:
    """An area of the frame as one of the part of it that is left."""
    return Area((people.x - area.x) / area.w, (people.y - area.y) / area.h, people.w / area.w, people.h / area.h)
