"""Film analysis with fake models."""

import time
from collections import Counter
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from tests.vision.film.made import GREEN, RED, MadeFilm, frame
from vision.film import analysis
from vision.film.analysis import MAX_PER_SHOT, FilmReader, Reading, most_prominent, read_film
from vision.film.scanning import scanned
from vision.film.tracking import Observation, Track
from vision.types import Box


def read(film: MadeFilm) -> Reading:
    """Read a film; it ends two seconds after the last picture."""
    return read_film(film, film.pictures[-1][0] + 2, FakeParser(), FakeEmbedder(), lambda stage, part: None)


def test_a_garment_is_on_screen_from_the_shots_start_to_its_end() -> None:
    reading = read(MadeFilm((0.0, frame((RED, 50)))))
    [garment] = reading.garments
    assert (garment.category, garment.attributes) == ("top", {"colour": "red"})
    assert [(span.start, span.end) for span in garment.appearances] == [(0.0, 2.0)]


def test_a_garment_seen_in_two_shots_is_one_garment_with_two_appearances() -> None:
    film = MadeFilm((0.0, frame((RED, 50))), (2.3, frame(ground=1)), (4.6, frame((RED, 200))), cuts=[2.3, 4.6])
    reading = read(film)
    assert [(shot.start, shot.end) for shot in reading.shots] == [(0.0, 2.3), (2.3, 4.6), (4.6, 6.6)]
    [garment] = reading.garments
    assert [(span.start, span.end) for span in garment.appearances] == [(0.0, 2.3), (4.6, 6.6)]


def test_one_frame_of_a_short_shot_is_looked_at_and_none_where_nobody_is() -> None:
    film = MadeFilm((0.0, frame((RED, 50))), (2.0, frame((RED, 60))), (4.0, frame(ground=1)), cuts=[4.0])
    assert read(film).frames == len(film.asked) == 1 and film.asked[0] < 4.0


def test_a_long_shot_is_looked_at_in_several_places() -> None:
    pictures = [(2.0 * number, frame((GREEN, 20 + 20 * number))) for number in range(12)]
    film = MadeFilm(*pictures)
    assert read(film).frames == len(film.asked) == 8 and film.is_in_order()


def test_a_garment_is_followed_from_one_look_to_the_next() -> None:
    reading = read(MadeFilm(*[(1.0 * number, frame((RED, 20 + 10 * number))) for number in range(10)], step=2.0))
    [garment] = reading.garments
    [span] = garment.appearances
    assert (span.start, span.end) == (0.0, 11.0)
    for second in range(10):
        at = float(np.interp(second, [time for time, _ in span.boxes], [box.x for _, box in span.boxes]))
        assert abs(at - (20 + 10 * second) / 320) < 0.02


def test_a_garment_that_comes_later_starts_when_it_comes() -> None:
    early, late = frame((RED, 50)), frame((RED, 50), (GREEN, 200))
    reading = read(MadeFilm((0.0, early), (2.0, early), (4.0, early), (6.0, late), (8.0, late), (10.0, late)))
    dress = next(garment for garment in reading.garments if garment.category == "dress")
    [span] = dress.appearances
    assert 5.0 <= span.start <= 6.0 and span.end == 12.0


def test_a_film_without_garments_has_none() -> None:
    assert read(MadeFilm((0.0, frame()), (2.0, frame()))).garments == []


def test_a_take_of_many_minutes_is_read_in_parts_and_stays_one_garment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "MAX_TAKE_SECONDS", 8.0)
    reading = read(MadeFilm(*[(2.0 * number, frame((RED, 20 + 5 * number))) for number in range(15)]))
    assert len(reading.shots) == 3 and len(reading.garments) == 1
    assert reading.garments[0].seconds == 30.0


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


def test_frames_are_not_kept_once_they_were_looked_at() -> None:
    reader = FilmReader(MadeFilm(), FakeParser(), FakeEmbedder())
    film = MadeFilm(*[(2.0 * n, frame((RED, 20 + 4 * n), (GREEN, 90 + 3 * n))) for n in range(40)])
    reader._film = film
    for sample in scanned(film, FakeParser()):
        reader.take(sample)
    reader.finish(80.0)
    assert reader._waiting == [] and reader._take is None and len(reader._views) == len(reader.tracks)


def test_the_picture_is_a_webp_of_the_best_view() -> None:
    picture = Image.open(BytesIO(read(MadeFilm((0.0, frame((RED, 50))))).garments[0].picture))
    red, green, _, alpha = np.asarray(picture.convert("RGBA"))[40, 30]
    assert picture.format == "WEBP" and picture.size == (60, 80)
    assert red > 180 > 60 > green and alpha == 255


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
