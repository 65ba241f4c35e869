"""Analyses a film's key frames: pure stages, which know neither Celery nor the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from trendflix.jobs.progress import Progress
from vision.film import shots as shot_detection
from vision.film.attributes import attributes_of
from vision.film.sampler import Sample
from vision.film.shots import Shot
from vision.film.tracking import Observation, Track, join, link
from vision.images.cutouts import cut, shown
from vision.language.zeroshot import Namer
from vision.protocols import Embedder, GarmentParser
from vision.types import Box, FloatArray, Region

VERSION = 3
"""Raise when the stages change; films are then analysed again."""
MIN_SCORE = 0.5
MIN_AREA = 0.0015
MAX_PER_SHOT = 8
"""The most prominent garments of each shot are kept, as many as a viewer can take in."""
MAX_PICTURE_SIDE = 400


@dataclass(frozen=True, slots=True)
class AppearanceSpan:
    """An unbroken time on screen, in seconds, with (time, box) of each observation."""

    start: float
    end: float
    boxes: list[tuple[float, Box]]


@dataclass(frozen=True, slots=True)
class FoundGarment:
    """A garment of a film, ready to be stored; ``picture`` is its cut-out with transparent surroundings (RGBA)."""

    category: str
    score: float
    vector: FloatArray
    attributes: dict[str, str]
    picture: Image.Image
    best_at: float
    appearances: list[AppearanceSpan]

    @property
    def seconds(self) -> float:
        """How long it is on screen in all."""
        return sum(span.end - span.start for span in self.appearances)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a film; ``frames`` counts those that a model looked at."""

    shots: list[Shot]
    garments: list[FoundGarment]
    frames: int


Pictures = tuple[Image.Image, Image.Image]
"""The cut-out that models see (RGB), and the one that people see (RGBA)."""


@dataclass(slots=True)
class _Shot:
    """The current shot: the times of its frames, its observations, and their pictures by ``id``."""

    start: float
    times: list[float] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
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
        self.frames_parsed = 0

    def take(self, sample: Sample) -> None:
        """Process one frame; one nearly identical to the frame before repeats its observations."""
        seen = shot_detection.histogram(sample.pixels), shot_detection.thumbnail(sample.pixels)
        if self._before is not None and shot_detection.is_cut(
            sample.time, shot_detection.distance(self._before[0], seen[0])
        ):
            self._close(sample.time)
        is_new = self._before is None or not self._shot.times or not shot_detection.is_same(self._before[1], seen[1])
        self._shot.times.append(sample.time)
        self._observe(sample) if is_new else self._repeat(sample.time)
        self._before = seen
        self._frame += 1

    def finish(self, duration: float) -> Reading:
        """Join what was seen into garments; ``duration`` is the film's length in seconds."""
        self._close(max(duration, self._shot.times[-1] if self._shot.times else 0.0))
        kept = most_prominent(join(self.tracks), len(self.shots))
        found = [self._found(garment) for garment in kept]
        return Reading(self.shots, sorted(found, key=lambda garment: garment.appearances[0].start), self.frames_parsed)

    def _observe(self, sample: Sample) -> None:
        self.frames_parsed += 1
        image = Image.fromarray(sample.pixels)
        regions = [region for region in self._parser.parse([image])[0] if is_large_and_sure(region)]
        cutouts = [cut(image, region) for region in regions]
        for region, cutout, vector in zip(regions, cutouts, self._embedder.embed_images(cutouts), strict=True):
            observation = Observation(self._frame, sample.time, region.category, region.score, region.box, vector)
            self._shot.observations.append(observation)
            self._shot.pictures[id(observation)] = cutout, shown(image, region, MAX_PICTURE_SIDE)

    def _repeat(self, time: float) -> None:
        last = [observation for observation in self._shot.observations if observation.frame == self._frame - 1]
        self._shot.observations += [
            replace(observation, frame=self._frame, time=time, score=0.99 * observation.score) for observation in last
        ]

    def _close(self, end: float) -> None:
        """End the shot: link its sightings, and keep one picture a track."""
        index = len(self.shots)
        for track in link(self._shot.observations, index):
            pictured = [observation for observation in track.observations if id(observation) in self._shot.pictures]
            if pictured:
                best = max(pictured, key=lambda observation: observation.weight)
                self.tracks.append(track)
                self.pictures[id(best)] = self._shot.pictures[id(best)]
        self.shots.append(Shot(self._shot.start, end))
        self.times.append(self._shot.times)
        self._shot = _Shot(end)

    def _found(self, garment: Track) -> FoundGarment:
        best = max((s for s in garment.observations if id(s) in self.pictures), key=lambda s: s.weight)
        cutout, picture = self.pictures[id(best)]
        shown = sorted(garment.shots - garment.suppressed)
        appearances = [
            span for index in shown for span in appearances_of(garment, self.shots[index], self.times[index])
        ]
        return FoundGarment(
            category=garment.category,
            score=best.score,
            vector=garment.vector,
            attributes=attributes_of(cutout) | self._namer.attributes(garment.vector, garment.category),
            picture=picture,
            best_at=best.time,
            appearances=appearances,
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


def is_large_and_sure(region: Region) -> bool:
    """Whether a region's score and area are large enough to be embedded."""
    return region.score >= MIN_SCORE and region.box.area >= MIN_AREA


def prominence(garment: Track) -> float:
    """Mean over its shots of the summed weights of its observations."""
    return sum(s.weight for s in garment.observations) / len(garment.shots)


def most_prominent(garments: Sequence[Track], shots: int) -> list[Track]:
    """In every shot the ``MOST_A_SHOT`` most prominent garments; one that is never among them is left out."""
    for shot in range(shots):
        here = [garment for garment in garments if shot in garment.shots]
        here.sort(key=lambda garment: -prominence(garment))
        for garment in here[MAX_PER_SHOT:]:
            garment.suppressed.add(shot)
    return [garment for garment in garments if garment.shots - garment.suppressed]


def appearances_of(garment: Track, shot: Shot, times: Sequence[float]) -> list[AppearanceSpan]:
    """When a garment is on screen in a shot: from half a step before it is first seen to half a step after.

    A gap of one frame is bridged, since a region may be missed once; the shot's own edges bound all.
    """
    seen = {s.time: s.box for s in garment.observations if shot.start <= s.time < shot.end}
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
