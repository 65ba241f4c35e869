"""Which regions of a frame are one garment, what their union says, and which limits are met exactly."""

from itertools import permutations

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeEmbedder
from tests.vision.film.test_wearing import PICTURE, observed, painted, region
from vision.film.tracking import Track
from vision.film.wearing import (
    MIN_AREA,
    MIN_CHANCE,
    MIN_CHANCES,
    MIN_SCORE,
    MIN_SCORES,
    SURE_SCORE,
    is_agreed,
    steady_tracks,
    worn_regions,
)
from vision.images.wearable import QUESTION
from vision.language.zeroshot import Question, ZeroShotClassifier
from vision.types import Box, FloatArray, Region

BLUE, WHITE = (20, 40, 160), (240, 240, 240)
PLACES = [Box(0.1 + 0.2 * number, 0.2, 0.1, 0.2 + 0.1 * number) for number in range(3)]


@pytest.mark.parametrize(
    ("names", "colours", "people", "count"),
    [
        (("trousers", "skirt"), (BLUE, BLUE), (1, 1), 1),
        (("trousers", "skirt"), (BLUE, WHITE), (1, 1), 2),
        (("trousers", "trousers"), (BLUE, WHITE), (1, 1), 1),  # one category: whatever the colours
        (("trousers", "trousers"), (BLUE, BLUE), (1, 2), 2),
        (("trousers", "trousers"), (BLUE, BLUE), (None, None), 2),  # two people, for all that is known
        (("trousers", "trousers"), (BLUE, BLUE), (1, None), 2),
        (("trousers", "top"), (BLUE, BLUE), (1, 1), 2),  # two search groups
        (("shoes", "trousers"), (BLUE, BLUE), (1, 1), 2),
    ],
)
def test_regions_are_one_garment_by_person_then_category_then_cloth(
    names: tuple[str, str], colours: tuple[tuple[int, int, int], ...], people: tuple[int | None, ...], count: int
) -> None:
    picture = painted(*zip(PLACES, colours, strict=False))
    regions = [region(*one) for one in zip(names, PLACES, people, strict=False)]
    assert len(worn_regions(picture, regions)) == len(worn_regions(picture, regions[::-1])) == count


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_union_is_the_same_in_whatever_order_its_parts_are_found(order: tuple[int, ...]) -> None:
    picture = painted(*((place, BLUE) for place in PLACES))
    parts = [region(name, box, score=score) for name, box, score in zip(
        ("shorts", "skirt", "trousers"), PLACES, (0.9, 0.6, 0.75), strict=True
    )]  # fmt: skip
    (whole,) = worn_regions(picture, [parts[place] for place in order])
    assert (whole.category, whole.person) == ("trousers", 1)
    assert whole.score == pytest.approx(np.average([0.9, 0.6, 0.75], weights=[2, 3, 4]), abs=1e-6)
    assert [whole.box.x, whole.box.w] == pytest.approx([0.1, 0.5], abs=0.01)
    assert whole.mask is not None and whole.mask.mean() == pytest.approx(0.45, abs=0.01), (
        "the parts, and not what is between them"
    )


def test_the_chances_of_a_union_are_those_of_its_parts_by_area() -> None:
    boxes = Box(0.1, 0.1, 0.1, 0.2), Box(0.3, 0.1, 0.1, 0.6)
    said = {"trousers": 1.0}, {"trousers": 0.2, "skirt": 0.8}
    parts = [Region("trousers", 0.9, *one, 1, chances) for one, chances in zip(
        [(box, None) for box in boxes], said, strict=True
    )]  # fmt: skip
    (whole,) = worn_regions(PICTURE, parts)
    assert whole.chances["trousers"] == pytest.approx(0.4) and whole.chances["skirt"] == pytest.approx(0.6)


def test_the_surest_garment_comes_first_however_large_others_are() -> None:
    found = worn_regions(
        PICTURE, [region(name, box, 1, score) for name, box, score in zip(
            ("shoes", "top", "trousers"), PLACES, (0.7, 0.95, 0.8), strict=True
        )]
    )  # fmt: skip
    assert [one.category for one in found] == ["top", "trousers", "shoes"]


def test_two_unsure_halves_are_no_surer_as_a_whole_and_a_sure_one_carries_a_small_unsure_one() -> None:
    small, large = Box(0.1, 0.1, 0.02, 0.04), Box(0.3, 0.1, 0.2, 0.6)
    unsure = MIN_SCORE - 0.02
    assert worn_regions(PICTURE, [region("top", one, score=unsure) for one in (small, large)]) == []
    assert worn_regions(PICTURE, [region("top", small, score=0.1), region("top", large)])[0].box.w > 0.35


