"""What makes a frame a good or a bad picture."""

import cv2
import numpy as np
import pytest

from playback.media.artwork.measures import measure, text_lines
from tests.playback.media.artwork.drawn import Pixels, plain, view, with_text


@pytest.mark.parametrize("light", [0, 12, 120, 255])
def test_a_frame_of_one_tone_shows_nothing(light: int) -> None:
    assert measure(0.0, plain(light)).is_plain and not measure(0.0, view(1)).is_plain


def test_a_blurred_frame_is_less_sharp_and_a_grey_one_has_less_colour() -> None:
    frame = view(2)
    blurred: Pixels = cv2.GaussianBlur(frame, (0, 0), 5)
    grey: Pixels = np.repeat(frame.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    assert measure(0.0, blurred).sharpness < 0.6 * measure(0.0, frame).sharpness
    assert measure(0.0, grey).colour < 1 < measure(0.0, frame).colour


@pytest.mark.parametrize("factor", [0.25, 2.2])
def test_a_frame_that_is_too_dark_or_too_bright_is_worse_lit(factor: float) -> None:
    frame = view(3)
    other = np.clip(frame * factor, 0, 255).astype(np.uint8)
    assert measure(0.0, other).exposure < measure(0.0, frame).exposure


@pytest.mark.parametrize("seed", range(6))
def test_burnt_in_subtitles_are_seen_below_and_not_where_there_are_none(seed: int) -> None:
    frame = view(seed)
    assert not measure(0.0, frame).has_subtitles
    assert measure(0.0, with_text(frame, "We should have taken the ferry", 0.92)).has_subtitles
    assert measure(0.0, with_text(frame, "We should have taken", 0.82, 0.8)).has_subtitles


def test_a_name_across_the_middle_is_text_but_no_subtitle() -> None:
    found = measure(0.0, with_text(view(4), "THE LAST FERRY", 0.5, 1.4))
    assert found.text > 0.01 and not found.has_subtitles


def test_fences_and_leaves_are_no_text() -> None:
    grey = np.full((270, 480), 120, np.uint8)
    for x in range(0, 480, 14):
        cv2.line(grey, (x, 90), (x, 180), 30, 3)
    assert text_lines(grey) == []
    noise = np.random.default_rng(1).integers(0, 255, (270, 480)).astype(np.uint8)
    assert text_lines(noise) == []


def test_the_same_view_looks_alike_and_another_does_not() -> None:
    first, again, other = (np.array(measure(0.0, frame).look) for frame in (view(5), view(5) + 3, view(6)))
    assert first @ again > 0.95 > first @ other + 0.2
