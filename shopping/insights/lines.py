"""A row of a table of figures."""

from dataclasses import dataclass, field

from shopping.insights.earnings import Earnings


@dataclass(slots=True)
class Line:
    """A row of a table: what it is about, its counts and what it earned; ``orders``: ``None`` where it is not told."""

    key: str
    counts: dict[str, int]
    name: str = ""
    earnings: Earnings = field(default_factory=dict)
    orders: int | None = None

    @property
    def click_through(self) -> float | None:
        """Clicks to shops per product seen; ``None`` where none was seen."""
        seen = self.counts["cards_seen"]
        return self.counts["clicked"] / seen if seen else None
