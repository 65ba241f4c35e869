"""Garment tracking: observations are linked within a shot, tracks joined across shots."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from vision.language.categories import group_of
from vision.types import Box, FloatArray
from vision.vectors import unit

MIN_LINK = 0.52
"""Least vector cosine, raised by how far boxes overlap, for two observations in one shot to be one garment."""
OVERLAP_WEIGHT = 0.5
MIN_JOIN = 0.83
"""Least cosine of two tracks' pooled vectors to be one garment across shots."""
MAX_POOLED = 5


@dataclass(frozen=True, slots=True)
class Observation:
    """A garment region in one frame: its box, score and unit vector; ``frame`` counts all frames of the film."""

    frame: int
    time: float
    category: str
    score: float
    box: Box
    vector: FloatArray

    @property
    def weight(self) -> float:
        """Quality of the view: score × square root of the area."""
        return self.score * math.sqrt(self.box.area)


@dataclass(slots=True)
class Track:
    """Observations of one garment; ``shots`` says which shots they lie in, ``crowded`` where others matter more."""

    observations: list[Observation] = field(default_factory=list)
    shots: set[int] = field(default_factory=set)
    suppressed: set[int] = field(default_factory=set)

    @property
    def vector(self) -> FloatArray:
        """Unit vector pooled over the best views, weighted by how good they are."""
        best = sorted(self.observations, key=lambda observation: -observation.weight)[:MAX_POOLED]
        weights = np.array([observation.weight for observation in best], dtype=np.float32)
        return unit(
            np.average([observation.vector for observation in best], axis=0, weights=weights).astype(np.float32)
        )

    @property
    def category(self) -> str:
        """The category that the views agree on most, by their weight."""
        votes: Counter[str] = Counter()
        for observation in self.observations:
            votes[observation.category] += observation.weight  # type: ignore[assignment]  # Counter adds floats as well
        return votes.most_common(1)[0][0]

    @property
    def best(self) -> Observation:
        """The best view."""
        return max(self.observations, key=lambda observation: observation.weight)

    @property
    def frames(self) -> set[int]:
        """The frames it is seen in."""
        return {observation.frame for observation in self.observations}


def link(observations: Iterable[Observation], shot: int) -> list[Track]:
    """Tracks of one shot; observations come in order of time. Best pairs first, one observation a frame and track."""
    tracks: list[Track] = []
    for _, group in _by_frame(observations):
        pairs = sorted(
            (
                (_affinity(track, observation), i, j)
                for i, track in enumerate(tracks)
                for j, observation in enumerate(group)
            ),
            reverse=True,
        )
        taken: set[int] = set()
        used: set[int] = set()
        for affinity, i, j in pairs:
            if affinity >= MIN_LINK and i not in taken and j not in used:
                tracks[i].observations.append(group[j])
                taken.add(i)
                used.add(j)
        tracks += [Track([observation], {shot}) for j, observation in enumerate(group) if j not in used]
    return tracks


def _by_frame(observations: Iterable[Observation]) -> list[tuple[int, list[Observation]]]:
    frames: dict[int, list[Observation]] = {}
    for observation in observations:
        frames.setdefault(observation.frame, []).append(observation)
    return sorted(frames.items())


def _affinity(track: Track, observation: Observation) -> float:
    last = track.observations[-1]
    if group_of(last.category) != group_of(observation.category):
        return -1.0
    return float(last.vector @ observation.vector) + OVERLAP_WEIGHT * last.box.iou(observation.box)


def join(tracks: Sequence[Track]) -> list[Track]:
    """Join tracks of like vectors across shots, nearest first; two seen in one frame are never one garment."""
    garments = list(tracks)
    while (pair := _nearest(garments)) is not None:
        first, second = pair
        garments[first] = Track(
            sorted(garments[first].observations + garments[second].observations, key=lambda s: s.time),
            garments[first].shots | garments[second].shots,
        )
        del garments[second]
    return garments


def _nearest(garments: Sequence[Track]) -> tuple[int, int] | None:
    if len(garments) < 2:
        return None
    vectors = np.stack([garment.vector for garment in garments])
    likeness = np.triu(vectors @ vectors.T, k=1)
    for flat in np.argsort(-likeness, axis=None):
        first, second = divmod(int(flat), len(garments))
        if likeness[first, second] < MIN_JOIN:
            return None
        if _can_be_one(garments[first], garments[second]):
            return first, second
    return None


def _can_be_one(first: Track, second: Track) -> bool:
    return group_of(first.category) == group_of(second.category) and not first.frames & second.frames
