"""Only what somebody wears is kept of a frame, each garment once."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeEmbedder
from vision.film.tracking import Observation, Track
from vision.film.wearing import MIN_SCORES, is_agreed, steady_tracks, worn_regions
from vision.language.zeroshot import ZeroShotClassifier
from vision.types import Box, FloatArray, Region

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
    assert whole.person == 1 and whole.score == pytest.approx(0.9)


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


def observed(frames: list[int], person: int | None, score: float = 0.7) -> Track:
    """A track of shot 0."""
    vector = np.array([1.0, 0.0], dtype=np.float32)
    made = Track([Observation(frame, float(frame), "top", score, LEFT, vector, person) for frame in frames], {0})
    if person is not None:
        made.people = {0: person}
    return made


def test_what_is_found_on_few_of_its_wearer_s_frames_is_not_believed() -> None:
    steady, flicker = observed([1, 2, 3, 4], 1), observed([3], 1)
    assert steady_tracks([steady, flicker], 0) == [steady]


def test_a_wearer_who_is_seen_once_is_believed() -> None:
    assert len(steady_tracks([observed([1, 2, 3, 4], 1), observed([3], 2)], 0)) == 2


@pytest.mark.parametrize(("score", "count"), [(0.7, 1), (0.9, 2)])
def test_one_frame_of_three_is_enough_for_what_is_sure(score: float, count: int) -> None:
    assert len(steady_tracks([observed([1, 2, 3], 1), observed([2], 1, score)], 0)) == count


def test_frames_before_a_garment_came_do_not_count_against_it() -> None:
    assert len(steady_tracks([observed([1, 2, 3, 4, 5, 6], 1), observed([5, 6], 1)], 0)) == 2


def test_where_wearers_are_not_known_all_tracks_stay() -> None:
    assert len(steady_tracks([observed([1, 2, 3], None), observed([3], None)], 0)) == 2


class Encoder(FakeEmbedder):
    """Puts hats at one axis and all else at the other."""

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, 2)."""
        return np.array([[1.0, 0.0] if "hat" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


def test_a_garment_that_the_dual_encoder_does_not_see_is_not_believed() -> None:
    classifier = ZeroShotClassifier(Encoder())
    hat, other = np.array([1.0, 0.0], dtype=np.float32), np.array([0.0, 1.0], dtype=np.float32)
    assert is_agreed("hat", hat, classifier)
    assert not is_agreed("hat", other, classifier)
    assert is_agreed("top", other, classifier)
