"""Where films cut."""

import numpy as np

from vision.film.shots import distance, histogram, is_cut, is_same, thumbnail
from vision.types import ByteArray


def plain(colour: tuple[int, int, int]) -> ByteArray:
    """A frame of one colour."""
    return np.full((90, 160, 3), colour, dtype=np.uint8)


def test_pictures_of_other_colours_are_far_apart() -> None:
    red, blue = histogram(plain((200, 0, 0))), histogram(plain((0, 0, 200)))
    assert distance(red, red) == 0.0 and distance(red, blue) > 0.9


def test_a_key_frame_off_the_grid_is_a_cut_sooner_than_one_on_it() -> None:
    assert is_cut(4.21, 0.3) and not is_cut(4.0, 0.3)
    assert is_cut(4.0, 0.7) and not is_cut(4.21, 0.1)


def test_noise_shows_nothing_new_but_a_moved_thing_does() -> None:
    frame = plain((100, 100, 100))
    noisy = np.clip(frame + np.random.default_rng(0).integers(-3, 4, frame.shape), 0, 255).astype(np.uint8)
    moved = frame.copy()
    moved[20:60, 40:90] = 220
    assert is_same(thumbnail(frame), thumbnail(noisy)) and not is_same(thumbnail(frame), thumbnail(moved))
