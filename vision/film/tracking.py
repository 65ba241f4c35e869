"""Garment tracking: observations are linked within a shot, tracks joined across shots."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

import numpy as np

from vision.film.agglomeration import agglomerate
from vision.film.appearances import AppearanceSpan, merged
from vision.language.categories import group_of
from vision.types import AnyArray, Box, FloatArray, ious
from vision.vectors import unit

MIN_LINK = 0.52
"""Least vector cosine, raised by how far boxes overlap, for two observations in one shot to be one garment."""
OVERLAP_WEIGHT = 0.5
MAX_LINK_SECONDS = 8.0
"""A garment that is not seen for longer in a shot is another track, which looks alone join: a next person may come."""
MIN_JOIN = 0.83
"""Least cosine of two tracks' pooled vectors to be one garment across shots."""
SURE = 0.93
"""Cosine from which they are one, whatever else is worn with them."""
MAX_POOLED = 5


@dataclass(frozen=True, slots=True)
class Observation:
    """A garment region in one frame: its box, score and unit vector; ``frame`` counts those that were looked at.

    ``person`` is the number of the person in the frame who wears it, ``None`` where the parser does not tell;
    ``chances`` says how likely each category is.
    """

    frame: int
    time: float
    category: str
    score: float
    box: Box
    vector: FloatArray
    person: int | None = None
    chances: Mapping[str, float] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """Quality of the view: score × square root of the area."""
        return self.score * math.sqrt(self.box.area)


@dataclass(slots=True)
class Track:
    """Observations of one garment; ``shots`` says which shots they lie in, ``suppressed`` where others matter more.

    ``spans``: when and where it is on screen, by shot; ``people``: the number of the person who wears it, by shot.
    """

    observations: list[Observation] = field(default_factory=list)
    shots: set[int] = field(default_factory=set)
    suppressed: set[int] = field(default_factory=set)
    spans: dict[int, list[AppearanceSpan]] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)

    @property
    def best_views(self) -> list[Observation]:
        """The views that ``vector`` is pooled over, the best first."""
        return best_views(self.observations)

    @property
    def vector(self) -> FloatArray:
        """Unit vector (d,) pooled over the best views."""
        return pooled(self.best_views)

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


def best_views(observations: Sequence[Observation]) -> list[Observation]:
    """The ``MAX_POOLED`` observations of the greatest weight; of equal ones the first."""
    return sorted(observations, key=lambda observation: -observation.weight)[:MAX_POOLED]


def pooled(views: Sequence[Observation]) -> FloatArray:
    """The unit vector (d,) of views' vectors, averaged by their weights."""
    weights = np.array([view.weight for view in views], dtype=np.float32)
    weighted = np.stack([view.vector for view in views]) * weights[:, None]
    return unit(weighted.sum(axis=0) / weights.sum())


def link(observations: Iterable[Observation], shot: int) -> list[Track]:
    """Tracks of one shot; observations come in order of time."""
    linker = Linker(shot)
    for _, frame in groupby(observations, key=lambda observation: observation.frame):
        linker.add(list(frame))
    return linker.tracks


class Linker:
    """Links the observations of one shot frame by frame: best pairs first, one observation a frame and track."""

    def __init__(self, shot: int) -> None:
        self.tracks: list[Track] = []
        self._recent: list[int] = []  # places of tracks that may go on
        self._shot = shot

    def add(self, observations: Sequence[Observation]) -> list[int]:
        """Add the observations of the next frame; returns the place in ``tracks`` that each was put at."""
        places = self._linked(observations)
        for number, observation in enumerate(observations):
            if number in places:
                self.tracks[places[number]].observations.append(observation)
            else:
                places[number] = len(self.tracks)
                self._recent.append(places[number])
                self.tracks.append(Track([observation], {self._shot}))
        return [places[number] for number in range(len(observations))]

    def _linked(self, observations: Sequence[Observation]) -> dict[int, int]:
        """Number of an observation → place of the track that it goes on."""
        if observations:
            since = observations[0].time - MAX_LINK_SECONDS
            self._recent = [place for place in self._recent if self.tracks[place].observations[-1].time >= since]
        if not self._recent or not observations:
            return {}
        affinities = _affinities([self.tracks[place].observations[-1] for place in self._recent], observations)
        pairs = [
            (float(affinities[at, number]), self._recent[at], int(number))
            for at, number in np.argwhere(affinities >= MIN_LINK)
        ]
        places: dict[int, int] = {}
        taken: set[int] = set()
        for _, place, number in sorted(pairs, reverse=True):
            if place not in taken and number not in places:
                places[number] = place
                taken.add(place)
        return places


