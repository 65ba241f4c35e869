"""Who wears what through a film: garments of one person are tied to each other, within a shot and across shots.

A parser numbers the people of each frame. Tracks that are seen on one person in the same frames are that person's; two
that are seen on two people in one frame never are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from vision.film.tracking import Track
from vision.language.categories import group_of
from vision.types import FloatArray

MIN_SAME_PERSON = 0.72
"""Least cosine of two tracks' vectors to be one garment where their wearers have another garment in common."""


def people_numbered(tracks: Sequence[Track], shot: int, first: int) -> int:
    """Write the person who wears each track of a shot into ``people``, numbered from ``first``; returns the next.

    Tracks of a parser that does not tell persons apart are left without.
    """
    told = [track for track in tracks if any(one.person is not None for one in track.observations)]
    together, apart = _seen(told)
    groups = [{place} for place in range(len(told))]
    for (one, other), _ in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        here, there = (next(group for group in groups if place in group) for place in (one, other))
        if here is not there and not any(_differs(together, apart, a, b) for a in here for b in there):
            here |= there
            groups.remove(there)
    for number, group in enumerate(groups, start=first):
        for place in group:
            told[place].people[shot] = number
    return first + len(groups)


Pairs = Counter[tuple[int, int]]


def _seen(tracks: Sequence[Track]) -> tuple[Pairs, Pairs]:
    """How many frames show each pair of tracks on one person, and on two."""
    together, apart = Pairs(), Pairs()
    worn = [{one.frame: one.person for one in track.observations} for track in tracks]
    for one, other in combinations(range(len(tracks)), 2):
        for frame in worn[one].keys() & worn[other].keys():
            (together if worn[one][frame] == worn[other][frame] else apart)[one, other] += 1
    return together, apart


def _differs(together: Pairs, apart: Pairs, one: int, other: int) -> bool:
    pair = min(one, other), max(one, other)
    return apart[pair] > together[pair]


def joined_by_people(garments: Sequence[Track]) -> list[Track]:
    """Join garments that one person wears in several shots, though they look less alike than ``join`` asks for.

    Two people are one where a garment of theirs is one already; the rest of what they wear needs less likeness then.
    """
    left = list(garments)
    while (pair := _next_pair(left)) is not None:
        first, second = pair
        left[left.index(first)] = _united(first, second)
        left.remove(second)
    return left


def _next_pair(garments: Sequence[Track]) -> tuple[Track, Track] | None:
    """The most similar two garments of wearers who have another garment in common."""
    best: tuple[float, Track, Track] | None = None
    vectors = {id(one): one.vector for one in garments}
    for first, second in _candidates(garments):
        cosine = _cosine(vectors[id(first)], vectors[id(second)])
        if cosine >= MIN_SAME_PERSON and (best is None or cosine > best[0]):
            best = cosine, first, second
    return None if best is None else best[1:]


def _candidates(garments: Sequence[Track]) -> Iterator[tuple[Track, Track]]:
    wearers = [set(garment.people.items()) for garment in garments]
    linked = _linked(wearers)
    for one, other in combinations(range(len(garments)), 2):
        first, second = garments[one], garments[other]
        if first.shots & second.shots or group_of(first.category) != group_of(second.category):
            continue
        if any((a, b) in linked for a in wearers[one] for b in wearers[other]):
            yield first, second


Wearer = tuple[int, int]
"""A shot, and the number of somebody in it."""


def _linked(wearers: Iterable[set[Wearer]]) -> set[tuple[Wearer, Wearer]]:
    """Pairs of wearers in two shots who have a garment in common."""
    return {(a, b) for some in wearers for a in some for b in some if a != b}


def _cosine(first: FloatArray, second: FloatArray) -> float:
    return float(np.dot(first, second))


def _united(first: Track, second: Track) -> Track:
    """Two garments that share no shot as one, observations in order of time."""
    whole = Track(
        sorted([*first.observations, *second.observations], key=lambda one: one.time), first.shots | second.shots
    )
    whole.spans = first.spans | second.spans
    whole.people = first.people | second.people
    return whole
