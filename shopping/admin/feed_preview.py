"""The first rows of a feed as its mapping would read them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from shopping.feeds import Entry, FeedRow, Reject, row_of
from shopping.feeds.imports.samples import FAULT, sample_columns, sample_entries
from shopping.feeds.imports.shops import shop_of
from shopping.feeds.readers.columns import apply
from shopping.feeds.readers.entries import Shop
from shopping.feeds.values.money import Habits
from shopping.models import Feed
from shopping.storefront.shop.facets import STOCK_NAMES
from trendflix.core.locales.formats import money
from vision.labels import category_name


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: what it would become, or why it would be rejected."""

    number: int
    row: FeedRow | None
    reason: str = ""

    @property
    def price(self) -> str:
        """As viewers would see it."""
        return money(self.row.price, self.row.currency) if self.row else ""

    @property
    def sale_price(self) -> str:
        """That of its sale, whenever it is; empty where there is none."""
        sale = self.row.sale_price if self.row else None
        return money(sale, self.row.currency) if self.row and sale is not None else ""

    @property
    def category(self) -> str:
        """What it counts as, for people; empty where its words tell nothing."""
        return category_name(self.row.category) if self.row else ""

    @property
    def availability(self) -> str:
        """Whether it can be had, for people."""
        stock = self.row.availability if self.row else ""
        return str(STOCK_NAMES.get(stock) or gettext("Sold out"))

    @property
    def warnings(self) -> str:
        """What the product would have to do without."""
        return "; ".join(self.row.warnings) if self.row else ""


def preview(
    feed: Feed, columns: dict[str, str] | None = None, categories: dict[str, str] | None = None
) -> list[PreviewRow]:
    """The rows kept in ``feed.sample``, whose first is the header, by its own mappings or by others that are tried."""
    shop = replace(shop_of(feed), categories=feed.categories if categories is None else categories)
    mapping = sample_columns(feed.sample, feed.columns) if columns is None else columns
    return [_row(number, cells, mapping, shop) for number, cells in sample_entries(feed.sample)]


def _row(number: int, cells: dict[str, str], mapping: dict[str, str], shop: Shop) -> PreviewRow:
    fault = cells.pop(FAULT, "")
    fields = apply(mapping, cells) if mapping else cells
    try:
        return PreviewRow(number, row_of(Entry(number, fields, fault, habits=Habits(shop.currency), shop=shop)))
    except Reject as reason:
        return PreviewRow(number, None, str(reason))
