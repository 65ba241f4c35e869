"""Reads a film for what is worn: pure stages over samples, knowing neither Celery nor the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from trendflix.jobs.progress import Progress
from vision.film import shots as cuts
from vision.film.attributes import attributes_of
from vision.film.sampler import Sample
from vision.film.shots import Shot
from vision.film.tracking import Sighting, Track, join, link
from vision.images.cutouts import cut, shown
from vision.language.zeroshot import Namer
from vision.protocols import Embedder, GarmentParser
from vision.types import Box, FloatArray, Region

VERSION = 3
"""Raise when the stages change; films are then read anew."""
LEAST_SCORE = 0.5
LEAST_AREA = 0.0015
MOST_A_SHOT = 8
"""Viewers can take in a handful of garments; the most prominent of each shot are kept."""
PICTURE_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Stay:
    """An unbroken stay on screen, seconds, with (time, box) where it was looked at."""

    start: float
    end: float
    boxes: list[tuple[float, Box]]


@dataclass(frozen=True, slots=True)
class FoundGarment:
    """A garment of a film, ready to be kept; ``picture`` is its cut-out with transparent surroundings (RGBA)."""

    category: str
    score: float
    vector: FloatArray
    attributes: dict[str, str]
    picture: Image.Image
    best_at: float
    stays: list[Stay]

    @property
    def seconds(self) -> float:
        """How long it is on screen in all."""
        return sum(stay.end - stay.start for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a film; ``frames`` counts those that a model looked at."""

    shots: list[Shot]
    garments: list[FoundGarment]
    frames: int


Pictures = tuple[Image.Image, Image.Image]
"""A sighting's cut-out for models, and the one for people."""


@dataclass(slots=True)
class _Shot:
    """The shot that is on: its frames' times, what was sighted, and the pictures of that."""

    start: float
    times: list[float] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    pictures: dict[int, Pictures] = field(default_factory=dict)


class FilmReader:
    """Takes a film's key frames one by one and keeps, of each shot, tracks and one picture a track.

    Memory grows with the garments of a film, not with its frames.
    """

    def __init__(self, parser: GarmentParser, embedder: Embedder) -> None:
        self._parser, self._embedder, self._namer = parser, embedder, Namer(embedder)
        self._before: tuple[FloatArray, FloatArray] | None = None
        self._shot = _Shot(0.0)
        self._frame = 0
        self.shots: list[Shot] = []
        self.times: list[list[float]] = []
        self.tracks: list[Track] = []
        self.pictures: dict[int, Pictures] = {}
        self.looked = 0

    def take(self, sample: Sample) -> None:
        """Look at one frame; one that shows nothing new repeats the sightings of the frame before."""
        seen = cuts.histogram(sample.pixels), cuts.thumbnail(sample.pixels)
        if self._before is not None and cuts.is_cut(sample.time, cuts.distance(self._before[0], seen[0])):
            self._close(sample.time)
        is_new = self._before is None or not self._shot.times or not cuts.is_same(self._before[1], seen[1])
        self._shot.times.append(sample.time)
        self._sight(sample) if is_new else self._repeat(sample.time)
        self._before = seen
        self._frame += 1

    def finish(self, duration: float) -> Reading:
        """Join what was seen into garments; ``duration`` is the film's length in seconds."""
        self._close(max(duration, self._shot.times[-1] if self._shot.times else 0.0))
        kept = most_prominent(join(self.tracks), len(self.shots))
        found = [self._found(garment) for garment in kept]
        return Reading(self.shots, sorted(found, key=lambda garment: garment.stays[0].start), self.looked)

    def _sight(self, sample: Sample) -> None:
        self.looked += 1
        image = Image.fromarray(sample.pixels)
        regions = [region for region in self._parser.parse([image])[0] if is_worth(region)]
        cutouts = [cut(image, region) for region in regions]
        for region, cutout, vector in zip(regions, cutouts, self._embedder.embed_images(cutouts), strict=True):
            sighting = Sighting(self._frame, sample.time, region.category, region.score, region.box, vector)
            self._shot.sightings.append(sighting)
            self._shot.pictures[id(sighting)] = cutout, shown(image, region, PICTURE_LONGEST)

    def _repeat(self, time: float) -> None:
        last = [sighting for sighting in self._shot.sightings if sighting.frame == self._frame - 1]
        self._shot.sightings += [
            replace(sighting, frame=self._frame, time=time, score=0.99 * sighting.score) for sighting in last
        ]

    def _close(self, end: float) -> None:
        """End the shot: link its sightings, and keep one picture a track."""
        index = len(self.shots)
        for track in link(self._shot.sightings, index):
            pictured = [sighting for sighting in track.sightings if id(sighting) in self._shot.pictures]
            if pictured:
                best = max(pictured, key=lambda sighting: sighting.weight)
                self.tracks.append(track)
                self.pictures[id(best)] = self._shot.pictures[id(best)]
        self.shots.append(Shot(self._shot.start, end))
        self.times.append(self._shot.times)
        self._shot = _Shot(end)

    def _found(self, garment: Track) -> FoundGarment:
        best = max((s for s in garment.sightings if id(s) in self.pictures), key=lambda s: s.weight)
        cutout, picture = self.pictures[id(best)]
        shown = sorted(garment.shots - garment.crowded)
        stays = [stay for index in shown for stay in stays_of(garment, self.shots[index], self.times[index])]
        return FoundGarment(
            category=garment.category,
            score=best.score,
            vector=garment.vector,
            attributes=attributes_of(cutout) | self._namer.attributes(garment.vector, garment.category),
            picture=picture,
            best_at=best.time,
            stays=stays,
        )


