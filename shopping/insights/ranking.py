"""A question of which rows of figures come first."""

from dataclasses import dataclass
from hashlib import sha256

from shopping.insights.chosen import Chosen
from shopping.insights.periods import Period

LONG_DAYS, MAX_KEPT = 60, 100
"""From so many days on, and for pages of so many rows."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first ``limit`` rows of a table by a count, largest first; ``never_clicked``: of those seen alone."""

    chosen: Chosen
    dimension: str
    period: Period
    order: str
    limit: int
    never_clicked: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it is worth being kept: a page of a long period."""
        return self.period.days >= LONG_DAYS and self.limit <= MAX_KEPT

    @property
    def address(self) -> str:
        """Where it is kept in the cache."""
        chosen, period = self.chosen, self.period
        of = (chosen.dimension, chosen.key, self.dimension, period.first, period.last, self.order, self.limit)
        name = " ".join(map(str, (*of, self.never_clicked)))
        return f"insights-{sha256(name.encode()).hexdigest()[:32]}"
