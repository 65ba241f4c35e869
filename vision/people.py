"""Where people are in a film: around what they wear."""

from collections import defaultdict
from typing import Any

from playback.media.artwork.boxes import Area
from playback.media.artwork.choosing import People
from vision.models import Analysis, Appearance

UPPER = ("hat", "eyewear", "scarf", "outerwear", "top", "dress", "suit")
HEAD = 0.35
"""Room for a head above what is worn on the upper body, in parts of its height."""


def people_of(video_id: int) -> tuple[str, People]:
    """The analysis that it is known from, and areas by seconds; two queries."""
    analysis = Analysis.objects.filter(video=video_id).values_list("key", flat=True).first()
    if analysis is None:
        return "", {}
    found: dict[float, list[Area]] = defaultdict(list)
    worn = Appearance.objects.filter(garment__analysis__video=video_id)
    for category, boxes in worn.values_list("garment__category", "boxes"):
        for box in boxes:
            found[round(float(box["t"]), 2)].append(_area(box, category))
    return analysis, dict(found)


def _area(box: dict[str, Any], category: str) -> Area:
    """A garment's box, with room for the head of who wears it."""
    head = min(HEAD * box["h"], box["y"]) if category in UPPER else 0.0
    return Area(box["x"], box["y"] - head, box["w"], box["h"] + head)
