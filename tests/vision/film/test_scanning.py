"""Which frames are decoded: those beside key frames that show somebody."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from tests.fakes import FakeParser
from tests.vision.film.made import RED, MadeFilm, frame
from vision.film.sampler import Sample
from vision.film.scanning import Watch, scanned
from vision.types import Glance


class CountingParser(FakeParser):
    """Counts what it glances at."""

    def __init__(self) -> None:
        self.glances = 0

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """The part that the rectangles cover."""
        self.glances += len(images)
        return super().glance(images)


def test_between_key_frames_with_nobody_nothing_is_decoded() -> None:
    film = MadeFilm(*[(2.0 * number, frame(ground=number)) for number in range(4)])
    assert [sample.time for sample in scanned(film, FakeParser())] == [0.0, 2.0, 4.0, 6.0]
    assert film.runs == []


def test_around_a_key_frame_with_somebody_all_frames_are() -> None:
    empty, somebody = frame(), frame((RED, 100))
    film = MadeFilm(*[(2.0 * n, somebody if n == 3 else empty) for n in range(6)])
    samples = list(scanned(film, FakeParser()))
    assert film.runs == [(4.0, 6.0), (6.0, 8.0)]
    assert [one.time for one in samples] == [0.0, 2.0, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 10.0]
    assert all(one.glance is not None and one.pixels.ndim == 3 for one in samples if one.is_key)


def test_the_end_of_a_film_that_shows_somebody_is_decoded() -> None:
    film = MadeFilm((0.0, frame((RED, 100))))
    assert [sample.time for sample in scanned(film, FakeParser())] == [0.0, 0.5, 1.0, 1.5]


def test_a_frame_like_one_just_found_empty_is_not_glanced_at_again() -> None:
    empty = frame()
    noisy = np.clip(empty.astype(int) + np.random.default_rng(0).integers(-3, 4, empty.shape), 0, 255).astype(np.uint8)
    parser = CountingParser()
    list(scanned(MadeFilm((0.0, empty), (2.0, noisy), (4.0, empty)), parser))
    assert parser.glances == 1


def test_somebody_small_who_comes_into_an_empty_picture_is_seen() -> None:
    empty, somebody = frame(), frame()
    somebody[60:90, 100:112] = (220, 20, 20)
    parser = CountingParser()
    list(scanned(MadeFilm((0.0, empty), (2.0, somebody)), parser))
    assert parser.glances == 2


class Dismissing(FakeParser):
    """Finds nobody, dismisses a tenth of each picture, and remembers what it was told of earlier ones."""

    def __init__(self) -> None:
        self.told: list[float] = []

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """Nobody."""
        self.told.append(dismissed)
        return [Glance(0.0, dismissed=0.1) for _ in images]


def test_what_was_dismissed_in_a_shot_is_told_with_its_next_key_frame_and_forgotten_at_a_cut() -> None:
    parser, keys = (
        Dismissing(),
        [Sample(2.0 * number, np.full((18, 32, 3), 50 * number, np.uint8)) for number in range(4)],
    )
    watch = Watch(parser)
    for number, key in enumerate(keys):
        watch.glanced(replace(key, is_cut=number == 2))
    assert parser.told == [0.0, 0.1, 0.0, 0.1]
