"""Film analysis with fake models."""

import numpy as np

from tests.fakes import FakeEmbedder, FakeParser
from vision.film.analysis import MAX_PER_SHOT, Reading, appearances_of, most_prominent, read_film
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
    assert most_prominent(garments, 1) == garments[3:]


def test_a_garment_that_is_suppressed_in_one_shot_is_kept_in_the_others() -> None:
    crowd = [track({0}, 0.01 * (n + 2)) for n in range(MAX_PER_SHOT)]
    hat = track({0, 1}, 0.001)
    kept = most_prominent([*crowd, hat], 2)
    assert hat in kept and hat.suppressed == {0} and len(kept) == MAX_PER_SHOT + 1


def test_an_observation_missed_once_does_not_end_the_appearance() -> None:
    box = Box(0, 0, 0.5, 0.5)
    seen = [Observation(i, t, "top", 0.9, box, np.ones(2, np.float32)) for i, t in ((0, 0.0), (2, 4.0), (5, 10.0))]
    appearances = appearances_of(Track(seen, {0}), Shot(0, 12), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0])
    assert [(span.start, span.end) for span in appearances] == [(0, 5.0), (9.0, 12)]
