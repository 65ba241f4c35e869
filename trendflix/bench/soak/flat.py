"""Whether a series of measurements grows: a line that single measurements move little, after a warm-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

WARM_UP = 0.25
"""The share of a series that is left out: caches fill, and what is kept for a while reaches its level."""
MAX_GROWTH = 0.05
"""Of the level, from the end of the warm-up to the end."""
MIB = 2.0**20
FLOORS = {"memory": 5 * MIB, "bytes": 5 * MIB, "descriptors": 5, "threads": 5, "processes": 2, "files": 20, "rows": 50}
"""Growth that is never counted, by the first word of a series' name: bytes, or how many."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a series came to: growth over all but the warm-up, the level there, and three of its measurements."""

    name: str
    growth: float
    level: float
    first: float
    middle: float
    last: float

    @property
    def share(self) -> float:
        """Growth as a share of the level; where that is low, of one at which the floor is ``MAX_GROWTH``."""
        return self.growth / max(self.level, FLOORS[kind_of(self.name)] / MAX_GROWTH)

    @property
    def is_flat(self) -> bool:
        """Whether it does not grow; what shrinks is flat."""
        return self.share <= MAX_GROWTH

    def __str__(self) -> str:
        return f"{self.name}: {self.first:.0f} … {self.middle:.0f} … {self.last:.0f} ({100 * self.share:+.1f} %)"


def kind_of(name: str) -> str:
    """What a series measures: ``rows of Job`` are rows."""
    return name.partition(" ")[0]


def fit(name: str, values: Sequence[float]) -> Fit:
    """The line through a series of measurements at equal distances; at least four of them."""
    rest = list(values[int(len(values) * WARM_UP) :])
    return Fit(name, slope(rest) * (len(rest) - 1), median(rest), rest[0], rest[len(rest) // 2], rest[-1])


def slope(values: Sequence[float]) -> float:
    """The median of the slopes between every two measurements (Theil-Sen), a step."""
    return median((values[b] - values[a]) / (b - a) for a, b in combinations(range(len(values)), 2))


def worst(fits: Sequence[Fit], kind: str) -> Fit:
    """The series of a kind that grew by the largest share. Raises ``ValueError`` where there is none."""
    return max((one for one in fits if kind_of(one.name) == kind), key=lambda one: one.share)
