"""Which frames of a shot are looked at closely."""

import cv2
import numpy as np

from tests.vision.film.made import textured
from vision.film.gate import WINDOW_SECONDS, chosen, sharpness
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
