"""When a garment is on screen, and where, from its boxes in the small frames of a shot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vision.film.shots import Shot
from vision.types import AnyArray, Box

MAX_GAP_SECONDS = 1.0
"""A garment that is lost for no longer is on screen all the while."""
ON_THE_WAY = 0.01
"""A box this near (parts of the picture) to the way between its neighbours is left out."""


@dataclass(frozen=True, slots=True)
class AppearanceSpan:
    """An unbroken time on screen, in seconds, with (time, box) in order; between two boxes it moves evenly.

    ``person`` is the number of the wearer among the people of the film, ``None`` where it is not known.
    """

    start: float
    end: float
    boxes: list[tuple[float, Box]]
    person: int | None = None


def spans_of(boxes: Mapping[int, Box], times: Sequence[float], shot: Shot) -> list[AppearanceSpan]:
    """The spans of a garment in a shot, from its boxes by the number of the small frame, whose times are ``times``.

    A span reaches half a step beyond its first and last frame; the shot's own edges bound all.
    """
    runs: list[list[int]] = []
    for frame in sorted(boxes):
        if runs and times[frame] - times[runs[-1][-1]] <= MAX_GAP_SECONDS:
            runs[-1].append(frame)
        else:
            runs.append([frame])
    return [_span(run, boxes, times, shot) for run in runs]


def _span(run: Sequence[int], boxes: Mapping[int, Box], times: Sequence[float], shot: Shot) -> AppearanceSpan:
    first, last = run[0], run[-1]
    start = (times[first - 1] + times[first]) / 2 if first else shot.start
    end = (times[last] + times[last + 1]) / 2 if last + 1 < len(times) else shot.end
    return AppearanceSpan(start, end, simplified([(times[frame], boxes[frame]) for frame in run]))


def simplified(boxes: Sequence[tuple[float, Box]]) -> list[tuple[float, Box]]:
    """The boxes that are off the way between their neighbours by ``ON_THE_WAY`` or more, the first, and the last.

    Ramer 1972, Douglas and Peucker 1973, over time and the four edges.
    """
    table = np.array([(time, box.x, box.y, box.x + box.w, box.y + box.h) for time, box in boxes])
    kept, open_parts = {0, len(boxes) - 1}, [(0, len(boxes) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        off = _distance(table[first : last + 1])
        if off.max() >= ON_THE_WAY:
            middle = first + 1 + int(off.argmax())
            kept.add(middle)
            open_parts += [(first, middle), (middle, last)]
    return [boxes[place] for place in sorted(kept)]


def _distance(rows: AnyArray) -> AnyArray:
    """How far the rows (n, 5) between the first and the last are off the even way between those two."""
    part = (rows[1:-1, :1] - rows[0, 0]) / max(rows[-1, 0] - rows[0, 0], 1e-9)
    return np.asarray(np.abs(rows[1:-1, 1:] - (rows[0, 1:] + part * (rows[-1, 1:] - rows[0, 1:]))).max(axis=1))


def merged(spans: Sequence[AppearanceSpan]) -> list[AppearanceSpan]:
    """Spans of one garment in order; those that overlap are one, with the boxes of the earlier while it has some."""
    found: list[AppearanceSpan] = []
    for span in sorted(spans, key=lambda one: one.start):
        if found and span.start <= found[-1].end:
            before = found[-1]
            later = [(time, box) for time, box in span.boxes if time > before.boxes[-1][0]]
            found[-1] = AppearanceSpan(before.start, max(before.end, span.end), before.boxes + later)
        else:
            found.append(span)
    return found
