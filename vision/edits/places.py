"""Where a garment is on the screen, as a decision about it is kept; and which garment is there now.

A decision outlives the rows it was made on: an analysis by another model finds other boxes at other times, but whoever
wears the garment stands where they stood. Places are compared at the kept times, with boxes between two found ones
where those say.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from vision.language.categories import group_of
from vision.models import Appearance, Garment
from vision.types import Box

Place = dict[str, Any]
"""{"category", "spans": [[start, end], …], "boxes": [{"t","x","y","w","h"}, …]}, seconds and parts of the picture."""
MAX_BOXES = 8
MIN_OVERLAP, MIN_OVERLAP_OTHER_GROUP = 0.3, 0.6
"""Least mean IoU at the kept times with a garment of the same search group, and with one of another."""
SLACK = 0.5
"""Seconds that an appearance may begin later or end earlier: another model looks at other frames."""


def place_of(garment: Garment, appearances: Iterable[Appearance]) -> Place:
    """Where a garment, or a part of it, is: its found category, its times, and boxes spread over them."""
    rows = sorted(appearances, key=lambda row: (row.start, row.pk or 0))
    boxes = [box for row in rows for box in row.boxes]
    step = max(1.0, len(boxes) / MAX_BOXES)
    kept = [boxes[int(number * step)] for number in range(min(MAX_BOXES, len(boxes)))]
    category = garment.found_category or garment.category
    return {"category": category, "spans": [[row.start, row.end] for row in rows], "boxes": kept}


def box_at(appearance: Appearance, time: float) -> Box | None:
    """Where an appearance is at a time: on the line between two of its boxes; the nearest before the first or after
    the last; ``None`` out of its time."""
    boxes = appearance.boxes
    if not boxes or not appearance.start - SLACK <= time <= appearance.end + SLACK:
        return None
    after = bisect_left([box["t"] for box in boxes], time)
    if after in (0, len(boxes)):
        return _box(boxes[min(after, len(boxes) - 1)])
    first, second = boxes[after - 1], boxes[after]
    part = (time - first["t"]) / max(second["t"] - first["t"], 1e-6)
    return Box(*(first[side] + part * (second[side] - first[side]) for side in "xywh"))


def _box(box: dict[str, float]) -> Box:
    return Box(box["x"], box["y"], box["w"], box["h"])


class Finder:
    """Finds garments of a film by place; appearances are kept by second: a long film costs no more."""

    def __init__(self, garments: Sequence[Garment]) -> None:
        """``garments`` come with their appearances prefetched."""
        self._garments = {garment.pk: garment for garment in garments}
        self._by_second: dict[int, list[Appearance]] = defaultdict(list)
        for garment in garments:
            for row in garment.appearances.all():
                for second in range(int(row.start - SLACK) - 1, int(row.end + SLACK) + 2):
                    self._by_second[second].append(row)

    def __contains__(self, pk: int) -> bool:
        """Whether a garment is on screen at all."""
        return any(row.garment_id == pk for rows in self._by_second.values() for row in rows)

    def find(self, place: Place) -> Garment | None:
        """The garment whose boxes overlap most with a place, or ``None`` where none does enough."""
        overlaps: dict[int, float] = defaultdict(float)
        for box in place["boxes"]:
            for pk, iou in self._at(box).items():
                overlaps[pk] += iou / len(place["boxes"])
        group = group_of(place["category"])
        fitting = [(overlap, pk) for pk, overlap in overlaps.items() if overlap >= self._least(pk, group)]
        if not fitting:
            return None
        return self._garments[max(fitting, key=lambda one: (self._is_of(one[1], group), one[0], -one[1]))[1]]

    def _at(self, box: dict[str, float]) -> dict[int, float]:
        """IoU with each garment that is on screen at a box's time."""
        found: dict[int, float] = {}
        for row in self._by_second[int(box["t"])]:
            there = box_at(row, box["t"])
            if there is not None and (iou := there.iou(_box(box))) > found.get(row.garment_id, 0.0):
                found[row.garment_id] = iou
        return found

    def _is_of(self, pk: int, group: str) -> bool:
        garment = self._garments[pk]
        return group_of(garment.found_category or garment.category) == group

    def _least(self, pk: int, group: str) -> float:
        return MIN_OVERLAP if self._is_of(pk, group) else MIN_OVERLAP_OTHER_GROUP


def part_of(place: Place, appearances: Iterable[Appearance]) -> list[Appearance]:
    """Those appearances that lie for the greater part in a place's times."""
    return [row for row in appearances if 2 * _shared(row, place) > row.end - row.start or _touches(row, place)]


def _shared(row: Appearance, place: Place) -> float:
    shared = (min(row.end, float(end)) - max(row.start, float(start)) for start, end in place["spans"])
    return sum(max(0.0, part) for part in shared)


def _touches(row: Appearance, place: Place) -> bool:
    """Whether an appearance of no length lies within."""
    return row.end == row.start and any(start <= row.start <= end for start, end in place["spans"])
