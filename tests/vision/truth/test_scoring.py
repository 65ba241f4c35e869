"""The labels are whole, and dots are counted as a person would count them."""

import pytest

from tests.vision.truth.labels import Frame, Garment, Worn, frames, garments
from tests.vision.truth.scoring import Dot, box_at, count, dots_at
from vision.language.categories import CATEGORIES
from vision.types import Box

TOP = Worn(Garment("film", "tee", "ann", "top", ("t-shirt",), ("red",)), Box(0.4, 0.2, 0.2, 0.2), False)
JEANS = Worn(Garment("film", "jeans", "ann", "trousers", ("jeans",), ("blue",)), Box(0.4, 0.4, 0.2, 0.4), False)
WATCH = Worn(Garment("film", "watch", "ann", "watch", ("watch",), ("black",)), Box(0.3, 0.4, 0.02, 0.02), True)
FRAME = Frame("film", 1.0, [TOP, JEANS, WATCH])


def test_every_labelled_garment_is_in_the_picture_and_of_a_known_category() -> None:
    for frame in frames():
        for worn in frame.worn:
            box = worn.box
            assert min(box.x, box.y) >= 0 and box.x + box.w <= 1.03 and box.y + box.h <= 1.03, (frame.film, frame.time)
            assert box.area > 0 and worn.garment.category in CATEGORIES


def test_every_named_garment_is_on_a_frame_and_120_frames_are_labelled() -> None:
    labelled = frames()
    assert {(f.film, one.garment.name) for f in labelled for one in f.worn} == set(garments())
    assert len(labelled) >= 120


def test_a_dot_on_a_garment_of_its_group_is_right() -> None:
    counts = count([(FRAME, [Dot("outerwear", TOP.box), Dot("skirt", JEANS.box)])])
    assert (counts.right, counts.wrong, counts.found, counts.missed) == (2, 0, 2, 0)


def test_a_dot_beside_everything_or_of_another_group_is_wrong() -> None:
    counts = count([(FRAME, [Dot("bag", Box(0.0, 0.0, 0.1, 0.1)), Dot("bag", JEANS.box)])])
    assert (counts.right, counts.wrong, counts.missed) == (0, 2, 2)


def test_a_second_dot_on_one_garment_is_wrong() -> None:
    counts = count([(FRAME, [Dot("top", Box(0.45, 0.25, 0.05, 0.05)), Dot("top", TOP.box)])])
    assert (counts.right, counts.wrong) == (1, 1)
    assert counts.wrong_dots[0][1].box.w == 0.05


def test_an_optional_garment_counts_neither_with_a_dot_nor_without() -> None:
    counts = count([(FRAME, [Dot("watch", WATCH.box)])])
    assert (counts.right, counts.wrong, counts.found, counts.missed) == (0, 0, 0, 2)


def test_boxes_lie_on_the_way_between_those_before_and_after() -> None:
    boxes = [{"t": 0.0, "x": 0.0, "y": 0.2, "w": 0.2, "h": 0.2}, {"t": 2.0, "x": 0.4, "y": 0.2, "w": 0.2, "h": 0.2}]
    assert box_at(boxes, 1.0).x == pytest.approx(0.2)
    assert (box_at(boxes, -1.0).x, box_at(boxes, 3.0).x) == (0.0, 0.4)


def test_a_dot_is_there_while_its_garment_appears() -> None:
    appearance = {"start": 0.0, "end": 2.0, "boxes": [{"t": 0.0, "x": 0.1, "y": 0.1, "w": 0.1, "h": 0.1}]}
    timeline = {"garments": [{"category": "top", "appearances": [appearance]}]}
    assert [dot.category for dot in dots_at(timeline, 1.9)] == ["top"]
    assert dots_at(timeline, 2.0) == []
