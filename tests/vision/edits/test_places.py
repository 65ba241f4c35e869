"""By which place a garment is found again: boxes between boxes, what counts as the same place, and whose part it is."""

from typing import Any

import pytest

from catalog.models import Title
from playback.models import Video
from tests.vision.edits.made import BOXES, garment
from vision.edits.places import MAX_BOXES, Finder, box_at, part_of, place_of
from vision.models import Analysis, Appearance, Garment
from vision.selectors import garments_of

FIRST, LAST = {"x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4}, {"x": 0.5, "y": 0.2, "w": 0.1, "h": 0.2}
SEEN = Appearance(start=2.0, end=6.0, boxes=[FIRST | {"t": 2.5}, LAST | {"t": 4.5}])


@pytest.fixture
def known(db: None) -> Analysis:
    """The reading of a film in which nothing was found yet."""
    video = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=20.0, package_key="k")
    return Analysis.objects.create(video=video, key="k", model="one", parser="p")


@pytest.mark.parametrize(
    ("time", "x", "w"),
    [
        (1.5, 0.1, 0.3),
        (2.5, 0.1, 0.3),
        (3.0, 0.2, 0.25),
        (3.5, 0.3, 0.2),
        (4.5, 0.5, 0.1),
        (5.0, 0.5, 0.1),
        (6.5, 0.5, 0.1),
    ],
)
def test_between_two_boxes_a_garment_is_on_the_line_and_outside_at_the_nearest(time: float, x: float, w: float) -> None:
    box = box_at(SEEN, time)
    assert box is not None and (box.x, box.w) == pytest.approx((x, w))


@pytest.mark.parametrize("time", [1.49, 6.51])
def test_half_a_second_before_and_after_its_time_it_is_nowhere(time: float) -> None:
    assert box_at(SEEN, time) is None


def test_what_has_no_boxes_is_nowhere_and_two_boxes_of_one_moment_are_no_division_by_nothing() -> None:
    assert box_at(Appearance(start=0.0, end=9.0, boxes=[]), 1.0) is None
    twice = Appearance(start=0.0, end=2.0, boxes=[FIRST | {"t": 0.5}, FIRST | {"t": 1.0}, LAST | {"t": 1.0}])
    at = box_at(twice, 1.0)
    assert at is not None and at.x == pytest.approx(0.1)


def boxes(*times: float) -> list[dict[str, float]]:
    """One box at some times."""
    return [FIRST | {"t": time} for time in times]


@pytest.mark.parametrize(
    ("count", "kept"),
    [(0, []), (3, [0, 1, 2]), (8, list(range(8))), (12, [0, 1, 3, 4, 6, 7, 9, 10]), (16, list(range(0, 16, 2)))],
)
def test_a_place_keeps_eight_boxes_at_most_spread_over_the_whole_time(count: int, kept: list[int]) -> None:
    place = place_of(Garment(category="top"), [Appearance(start=0.0, end=20.0, boxes=boxes(*range(count)))])
    assert [box["t"] for box in place["boxes"]] == kept and len(kept) <= MAX_BOXES


def test_a_place_is_in_order_of_time_and_of_the_category_that_was_found() -> None:
    """Rows of one moment come by their keys, so that the same garment has the same place each time."""
    rows = [
        Appearance(pk=9, start=5.0, end=6.0, boxes=boxes(5.0)),
        Appearance(pk=3, start=1.0, end=2.5, boxes=boxes(1.5)),
        Appearance(pk=2, start=1.0, end=2.0, boxes=boxes(1.0)),
    ]
    place = place_of(Garment(category="dress", found_category="top"), rows)
    assert place["spans"] == [[1.0, 2.0], [1.0, 2.5], [5.0, 6.0]]
    assert [box["t"] for box in place["boxes"]] == [1.0, 1.5, 5.0]
    assert place["category"] == "top"


def place(category: str, *seen: dict[str, float]) -> dict[str, Any]:
    """A kept place."""
    return {"category": category, "spans": [], "boxes": list(seen)}


def moved(name: str, by: float, time: float = 1.0) -> dict[str, float]:
    """One of the boxes, shifted by a part of its own width."""
    box = BOXES[name]
    return box | {"x": box["x"] + by * box["w"], "t": time}


