"""Garments as rows, and another reading of the same film."""

from types import SimpleNamespace

import numpy as np

from playback.models import Video
from vision.models import Analysis, Appearance, Garment
from vision.services import analysis_replace
from vision.types import Box
from vision.vectors import pack

BOXES = {
    "feet": {"x": 0.4, "y": 0.85, "w": 0.1, "h": 0.1},
    "body": {"x": 0.35, "y": 0.3, "w": 0.2, "h": 0.3},
    "side": {"x": 0.7, "y": 0.85, "w": 0.1, "h": 0.1},
}
VECTOR = np.array([1.0, 0.0, 0.0, 0.0], dtype=np.float32)
STEP = 0.5
"""Seconds between boxes."""


def times(start: float, end: float, shift: float = 0.0) -> list[float]:
    """When a garment is looked at."""
    return [float(time) for time in np.arange(start + shift, end, STEP)]


def garment(
    analysis: Analysis, category: str, spans: list[tuple[float, float]], box: dict[str, float], person: int
) -> Garment:
    """A stored garment that stays where it is."""
    made = Garment.objects.create(
        analysis=analysis,
        category=category,
        vector=pack(VECTOR),
        model=analysis.model,
        first_seen=spans[0][0],
        seconds=sum(end - start for start, end in spans),
        cutout="garments/k/0.webp",
    )
    for start, end in spans:
        boxes = [box | {"t": round(time, 3)} for time in times(start, end)]
        Appearance.objects.create(garment=made, start=start, end=end, boxes=boxes, person=person)
    return made


def read_again(video: Video, model: str, *, shift: float = 0.0, off: float = 0.0, leave_out: str = "") -> Analysis:
    """Replace the reading by another model's of the three garments: seen at other times, boxes a little off."""
    seen = [
        ("shoes", [(0.0, 4.0)], "feet", 1),
        ("shoes", [(10.0, 14.0)], "feet", 2),
        ("top", [(0.0, 4.0), (10.0, 14.0)], "body", 1),
    ]
    found = [_found(*one, shift, off) for one in seen if one[0] != leave_out]
    reading = SimpleNamespace(shots=[], frames=1, garments=found)
    return analysis_replace(video, reading, {"key": f"key of {model}", "model": model, "parser": "p"})


def _found(
    category: str, spans: list[tuple[float, float]], place: str, person: int, shift: float, off: float
) -> SimpleNamespace:
    where = BOXES[place]
    box = Box(where["x"] + off, where["y"] + off / 2, where["w"], where["h"])
    appearances = [
        SimpleNamespace(
            start=start + shift / 2,
            end=end,
            person=person,
            boxes=[(round(time, 3), box) for time in times(start, end, shift)],
        )
        for start, end in spans
    ]
    return SimpleNamespace(
        category=category,
        attributes={},
        score=0.9,
        palette=(),
        chances={},
        vector=VECTOR,
        best_at=spans[0][0],
        seconds=sum(end - start for start, end in spans),
        appearances=appearances,
    )
