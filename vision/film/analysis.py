"""Analyses a film: pure stages, which know neither Celery nor the database.

Small frames of all of it say where it cuts and who is where; of each shot a few large frames are parsed and embedded,
and what is found there is followed through the small ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from django.utils.translation import gettext_noop
from PIL import Image

from trendflix.jobs.progress import Progress
from vision.film import gate
from vision.film.ahead import ahead
from vision.film.appearances import AppearanceSpan, spans_of
from vision.film.attributes import attributes_of
from vision.film.chances import agreed_chances, mixed_chances
from vision.film.checkpoints import Checkpoint, State
from vision.film.looking import Sighting, look
from vision.film.outfits import Outfits
from vision.film.paths import paths_of
from vision.film.people import joined_by_people, people_numbered
from vision.film.sampler import Film, Sample
from vision.film.scanning import BEGINNING, scanned
from vision.film.shots import Shot
from vision.film.tracking import Linker, Observation, Track, join
from vision.film.wearing import is_agreed, steady_tracks
from vision.images.cutouts import transparent_cutout
from vision.images.palettes import palette_of
from vision.language.colour_names import Palette
from vision.language.zeroshot import ZeroShotClassifier
from vision.protocols import Embedder, GarmentParser
from vision.types import Box, ByteArray, FloatArray

VERSION = 7
"""Raise when the stages change; films are then analysed again."""
MAX_TAKE_SECONDS = 60.0
"""A shot that is longer is read in parts, since its small frames are kept until it ends."""
FRAMES_AT_ONCE = 8
"""Large frames that are looked at together, as soon as the shots that ended ask for so many."""
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
    palette: Palette = ()
    chances: Mapping[str, float] = field(default_factory=dict)
    """How likely each category is; empty where that is not known."""

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


@dataclass(frozen=True, slots=True)
class _View:
    """The best view of a track: its observation, its measured colours, and the picture as a WebP file."""

    observation: Observation
    palette: Palette
    picture: bytes


@dataclass(slots=True)
class _Take:
    """A shot while it is read: its small grey frames and their times, and those in colour, which are the key frames."""

    start: float
    end: float = 0.0
    times: list[float] = field(default_factory=list)
    greys: list[ByteArray] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    coloured: list[Sample] = field(default_factory=list)
    looked: list[int] = field(default_factory=list)
    """Numbers of the small frames whose large ones are looked at."""

    def add(self, sample: Sample) -> None:
        if sample.is_key:
            self.keys.append(len(self.times))
            self.coloured.append(sample)
        self.times.append(sample.time)
        self.greys.append(gate.grey(sample.pixels))


class FilmReader:
    """Takes a film's small frames one by one and keeps, of each shot, tracks and one compressed picture a track.

    Memory grows with the tracks of a film (some 25 kB each), not with its frames.
    """

    def __init__(self, film: Film, parser: GarmentParser, embedder: Embedder) -> None:
        self._film, self._parser, self._embedder = film, parser, embedder
        self._classifier = ZeroShotClassifier(embedder)
        self._take: _Take | None = None
        self._waiting: list[_Take] = []
        self._views: dict[int, _View] = {}
        """Best views of tracks, by ``id`` of the observation."""
        self.shots: list[Shot] = []
        self.tracks: list[Track] = []
        self._people = 1
        """The number that the next person gets."""
        self.frames_parsed = 0

    def take(self, sample: Sample) -> None:
        """Process one small frame, in order of time."""
        take = self._take
        if take is None or sample.is_cut or (sample.is_key and sample.time - take.start > MAX_TAKE_SECONDS):
            if take is not None:
                self._close(take, sample.time)
            self._take = take = _Take(sample.time if self.shots or self._waiting else 0.0)
        take.add(sample)

    def state(self) -> State | None:
        """What was read up to here; ``None`` but where a shot has just begun that is not the first."""
        if self._take is None or len(self._take.times) != 1 or not (self.shots or self._waiting):
            return None
        self._look()
        known = [one for track in self.tracks for one in track.observations if id(one) in self._views]
        views = [(one, self._views[id(one)]) for one in known]
        return State(self._take.start, self.shots, self.tracks, views, self._people, self.frames_parsed)

    def resume(self, state: State) -> None:
        """Go on from there; the next frame to take is the first of a shot."""
        self.shots, self.tracks, self._people, self.frames_parsed = (
            state.shots,
            state.tracks,
            state.people,
            state.frames,
        )
        self._views = {id(one): view for one, view in state.views}

    def finish(self, duration: float) -> Reading:
        """Join tracks into garments; ``duration`` is the film's length in seconds."""
        if self._take is not None:
            self._close(self._take, max(duration, self._take.times[-1]))
            self._take = None
        self._look()
        garments = joined_by_people(join(self.tracks, Outfits(self.tracks).differ))
        agreed = [garment for garment in garments if self._is_agreed(garment)]
        found = [self._found(garment) for garment in most_prominent(agreed)]
        return Reading(self.shots, sorted(found, key=lambda garment: garment.appearances[0].start), self.frames_parsed)

    def _is_agreed(self, garment: Track) -> bool:
        return is_agreed(garment.category, garment.vector, self._classifier)

    def _close(self, take: _Take, end: float) -> None:
        """End a shot: choose its frames, and look at those of all that wait once they are enough."""
        take.end = end
        take.looked = [take.keys[number] for number in gate.chosen(take.coloured, take.start, end)]
        take.coloured = []
        if not take.looked:
            take.greys = []
        self._waiting.append(take)
        if sum(len(one.looked) for one in self._waiting) >= FRAMES_AT_ONCE:
            self._look()

    def _look(self) -> None:
        """Parse and embed the chosen frames of the shots that wait, and keep their tracks."""
        times = [take.times[number] for take in self._waiting for number in take.looked]
        frames = [Image.fromarray(sample.pixels) for sample in self._film.large(times)]
        seen = iter(zip(frames, look(frames, self._parser, self._embedder), strict=True))
        for take in self._waiting:
            self._track(take, [next(seen) for _ in take.looked])
        self._waiting = []

    def _track(self, take: _Take, looks: Sequence[tuple[Image.Image, list[Sighting]]]) -> None:
        shot, linker = Shot(take.start, take.end), Linker(len(self.shots))
        self.shots.append(shot)
        best: dict[int, tuple[Observation, Image.Image, Sighting]] = {}
        for number, (frame, sightings) in zip(take.looked, looks, strict=True):
            observations = [self._observation(sighting, take.times[number]) for sighting in sightings]
            self.frames_parsed += 1
            for place, observation, sighting in zip(linker.add(observations), observations, sightings, strict=True):
                if place not in best or observation.weight > best[place][0].weight:
                    best[place] = observation, frame, sighting
        self._follow(take, shot, linker.tracks)
        self._people = people_numbered(linker.tracks, len(self.shots) - 1, self._people)
        for _, (observation, frame, sighting) in sorted(best.items()):
            self._views[id(observation)] = _view(observation, frame, sighting)
        self.tracks += steady_tracks(linker.tracks, len(self.shots) - 1)

    def _observation(self, sighting: Sighting, time: float) -> Observation:
        region = sighting.region
        box, vector = region.box, sighting.vector
        frame, chances = self.frames_parsed, region.chances
        return Observation(frame, time, region.category, region.score, box, vector, region.person, chances)

    def _follow(self, take: _Take, shot: Shot, tracks: Sequence[Track]) -> None:
        numbers = {take.times[number]: number for number in take.looked}
        anchors: list[dict[int, Box]] = [{numbers[one.time]: one.box for one in track.observations} for track in tracks]
        for track, boxes in zip(tracks, paths_of(take.greys, take.times, take.looked, anchors), strict=True):
            track.spans = {index: spans_of(boxes, take.times, shot) for index in track.shots}

    def _found(self, garment: Track) -> FoundGarment:
        views = [self._views[id(one)] for one in garment.observations if id(one) in self._views]
        best = max(views, key=lambda view: view.observation.weight)
        chances = self._chances(garment)
        chance = chances.get(garment.category, 0.0) if chances else None
        said = self._classifier.attributes(garment.vector, garment.category, chance)
        return FoundGarment(
            category=garment.category,
            score=best.observation.score,
            vector=garment.vector,
            attributes=attributes_of(best.palette) | said,
            picture=best.picture,
            best_at=best.observation.time,
            appearances=[
                replace(span, person=garment.people.get(shot))
                for shot in sorted(garment.shots - garment.suppressed)
                for span in garment.spans[shot]
            ],
            palette=best.palette,
            chances=chances,
        )

    def _chances(self, garment: Track) -> dict[str, float]:
        views = garment.best_views
        said = mixed_chances([view.chances for view in views], [view.weight for view in views])
        return agreed_chances(said, garment.vector, self._classifier)


