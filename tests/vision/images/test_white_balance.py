"""White balance before colours are named."""

import numpy as np
import pytest
from PIL import Image

from vision.colours import to_linear
from vision.images.palettes import palette_of
from vision.images.white_balance import MAX_EXPOSURE, MAX_GAIN, balanced, light_gains
from vision.language.colour_names import names_of
from vision.types import Box, ByteArray, Region

SHIRT = Region("top", 0.9, Box(0.3, 0.3, 0.4, 0.4))


def to_bytes(linear: np.ndarray) -> ByteArray:
    """Linear light 0..1 → sRGB bytes."""
    part = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear.clip(1e-9) ** (1 / 2.4) - 0.055)
    return np.asarray((255 * part).round().clip(0, 255), dtype=np.uint8)


def street(shirt: tuple[int, int, int]) -> ByteArray:
    """A frame (100, 100, 3) of greys of all levels with a shirt in the middle."""
    greys = np.random.default_rng(3).integers(10, 245, (25, 25, 1)).repeat(3, axis=2)
    frame = greys.repeat(4, axis=0).repeat(4, axis=1).astype(np.uint8)
    frame[30:70, 30:70] = shirt
    return frame


def under(frame: ByteArray, light: tuple[float, float, float]) -> Image.Image:
    """The frame in light of a colour."""
    return Image.fromarray(to_bytes(to_linear(frame) * light))


def test_a_neutral_frame_is_left_alone() -> None:
    assert light_gains(Image.fromarray(street((200, 30, 40)))) == pytest.approx([1, 1, 1], abs=0.06)


@pytest.mark.parametrize("light", [(1.0, 0.86, 0.7), (0.72, 0.86, 1.0)], ids=["lamp", "shade"])
def test_a_white_shirt_is_white_in_warm_and_in_cold_light(light: tuple[float, float, float]) -> None:
    frame = under(street((235, 235, 235)), light)
    assert names_of(palette_of(frame, SHIRT)) == ["white"]
    assert names_of(palette_of(frame, SHIRT, np.ones(3, dtype=np.float32))) != ["white"]


def test_a_coloured_wall_is_not_taken_for_light() -> None:
    frame = np.full((100, 100, 3), (236, 150, 165), dtype=np.uint8)
    frame[30:70, 30:70] = (240, 205, 214)
    assert names_of(palette_of(Image.fromarray(frame), SHIRT)) == ["pink"]


def test_a_white_ground_is_white_though_the_garment_fills_the_photo() -> None:
    studio = np.full((100, 100, 3), 252, dtype=np.uint8)
    studio[5:, 10:90] = (220, 40, 40)
    assert light_gains(Image.fromarray(studio)) == pytest.approx([1, 1, 1], abs=0.03)


def test_a_dark_frame_is_brightened_and_gains_are_bounded() -> None:
    dark = Image.fromarray((street((200, 200, 200)) // 6).astype(np.uint8))
    gains = light_gains(dark)
    assert gains.min() > 1.3 and gains.max() <= MAX_GAIN * MAX_EXPOSURE
    assert np.isfinite(light_gains(Image.new("RGB", (8, 8)))).all()


def cast_of(frame: Image.Image) -> float:
    """How much redder than blue what is grey by daylight looks, in levels."""
    greys = np.asarray(frame)[:25].astype(int)
    return abs(float((greys[..., 0] - greys[..., 2]).mean()))


@pytest.mark.parametrize("light", [(1.0, 0.86, 0.7), (0.72, 0.86, 1.0)], ids=["lamp", "shade"])
def test_greys_of_a_balanced_frame_are_grey_in_warm_and_in_cold_light(light: tuple[float, float, float]) -> None:
    lit = under(street((200, 60, 70)), light)
    assert cast_of(balanced(lit)) < 0.6 * cast_of(lit)


def test_a_balanced_frame_is_brighter_where_it_was_dim() -> None:
    lit = under(street((200, 60, 70)), (0.2, 0.2, 0.2))
    assert np.asarray(lit).mean() * 1.25 < np.asarray(balanced(lit)).mean() < street((200, 60, 70)).mean()


def test_a_neutral_frame_stays_nearly_what_it_is_when_it_is_balanced() -> None:
    frame = street((200, 60, 70))
    assert np.abs(np.asarray(balanced(Image.fromarray(frame))).astype(int) - frame).max() <= 8
