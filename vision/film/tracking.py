"""One garment, however often it is seen: sightings linked within a shot, tracks joined across shots."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from vision.language.categories import group_of
from vision.types import Box, FloatArray
from vision.vectors import unit

LINK = 0.52
"""Least vector cosine, raised by how far boxes overlap, for two sightings in one shot to be one garment."""
OVERLAP_HELPS = 0.5
JOIN = 0.83
"""Least cosine of two tracks' pooled vectors to be one garment across shots."""
POOLED = 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """A garment region in one frame: where, how sure, and its unit vector; ``frame`` counts the frames looked at."""

    frame: int
    time: float
    category: str
    score: float
    box: Box
    vector: FloatArray

    @property
    def weight(self) -> float:
        """How good a view it is: sure and large."""
        return self.score * math.sqrt(self.box.area)


@dataclass(slots=True)
class Track:
    """Sightings of one garment; ``shots`` says which shots they lie in, ``crowded`` where others matter more."""

    sightings: list[Sighting] = field(default_factory=list)
    shots: set[int] = field(default_factory=set)
    crowded: set[int] = field(default_factory=set)

    @property
    def vector(self) -> FloatArray:
        """Unit vector pooled over the best views, weighted by how good they are."""
        best = sorted(self.sightings, key=lambda sighting: -sighting.weight)[:POOLED]
        weights = np.array([sighting.weight for sighting in best], dtype=np.float32)
        return unit(np.average([sighting.vector for sighting in best], axis=0, weights=weights).astype(np.float32))

    @property
    def category(self) -> str:
        """The category that the views agree on most, by their weight."""
        votes: Counter[str] = Counter()
        for sighting in self.sightings:
            votes[sighting.category] += sighting.weight  # type: ignore[assignment]  # Counter adds floats as well
        return votes.most_common(1)[0][0]

    @property
    def best(self) -> Sighting:
        """The best view."""
        return max(self.sightings, key=lambda sighting: sighting.weight)

    @property
    def frames(self) -> set[int]:
        """The frames it is seen in."""
        return {sighting.frame for sighting in self.sightings}


def link(sightings: Iterable[Sighting], shot: int) -> list[Track]:
    """Tracks of one shot; sightings come in order of time. Best pairs first, one sighting a frame and track."""
    tracks: list[Track] = []
    for _, group in _by_frame(sightings):
        pairs = sorted(
            ((_affinity(track, sighting), i, j) for i, track in enumerate(tracks) for j, sighting in enumerate(group)),
            reverse=True,
        )
        taken: set[int] = set()
        used: set[int] = set()
        for affinity, i, j in pairs:
            if affinity >= LINK and i not in taken and j not in used:
                tracks[i].sightings.append(group[j])
                taken.add(i)
                used.add(j)
        tracks += [Track([sighting], {shot}) for j, sighting in enumerate(group) if j not in used]
    return tracks


def _by_frame(sightings: Iterable[Sighting]) -> list[tuple[int, list[Sighting]]]:
    frames: dict[int, list[Sighting]] = {}
    for sighting in sightings:
        frames.setdefault(sighting.frame, []).append(sighting)
    return sorted(frames.items())


def _affinity(track: Track, sighting: Sighting) -> float:
    last = track.sightings[-1]
    if group_of(last.category) != group_of(sighting.category):
        return -1.0
    return float(last.vector @ sighting.vector) + OVERLAP_HELPS * last.box.iou(sighting.box)


def join(tracks: Sequence[Track]) -> list[Track]:
    """Join tracks of like vectors across shots, nearest first; two seen in one frame are never one garment."""
    garments = list(tracks)
    while (pair := _nearest(garments)) is not None:
        first, second = pair
        garments[first] = Track(
            sorted(garments[first].sightings + garments[second].sightings, key=lambda s: s.time),
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
        if likeness[first, second] < JOIN:
            return None
        if _can_be_one(garments[first], garments[second]):
            return first, second
    return None


def _can_be_one(first: Track, second: Track) -> bool:
    return group_of(first.category) == group_of(second.category) and not first.frames & second.frames
