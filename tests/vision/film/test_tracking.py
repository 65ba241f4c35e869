"""One garment, however often it is seen."""

import time

import numpy as np
import pytest

from vision.film.tracking import MAX_LINK_SECONDS, MIN_LINK, OVERLAP_WEIGHT, Observation, Track, join, link
from vision.language.categories import group_of
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


def plain_link(observations: list[Observation]) -> list[list[Observation]]:
    """The reference: each pair by itself."""
    tracks: list[list[Observation]] = []
    for frame in sorted({one.frame for one in observations}):
        group = [one for one in observations if one.frame == frame]
        pairs = sorted(
            ((affinity(track[-1], one), i, j) for i, track in enumerate(tracks) for j, one in enumerate(group)),
            reverse=True,
        )
        taken: set[int] = set()
        used: set[int] = set()
        for value, i, j in pairs:
            if value >= MIN_LINK and i not in taken and j not in used:
                tracks[i].append(group[j])
                taken.add(i)
                used.add(j)
        tracks += [[one] for j, one in enumerate(group) if j not in used]
    return tracks


def affinity(last: Observation, new: Observation) -> float:
    """Cosine plus half the IoU, within a search group and a few seconds."""
    if group_of(last.category) != group_of(new.category) or new.time - last.time > MAX_LINK_SECONDS:
        return -1.0
    return float(last.vector @ new.vector) + OVERLAP_WEIGHT * last.box.iou(new.box)


@pytest.mark.parametrize("seed", range(20))
def test_random_observations_are_linked_as_pair_by_pair(seed: int) -> None:
    rng = np.random.default_rng(seed)
    observations = [
        seen(frame, rng.normal(size=3).astype(np.float32), float(rng.uniform(0, 0.8)), str(rng.choice(["top", "hat"])))
        for frame in range(30)
        for _ in range(int(rng.integers(0, 6)))
    ]
    assert [track.observations for track in link(observations, 0)] == plain_link(observations)


def test_a_film_of_one_shot_is_linked_in_seconds() -> None:
    rng = np.random.default_rng(1)
    vectors = [unit(rng.normal(size=64).astype(np.float32)) for _ in range(400)]
    observations = [
        seen(frame, vectors[int(rng.integers(400))], float(rng.uniform(0, 0.8)))
        for frame in range(3600)
        for _ in "abcd"
    ]
    began = time.process_time()
    tracks = link(observations, 0)
    assert sum(len(track.observations) for track in tracks) == 4 * 3600
    assert time.process_time() - began < 20


def test_what_comes_long_after_is_another_track_which_looks_alone_join() -> None:
    later = 1 + int(MAX_LINK_SECONDS / 2)
    assert len(link([seen(0), seen(later)], 0)) == 2
    assert len(join(link([seen(0), seen(later)], 0))) == 1