def _affinities(last: Sequence[Observation], new: Sequence[Observation]) -> AnyArray:
    """Cosine plus weighted IoU (n, m) of each pair; -1 for two of different search groups."""
    cosines = np.vecdot(np.stack([one.vector for one in last])[:, None], np.stack([one.vector for one in new])[None])
    groups = [np.array([group_of(one.category) for one in some]) for some in (last, new)]
    overlaps = ious([one.box for one in last], [one.box for one in new])
    return np.where(groups[0][:, None] == groups[1][None], cosines.astype(float) + OVERLAP_WEIGHT * overlaps, -1.0)


Differ = Callable[[Sequence[Track], Sequence[Track]], bool]
"""Whether tracks of one garment and tracks of another are worn by two people."""


def join(tracks: Sequence[Track], differ: Differ | None = None) -> list[Track]:
    """Join tracks of one garment across shots: of one search group, the most similar first, down to ``MIN_JOIN``.

    Two tracks seen in one frame are never joined, nor those that are worn by two people, unless they are hardly to be
    told apart. The observations of a track are of one search group, as ``link`` makes them. Garments come in the order
    of their first tracks.
    """
    clusters = [_Cluster([track], track.best_views) for track in tracks]
    groups: dict[str, list[_Cluster]] = {}
    for track, cluster in zip(tracks, clusters, strict=True):
        groups.setdefault(group_of(track.category), []).append(cluster)
    for members in groups.values():
        _join_group(members, differ)
    return [cluster.joined() for cluster in clusters if cluster.tracks]


@dataclass(slots=True)
class _Cluster:
    """Tracks of one garment, and the best views of all of them; without tracks once it is merged into another."""

    tracks: list[Track]
    best_views: list[Observation]

    def take(self, other: "_Cluster") -> FloatArray:
        """Merge the other into this; returns the new pooled vector."""
        self.tracks += other.tracks
        # The best views of several tracks are among the best views of each.
        self.best_views = best_views(sorted(self.best_views + other.best_views, key=lambda one: one.time))
        other.tracks, other.best_views = [], []
        return pooled(self.best_views)

    def joined(self) -> Track:
        """The track itself where it is the only one, else a new one of all observations in order of time."""
        if len(self.tracks) == 1:
            return self.tracks[0]
        observations = chain.from_iterable(track.observations for track in self.tracks)
        whole = Track(sorted(observations, key=lambda one: one.time), set().union(*(one.shots for one in self.tracks)))
        for track in self.tracks:
            for shot, spans in track.spans.items():
                whole.spans[shot] = merged([*whole.spans.get(shot, []), *spans])
            whole.people |= track.people
        return whole


def _join_group(clusters: Sequence[_Cluster], differ: Differ | None) -> None:
    vectors = np.stack([pooled(cluster.best_views) for cluster in clusters])
    frames = [cluster.tracks[0].frames for cluster in clusters]

    def apart(first: int, second: int) -> bool:
        one, other = clusters[first], clusters[second]
        if differ is None or float(np.dot(pooled(one.best_views), pooled(other.best_views))) >= SURE:
            return False
        return differ(one.tracks, other.tracks)

    agglomerate(vectors, frames, MIN_JOIN, lambda first, second: clusters[first].take(clusters[second]), apart)