def read_film(
    samples: Iterable[Sample], duration: float, parser: GarmentParser, embedder: Embedder, progress: Progress
) -> Reading:
    """Find the garments of a film from its key frames; ``duration`` in seconds."""
    reader = FilmReader(parser, embedder)
    for sample in samples:
        progress("looking", min(1.0, sample.time / max(duration, 0.1)))
        reader.take(sample)
    progress("joining", 0.0)
    return reader.finish(duration)


def is_worth(region: Region) -> bool:
    """Whether a region is sure and large enough to be looked at closer."""
    return region.score >= LEAST_SCORE and region.box.area >= LEAST_AREA


def prominence(garment: Track) -> float:
    """How much a garment catches the eye in a shot that it is in: sure, large, and long on screen."""
    return sum(s.weight for s in garment.sightings) / len(garment.shots)


def most_prominent(garments: Sequence[Track], shots: int) -> list[Track]:
    """In every shot the ``MOST_A_SHOT`` most prominent garments; one that is never among them is left out."""
    for shot in range(shots):
        here = [garment for garment in garments if shot in garment.shots]
        here.sort(key=lambda garment: -prominence(garment))
        for garment in here[MOST_A_SHOT:]:
            garment.crowded.add(shot)
    return [garment for garment in garments if garment.shots - garment.crowded]


def stays_of(garment: Track, shot: Shot, times: Sequence[float]) -> list[Stay]:
    """When a garment is on screen in a shot: from half a step before it is first seen to half a step after.

    A gap of one frame is bridged, since a region may be missed once; the shot's own edges bound all.
    """
    seen = {s.time: s.box for s in garment.sightings if shot.start <= s.time < shot.end}
    stays: list[Stay] = []
    run: list[int] = []
    for index, time in enumerate(times):
        if time in seen:
            if run and index - run[-1] > 2:
                stays.append(_stay(run, times, shot, seen))
                run = []
            run.append(index)
    return [*stays, _stay(run, times, shot, seen)] if run else stays


def _stay(run: Sequence[int], times: Sequence[float], shot: Shot, seen: dict[float, Box]) -> Stay:
    first, last = run[0], run[-1]
    start = (times[first - 1] + times[first]) / 2 if first else shot.start
    end = (times[last] + times[last + 1]) / 2 if last + 1 < len(times) else shot.end
    return Stay(start, end, [(times[i], seen[times[i]]) for i in run])
