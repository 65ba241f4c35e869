"""Counts the dots of an analysis that point at something worn: ``python -m tests.vision.truth.scoring FILM TIMELINE``.

A dot is right where its middle lies on a garment of its search group. Of two dots on one garment the one that overlaps
it less is wrong: a garment counted twice is as little to be trusted as a garment that is not there.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.vision.truth.labels import Frame, Worn, frames
from vision.language.categories import group_of
from vision.types import Box

SLACK = 0.02
"""How far beside a garment's box the middle of a dot may lie, in parts of the picture: the size of a dot."""


@dataclass(frozen=True, slots=True)
class Dot:
    """What an analysis says is worn at a time: category and box."""

    category: str
    box: Box


@dataclass(slots=True)
class Counts:
    """Dots that are right and wrong, and garments that are found and missed; optional ones count in neither pair."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    wrong_dots: list[tuple[Frame, Dot]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Part of the dots that are right, 0..1; 1 where there is no dot."""
        return self.right / max(self.right + self.wrong, 1) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Part of the garments that have a dot, 0..1."""
        return self.found / max(self.found + self.missed, 1)

    def __str__(self) -> str:
        right = f"{self.right} of {self.right + self.wrong} dots right ({self.precision:.3f})"
        return f"{right}, {self.found} of {self.found + self.missed} garments found ({self.recall:.3f})"


def count(labelled: Iterable[tuple[Frame, Sequence[Dot]]]) -> Counts:
    """Compare the dots on labelled frames with what is worn there."""
    counts = Counts()
    for frame, dots in labelled:
        claimed = _assigned(frame.worn, dots)
        for place, dot in enumerate(dots):
            worn = claimed.get(place)
            if worn is None:
                counts.wrong += 1
                counts.wrong_dots.append((frame, dot))
            elif not worn.is_optional:
                counts.right += 1
        needed = [one for one in frame.worn if not one.is_optional]
        found = sum(one in claimed.values() for one in needed)
        counts.found, counts.missed = counts.found + found, counts.missed + len(needed) - found
    return counts


def _assigned(worn: Sequence[Worn], dots: Sequence[Dot]) -> dict[int, Worn]:
    """Place of a dot → the garment that it points at; the pairs that overlap most first, each garment once."""
    pairs = [
        (dot.box.iou(one.box), place, other)
        for place, dot in enumerate(dots)
        for other, one in enumerate(worn)
        if points_at(dot, one)
    ]
    found: dict[int, int] = {}
    for _, place, other in sorted(pairs, reverse=True):
        if place not in found and other not in found.values():
            found[place] = other
    return {place: worn[other] for place, other in found.items()}


def points_at(dot: Dot, worn: Worn) -> bool:
    """Whether the middle of a dot's box lies on a garment of its search group."""
    if group_of(dot.category) != group_of(worn.garment.category):
        return False
    x, y, box = dot.box.x + dot.box.w / 2, dot.box.y + dot.box.h / 2, worn.box
    return -SLACK <= x - box.x <= box.w + SLACK and -SLACK <= y - box.y <= box.h + SLACK


def dots_at(timeline: dict[str, Any], time: float) -> list[Dot]:
    """The dots of an exported timeline at a time, boxes on the straight way between those before and after."""
    return [
        Dot(garment["category"], box_at(appearance["boxes"], time))
        for garment in timeline["garments"]
        for appearance in garment["appearances"]
        if appearance["start"] <= time < appearance["end"]
    ]


def box_at(boxes: Sequence[dict[str, float]], time: float) -> Box:
    """The box at a time from boxes in order of ``t``; the first or the last where the time lies outside."""
    before = [box for box in boxes if box["t"] <= time] or boxes[:1]
    after = [box for box in boxes if box["t"] > time] or boxes[-1:]
    first, second = before[-1], after[0]
    part = min(1.0, max(0.0, (time - first["t"]) / max(second["t"] - first["t"], 1e-6)))
    return Box(*(first[side] + part * (second[side] - first[side]) for side in "xywh"))


def score_timeline(film: str, timeline: dict[str, Any]) -> Counts:
    """Compare an exported timeline with the labels of a film."""
    return count((frame, dots_at(timeline, frame.time)) for frame in frames() if frame.film == film)


if __name__ == "__main__":
    counted = score_timeline(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    sys.stdout.write(f"{counted}\n")
