"""Which frames of a shot are worth a close look: somebody is in them, as large and as sharp as in none beside them."""

import math
from collections.abc import Sequence

import cv2
import numpy as np

from vision.film.sampler import Sample
from vision.types import ByteArray, FloatArray, Glance

WINDOW_SECONDS = 3.0
"""One frame is chosen of each such part of a shot, as many as fit best: one of four seconds, two of five."""
MIN_PRESENCE = 0.008
"""Part of a frame that people or what they wear cover at least; a head at the far end of a hall covers less."""
THUMBNAIL = (32, 18)
MAX_SAME_DIFFERENCE = 2.0
"""Mean difference in grey levels of two thumbnails below which a frame shows nothing new."""


def window_of(time: float, start: float, end: float) -> int:
    """The number of the part of a shot that a time lies in."""
    windows = max(1, round((end - start) / WINDOW_SECONDS))
    return min(windows - 1, int((time - start) / max(end - start, 1e-6) * windows))


def chosen(frames: Sequence[Sample], start: float, end: float) -> list[int]:
    """Numbers of the key frames to look at, in order, of a shot from ``start`` to ``end`` seconds."""
    best: dict[int, int] = {}
    merits = [merit(frame, frame.glance or Glance(1.0)) for frame in frames]
    for number, frame in enumerate(frames):
        window = window_of(frame.time, start, end)
        if merits[number] > (merits[best[window]] if window in best else 0.0):
            best[window] = number
    return _without_repeats([best[window] for window in sorted(best)], frames)


def _without_repeats(numbers: Sequence[int], frames: Sequence[Sample]) -> list[int]:
    kept: list[int] = []
    for number in numbers:
        if not kept or not is_same(thumbnail(frames[kept[-1]].pixels), thumbnail(frames[number].pixels)):
            kept.append(number)
    return kept


def merit(frame: Sample, glance: Glance) -> float:
    """How much there is to see in a frame: grows with what people cover, and how sharp they are; 0 for nobody."""
    if glance.share < MIN_PRESENCE:
        return 0.0
    return math.sqrt(glance.share) * math.sqrt(sharpness(frame.pixels))


def sharpness(pixels: ByteArray) -> float:
    """Standard deviation of the Laplacian (Pech-Pacheco et al. 2000) of an RGB frame, in grey levels; above zero."""
    return float(cv2.Laplacian(grey(pixels), cv2.CV_32F).std()) + 1e-3


def thumbnail(pixels: ByteArray) -> FloatArray:
    """Grey thumbnail of an RGB frame, to tell frames that show nothing new."""
    return np.asarray(cv2.resize(grey(pixels), THUMBNAIL, interpolation=cv2.INTER_AREA), dtype=np.float32)


def is_same(first: FloatArray, second: FloatArray) -> bool:
    """Whether two thumbnails show the same picture."""
    return float(np.abs(first - second).mean()) < MAX_SAME_DIFFERENCE


def grey(pixels: ByteArray) -> ByteArray:
    """The grey levels (h, w) of a frame that is RGB (h, w, 3), or grey already."""
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
