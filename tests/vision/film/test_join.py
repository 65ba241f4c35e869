"""Joining tracks across shots: equal to the plain algorithm, and quick for a feature film."""

import time
from collections.abc import Sequence

import numpy as np
import pytest

from vision.film.tracking import MIN_JOIN, Observation, Track, join
from vision.language.categories import group_of
from vision.types import Box, FloatArray
from vision.vectors import unit

CATEGORIES = ("top", "outerwear", "trousers", "shoes")


def plain_join(tracks: Sequence[Track]) -> list[Track]:
    """The reference: all pairs anew for each merge, the most similar pair that may be joined first."""
    garments = list(tracks)
    while (pair := most_similar(garments)) is not None:
        first, second = pair
        both = garments[first].observations + garments[second].observations
        shots = garments[first].shots | garments[second].shots
        garments[first] = Track(sorted(both, key=lambda one: one.time), shots)
        del garments[second]
    return garments


def most_similar(garments: Sequence[Track]) -> tuple[int, int] | None:
    vectors = np.stack([garment.vector for garment in garments])
    similarities = np.triu(vectors @ vectors.T, k=1)
    for flat in np.argsort(-similarities, axis=None, kind="stable"):
        first, second = divmod(int(flat), len(garments))
        if similarities[first, second] < MIN_JOIN:
            return None
        if may_be_joined(garments[first], garments[second]):
            return first, second
    return None


def may_be_joined(first: Track, second: Track) -> bool:
    return group_of(first.category) == group_of(second.category) and not first.frames & second.frames


def random_track(rng: np.random.Generator, shot: int, looks: FloatArray, noise: float) -> Track:
    """A track of one to four observations, of one of the looks (n, d); frames are shared with tracks of its shot."""
    number = int(rng.integers(len(looks)))
    names = CATEGORIES[:2] if number % 2 else CATEGORIES[2 + number // 2 % 2 :][:1]
    frames = sorted(rng.choice(4, size=int(rng.integers(1, 5)), replace=False))
    observations = []
    for frame in (4 * shot + int(place) for place in frames):
        vector = unit(looks[number] + noise * np.asarray(rng.normal(size=looks.shape[1]), np.float32))
        box = Box(0.1, 0.1, float(rng.choice([0.1, 0.2, 0.4])), 0.3)
        observations.append(Observation(frame, 2.0 * frame, str(rng.choice(names)), 0.9, box, vector))
    return Track(observations, {shot})


def told(garments: Sequence[Track]) -> list[tuple[list[int], set[int], str]]:
    """Garments as the identities of their observations in order, their shots and categories."""
    return [([id(one) for one in garment.observations], garment.shots, garment.category) for garment in garments]


@pytest.mark.parametrize("seed", range(40))
def test_random_tracks_are_joined_as_the_plain_algorithm_joins_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    looks = unit(rng.normal(size=(int(rng.integers(1, 9)), 12)).astype(np.float32))
    noise = float(rng.choice([0.02, 0.1, 0.16, 0.25]))
    tracks = [random_track(rng, int(rng.integers(8)), looks, noise) for _ in range(int(rng.integers(1, 45)))]
    assert told(join(tracks)) == told(plain_join(tracks))


@pytest.mark.parametrize("seed", range(25))
def test_tracks_of_exactly_equal_looks_are_joined_in_order(seed: int) -> None:
    rng = np.random.default_rng([7, seed])
    looks = np.eye(4, dtype=np.float32)[: int(rng.integers(1, 4))]
    tracks = [random_track(rng, int(rng.integers(5)), looks, 0.0) for _ in range(30)]
    assert told(join(tracks)) == told(plain_join(tracks))


def test_no_tracks_are_no_garments() -> None:
    assert join([]) == []


def test_a_track_that_is_joined_with_none_stays_the_same_object() -> None:
    track = Track([Observation(0, 0.0, "top", 0.9, Box(0, 0, 0.5, 0.5), np.ones(2, np.float32))], {0})
    assert join([track])[0] is track


@pytest.mark.parametrize("looks", [20, 3000])
def test_the_tracks_of_a_feature_film_are_joined_in_seconds(looks: int) -> None:
    rng = np.random.default_rng(3)
    vectors = unit(rng.normal(size=(looks, 128)).astype(np.float32))
    tracks = []
    for number in range(6000):
        vector = unit(vectors[number % looks] + 0.03 * rng.normal(size=128).astype(np.float32))
        box = Box(0.1, 0.1, float(rng.uniform(0.1, 0.5)), 0.3)
        tracks.append(Track([Observation(number // 4, number / 2, "top", 0.9, box, vector)], {number // 4}))
    began = time.process_time()
    garments = join(tracks)
    assert len(garments) == looks
    assert time.process_time() - began < 15, "the plain algorithm takes hours"