@pytest.mark.parametrize(
    ("category", "by", "is_found"),
    # IoU of two equal boxes shifted by d is (1 - d) / (1 + d)
    [("top", 0.53, True), ("top", 0.55, False), ("shoes", 0.24, True), ("shoes", 0.26, False)],
)
def test_a_garment_of_another_group_must_lie_closer(known: Analysis, category: str, by: float, is_found: bool) -> None:
    top = garment(known, "top", [(0.0, 4.0)], BOXES["body"], person=1)
    found = Finder(list(garments_of(known.video))).find(place(category, moved("body", by)))
    assert found == (top if is_found else None)


def test_of_several_garments_the_one_of_the_group_wins_then_the_nearest_then_the_first(known: Analysis) -> None:
    first, second = (garment(known, "top", [(0.0, 4.0)], BOXES["body"], person=number) for number in (1, 2))
    further = garment(known, "top", [(0.0, 4.0)], moved("body", 0.2), person=3)
    exact = garment(known, "shoes", [(0.0, 4.0)], moved("body", 0.1), person=4)
    finder = Finder(list(garments_of(known.video)))
    assert finder.find(place("top", moved("body", 0.1))) == first != second
    assert finder.find(place("top", moved("body", 0.2))) == further
    assert finder.find(place("shoes", moved("body", 0.1))) == exact
    Garment.objects.filter(pk=exact.pk).update(category="top", found_category="shoes")
    assert Finder(list(garments_of(known.video))).find(place("shoes", moved("body", 0.1))) == exact


def test_overlaps_are_means_over_all_kept_boxes(known: Analysis) -> None:
    """A garment that is there at one of four kept times is another one."""
    top = garment(known, "top", [(0.0, 4.0)], BOXES["body"], person=1)
    finder = Finder(list(garments_of(known.video)))
    times = (1.0, 2.0, 7.0, 8.0)
    assert finder.find(place("top", *(moved("body", 0.0, time) for time in times))) == top
    assert finder.find(place("top", *(moved("body", 0.0, time) for time in (1.0, 7.0, 8.0, 9.0)))) is None


def test_two_appearances_at_once_count_by_the_nearer_one(known: Analysis) -> None:
    """A garment in a mirror is there twice; its place is that of the nearer, not of the last row."""
    top = garment(known, "top", [(0.0, 4.0)], BOXES["body"], person=1)
    Appearance.objects.create(garment=top, start=0.0, end=4.0, boxes=[moved("body", 0.6)])
    Appearance.objects.create(garment=top, start=0.0, end=4.0, boxes=[])
    finder = Finder(list(garments_of(known.video)))
    assert finder.find(place("top", moved("body", 0.0), moved("body", 0.55, 2.0))) == top
    assert finder.find(place("top", moved("body", 0.1))) == top
    assert top.pk in finder and top.pk + 1 not in finder


@pytest.mark.parametrize("time", [2.51, 3.0, 6.0, 6.49])
def test_an_appearance_is_found_in_all_of_its_seconds_and_the_half_around_them(known: Analysis, time: float) -> None:
    top = garment(known, "top", [(3.01, 5.99)], BOXES["body"], person=1)
    assert Finder(list(garments_of(known.video))).find(place("top", moved("body", 0.0, time))) == top


@pytest.mark.parametrize(
    ("start", "end", "is_part"),
    [
        *((0.0, 4.0, False), (0.1, 4.0, True), (2.0, 4.0, True), (3.0, 10.0, False)),  # the greater part, not half
        *((3.0, 7.0, True), (4.5, 5.5, False)),  # both spans together; between them
        *((2.0, 2.0, True), (4.0, 4.0, True), (4.5, 4.5, False), (1.9, 1.9, False)),  # moments
    ],
)
def test_an_appearance_is_part_of_a_place_if_most_of_it_lies_within(start: float, end: float, is_part: bool) -> None:
    row = Appearance(start=start, end=end)
    assert part_of({"spans": [[2.0, 4.0], [5.0, 7.5]]}, [row]) == ([row] if is_part else [])
