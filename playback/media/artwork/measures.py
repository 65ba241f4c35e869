"""Measures how well a frame would do as artwork. Imports OpenCV lazily.

Sharpness is the mean squared gradient (Tenengrad; Pertuz et al. 2013, "Analysis of focus measure operators"),
colourfulness that of Hasler and Süsstrunk 2003, faces are found by boosted cascades (Viola and Jones 2001) that come
with OpenCV, and lines of text by the density of their strokes (morphological gradient, closed along the line).
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from playback.media.artwork.boxes import Area
from playback.media.artwork.reading import Pixels

WIDTH = 480
"""Frames are measured at this width."""
DARK, BRIGHT = 26.0, 232.0
FLAT = 14.0
"""Mean and standard deviation of the light (0..255) beyond which a frame shows nothing: black, white, a plain card."""
WELL_LIT = 112.0
SUBTITLES_FROM, MIDDLE = 0.62, (0.47, 0.53)
"""Burnt-in subtitles stand below this part of the height, and across the middle of the width."""
MIN_LINE, MAX_LINE = 0.022, 0.11
"""Heights of a line of text in parts of the frame's."""
MIN_ASPECT = 2.2
MIN_FACE = 0.055
"""Height of a face in parts of the frame's, below which artwork does not show it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A frame's measures: ``light`` and ``spread`` 0..255, others larger for more; ``text`` is a part of the frame."""

    time: float
    light: float
    spread: float
    sharpness: float
    colour: float
    text: float
    has_subtitles: bool
    look: tuple[float, ...] = field(repr=False)
    """A small normalised picture, by which frames are told apart."""

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to see: black, white, or one tone."""
        return not DARK <= self.light <= BRIGHT or self.spread < FLAT

    @property
    def exposure(self) -> float:
        """How well it is lit, 0..1."""
        return max(0.0, 1.0 - abs(self.light - WELL_LIT) / WELL_LIT)


def measure(time: float, frame: Pixels) -> Measured:
    """The measures of a frame, but people."""
    import cv2

    small = _small(frame)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    lines = text_lines(grey)
    tiny = cv2.resize(grey, (16, 9), interpolation=cv2.INTER_AREA).astype(np.float32)
    look = (tiny - tiny.mean()) / (tiny.std() + 1e-6)
    return Measured(
        time,
        float(grey.mean()),
        float(grey.std()),
        float(np.mean(across**2 + down**2)),
        _colourfulness(small),
        sum(line.size for line in lines),
        any(_is_subtitle(line) for line in lines),
        tuple(np.round(look.ravel() / look.size**0.5, 4).tolist()),
    )


def text_lines(grey: Any) -> list[Area]:
    """Areas that look like lines of text in a grey picture: many strokes close together, long and low."""
    import cv2

    height, width = grey.shape
    strokes = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    _, strong = cv2.threshold(strokes, 110, 255, cv2.THRESH_BINARY)
    joined = cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones((1, max(3, width // 40)), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((max(2, height // 90), max(3, width // 30)), np.uint8))
    outlines, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for x, y, w, h in map(cv2.boundingRect, outlines):
        is_line = MIN_LINE <= h / height <= MAX_LINE and w >= MIN_ASPECT * h
        if is_line and _is_written(strong[y : y + h, x : x + w], opened[y : y + h, x : x + w]):
            found.append(Area(x / width, y / height, w / width, h / height))
    return found


def _is_written(strong: Any, filled: Any) -> bool:
    """Whether a box is filled evenly, with many changes between stroke and gap along the line."""
    changes = np.abs(np.diff((strong > 0).astype(np.int8), axis=1)).sum(axis=1)
    return bool(
        (filled > 0).mean() > 0.6 and np.percentile(changes, 75) >= max(6, strong.shape[1] / strong.shape[0] * 1.5)
    )


def _is_subtitle(line: Area) -> bool:
    return line.x < MIDDLE[0] and line.x + line.w > MIDDLE[1] and line.y > SUBTITLES_FROM


def faces(frame: Pixels) -> list[Area]:
    """Faces seen from the front or from a side, the largest first."""
    import cv2

    grey = cv2.equalizeHist(cv2.cvtColor(_small(frame), cv2.COLOR_BGR2GRAY))
    height, width = grey.shape
    least = (round(MIN_FACE * height),) * 2
    found: list[Area] = []
    for name, picture in (("frontalface_alt2", grey), ("profileface", grey), ("profileface", cv2.flip(grey, 1))):
        for x, y, w, h in _cascade(name).detectMultiScale(picture, 1.15, 5, minSize=least):
            left = x if picture is grey else width - x - w
            found.append(Area(left / width, y / height, w / width, h / height))
        if found:
            break
    return sorted(found, key=lambda face: -face.size)


@lru_cache(maxsize=4)
def _cascade(name: str) -> Any:
    import cv2

    return cv2.CascadeClassifier(str(Path(cv2.__file__).with_name("data") / f"haarcascade_{name}.xml"))


def _colourfulness(picture: Pixels) -> float:
    blue, green, red = (picture[..., channel].astype(np.float32) for channel in range(3))
    first, second = red - green, (red + green) / 2 - blue
    spread = np.hypot(first.std(), second.std())
    return float(spread + 0.3 * np.hypot(first.mean(), second.mean()))


def _small(frame: Pixels) -> Pixels:
    import cv2

    height, width = frame.shape[:2]
    if width <= WIDTH:
        return frame
    size = (WIDTH, max(1, round(height * WIDTH / width)))
    small: Pixels = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    return small
