"""Where a film cuts, told from its key frames.

Our renditions have a key frame every two seconds and one on each cut that the encoder saw, so a key frame off that grid
whose picture differs from the one before stands on a cut.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from vision.types import ByteArray, FloatArray

BINS = (16, 8)
CUT_DISTANCE, GRID_CUT_DISTANCE = 0.2, 0.6
"""Histogram distances (Hellinger, 0..1): above the first a key frame off the grid is a cut, above the second any is."""
GRID_SECONDS, GRID_SLACK = 2.0, 0.06
MAX_SAME_DIFFERENCE = 2.0
"""Mean difference in grey levels of two thumbnails below which a frame shows nothing new."""
THUMBNAIL = (32, 18)


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch of film between two cuts, in seconds."""

    start: float
    end: float


def histogram(pixels: ByteArray) -> FloatArray:
    """Hue and saturation of an RGB frame, normalised to sum one."""
    small = cv2.resize(pixels, (160, 90), interpolation=cv2.INTER_AREA)
    hsv = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)
    counted = cv2.calcHist([hsv], [0, 1], None, list(BINS), [0, 180, 0, 256])
    return np.asarray(counted / max(counted.sum(), 1.0), dtype=np.float32)


def distance(first: FloatArray, second: FloatArray) -> float:
    """Hellinger distance of two histograms, 0..1."""
    return float(np.sqrt(max(0.0, 1.0 - float(np.sqrt(first * second).sum()))))


def thumbnail(pixels: ByteArray) -> FloatArray:
    """Grey thumbnail of an RGB frame, to tell frames that show nothing new."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, THUMBNAIL, interpolation=cv2.INTER_AREA), dtype=np.float32)


def is_same(first: FloatArray, second: FloatArray) -> bool:
    """Whether two thumbnails show the same picture."""
    return float(np.abs(first - second).mean()) < MAX_SAME_DIFFERENCE


def is_cut(time: float, change: float) -> bool:
    """Whether a key frame at ``time`` that differs by ``change`` from the one before begins a shot."""
    off_grid = abs(time / GRID_SECONDS - round(time / GRID_SECONDS)) * GRID_SECONDS > GRID_SLACK
    return change > (CUT_DISTANCE if off_grid else GRID_CUT_DISTANCE)
