"""A product photo's garment is taken whole, whatever its parts were called."""

import numpy as np
from PIL import Image, ImageDraw

from vision.images.merge_regions import full_mask, merge_regions
from vision.types import Box, Region

WHITE, NAVY, CREAM = (255, 255, 255), (30, 40, 90), (235, 230, 215)
BODY, SLEEVE, LEGS = Box(0.4, 0.2, 0.3, 0.4), Box(0.25, 0.2, 0.15, 0.4), Box(0.4, 0.6, 0.3, 0.4)


def photo(*parts: tuple[Box, tuple[int, int, int]]) -> Image.Image:
    """Rectangles on white, 200 by 200."""
    image = Image.new("RGB", (200, 200), WHITE)
    for box, colour in parts:
        left, top, right, bottom = box.pixels(200, 200)
        ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), fill=colour)
    return image


def region(category: str, box: Box, score: float = 0.9) -> Region:
    """All of a box."""
    return Region(category, score, box)


def test_sleeves_that_were_called_a_jacket_belong_to_the_sweater() -> None:
    body, sleeve = region("top", BODY), region("outerwear", SLEEVE)
    found = merge_regions(photo((BODY, CREAM), (SLEEVE, NAVY)), body, [body, sleeve])
    assert found.category == "top" and found.box.iou(Box(0.25, 0.2, 0.45, 0.4)) > 0.95


def test_a_jacket_does_not_take_in_the_shirt_beneath_it() -> None:
    jacket, shirt = region("outerwear", BODY), region("top", SLEEVE)
    assert merge_regions(photo((BODY, NAVY), (SLEEVE, CREAM)), jacket, [jacket, shirt]).box.iou(BODY) > 0.95


def test_a_piece_of_the_same_cloth_belongs_whatever_it_is_called() -> None:
    jacket, piece = region("outerwear", BODY), region("top", SLEEVE)
    found = merge_regions(photo((BODY, NAVY), (SLEEVE, NAVY)), jacket, [jacket, piece])
    assert found.box.w > 0.44


def test_a_little_of_another_colour_is_something_beneath() -> None:
    collar = Box(0.5, 0.2, 0.1, 0.05)
    body = region("top", Box(0.4, 0.25, 0.3, 0.4))
    found = merge_regions(photo((body.box, NAVY), (collar, CREAM)), body, [body, region("top", collar)])
    assert found.box.y > 0.24


def test_other_garments_stay_out() -> None:
    body, legs = region("top", BODY), region("trousers", LEGS)
    assert merge_regions(photo((BODY, NAVY), (LEGS, NAVY)), body, [body, legs]) is body


def test_a_mask_is_painted_at_its_place() -> None:
    mask = full_mask(Region("top", 1.0, Box(0.5, 0.0, 0.5, 0.5), np.array([[True, False]])), 8, 8)
    assert mask[:4, 4:6].all() and not mask[:, :4].any() and not mask[4:].any() and not mask[:, 6:].any()
