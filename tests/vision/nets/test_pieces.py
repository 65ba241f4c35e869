"""Pieces of one garment, put together."""

import numpy as np
import pytest

from vision.masks import span_of
from vision.nets.parsers.pieces import joined, without_scraps
from vision.types import BoolArray, ByteArray

Span = tuple[int, int, int, int]
ORANGE, NAVY = (230, 110, 60), (20, 30, 80)


def piece(left: int, top: int, right: int, bottom: int) -> BoolArray:
    """A rectangle in a picture of 100 by 120 pixels."""
    made = np.zeros((120, 100), dtype=bool)
    made[top:bottom, left:right] = True
    return made


def picture(*painted: tuple[BoolArray, tuple[int, int, int]]) -> ByteArray:
    """Pieces in their colours on grey."""
    made = np.full((120, 100, 3), 128, dtype=np.uint8)
    for where, colour in painted:
        made[where] = colour
    return made


LEFT, RIGHT = piece(20, 20, 40, 80), piece(48, 22, 68, 80)


def test_the_halves_of_an_open_jacket_are_one_garment() -> None:
    (whole,) = joined([LEFT, RIGHT], picture((LEFT, ORANGE), (RIGHT, ORANGE)))
    assert span_of(whole) == (20, 20, 68, 80)


def test_light_and_shade_of_one_colour_are_one_garment() -> None:
    assert len(joined([LEFT, RIGHT], picture((LEFT, ORANGE), (RIGHT, (200, 95, 50))))) == 1


def test_halves_of_other_colours_are_two_garments() -> None:
    assert len(joined([LEFT, RIGHT], picture((LEFT, ORANGE), (RIGHT, NAVY)))) == 2


@pytest.mark.parametrize(
    "other",
    [piece(80, 20, 98, 80), piece(20, 90, 40, 118), piece(44, 70, 64, 118)],
    ids=["far beside", "below", "mostly below"],
)
def test_what_is_not_beside_is_another_garment(other: BoolArray) -> None:
    assert len(joined([LEFT, other], picture((LEFT, ORANGE), (other, ORANGE)))) == 2


def test_three_in_a_row_are_not_one_wide_garment() -> None:
    row = [piece(0, 40, 26, 80), piece(30, 40, 56, 80), piece(60, 40, 86, 80)]
    assert len(joined(row, picture(*((one, ORANGE) for one in row)))) == 2


def test_the_largest_comes_first() -> None:
    small, large = piece(0, 0, 5, 5), piece(50, 50, 90, 110)
    assert [int(one.sum()) for one in joined([small, large], picture())] == [2400, 25]


def test_nothing_is_nothing() -> None:
    assert joined([], picture()) == []


SLEEVE, MAX_SCRAP = piece(20, 20, 60, 80), piece(60, 40, 70, 60)


def test_a_scrap_of_like_colour_is_part_of_what_it_touches() -> None:
    ((category, whole),) = without_scraps(
        [("top", MAX_SCRAP), ("dress", SLEEVE)], picture((SLEEVE, ORANGE), (MAX_SCRAP, ORANGE))
    )
    assert category == "dress" and span_of(whole) == (20, 20, 70, 80)


@pytest.mark.parametrize(
    ("name", "colour", "other"),
    [
        ("top", NAVY, MAX_SCRAP),
        ("shoes", ORANGE, MAX_SCRAP),
        ("top", ORANGE, piece(80, 40, 90, 60)),
        ("top", ORANGE, RIGHT),
    ],
    ids=["another colour", "another group", "far away", "as large"],
)
def test_what_may_be_a_garment_of_its_own_stays(name: str, colour: tuple[int, int, int], other: BoolArray) -> None:
    large = piece(20, 20, 47, 80) if other is RIGHT else SLEEVE
    seen = picture((large, ORANGE), (other, colour))
    assert len(without_scraps([("outerwear", large), (name, other)], seen)) == 2


def test_a_dress_reaches_over_two_groups() -> None:
    below = piece(30, 80, 50, 95)
    seen = picture((SLEEVE, ORANGE), (below, ORANGE))
    assert len(without_scraps([("dress", SLEEVE), ("skirt", below)], seen)) == 1
    assert len(without_scraps([("top", SLEEVE), ("skirt", below)], seen)) == 2


def test_two_shoes_a_step_apart_are_one_pair() -> None:
    left, right = piece(20, 90, 35, 98), piece(50, 100, 62, 110)
    (pair,) = joined([left, right], picture((left, NAVY), (right, NAVY)), paired=True)
    assert span_of(pair) == (20, 90, 62, 110)


@pytest.mark.parametrize("other", [piece(80, 90, 95, 98), piece(50, 90, 53, 92)])
def test_shoes_far_apart_or_of_other_sizes_are_not(other: BoolArray) -> None:
    shoe = piece(20, 90, 35, 98)
    assert len(joined([shoe, other], picture((shoe, NAVY), (other, NAVY)), paired=True)) == 2


def test_shoes_of_other_colours_are_two_peoples() -> None:
    left, right = piece(20, 90, 35, 98), piece(50, 90, 65, 98)
    assert len(joined([left, right], picture((left, NAVY), (right, ORANGE)), paired=True)) == 2
