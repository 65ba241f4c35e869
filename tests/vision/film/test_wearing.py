"""Only what somebody wears is kept of a frame, each garment once."""

import numpy as np
import pytest
from PIL import Image

from vision.film.wearing import MIN_SCORES, worn_regions
from vision.types import Box, Region

PICTURE = Image.fromarray(np.full((90, 160, 3), 90, dtype=np.uint8))
LEFT, RIGHT = Box(0.3, 0.5, 0.1, 0.4), Box(0.42, 0.5, 0.1, 0.4)


def region(category: str, box: Box, person: int | None = 1, score: float = 0.9) -> Region:
    """A region without a mask."""
    return Region(category, score, box, None, person)


def painted(*boxes: tuple[Box, tuple[int, int, int]]) -> Image.Image:
    """A picture with rectangles."""
    pixels = np.array(PICTURE)
    for box, colour in boxes:
        left, top, right, bottom = box.pixels(160, 90)
        pixels[top:bottom, left:right] = colour
    return Image.fromarray(pixels)


def test_what_nobody_wears_is_left_out() -> None:
    assert worn_regions(PICTURE, [region("top", LEFT, person=0)]) == []


def test_a_parser_that_does_not_tell_people_apart_is_believed() -> None:
    (kept,) = worn_regions(PICTURE, [region("top", LEFT, person=None)])
    assert kept.person is None


def test_two_legs_of_one_person_are_one_pair_of_trousers() -> None:
    (whole,) = worn_regions(PICTURE, [region("trousers", LEFT), region("trousers", RIGHT)])
    assert whole.box.w == pytest.approx(0.22, abs=0.01)
    assert (whole.person, whole.score) == (1, pytest.approx(0.9))


def test_the_same_category_on_two_people_is_two_garments() -> None:
    assert len(worn_regions(PICTURE, [region("trousers", LEFT), region("trousers", RIGHT, person=2)])) == 2


def test_one_cloth_with_two_names_is_one_garment_by_the_larger_s_name() -> None:
    larger = Box(0.3, 0.5, 0.1, 0.45)
    picture = painted((larger, (20, 40, 160)), (RIGHT, (24, 44, 150)))
    (whole,) = worn_regions(picture, [region("skirt", RIGHT), region("shorts", larger)])
    assert whole.category == "shorts"


def test_a_shirt_under_a_jacket_of_another_colour_is_a_garment_of_its_own() -> None:
    picture = painted((LEFT, (20, 40, 160)), (RIGHT, (240, 240, 240)))
    assert len(worn_regions(picture, [region("outerwear", LEFT), region("top", RIGHT)])) == 2


@pytest.mark.parametrize("category", sorted(MIN_SCORES))
def test_what_the_parser_often_gets_wrong_has_to_be_sure(category: str) -> None:
    unsure = MIN_SCORES[category] - 0.01
    assert worn_regions(PICTURE, [region(category, LEFT, score=unsure)]) == []
    assert len(worn_regions(PICTURE, [region(category, LEFT, score=unsure + 0.02)])) == 1


def test_what_is_too_small_to_shop_is_left_out() -> None:
    assert worn_regions(PICTURE, [region("shoes", Box(0.5, 0.5, 0.03, 0.03))]) == []
