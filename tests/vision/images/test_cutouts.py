"""Garments cut out of pictures, and the names of their colours."""

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeParser
from vision.colours import GROUND, colour_of, colour_shares
from vision.film.attributes import attributes_of
from vision.images.cutouts import cut, foreground, transparent_cutout
from vision.images.palettes import palette_of
from vision.types import Box, Region


def test_a_cut_out_holds_the_garment_alone(scene: Image.Image) -> None:
    top = FakeParser().parse([scene])[0][0]
    pixels = np.asarray(cut(scene, top)).reshape(-1, 3)
    kinds = {tuple(pixel) for pixel in pixels}
    assert kinds == {GROUND, (220, 20, 20)}


def test_a_cut_out_is_square_with_a_margin(scene: Image.Image) -> None:
    picture = cut(scene, FakeParser().parse([scene])[0][0])
    assert picture.width == picture.height and picture.getpixel((0, 0)) == GROUND


def test_the_picture_for_people_is_transparent_around_the_garment() -> None:
    mask = np.zeros((10, 10), dtype=bool)
    mask[:, :5] = True
    picture = transparent_cutout(Image.new("RGB", (100, 100), "red"), Region("top", 1, Box(0, 0, 1, 1), mask), 50)
    assert picture.mode == "RGBA" and picture.size == (50, 50)
    assert picture.getpixel((5, 25)) == (255, 0, 0, 255) and picture.getpixel((45, 25)) == (255, 0, 0, 0)


def test_a_product_alone_on_white_is_found_without_a_parser() -> None:
    pixels = np.full((200, 200, 3), 255, dtype=np.uint8)
    pixels[50:150, 80:120] = (30, 60, 30)
    found = foreground(Image.fromarray(pixels))
    assert found is not None and found.box.iou(Box(0.4, 0.25, 0.2, 0.5)) > 0.95


def test_an_empty_photo_holds_no_product() -> None:
    assert foreground(Image.new("RGB", (100, 100), "white")) is None


@pytest.mark.parametrize(
    ("rgb", "name"),
    [((20, 20, 22), "black"), ((245, 245, 245), "white"), ((190, 30, 40), "red"), ((30, 80, 170), "blue"),
     ((240, 130, 50), "orange"), ((245, 205, 50), "yellow"), ((50, 120, 60), "green"), ((120, 70, 160), "purple")],
)  # fmt: skip
def test_colours_are_named_as_shops_name_them(rgb: tuple[int, int, int], name: str) -> None:
    assert colour_of(Image.new("RGB", (40, 40), rgb)) == name


def test_the_ground_has_no_colour() -> None:
    assert colour_shares(Image.new("RGB", (40, 40), GROUND)) == {} and colour_of(Image.new("RGB", (9, 9), GROUND)) == ""


def test_a_garment_of_two_colours_keeps_both_names() -> None:
    pixels = np.full((60, 60, 3), (20, 30, 90), dtype=np.uint8)
    pixels[::2] = (245, 245, 245)
    pixels[:30] = (245, 245, 245)
    palette = palette_of(Image.fromarray(pixels), Region("top", 1, Box(0, 0, 1, 1)))
    assert attributes_of(palette) == {"colour": "white", "second_colour": "blue"} and attributes_of(()) == {}
