"""Analyses a film's key frames: pure stages, which know neither Celery nor the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from PIL import Image

from trendflix.jobs.progress import Progress
from vision.colours import swatch
from vision.film import shots as shot_detection
from vision.film.appearances import AppearanceSpan, appearances_of
from vision.film.attributes import attributes_of
from vision.film.sampler import Sample
from vision.film.shots import Shot
from vision.film.tracking import Linker, Observation, Track, join
from vision.images.cutouts import cut, transparent_cutout
from vision.language.zeroshot import ZeroShotClassifier
from vision.protocols import Embedder, GarmentParser
from vision.types import FloatArray, Region

VERSION = 3
"""Raise when the stages change; films are then analysed again."""
MIN_SCORE = 0.5
MIN_AREA = 0.0015
MAX_PER_SHOT = 8
"""The most prominent garments of each shot are kept, as many as a viewer can take in."""
MAX_PICTURE_SIDE = 400
PICTURE_QUALITY = 82


@dataclass(frozen=True, slots=True)
class FoundGarment:
    """A garment of a film, ready to be stored; ``picture`` is its cut-out on transparent ground, as a WebP file."""

    category: str
    score: float
    vector: FloatArray
    attributes: dict[str, str]
    picture: bytes
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


@dataclass(slots=True)
class _View:
    """The best view of a track: its observation, a small cut-out to name colours by, and the picture for people."""

    observation: Observation
    swatch: Image.Image
    picture: Image.Image

    def stored(self) -> "_StoredView":
        """The view with its picture compressed, which thousands of tracks are kept with."""
        data = BytesIO()
        self.picture.save(data, "WEBP", quality=PICTURE_QUALITY, method=2)
        return _StoredView(self.observation, self.swatch, data.getvalue())


@dataclass(frozen=True, slots=True)
class _StoredView:
    observation: Observation
    swatch: Image.Image
    picture: bytes


@dataclass(slots=True)
class _Shot:
    """The current shot: the times of its frames, its tracks, the best view of each by place, the last observations."""

    start: float
    linker: Linker
    times: list[float] = field(default_factory=list)
    views: dict[int, _View] = field(default_factory=dict)
    last: list[Observation] = field(default_factory=list)


class FilmReader:
    """Takes a film's key frames one by one and keeps, of each shot, tracks and one compressed picture a track.

    Memory grows with the tracks of a film (some 25 kB each), not with its frames.
    """

    def __init__(self, parser: GarmentParser, embedder: Embedder) -> None:
        self._parser, self._embedder, self._classifier = parser, embedder, ZeroShotClassifier(embedder)
        self._before: tuple[FloatArray, FloatArray] | None = None
        self._shot = _Shot(0.0, Linker(0))
        self._frame = 0
        self._views: dict[int, _StoredView] = {}
        """Best views of tracks, by ``id`` of the observation."""
        self.shots: list[Shot] = []
        self.times: list[list[float]] = []
        self.tracks: list[Track] = []
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
        """Join tracks into garments; ``duration`` is the film's length in seconds."""
        self._close(max(duration, self._shot.times[-1] if self._shot.times else 0.0))
        found = [self._found(garment) for garment in most_prominent(join(self.tracks))]
        return Reading(self.shots, sorted(found, key=lambda garment: garment.appearances[0].start), self.frames_parsed)

    def _observe(self, sample: Sample) -> None:
        self.frames_parsed += 1
        image = Image.fromarray(sample.pixels)
        regions = [region for region in self._parser.parse([image])[0] if is_large_and_sure(region)]
        cutouts = [cut(image, region) for region in regions]
        vectors = self._embedder.embed_images(cutouts)
        self._shot.last = [
            Observation(self._frame, sample.time, region.category, region.score, region.box, vector)
            for region, vector in zip(regions, vectors, strict=True)
        ]
        places = self._shot.linker.add(self._shot.last)
        for place, observation, region, cutout in zip(places, self._shot.last, regions, cutouts, strict=True):
            known = self._shot.views.get(place)
            if known is None or observation.weight > known.observation.weight:
                self._shot.views[place] = _View(
                    observation, swatch(cutout), transparent_cutout(image, region, MAX_PICTURE_SIDE)
                )

    def _repeat(self, time: float) -> None:
        self._shot.last = [
            replace(observation, frame=self._frame, time=time, score=0.99 * observation.score)
            for observation in self._shot.last
        ]
        self._shot.linker.add(self._shot.last)

    def _close(self, end: float) -> None:
        """End the shot: keep its tracks with the best view of each."""
        for place, view in sorted(self._shot.views.items()):
            self.tracks.append(self._shot.linker.tracks[place])
            self._views[id(view.observation)] = view.stored()
        self.shots.append(Shot(self._shot.start, end))
        self.times.append(self._shot.times)
        self._shot = _Shot(end, Linker(len(self.shots)))

    def _found(self, garment: Track) -> FoundGarment:
        views = [self._views[id(one)] for one in garment.observations if id(one) in self._views]
        best = max(views, key=lambda view: view.observation.weight)
        visible = sorted(garment.shots - garment.suppressed)
        spans = [span for index in visible for span in appearances_of(garment, self.shots[index], self.times[index])]
        return FoundGarment(
            category=garment.category,
            score=best.observation.score,
            vector=garment.vector,
            attributes=attributes_of(best.swatch) | self._classifier.attributes(garment.vector, garment.category),
            picture=best.picture,
            best_at=best.observation.time,
            appearances=spans,
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


def most_prominent(garments: Sequence[Track]) -> list[Track]:
    """In every shot the ``MAX_PER_SHOT`` most prominent garments; one that is never among them is left out."""
    by_shot: dict[int, list[Track]] = {}
    # Sorted once, so that the garments of each shot are in order.
    for garment in sorted(garments, key=lambda garment: -prominence(garment)):
        for shot in garment.shots:
            by_shot.setdefault(shot, []).append(garment)
    for shot, here in by_shot.items():
        for garment in here[MAX_PER_SHOT:]:
            garment.suppressed.add(shot)
    return [garment for garment in garments if garment.shots - garment.suppressed]
