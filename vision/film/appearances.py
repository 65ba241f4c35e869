"""When a garment is on screen, from the frames that it was observed in."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from vision.film.shots import Shot
from vision.film.tracking import Track
from vision.types import Box


@dataclass(frozen=True, slots=True)
class AppearanceSpan:
    """An unbroken time on screen, in seconds, with (time, box) of each observation."""

    start: float
    end: float
    boxes: list[tuple[float, Box]]


def appearances_of(garment: Track, shot: Shot, times: Sequence[float]) -> list[AppearanceSpan]:
    """When a garment is on screen in a shot: from half a step before it is first seen to half a step after.

    Its observations are in order of time. A gap of one frame is bridged, since a region may be missed once; the shot's
    own edges bound all.
    """
    first = bisect_left(garment.observations, shot.start, key=lambda one: one.time)
    last = bisect_left(garment.observations, shot.end, key=lambda one: one.time)
    seen = {one.time: one.box for one in garment.observations[first:last]}
    appearances: list[AppearanceSpan] = []
    run: list[int] = []
    for index, time in enumerate(times):
        if time in seen:
            if run and index - run[-1] > 2:
                appearances.append(_span(run, times, shot, seen))
                run = []
            run.append(index)
    return [*appearances, _span(run, times, shot, seen)] if run else appearances


def _span(run: Sequence[int], times: Sequence[float], shot: Shot, seen: dict[float, Box]) -> AppearanceSpan:
    first, last = run[0], run[-1]
    start = (times[first - 1] + times[first]) / 2 if first else shot.start
    end = (times[last] + times[last + 1]) / 2 if last + 1 < len(times) else shot.end
    return AppearanceSpan(start, end, [(times[i], seen[times[i]]) for i in run])