@pytest.mark.parametrize(
    ("category", "score", "area", "is_kept"),
    [
        ("top", MIN_SCORE, 0.1, True),
        ("top", MIN_SCORE - 1e-6, 0.1, False),
        ("hat", MIN_SCORES["hat"], 0.1, True),
        ("hat", MIN_SCORES["hat"] - 1e-6, 0.1, False),
        ("top", 0.9, MIN_AREA, True),
        ("top", 0.9, MIN_AREA - 1e-6, False),
    ],
)
def test_a_region_at_the_least_score_and_area_is_kept(category: str, score: float, area: float, is_kept: bool) -> None:
    assert bool(worn_regions(PICTURE, [region(category, Box(0, 0, 1, area), 1, score)])) == is_kept


class Saying(ZeroShotClassifier):
    """Gives some chances for what they are asked of."""

    def __init__(self, chances: dict[str, float]) -> None:
        super().__init__(FakeEmbedder())
        self._chances = chances

    def probabilities(self, vectors: FloatArray, question: Question) -> FloatArray:
        """Those chances, 0 for other answers."""
        assert question is QUESTION and vectors.shape == (1, 2)
        return np.array([[self._chances.get(answer, 0.0) for answer in question.answers]])


@pytest.mark.parametrize(
    ("category", "chances", "is_believed"),
    [
        ("hat", {"hat": MIN_CHANCES["hat"]}, True),
        ("hat", {"hat": MIN_CHANCES["hat"] - 0.001}, False),
        ("hat", {"scarf": 1.0}, False),
        ("outerwear", {"top": 0.125, "dress": 0.125}, True),  # the sum of the search group
        ("outerwear", {"top": 0.1, "skirt": 0.9}, False),
        ("top", {"suit": MIN_CHANCE}, True),
        ("top", {"suit": MIN_CHANCE / 2}, False),
        ("scarf", {"tie": 0.3}, True),
        ("tie", {"scarf": 0.02}, True),  # a tie needs no more than others
    ],
)
def test_a_garment_is_believed_from_a_chance_of_its_search_group(
    category: str, chances: dict[str, float], is_believed: bool
) -> None:
    assert is_agreed(category, np.ones(2, np.float32), Saying(chances)) == is_believed


@pytest.mark.parametrize(
    ("found", "shown", "score", "is_kept"),
    [
        ([2], [1, 2], 0.7, True),  # half of two
        ([2], [1, 2, 3], 0.7, False),
        ([2, 4], [1, 2, 3, 4, 5], 0.7, False),
        ([2, 4], [2, 3, 4, 5], 0.7, True),
        ([5], [1, 2, 3, 5], 0.7, True),  # those further away do not count: the one before was not shown
        ([5], [3, 4, 5, 7], 0.7, True),
        ([5], [4, 5, 6], 0.7, False),
        ([5], [4, 5, 6], SURE_SCORE, True),
        ([5], [4, 5, 6], SURE_SCORE - 0.001, False),
    ],
)
def test_a_garment_has_to_be_found_on_half_of_the_frames_around(
    found: list[int], shown: list[int], score: float, is_kept: bool
) -> None:
    """The score is the best view's; another person's frames do not count."""
    crowd = observed(list(range(9)), 2)
    asked = observed(found, 1, score)
    for tracks in ([asked, observed(shown, 1), crowd], [crowd, observed(shown, 1), asked]):
        assert (asked in steady_tracks(tracks, 0)) == is_kept


def test_the_wearer_of_another_shot_says_nothing_of_this_one() -> None:
    elsewhere = Track(observed([2], 1).observations, {1}, people={1: 1})
    assert steady_tracks([elsewhere, observed([1, 2, 3], 1)], 0)[0] is elsewhere


@pytest.mark.parametrize(
    ("size", "shape"), [((3200, 1600), (128, 64)), ((160, 90), (72, 32)), ((90, 160), (128, 18)), ((900, 1), (1, 64))]
)
def test_large_frames_are_joined_small_and_small_ones_as_they_are(
    size: tuple[int, int], shape: tuple[int, int]
) -> None:
    """Height and width of the union's mask: of a fifth of the frame's width, and four fifths of its height."""
    parts = [region("top", Box(0.5, 0.1, 0.1, 0.8)), region("top", Box(0.6, 0.1, 0.1, 0.8))]
    (whole,) = worn_regions(Image.new("RGB", size), parts)
    assert whole.mask is not None
    assert whole.mask.shape == (pytest.approx(shape[0], abs=1), pytest.approx(shape[1], abs=1))
