"""Film analysis with fake models."""

import time
from collections import Counter
from io import BytesIO

import numpy as np
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from vision.film.analysis import MAX_PER_SHOT, FilmReader, Reading, most_prominent, read_film
from vision.film.appearances import appearances_of
from vision.film.sampler import Sample
from vision.film.shots import Shot
from vision.film.tracking import Observation, Track
from vision.types import Box, ByteArray

RED, GREEN = (220, 20, 20), (20, 200, 20)


def frame(*things: tuple[tuple[int, int, int], int]) -> ByteArray:
    """A grey frame with rectangles: (colour, left)."""
    pixels = np.full((180, 320, 3), 90, dtype=np.uint8)
    for colour, left in things:
        pixels[40:120, left : left + 60] = colour
    return pixels


def read(*samples: tuple[float, ByteArray]) -> Reading:
    """Read a film of these key frames; it ends two seconds after the last."""
    made = [Sample(time, pixels) for time, pixels in samples]
    return read_film(made, samples[-1][0] + 2, FakeParser(), FakeEmbedder(), lambda stage, part: None)


def test_a_garment_is_on_screen_from_the_shots_start_to_its_end() -> None:
    reading = read((0.0, frame((RED, 50))), (2.0, frame((RED, 80))))
    [garment] = reading.garments
    assert (garment.category, garment.attributes) == ("top", {"colour": "red"})
    assert [(span.start, span.end) for span in garment.appearances] == [(0.0, 4.0)]
    assert [time for time, _ in garment.appearances[0].boxes] == [0.0, 2.0]


def test_a_garment_seen_in_two_shots_is_one_garment_with_two_appearances() -> None:
    blank = np.full((180, 320, 3), (160, 120, 40), dtype=np.uint8)
    reading = read((0.0, frame((RED, 50))), (2.3, blank), (4.6, frame((RED, 200))))
    assert len(reading.shots) == 3
    [garment] = reading.garments
    assert [(span.start, span.end) for span in garment.appearances] == [(0.0, 2.3), (4.6, 6.6)]


def test_a_frame_that_shows_nothing_new_is_not_parsed_but_counts_as_seen() -> None:
    same = frame((RED, 50))
    reading = read((0.0, same), (2.0, same), (4.0, same))
    assert reading.frames == 1 and reading.garments[0].seconds == 6.0


def test_a_garment_that_comes_later_starts_between_the_frames() -> None:
    reading = read((0.0, frame((RED, 50))), (2.0, frame((RED, 50), (GREEN, 200))))
    dress = next(garment for garment in reading.garments if garment.category == "dress")
    assert [(span.start, span.end) for span in dress.appearances] == [(1.0, 4.0)]


def test_a_film_without_garments_has_none() -> None:
    assert read((0.0, frame()), (2.0, frame())).garments == []


def track(shots: set[int], area: float) -> Track:
    """A garment of a size, seen once in each shot."""
    side = area**0.5
    return Track(
        [Observation(s, float(s), "top", 0.9, Box(0, 0, side, side), np.ones(2, np.float32)) for s in shots], shots
    )


def test_only_the_most_prominent_of_a_shot_are_kept() -> None:
    garments = [track({0}, 0.01 * (n + 1)) for n in range(MAX_PER_SHOT + 3)]
    assert most_prominent(garments) == garments[3:]


def test_a_garment_that_is_suppressed_in_one_shot_is_kept_in_the_others() -> None:
    crowd = [track({0}, 0.01 * (n + 2)) for n in range(MAX_PER_SHOT)]
    hat = track({0, 1}, 0.001)
    kept = most_prominent([*crowd, hat])
    assert hat in kept and hat.suppressed == {0} and len(kept) == MAX_PER_SHOT + 1


def test_an_observation_missed_once_does_not_end_the_appearance() -> None:
    box = Box(0, 0, 0.5, 0.5)
    seen = [Observation(i, t, "top", 0.9, box, np.ones(2, np.float32)) for i, t in ((0, 0.0), (2, 4.0), (5, 10.0))]
    appearances = appearances_of(Track(seen, {0}), Shot(0, 12), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0])
    assert [(span.start, span.end) for span in appearances] == [(0, 5.0), (9.0, 12)]


def test_a_long_shot_keeps_one_picture_a_garment() -> None:
    samples = [(2.0 * n, frame((RED, 20 + 4 * (n % 50)), (GREEN, 90 + 3 * (n % 50)))) for n in range(60)]
    reader = FilmReader(FakeParser(), FakeEmbedder())
    for at, pixels in samples:
        reader.take(Sample(at, pixels))
    assert len(reader._shot.views) == len(reader._shot.linker.tracks) < 60


def test_the_picture_is_a_webp_of_the_best_view() -> None:
    picture = Image.open(BytesIO(read((0.0, frame((RED, 50)))).garments[0].picture))
    red, green, _, alpha = np.asarray(picture.convert("RGBA"))[40, 30]
    assert picture.format == "WEBP" and picture.size == (60, 80)
    assert red > 200 > 60 > green and alpha == 255


def test_thousands_of_garments_are_ranked_shot_by_shot_in_seconds() -> None:
    rng = np.random.default_rng(0)
    garments = [
        track({int(shot) for shot in rng.integers(0, 2000, 4)}, float(rng.uniform(0.01, 0.3))) for _ in range(6000)
    ]
    began = time.process_time()
    kept = most_prominent(garments)
    assert time.process_time() - began < 5
    visible = Counter(shot for garment in kept for shot in garment.shots - garment.suppressed)
    assert max(visible.values()) == MAX_PER_SHOT
