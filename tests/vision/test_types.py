"""Boxes and vectors."""

import numpy as np
import pytest

from vision.language.categories import CATEGORIES, GROUPS, PARTS, group_of
from vision.types import Box
from vision.vectors import pack, unit, unpack


def test_boxes_overlap_as_much_as_they_share() -> None:
    box = Box(0.0, 0.0, 0.5, 0.5)
    assert box.iou(box) == 1.0
    assert box.iou(Box(0.25, 0.0, 0.5, 0.5)) == pytest.approx(1 / 3)
    assert box.iou(Box(0.6, 0.6, 0.1, 0.1)) == 0.0


def test_a_box_has_at_least_one_pixel_inside_the_picture() -> None:
    assert Box(0.999, 0.999, 0.0, 0.0).pixels(100, 50) == (99, 49, 100, 50)
    assert Box(0.25, 0.5, 0.5, 0.5).pixels(100, 50) == (25, 25, 75, 50)


def test_a_vector_survives_the_database_to_half_precision() -> None:
    vector = unit(np.array([0.3, -0.4, 0.5], dtype=np.float32))
    assert np.allclose(unpack(pack(vector)), vector, atol=1e-3)
    assert unpack(memoryview(pack(vector))).dtype == np.float32


def test_a_zero_vector_stays_zero() -> None:
    assert not unit(np.zeros((1, 3), dtype=np.float32)).any()


def test_every_category_is_searched_in_exactly_one_group() -> None:
    assert sorted(c for members in GROUPS.values() for c in members) == sorted(CATEGORIES)
    assert all(group_of(category) for category in CATEGORIES) and group_of("hair") == ""
    assert PARTS[0] == "background" and len(PARTS) == len(CATEGORIES) + 3
