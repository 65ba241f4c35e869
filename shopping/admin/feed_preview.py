"""The first rows of a feed's table as its column mapping would read them."""

from dataclasses import dataclass

from shopping.feeds import Entry, FeedRow, Reject, row_of
from shopping.feeds.readers.columns import apply
from shopping.feeds.values.money import Habits
from shopping.models import Feed
from trendflix.core.locales.formats import money


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: what it would become, or why it would be rejected."""

    row: FeedRow | None
    reason: str = ""

    @property
    def price(self) -> str:
        """As viewers would see it."""
        return money(self.row.price, self.row.currency) if self.row else ""


def preview(feed: Feed) -> list[PreviewRow]:
    """The rows kept in ``feed.sample``, whose first is the header."""
    header, *rows = feed.sample or [[]]
    habits = Habits(feed.currency)
    cells = (dict(zip(header, row, strict=False)) for row in rows)
    return [_row(Entry(line, apply(feed.columns, row), habits=habits)) for line, row in enumerate(cells, 2)]


def _row(entry: Entry) -> PreviewRow:
    try:
        return PreviewRow(row_of(entry))
    except Reject as reason:
        return PreviewRow(None, str(reason))
