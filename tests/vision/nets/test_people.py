"""Which person of a label map wears what: silhouettes, heads, and the order of a body."""

import numpy as np
import pytest

from vision.language.categories import PARTS
from vision.nets.parsers.people import in_order, people_of
from vision.nets.parsers.regions import regions_of
from vision.types import NOBODY, ByteArray, FloatArray

HEIGHT, WIDTH = 120, 200
Patch = tuple[str, int, int, int, int]
"""A part, and its left, top, right, bottom in pixels."""


def body(x: int, lower: str = "trousers") -> list[Patch]:
    """Somebody 40 pixels wide around ``x``."""
    return [
        ("hair", x - 7, 6, x + 7, 14),
        ("skin", x - 6, 14, x + 6, 24),
        ("top", x - 18, 24, x + 18, 60),
        (lower, x - 14, 60, x + 14, 104),
        ("shoes", x - 14, 104, x + 14, 112),
    ]


def labels_of(patches: list[Patch]) -> ByteArray:
    labels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    for part, left, top, right, bottom in patches:
        labels[top:bottom, left:right] = PARTS.index(part)
    return labels


def chances(patches: list[Patch]) -> FloatArray:
    """Chances that are sure of the patches."""
    labels = labels_of(patches)
    found = np.full((len(PARTS), HEIGHT, WIDTH), 0.02 / len(PARTS), dtype=np.float32)
    np.put_along_axis(found, labels[None].astype(np.int64), 0.98, axis=0)
    return np.asarray(found / found.sum(axis=0), dtype=np.float32)


def wearers(patches: list[Patch]) -> dict[str, set[int | None]]:
    """Category → the numbers of those who wear a region of it."""
    found: dict[str, set[int | None]] = {}
    for region in regions_of(chances(patches)):
        found.setdefault(region.category, set()).add(region.person)
    return found


def test_what_one_person_wears_has_one_number() -> None:
    assert wearers(body(60)) == {"top": {1}, "trousers": {1}, "shoes": {1}}


def test_two_people_beside_each_other_have_two_numbers() -> None:
    assert wearers([*body(50), *body(150, "skirt")]) == {"top": {1, 2}, "trousers": {1}, "skirt": {2}, "shoes": {1, 2}}


def test_two_people_who_touch_are_two_by_their_heads() -> None:
    people = people_of(chances([*body(60), *body(94)]))
    assert people[40, 50] != people[40, 105]
    assert NOBODY not in (people[40, 50], people[40, 105])


def test_no_region_reaches_over_two_people() -> None:
    tops = [one for one in regions_of(chances([*body(60), *body(94)])) if one.category == "top"]
    assert len(tops) == 2 and all(top.box.w < 0.25 for top in tops)


def test_hair_on_both_sides_of_a_face_is_one_head() -> None:
    framed = [("hair", 48, 10, 54, 40), ("skin", 54, 10, 74, 26), ("hair", 74, 10, 80, 40), ("top", 46, 40, 82, 80)]
    assert set(np.unique(people_of(chances(framed)))) == {NOBODY, 1}


@pytest.mark.parametrize(
    "thing",
    [
        [("trousers", 20, 20, 40, 110)],
        [("hat", 100, 20, 130, 30), ("top", 90, 30, 150, 80)],
        [("shoes", 60, 60, 120, 100), ("skin", 55, 60, 60, 70)],
    ],
    ids=["a pillar", "a table before a wall", "a dog"],
)
def test_what_is_no_person_wears_nothing(thing: list[Patch]) -> None:
    assert {number for numbers in wearers(thing).values() for number in numbers} == {NOBODY}


def test_things_beside_a_person_are_not_worn() -> None:
    found = wearers([*body(60), ("skirt", 120, 60, 190, 110)])
    assert found["skirt"] == {NOBODY} and found["trousers"] == {1}


def test_a_small_piece_close_to_a_person_is_that_person_s() -> None:
    patches = [*body(60)[:-1], ("shoes", 46, 106, 74, 112)]
    assert wearers(patches)["shoes"] == {1}


@pytest.mark.parametrize(
    ("part", "box", "is_worn"),
    [
        ("shoes", (53, 26, 67, 34), False),
        ("scarf", (53, 24, 67, 30), True),
        ("bag", (40, 70, 60, 90), True),
        ("hat", (53, 90, 67, 100), False),
    ],
    ids=["shoes on the chest", "a scarf below the head", "a bag anywhere", "a hat at the knees"],
)
def test_garments_lie_where_a_body_has_them(part: str, box: tuple[int, int, int, int], is_worn: bool) -> None:
    labels = labels_of([*body(60), (part, *box)])
    piece = labels == PARTS.index(part)
    piece[:, :] = False
    piece[box[1] : box[3], box[0] : box[2]] = True
    assert in_order(piece, part, labels, labels != 0) is is_worn


def test_long_hair_from_behind_is_no_scarf() -> None:
    seen = [("scarf", 50, 6, 70, 34), ("top", 42, 34, 78, 70), ("trousers", 46, 70, 74, 104), ("skin", 78, 60, 84, 68)]
    assert wearers(seen)["scarf"] == {NOBODY}
