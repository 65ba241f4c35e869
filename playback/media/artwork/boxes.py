"""Rectangles of a frame in parts (0..1) of its width and height."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """Left, top, width and height in parts of the frame."""

    x: float
    y: float
    w: float
    h: float

    @property
    def size(self) -> float:
        """Part of the frame that it covers."""
        return self.w * self.h

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def as_list(self) -> list[float]:
        """For JSON."""
        return [round(float(value), 4) for value in (self.x, self.y, self.w, self.h)]


def around(areas: Iterable[Area]) -> Area | None:
    """The smallest area that holds all of them; ``None`` of none."""
    found = list(areas)
    if not found:
        return None
    left, top = min(one.x for one in found), min(one.y for one in found)
    right, bottom = max(one.x + one.w for one in found), max(one.y + one.h for one in found)
    return Area(left, top, right - left, bottom - top)
