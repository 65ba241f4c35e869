"""Who wears what, through the frames of a shot and through the shots of a film."""

import numpy as np

from vision.film.people import joined_by_people, people_numbered
from vision.film.tracking import Observation, Track
from vision.types import Box, FloatArray
from vision.vectors import unit

BOX = Box(0.4, 0.2, 0.2, 0.3)


def vector(*parts: float) -> FloatArray:
    """A unit vector of four dimensions."""
    return unit(np.array([*parts, *[0.0] * (4 - len(parts))], dtype=np.float32))


def track(category: str, people: dict[int, int | None], shot: int = 0, look: FloatArray | None = None) -> Track:
    """A track with an observation a frame, on the person of each frame."""
    seen = [
        Observation(frame, float(frame), category, 0.9, BOX, vector(1) if look is None else look, person)
        for frame, person in people.items()
    ]
    return Track(seen, {shot})


def numbers(*tracks: Track, shot: int = 0) -> list[int | None]:
    """The persons of tracks of one shot."""
    people_numbered(tracks, shot, 1)
    return [one.people.get(shot) for one in tracks]


def test_what_is_seen_on_one_person_is_one_person_s() -> None:
    assert numbers(track("top", {1: 1, 2: 1}), track("trousers", {1: 1})) == [1, 1]


def test_what_is_seen_on_two_people_in_one_frame_is_two_people_s() -> None:
    assert numbers(track("top", {1: 1}), track("top", {1: 2})) == [1, 2]


def test_numbers_of_one_frame_say_nothing_of_another_frame() -> None:
    first, second = track("top", {1: 1, 2: 2}), track("dress", {1: 2, 2: 1})
    assert numbers(first, second, track("trousers", {2: 2})) == [1, 2, 1]


def test_two_people_are_not_one_by_way_of_a_third_garment() -> None:
    bag = track("bag", {1: 1, 2: 2})
    found = numbers(track("top", {1: 1, 2: 1}), track("dress", {1: 2, 2: 2}), bag)
    assert found[0] != found[1]


def test_where_the_parser_does_not_tell_there_is_no_number() -> None:
    assert numbers(track("top", {1: None}), track("trousers", {1: None})) == [None, None]


def test_numbers_go_on_from_shot_to_shot() -> None:
    assert people_numbered([track("top", {1: 1}), track("top", {1: 2})], 0, 5) == 7


def outfit(shot: int, person: int, look: FloatArray) -> Track:
    """A top of somebody in a shot."""
    made = track("top", {shot: 1}, shot, look)
    made.people = {shot: person}
    return made


def common(people: dict[int, int]) -> Track:
    """Trousers that are one garment in several shots already."""
    made = Track([*track("trousers", dict.fromkeys(people, 1)).observations], set(people))
    made.people = people
    return made


ALIKE = (vector(1), vector(0.78, 0.6))
"""Two looks of a garment, less alike than one garment is asked to be for itself."""


def test_what_one_person_wears_in_two_shots_is_one_garment_though_less_alike() -> None:
    found = joined_by_people([outfit(0, 1, ALIKE[0]), outfit(1, 2, ALIKE[1]), common({0: 1, 1: 2})])
    assert [one.category for one in found] == ["top", "trousers"]
    assert (found[0].shots, found[0].people) == ({0, 1}, {0: 1, 1: 2})


def test_without_another_garment_in_common_they_stay_two() -> None:
    assert len(joined_by_people([outfit(0, 1, ALIKE[0]), outfit(1, 2, ALIKE[1])])) == 2


def test_what_does_not_look_alike_stays_two() -> None:
    assert len(joined_by_people([outfit(0, 1, vector(1)), outfit(1, 2, vector(0, 1)), common({0: 1, 1: 2})])) == 3
