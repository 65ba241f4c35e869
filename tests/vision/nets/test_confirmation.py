"""Whom the parser takes for somebody, and another network does not, is nobody."""

from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from tests.vision.nets.test_people import HEIGHT, WIDTH, body, chances
from vision.film.looking import look
from vision.nets.parsers.confirmation import confirmed
from vision.nets.parsers.regions import regions_of
from vision.types import NOBODY, AnyArray, FloatArray, Region


def two_people() -> AnyArray:
    """One on the left, one on the right."""
    people = np.zeros((20, 40), dtype=np.int32)
    people[5:15, 5:15], people[5:15, 25:35] = 1, 2
    return people


def cells(left: float, right: float) -> FloatArray:
    """Chances that somebody is in the left and in the right half, coarser than the map of people."""
    found = np.full((5, 10), left, dtype=np.float32)
    found[:, 5:] = right
    return found


@pytest.mark.parametrize(
    ("left", "right", "kept"),
    [(0.9, 0.9, {1, 2}), (0.9, 0.1, {1}), (0.1, 0.9, {2}), (0.1, 0.1, set()), (0.35, 0.25, {1})],
)
def test_each_person_is_judged_alone(left: float, right: float, kept: set[int]) -> None:
    assert set(np.unique(confirmed(two_people(), cells(left, right)))) - {NOBODY} == kept


def test_the_numbers_of_those_who_stay_are_the_same() -> None:
    people = two_people()
    assert np.array_equal(confirmed(people, cells(0.1, 0.9)) == 2, people == 2)


def test_a_person_whose_silhouette_runs_into_the_floor_is_still_one() -> None:
    people = np.ones((20, 40), dtype=np.int32)
    there = np.zeros((20, 40), dtype=np.float32)
    there[:, 18:24] = 0.8
    assert there.mean() < 0.3
    assert (confirmed(people, there) == 1).all()


def test_a_picture_without_people_stays_so() -> None:
    assert not confirmed(np.zeros((20, 40), dtype=np.int32), cells(0.9, 0.9)).any()


def test_garments_on_what_is_nobody_have_no_wearer() -> None:
    seen = chances([*body(50), *body(150, "skirt")])
    there = np.zeros((8, 12), dtype=np.float32)
    there[:, :6] = 0.9
    worn = {region.category: region.person for region in regions_of(seen, presence=there)}
    assert worn["trousers"] != NOBODY
    assert worn["skirt"] == NOBODY


def test_without_a_second_look_everybody_stays() -> None:
    assert NOBODY not in {region.person for region in regions_of(chances(body(50)))}


@dataclass
class Asked:
    """A parser that remembers whether only what people wear was asked for."""

    stamp: str = "asked"
    worn: bool = False

    def parse(self, images: list[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        self.worn = worn
        return [[] for _ in images]


class NoEmbedder:
    """An embedder that is given nothing."""

    def embed_images(self, images: list[Image.Image]) -> FloatArray:
        assert not images
        return np.zeros((0, 4), dtype=np.float32)


def test_a_film_asks_only_for_what_people_wear() -> None:
    parser = Asked()
    assert look([Image.new("RGB", (WIDTH, HEIGHT))], parser, NoEmbedder()) == [[]]  # type: ignore[arg-type]
    assert parser.worn
