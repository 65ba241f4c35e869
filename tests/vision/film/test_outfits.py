"""Whose garments look alike: one person's in two shots, or two people's."""

import numpy as np
import pytest

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


NEAR = vector(0.72001, float(np.sqrt(1 - 0.72001**2)))
"""As like to red as what speaks for one person has to be; ``HALF`` speaks neither way, and ``FAR`` for two."""
HALF, FAR = (vector(cosine, float(np.sqrt(1 - cosine**2))) for cosine in (0.6, 0.49999))


@pytest.mark.parametrize(
    ("here", "there", "is_other"),
    [
        ({}, {}, False),
        ({"top": RED}, {"shoes": RED}, False),  # nothing of both is known
        ({"top": RED}, {"top": FAR}, True),
        ({"top": RED}, {"top": HALF}, False),
        ({"top": RED}, {"top": NEAR}, False),
        ({"top": RED, "shoes": RED}, {"top": FAR, "shoes": NEAR}, False),  # one against one
        ({"top": RED, "shoes": RED, "hat": RED}, {"top": FAR, "shoes": NEAR, "hat": FAR}, True),
        ({"top": RED, "shoes": RED, "hat": RED}, {"top": FAR, "shoes": NEAR, "hat": NEAR}, False),
        ({"top": RED, "shoes": RED}, {"top": FAR, "shoes": HALF}, True),
        ({"belt": RED}, {"belt": FAR}, False),  # too small to tell people apart
        ({"skirt": RED}, {"skirt": FAR}, False),  # what is asked about does not count
    ],
)
def test_two_wearers_differ_where_more_of_what_they_wear_does_than_not(
    here: dict[str, FloatArray], there: dict[str, FloatArray], is_other: bool
) -> None:
    """In either order of the two: what is known of a pair is kept."""
    asked = worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", ALIKE)
    others = [worn(shot, shot + 1, *one) for shot, some in enumerate((here, there)) for one in some.items()]
    outfits = Outfits([*asked, *others])
    assert outfits.differ([asked[0]], [asked[1]]) == outfits.differ([asked[1]], [asked[0]]) == is_other


def test_the_nearest_of_several_things_worn_above_says_whether_they_agree() -> None:
    here, there = worn(0, 1, "trousers", BLACK), worn(1, 2, "trousers", ALIKE)
    tops = [worn(0, 1, "top", BLUE), worn(0, 1, "outerwear", RED), worn(1, 2, "top", RED)]
    assert not Outfits([here, there, *tops]).differ([here], [there])


def test_wearers_of_the_first_five_tracks_are_compared_and_no_more() -> None:
    """A crowd in like trousers: the sixth pair of a garment does not speak."""
    pair = [worn(shot, 1, "trousers", BLACK) for shot in range(6)]
    other, top = worn(9, 2, "trousers", ALIKE), worn(9, 2, "top", FAR)
    assert not Outfits([*pair, other, top, worn(5, 1, "top", RED)]).differ(pair, [other])
    assert Outfits([*pair, other, top, worn(4, 1, "top", RED)]).differ(pair, [other])
