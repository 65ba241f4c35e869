"""Where a film cuts, told from the small frames that are decoded of it, in order.

A cut is a change that stands out from the changes around it: of the colours (Hellinger distance of histograms) and of
the picture (mean difference of grey thumbnails). A pan or a flicker changes one of the two, or goes on.
"""

from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np

from vision.types import ByteArray, FloatArray

LEVELS = 8
"""Levels of luminance and of each chrominance in a histogram."""
THUMBNAIL = (32, 18)
MIN_COLOUR_CHANGE, MIN_GREY_CHANGE = 0.22, 9.0
"""Hellinger distance (0..1) and mean difference in grey levels that a cut reaches at least."""
MIN_COLOUR_ON_KEY = 0.18
"""The same on a key frame off the two-second grid, where the encoder saw a cut as well."""
MIN_RATIO = 2.5
"""How many times the usual change of the frames before a cut's change is."""
RECENT = 8
MIN_SHOT_SECONDS = 0.4
MAX_OFF_GRID_SECONDS = 1.9
"""Key frames that are nearer than the two seconds of our renditions stand on a change that the encoder saw."""
GRADUAL_CHANGE = 0.6
"""Colour distance of two key frames from which a shot begins, however slowly the picture changed between them."""


@dataclass(frozen=True, slots=True)
class Look:
    """What of a frame is compared: its colours, summing to one, and a grey thumbnail."""

    colours: FloatArray
    grey: FloatArray

    def colour_change(self, other: "Look") -> float:
        """Hellinger distance, 0..1."""
        return float(np.sqrt(max(0.0, 1.0 - float(np.sqrt(self.colours * other.colours).sum()))))

    def grey_change(self, other: "Look") -> float:
        """Mean difference in grey levels."""
        return float(np.abs(self.grey - other.grey).mean())


def look_of(planes: ByteArray) -> Look:
    """Of the planes (3h/2, w) of a YUV 4:2:0 picture."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    light = planes[:height]
    blue, red = planes[height:].reshape(2, height // 2, width // 2)
    cell = 256 // LEVELS
    # Half a cell up, so that grey (128) lies in the middle of one.
    hues = [np.minimum((plane.astype(np.uint16) + cell // 2) // cell, LEVELS - 1) for plane in (blue, red)]
    cells = (light[::2, ::2].astype(np.uint16) // cell * LEVELS + hues[0]) * LEVELS + hues[1]
    counted = np.bincount(cells.ravel(), minlength=LEVELS**3)
    grey = cv2.resize(light, THUMBNAIL, interpolation=cv2.INTER_AREA)
    return Look((counted / counted.sum()).astype(np.float32), np.asarray(grey, dtype=np.float32))


class CutDetector:
    """Says of each frame, in order, whether a shot begins with it; the first frame of all begins one."""

    def __init__(self) -> None:
        self._before: Look | None = None
        self._key: Look | None = None
        self._key_time = 0.0
        self._recent: deque[float] = deque(maxlen=RECENT)
        self._start = 0.0

    def add(self, time: float, planes: ByteArray, *, is_key: bool) -> bool:
        """Whether a shot begins with the frame at ``time`` seconds, whose YUV 4:2:0 planes (3h/2, w) these are."""
        look = look_of(planes)
        is_first, is_cut = self._before is None, self._is_cut(time, look, is_key)
        self._before = look
        if is_cut or is_key:
            self._key, self._key_time = look, time
        if is_cut:
            self._start = time
            self._recent.clear()
        return is_first or is_cut

    def _is_cut(self, time: float, look: Look, is_key: bool) -> bool:
        if self._before is None:
            return False
        colour, grey = look.colour_change(self._before), look.grey_change(self._before)
        usual = float(np.median(self._recent)) if self._recent else 0.0
        self._recent.append(grey)
        if time - self._start < MIN_SHOT_SECONDS:
            return False
        is_off_grid = is_key and time - self._key_time < MAX_OFF_GRID_SECONDS
        least = MIN_COLOUR_ON_KEY if is_off_grid else MIN_COLOUR_CHANGE
        is_sudden = colour >= least and grey >= max(MIN_GREY_CHANGE, MIN_RATIO * usual)
        return is_sudden or (is_key and self._key is not None and look.colour_change(self._key) >= GRADUAL_CHANGE)


class KeyCutDetector:
    """Says of each key frame, in order, whether a shot begins with it, from key frames alone.

    Encoders put key frames on cuts, besides those at even steps; there a change has to be larger.
    """

    def __init__(self) -> None:
        self._before: Look | None = None
        self._time = 0.0

    def add(self, time: float, planes: ByteArray) -> bool:
        """Whether a shot begins with the key frame at ``time`` seconds, whose YUV 4:2:0 planes (3h/2, w) these are."""
        look, before, since = look_of(planes), self._before, time - self._time
        self._before, self._time = look, time
        if before is None:
            return True
        change = before.colour_change(look)
        is_off_grid = since < MAX_OFF_GRID_SECONDS
        is_sudden = change >= MIN_COLOUR_CHANGE and before.grey_change(look) >= MIN_GREY_CHANGE
        return change >= GRADUAL_CHANGE or (is_off_grid and is_sudden)
