"""Where films cut."""

import numpy as np
import pytest

from vision.film.cuts import CutDetector, KeyCutDetector, look_of
from vision.types import ByteArray

SIZE = (160, 90)


def planes(light: ByteArray, blue: int = 128, red: int = 128) -> ByteArray:
    """YUV 4:2:0 planes of a picture (90, 160) with one chrominance."""
    hues = [np.full(45 * 80, value, dtype=np.uint8) for value in (blue, red)]
    return np.concatenate([light.ravel(), *hues]).reshape(135, 160)


def scene(seed: int, shift: int = 0) -> ByteArray:
    """Large soft patches, moved to the right."""
    import cv2

    cells = np.random.default_rng(seed).integers(20, 230, (6, 20), dtype=np.uint8)
    wide = cv2.resize(cells, (320, 90), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide[:, shift : shift + 160], dtype=np.uint8)


def cuts(frames: list[ByteArray], keys: tuple[int, ...] = (), step: float = 0.1) -> list[int]:
    """Numbers of the frames that a shot begins with."""
    detector = CutDetector()
    return [n for n, one in enumerate(frames) if detector.add(n * step, one, is_key=n in keys)]


def test_another_scene_begins_a_shot_with_its_first_frame() -> None:
    first = [planes(scene(1, shift=n), 110, 140) for n in range(12)]
    second = [planes(scene(2, shift=n), 150, 120) for n in range(12)]
    assert cuts(first + second) == [0, 12]


def test_a_pan_and_a_flash_that_grows_are_no_cut() -> None:
    assert cuts([planes(scene(1, shift=6 * n), 110, 140) for n in range(24)]) == [0]
    lit = [planes(np.clip(scene(1).astype(int) + 4 * n, 0, 255).astype(np.uint8), 110, 140) for n in range(24)]
    assert cuts(lit) == [0]


def test_a_slow_dissolve_is_a_cut_at_the_key_frame_after_it() -> None:
    mixed = [
        planes(((1 - n / 30) * scene(1) + n / 30 * scene(2)).astype(np.uint8), 100 + n, 150 - n) for n in range(31)
    ]
    assert cuts(mixed, keys=(0, 30)) == [0, 30]


def test_scenes_of_like_colours_are_told_apart_where_the_encoder_saw_a_cut() -> None:
    other = (0.67 * scene(1) + 0.33 * scene(2)).astype(np.uint8)
    assert 0.18 < look_of(planes(scene(1))).colour_change(look_of(planes(other))) < 0.22
    frames = [planes(scene(1))] * 12 + [planes(other)] * 12
    assert cuts(frames) == [0]
    assert cuts(frames, keys=(0, 12)) == [0, 12]
    assert cuts(frames, keys=(0, 12), step=0.2) == [0], "key frames on the two-second grid say nothing"


def test_two_cuts_within_a_blink_are_one() -> None:
    frames = [planes(scene(n // 2), 90 + 40 * (n // 2 % 2), 140) for n in range(8)]
    assert cuts(frames, step=0.04) == [0]


def test_looks_of_like_frames_are_near() -> None:
    one, other = look_of(planes(scene(1))), look_of(planes(scene(1, shift=2)))
    assert one.colours.sum() == pytest.approx(1.0)
    assert one.colour_change(one) == pytest.approx(0.0, abs=1e-3)
    assert one.colour_change(other) < 0.1 < one.colour_change(look_of(planes(scene(1), 60, 200)))


@pytest.mark.parametrize(
    ("blue", "red", "bins"),
    # half a cell (16 levels) up: grey lies in the middle of its cell, and the highest cell takes what is above
    [(128, 128, (4, 4)), (112, 143, (4, 4)), (111, 144, (3, 5)), (0, 255, (0, 7)), (15, 16, (0, 1))],
)
def test_hues_fall_into_cells_with_grey_in_the_middle_of_one(blue: int, red: int, bins: tuple[int, int]) -> None:
    look = look_of(planes(np.full((90, 160), 70, dtype=np.uint8), blue, red))
    assert look.colours.argmax() == (70 // 32 * 8 + bins[0]) * 8 + bins[1] and look.colours.max() == 1.0
    assert look.grey.shape == (18, 32) and look.grey.mean() == 70.0


def test_a_shot_is_four_tenths_of_a_second_long_at_least() -> None:
    """Counted from the cut before, not from the beginning of the film."""
    kinds = [0] * 20 + [1] * 2 + [2] * 8 + [3] * 10
    frames = [planes(scene(kind), 90 + 50 * (kind % 2), 140) for kind in kinds]
    assert cuts(frames) == [0, 20, 30]


def test_a_picture_that_always_changes_is_cut_only_by_more_than_that() -> None:
    """Every frame is another one: a strobe, or water; a cut has to change two and a half times as much."""
    rng = np.random.default_rng(4)

    def noisy(base: int, blue: int) -> ByteArray:
        light = np.kron(rng.integers(-40, 41, (18, 32)), np.ones((5, 5), dtype=int)) + base
        return planes(light.astype(np.uint8), blue, 140)

    assert cuts([noisy(100, 110 + 40 * (n % 2)) for n in range(16)]) == [0]
    assert cuts([noisy(60, 110) for _ in range(12)] + [noisy(210, 150) for _ in range(12)]) == [0, 12]


@pytest.mark.parametrize(
    ("times", "other", "found"),
    [
        ((0.0, 2.0), "same", [0]),
        ((0.0, 2.0), "like", [0]),  # on the grid a change has to be large
        ((0.0, 1.89), "like", [0, 1]),  # off it the encoder saw a cut too
        ((0.0, 1.91), "like", [0]),
        ((0.0, 2.0), "other", [0, 1]),
        ((7.0, 8.0), "same", [0]),
    ],
)
def test_key_frames_alone_tell_a_cut_by_how_large_it_is_and_when(
    times: tuple[float, float], other: str, found: list[int]
) -> None:
    second = {
        "same": planes(scene(1), 110, 140),
        "like": planes((0.5 * scene(1) + 0.5 * scene(2)).astype(np.uint8), 110, 140),
        "other": planes(scene(2), 30, 220),
    }[other]
    if other == "like":
        change = look_of(planes(scene(1), 110, 140)).colour_change(look_of(second))
        assert 0.22 < change < 0.6
    detector = KeyCutDetector()
    frames = zip(times, (planes(scene(1), 110, 140), second), strict=True)
    assert [n for n, (time, one) in enumerate(frames) if detector.add(time, one)] == found
