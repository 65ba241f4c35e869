"""CIELAB and the names of colours."""

import numpy as np
import pytest
from PIL import Image

from vision.colours import SHADES, colour_distance, colour_of, lab, swatch
from vision.types import AnyArray


def lab_by_the_formula(rgb: AnyArray) -> AnyArray:
    """CIE 15:2004 with the white point D65 as sRGB has it."""
    part = rgb / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ matrix.T / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def test_lab_agrees_with_the_formula_at_every_level() -> None:
    levels = np.arange(0, 256, 5, dtype=np.uint8)
    colours = np.stack(np.meshgrid(levels, levels, levels), axis=-1)
    assert lab(colours).shape == colours.shape
    assert np.abs(lab(colours) - lab_by_the_formula(colours)).max() < 0.05


def test_white_is_light_without_hue_and_no_pixels_have_no_colours() -> None:
    assert lab(np.array([255, 255, 255])) == pytest.approx([100, 0, 0], abs=0.05)
    assert lab(np.zeros((0, 3), np.uint8)).shape == (0, 3)


@pytest.mark.parametrize("name", SHADES)
def test_a_patch_of_each_shade_is_called_by_its_name(name: str) -> None:
    for shade in SHADES[name]:
        patch = Image.new("RGB", (120, 90), f"#{shade}")
        assert colour_of(patch) == colour_of(swatch(patch)) == name


def test_light_and_dark_folds_of_one_cloth_are_nearer_than_another_hue() -> None:
    red, fold, blue = (np.full((9, 3), c, np.uint8) for c in ((190, 30, 40), (150, 20, 30), (30, 40, 190)))
    assert colour_distance(red, fold) < 16 < colour_distance(red, blue)
