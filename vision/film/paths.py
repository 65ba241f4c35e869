"""Where the garments of a shot are in each of its small frames, from where they were seen in a few of them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from vision.film.motion import follow
from vision.types import Box, ByteArray

Anchors = Mapping[int, Box]
"""Boxes that a parser found, by the number of the small frame."""
Found = dict[int, Box]
"""Boxes by the number of the small frame."""
MAX_GAP_SECONDS = 1.0
"""Frames further apart do not follow each other."""
MIN_ARRIVAL = 0.4
"""Least overlap (IoU) of a followed box with the one that is seen where it ends."""


def paths_of(
    frames: Sequence[ByteArray], times: Sequence[float], looked: Sequence[int], garments: Sequence[Anchors]
) -> list[Found]:
    """A box a frame for each garment of a shot, as long as it can be followed.

    ``times`` of the frames in seconds; nothing is followed over a gap between them, where frames without people were
    left out. ``looked``: numbers of the frames, in order, that a parser looked at. Between two of them a garment that
    was found in both goes from one to the other; one that was found in the first alone is followed half the way, unless
    it is found again in the next but one. Before the first and after the last it is followed until it is lost.
    """
    found: list[Found] = [dict(one) for one in garments]
    stops = [0, *looked, len(frames) - 1]
    gaps = [number for number, (one, other) in enumerate(pairwise(times), 1) if other - one > MAX_GAP_SECONDS]
    for place, at in enumerate(looked):
        here = [number for number, one in enumerate(garments) if at in one]
        for stop, beyond in ((stops[place], place - 1), (stops[place + 2], place + 1)):
            step = 1 if stop >= at else -1
            end = _before_gap(at, stop, gaps)
            passed = list(range(at, end + step, step))
            ways = follow([frames[one] for one in passed], [garments[number][at] for number in here])
            for number, way in zip(here, ways, strict=True):
                if _arrives(way[-1], garments[number].get(end)):
                    reach = _reach(garments[number], looked, beyond, step) if end == stop else 1.0
                    _lay(found[number], dict(zip(passed, way, strict=True)), at, end, reach)
    for one, anchors in zip(found, garments, strict=True):
        _fill(one, [frame for frame in looked if frame in anchors], looked, gaps)
    return found


def _before_gap(start: int, stop: int, gaps: Sequence[int]) -> int:
    """The last frame that is reached on the way; ``gaps`` are numbers of the frames that gaps lie before."""
    if stop >= start:
        return min((gap - 1 for gap in gaps if start < gap <= stop), default=stop)
    return max((gap for gap in gaps if stop < gap <= start), default=stop)


def _arrives(last: Box | None, seen: Box | None) -> bool:
    """Whether a way ends where its garment was seen next; where it was not, nothing speaks against it."""
    return seen is None or (last is not None and last.iou(seen) >= MIN_ARRIVAL)


def _fill(found: Found, anchors: Sequence[int], looked: Sequence[int], gaps: Sequence[int]) -> None:
    """An even way between two looks that both found a garment, with at most one between, where none was followed."""
    for first, last in pairwise(anchors):
        if looked.index(last) - looked.index(first) > 2 or _before_gap(first, last, gaps) != last:
            continue
        known = sorted(frame for frame in found if first <= frame <= last)
        for before, after in pairwise(known):
            for frame in range(before + 1, after):
                found[frame] = blended(found[before], found[after], (frame - before) / (after - before))


def _reach(garment: Anchors, looked: Sequence[int], beyond: int, step: int) -> float:
    """The part of the way to the next frame looked at, ``looked[beyond]``, that a garment is followed."""
    if not 0 <= beyond < len(looked) or looked[beyond] in garment:
        return 1.0
    after = beyond + step
    return 1.0 if 0 <= after < len(looked) and looked[after] in garment else 0.5


def _lay(found: Found, way: Mapping[int, Box | None], start: int, end: int, reach: float) -> None:
    """Add a way from ``start`` to ``end`` to what is found; where the other way passed already both are blended."""
    for frame, box in way.items():
        part = abs(frame - start) / max(1, abs(end - start))
        if box is None or part > reach or frame == start:
            continue
        other = found.get(frame)
        if other is None:
            found[frame] = box
        elif frame != end:
            found[frame] = blended(other, box, 1 - part)


def blended(first: Box, second: Box, share: float) -> Box:
    """Between two boxes, ``share`` (0..1) of the second."""
    mixed = (1 - share) * np.array([first.x, first.y, first.w, first.h])
    mixed = mixed + share * np.array([second.x, second.y, second.w, second.h])
    return Box(*(float(value) for value in mixed))