def _view(observation: Observation, frame: Image.Image, sighting: Sighting) -> _View:
    """The view with its picture compressed, which thousands of tracks are kept with."""
    data = BytesIO()
    picture = transparent_cutout(frame, sighting.region, MAX_PICTURE_SIDE)
    picture.save(data, "WEBP", quality=PICTURE_QUALITY, method=2)
    return _View(observation, palette_of(frame, sighting.region, sighting.gains), data.getvalue())


def read_film(
    film: Film,
    duration: float,
    parser: GarmentParser,
    embedder: Embedder,
    progress: Progress,
    checkpoint: Checkpoint | None = None,
) -> Reading:
    """Find the garments of a film; ``duration`` in seconds. With a checkpoint it goes on from what was kept there."""
    reader = FilmReader(film, parser, embedder)
    known = checkpoint.load() if checkpoint else None
    if known is not None:
        reader.resume(known)
    for sample in ahead(scanned(film, parser, known.until if known is not None else BEGINNING)):
        progress(gettext_noop("looking"), min(1.0, sample.time / max(duration, 0.1)))
        reader.take(sample)
        if checkpoint and checkpoint.is_due and (state := reader.state()):
            checkpoint.save(state)
    progress(gettext_noop("joining"), 0.0)
    return reader.finish(duration)


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
