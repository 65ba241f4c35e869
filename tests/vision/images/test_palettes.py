"""Colours measured on a garment's own pixels."""

import numpy as np
import pytest
from PIL import Image

from vision.colours import lab
from vision.images.palettes import eroded, is_like_skin, palette_of, palette_of_pixels, without_skin
from vision.language.colour_names import PaletteColour, names_of
from vision.types import Box, ByteArray, FloatArray, Region

WHOLE = Region("top", 0.9, Box(0.2, 0.2, 0.6, 0.6))
RNG = np.random.default_rng(5)


def cloth(rgb: tuple[int, int, int], noise: float = 6.0) -> ByteArray:
    """A woven patch (60, 60, 3) of one colour with light and dark folds."""
    folds = 1 + 0.25 * np.sin(np.linspace(0, 12, 60))[None, :, None]
    return np.asarray((np.array(rgb) * folds + RNG.normal(0, noise, (60, 60, 3))).clip(0, 255), dtype=np.uint8)


def on_white(patch: ByteArray) -> Image.Image:
    """A patch in the middle of a white studio ground, 100 px a side."""
    pixels = np.full((100, 100, 3), 250, dtype=np.uint8)
    pixels[20:80, 20:80] = patch
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    ("rgb", "name"),
    [((30, 120, 122), "teal"), ((236, 190, 205), "pink"), ((205, 185, 155), "beige"), ((36, 50, 84), "blue"),
     ((170, 215, 195), "green"), ((128, 129, 131), "grey"), ((24, 24, 27), "black"), ((235, 235, 234), "white")],
)  # fmt: skip
def test_folded_cloth_is_named_by_its_colour(rgb: tuple[int, int, int], name: str) -> None:
    assert names_of(palette_of(on_white(cloth(rgb)), WHOLE))[0] == name


def test_the_edge_of_a_mask_is_not_measured() -> None:
    patch = cloth((30, 60, 170))
    patch[:2] = patch[-2:] = patch[:, :2] = patch[:, -2:] = (200, 30, 40)
    assert names_of(palette_of(on_white(patch), WHOLE)) == ["blue"]


def test_a_narrow_mask_is_eroded_less_and_never_away() -> None:
    belt = np.zeros((60, 60), dtype=bool)
    belt[30:32] = True
    assert eroded(belt).sum() >= 0.3 * belt.sum()
    assert eroded(np.ones((60, 60), dtype=bool)).sum() == 56**2


def test_a_striped_garment_has_both_colours() -> None:
    patch = cloth((240, 240, 240))
    patch[:, ::8] = patch[:, 1::8] = patch[:, 2::8] = patch[:, 3::8] = (30, 50, 140)
    assert set(names_of(palette_of(on_white(patch), WHOLE))) == {"white", "blue"}


def test_skin_within_the_mask_is_left_out_beside_another_colour() -> None:
    patch = cloth((90, 50, 150))
    patch[:30] = (214, 158, 128)
    assert names_of(palette_of(on_white(patch), WHOLE)) == ["purple"]


def test_a_garment_that_is_all_of_one_colour_like_skin_keeps_it() -> None:
    nude = PaletteColour(70.0, 15.0, 24.0, 1.0)
    assert is_like_skin(nude) and without_skin((nude,)) == (nude,)


def test_a_picture_without_the_garments_pixels_has_no_palette() -> None:
    assert palette_of_pixels(np.zeros((0, 3), dtype=np.float32)) == ()


def test_a_palette_is_small_and_its_shares_are_parts_of_the_whole() -> None:
    noise: FloatArray = lab(RNG.integers(0, 256, (900, 3)).astype(np.uint8))
    found = palette_of_pixels(noise)
    assert len(found) <= 4 and sum(colour.share for colour in found) <= 1
    assert [colour.share for colour in found] == sorted((colour.share for colour in found), reverse=True)


def test_the_same_picture_has_the_same_palette() -> None:
    picture = on_white(cloth((190, 90, 30)))
    assert palette_of(picture, WHOLE) == palette_of(picture, WHOLE)
