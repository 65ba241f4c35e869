"""Whose garments look alike: one person's in two shots, or two people's."""

import numpy as np

from tests.vision.film.test_people import BOX, vector
from vision.film.outfits import Outfits
from vision.film.tracking import MIN_JOIN, SURE, Observation, Track, join
from vision.types import FloatArray

RED, BLUE, BLACK = vector(1), vector(0, 1), vector(0, 0, 1)
ALIKE = vector(0, 0, 0.88, float(np.sqrt(1 - 0.88**2)))
"""Like black trousers, as other black trousers are: enough to be joined by looks alone."""


def worn(shot: int, person: int, category: str, look: FloatArray) -> Track:
    """What a person of a shot wears, seen once."""
    made = Track([Observation(shot, float(shot), category, 0.9, BOX, look, person)], {shot})
    made.people = {shot: person}
    return made


def garments(*tracks: Track) -> list[str]:
    """The categories of what tracks are joined to."""
    return sorted(one.category for one in join(tracks, Outfits(tracks).differ))


def test_the_looks_are_between_what_is_joined_and_what_is_sure() -> None:
    assert MIN_JOIN < float(BLACK @ ALIKE) < SURE


def test_two_people_in_like_trousers_wear_two_pairs() -> None:
    first, second = worn(0, 1, "top", RED), worn(1, 2, "top", BLUE)
    assert garments(first, second, worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", ALIKE)).count("trousers") == 2


def test_one_person_in_two_shots_wears_one_pair() -> None:
    first, second = worn(0, 1, "top", RED), worn(1, 2, "top", RED)
    assert garments(first, second, worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", ALIKE)) == ["top", "trousers"]


def test_what_can_hardly_be_told_apart_is_one_whoever_wears_it() -> None:
    first, second = worn(0, 1, "top", RED), worn(1, 2, "top", BLUE)
    assert garments(first, second, worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", BLACK)).count("trousers") == 1


def test_what_nothing_else_is_seen_with_is_joined_by_its_looks() -> None:
    assert garments(worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", ALIKE)) == ["trousers"]


def test_an_open_jacket_over_the_same_shirt_is_worn_by_the_same_person() -> None:
    first = [worn(0, 1, "top", RED), worn(0, 1, "outerwear", BLUE), worn(0, 1, "trousers", BLACK)]
    second = [worn(1, 2, "top", RED), worn(1, 2, "trousers", ALIKE)]
    assert garments(*first, *second).count("trousers") == 1
