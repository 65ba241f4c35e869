"""Which frames of a shot are looked at closely."""

import cv2
import numpy as np
import pytest

from tests.vision.film.made import textured
from vision.film.gate import MIN_PRESENCE, WINDOW_SECONDS, chosen, is_same, sharpness, window_of
from vision.film.sampler import Sample
from vision.types import ByteArray, Glance


def picture(seed: int, blur: int = 0) -> ByteArray:
    """Noise in three channels, blurred by so many pixels."""
    pixels = np.repeat(textured(90, 160, seed)[:, :, None], 3, axis=2) * 2
    large = cv2.resize(pixels, (160, 90), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.blur(large, (blur, blur)) if blur else large, dtype=np.uint8)


def shown(*shares: float, step: float = 1.0) -> list[Sample]:
    """Key frames that people cover such parts of."""
    return [Sample(step * n, picture(n), glance=Glance(share)) for n, share in enumerate(shares)]


def test_a_shot_with_nobody_in_it_has_no_frame_worth_a_look() -> None:
    assert chosen(shown(0.0, 0.004, step=2.0), 0.0, 4.0) == []


def test_the_frame_that_shows_most_of_people_is_taken() -> None:
    assert chosen(shown(0.05, 0.4, 0.1), 0.0, WINDOW_SECONDS) == [1]


def test_of_frames_with_as_much_of_people_the_sharpest_is_taken() -> None:
    pictures = [picture(0, blur=7), picture(1), picture(2, blur=3)]
    frames = [Sample(1.0 * number, one, glance=Glance(0.2)) for number, one in enumerate(pictures)]
    assert sharpness(frames[1].pixels) > 2 * sharpness(frames[0].pixels)
    assert chosen(frames, 0.0, WINDOW_SECONDS) == [1]


def test_a_long_shot_has_one_frame_for_each_part_of_it_where_somebody_is() -> None:
    shares = [0.2, 0.1, 0.1, 0.0, 0.0, 0.0, 0.1, 0.3, 0.1, 0.1, 0.1, 0.4]
    assert chosen(shown(*shares, step=WINDOW_SECONDS / 3), 0.0, 4 * WINDOW_SECONDS) == [0, 7, 11]


def test_a_frame_that_shows_nothing_new_is_not_taken_again() -> None:
    same = picture(0)
    noisy = np.clip(same.astype(int) + np.random.default_rng(0).integers(-3, 4, same.shape), 0, 255).astype(np.uint8)
    pictures = [same, noisy, picture(5, blur=9)]
    frames = [Sample(8.0 * number, one, glance=Glance(0.2)) for number, one in enumerate(pictures)]
    assert chosen(frames, 0.0, 24.0) == [0, 2]


@pytest.mark.parametrize(
    ("end", "numbers"),
    # a shot that is less than half a window longer has no window more
    [(0.0, 1), (3.0, 1), (4.4, 1), (4.6, 2), (7.4, 2), (7.6, 3), (30.0, 10)],
)
def test_a_shot_is_cut_into_equal_windows_of_about_three_seconds(end: float, numbers: int) -> None:
    start = 100.0
    times = [start + end * part / 40 for part in range(41)]
    found = [window_of(time, start, start + end) for time in times]
    assert found == sorted(found) and set(found) == set(range(numbers))
    if numbers > 1:
        assert max(map(found[:-1].count, found)) - min(map(found[:-1].count, found)) <= 1, "all windows are as long"


def test_a_frame_that_nobody_glanced_at_counts_as_full_of_people() -> None:
    frames = [Sample(0.0, picture(0)), Sample(1.0, picture(1), glance=Glance(0.9))]
    assert chosen(frames, 0.0, WINDOW_SECONDS) == [0]


def test_people_who_cover_as_little_as_is_asked_are_looked_at() -> None:
    assert chosen(shown(MIN_PRESENCE), 0.0, 1.0) == [0]
    assert chosen(shown(MIN_PRESENCE * 0.99), 0.0, 1.0) == []


@pytest.mark.parametrize(("levels", "is_new"), [(1.99, False), (2.0, True), (-2.0, True)])
def test_two_grey_levels_more_or_less_are_another_picture(levels: float, is_new: bool) -> None:
    dark = np.full((18, 32), 100.0, dtype=np.float32)
    assert is_same(dark, dark + np.float32(levels)) != is_new
