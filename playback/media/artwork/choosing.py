"""Chooses the frames of a film that artwork can be made of: good ones, and different from each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.utils.translation import gettext

from playback.media.artwork.boxes import Area, around
from playback.media.artwork.measures import Measured, faces, measure
from playback.media.artwork.reading import frame_at, key_frames
from trendflix.core.errors import UserError

CANDIDATES = 12
SHORTLIST = 60
"""Frames of the best measures in which faces are looked for."""
START, END = 0.02, 0.9
"""Parts of the film between which frames are taken: before lie logos, after it the end that nobody wants told."""
ALIKE = 0.93
"""Correlation of two small pictures from which on they are the same view."""
WEIGHTS = {"sharpness": 1.0, "exposure": 1.0, "colour": 0.5, "people": 1.6, "text": -2.0, "subtitles": -2.0}
MAX_PEOPLE = 4
"""Faces that a crop tries to hold."""
GAPS = 25
"""Candidates lie at least this part of the film's length from each other."""
LARGE = 0.06
"""Part of the frame that people's faces cover at which more of it says nothing."""
Report = Callable[[float], None]
People = Mapping[float, Sequence[Area]]
"""Where people are, by seconds, as another part of the site has found them; empty where nobody has looked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that artwork can be made of: its time, how well it does, and where people are in it."""

    time: float
    score: float
    people: Area | None
    is_faces: bool
    has_subtitles: bool


def candidates(rendition: Path, seconds: float, people: People, report: Report) -> list[Candidate]:
    """The best frames of a film, the best first, at most ``CANDIDATES``. Raises ``UserError`` where all are black."""
    measured = list[Measured]()
    for time, frame in key_frames(rendition, seconds):
        one = measure(time, frame)
        report(0.9 * min(1.0, time / max(seconds, 0.1)))
        if not one.is_plain:
            measured.append(one)
    inside = [one for one in measured if START * seconds <= one.time <= END * seconds] or measured
    if not inside:
        raise UserError(gettext("No frame of the film shows anything."))
    ranked = _ranked(inside, {one.time: people_at(people, one.time) for one in inside})
    return _different(_with_faces(rendition, ranked, people), seconds / GAPS)


def people_at(people: People, time: float, reach: float = 1.01) -> list[Area]:
    """Where people are at a time: what was found nearest to it, at most ``reach`` seconds away."""
    near = min(people, key=lambda at: abs(at - time), default=None)
    return list(people[near]) if near is not None and abs(near - time) <= reach else []


def _ranked(measured: Sequence[Measured], known: Mapping[float, Sequence[Area]]) -> list[tuple[Measured, float]]:
    """Frames with their scores, the best first; sharpness and colour count by rank, since films differ in both."""
    sharp, colour = _ranks([one.sharpness for one in measured]), _ranks([one.colour for one in measured])
    scored = []
    for place, one in enumerate(measured):
        parts = {
            "sharpness": sharp[place],
            "exposure": one.exposure,
            "colour": colour[place],
            "people": people_score(known[one.time]),
            "text": min(1.0, 12 * one.text),
            "subtitles": float(one.has_subtitles),
        }
        scored.append((one, sum(WEIGHTS[name] * value for name, value in parts.items())))
    return sorted(scored, key=lambda pair: -pair[1])


def people_score(areas: Sequence[Area], large: float = 0.3) -> float:
    """How well people are seen, 0..1: larger is better up to ``large`` of the frame, none is nothing."""
    return min(1.0, sum(area.size for area in areas) / large) ** 0.5 if areas else 0.0


def _with_faces(
    rendition: Path, ranked: list[tuple[Measured, float]], people: People
) -> list[tuple[Measured, Candidate]]:
    """The best frames with the people in them: by their faces, or else as they are known."""
    found = []
    for one, score in ranked[:SHORTLIST]:
        seen = faces(frame_at(rendition, one.time))
        score += WEIGHTS["people"] * people_score(seen, LARGE)
        where = around(seen[:MAX_PEOPLE] or people_at(people, one.time))
        found.append((one, Candidate(one.time, round(float(score), 4), where, bool(seen), one.has_subtitles)))
    return sorted(found, key=lambda pair: -pair[1].score)


def _different(ranked: Sequence[tuple[Measured, Candidate]], gap: float) -> list[Candidate]:
    """Of frames that look alike, or lie ``gap`` seconds from another, the best; where few are left, the others too."""
    chosen, looks, alike = list[Candidate](), list[tuple[float, ...]](), list[Candidate]()
    for one, candidate in ranked:
        is_new = all(float(np.dot(one.look, look)) < ALIKE for look in looks)
        is_new = is_new and all(abs(candidate.time - other.time) > gap for other in chosen)
        (chosen if is_new else alike).append(candidate)
        looks += [one.look] if is_new else []
    return (chosen + alike)[:CANDIDATES]


def _ranks(values: Sequence[float]) -> list[float]:
    """Each value's place among all, 0..1."""
    places = np.argsort(np.argsort(np.asarray(values)))
    return [float(place) / max(1, len(values) - 1) for place in places]
