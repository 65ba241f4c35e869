"""One garment, however often it is seen."""

import numpy as np

from vision.film.tracking import Observation, Track, join, link
from vision.types import Box
from vision.vectors import unit

RED, BLUE = np.array([1, 0, 0], np.float32), np.array([0, 0, 1], np.float32)


def seen(
    frame: int, vector: np.ndarray = RED, x: float = 0.1, category: str = "top", score: float = 0.9
) -> Observation:
    """An observation; frames are two seconds apart."""
    return Observation(frame, 2.0 * frame, category, score, Box(x, 0.1, 0.2, 0.3), unit(vector))


def test_a_garment_seen_twice_in_a_shot_is_one_track() -> None:
    tracks = link([seen(0), seen(1, x=0.3)], shot=0)
    assert [len(track.observations) for track in tracks] == [2]


def test_two_garments_of_a_frame_are_never_one() -> None:
    tracks = link([seen(0, x=0.1), seen(0, x=0.6), seen(1, x=0.1), seen(1, x=0.6)], shot=0)
    assert sorted({s.box.x for s in track.observations} == {0.1} for track in tracks) == [False, True]
    assert all(len(track.frames) == 2 for track in tracks)


def test_another_colour_or_kind_is_another_track() -> None:
    assert len(link([seen(0), seen(1, BLUE, x=0.7)], 0)) == 2
    assert len(link([seen(0), seen(1, category="shoes")], 0)) == 2


def test_neighbour_categories_are_one_garment_and_the_surer_name_wins() -> None:
    tracks = link([seen(0, category="outerwear", score=0.6), seen(1, score=0.9), seen(2, score=0.9)], 0)
    assert len(tracks) == 1 and tracks[0].category == "top"


def test_tracks_of_like_garments_join_across_shots() -> None:
    garments = join([*link([seen(0)], 0), *link([seen(5)], 1), *link([seen(6, BLUE)], 2)])
    assert sorted(sorted(garment.shots) for garment in garments) == [[0, 1], [2]]


def test_tracks_seen_together_do_not_join_however_like() -> None:
    assert len(join(link([seen(0, x=0.1), seen(0, x=0.6)], 0))) == 2


def test_good_views_weigh_more_in_the_pooled_vector() -> None:
    track = Track([seen(0, score=0.9), seen(1, BLUE, score=0.3)], {0})
    assert track.vector[0] > 2 * track.vector[2] > 0
    assert np.isclose(np.linalg.norm(track.vector), 1.0) and track.best.frame == 0
