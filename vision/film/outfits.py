"""Whether two people of a film can be one: by what else they wear, a garment that looks alike is one or two.

Black trousers and white shoes are worn by many. Where what two wearers have on above or below differs, what looks
alike on them is two garments, unless it is hardly to be told apart.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from vision.film.tracking import Track
from vision.language.categories import group_of
from vision.types import FloatArray

MIN_SAME, MAX_OTHER = 0.72, 0.5
"""Cosine of what two wearers have on from which it speaks for one person, and up to which it speaks for two."""
MAX_COMPARED = 5
"""Tracks of a garment whose wearers are compared."""
TELLING = {"upper", "lower", "feet", "head", "carried"}
"""Search groups of what is large enough to tell people apart."""
Wearer = tuple[int, int]
"""A shot, and the number of somebody in it."""


class Outfits:
    """What each person of a film wears in each shot."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self._worn: dict[Wearer, dict[str, list[FloatArray]]] = defaultdict(lambda: defaultdict(list))
        for track in tracks:
            if (group := group_of(track.category)) in TELLING:
                for wearer in track.people.items():
                    self._worn[wearer][group].append(track.vector)
        self._known: dict[tuple[Wearer, Wearer], dict[str, int]] = {}

    def differ(self, first: Sequence[Track], second: Sequence[Track]) -> bool:
        """Whether tracks of two garments of one search group are two people's: what else they wear differs more often
        than it agrees."""
        group = group_of(first[0].category)
        wearers = [
            sorted({one for track in some[:MAX_COMPARED] for one in track.people.items()}) for some in (first, second)
        ]
        votes = [self._votes(a, b) for a in wearers[0] for b in wearers[1]]
        return sum(vote for some in votes for other, vote in some.items() if other != group) < 0

    def _votes(self, first: Wearer, second: Wearer) -> dict[str, int]:
        """Search group → 1 where both wear something alike of it, -1 where nothing, 0 where that is not sure."""
        pair = (first, second) if first < second else (second, first)
        if pair not in self._known:
            here, there = self._worn[pair[0]], self._worn[pair[1]]
            self._known[pair] = {group: _vote(here[group], there[group]) for group in here.keys() & there.keys()}
        return self._known[pair]


def _vote(here: Sequence[FloatArray], there: Sequence[FloatArray]) -> int:
    best = max(float(np.dot(one, other)) for one in here for other in there)
    return 1 if best >= MIN_SAME else -1 if best <= MAX_OTHER else 0
