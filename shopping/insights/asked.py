"""What a request asks of the page of insights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from shopping.insights.chosen import Chosen
from shopping.insights.periods import Period, period_of
from shopping.insights.tables import inner_dimensions
from shopping.models import Figures

MAX_KEY = 120
COLUMNS = {
    "rows_seen": _("rows seen"),
    "cards_seen": _("products seen"),
    "dots_opened": _("dots opened"),
    "rows_opened": _("rows opened"),
    "pages_viewed": _("product pages"),
    "saved": _("saved"),
    "disliked": _("disliked"),
    "clicked": _("clicks to shops"),
}
"""Column → its heading."""
OF_GARMENTS = ("rows_seen", "dots_opened", "rows_opened")
"""What is done with garments and never with a product."""
DEFAULT_ORDER, ORDER_OF_NEVER = "clicked", "cards_seen"


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a page of insights; what cannot be read is as if it were not there."""

    period: Period
    chosen: Chosen
    table: str
    order: str
    never: bool

    @property
    def columns(self) -> list[str]:
        """The columns of its table: without those that are always 0 in it."""
        has_garments = self.table in (Figures.Dimension.TITLE, Figures.Dimension.GARMENT, Figures.Dimension.CATEGORY)
        return [name for name in COLUMNS if has_garments or name not in OF_GARMENTS]

    @property
    def query(self) -> dict[str, str]:
        """The parameters that name the same page."""
        named = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat(), "order": self.order}
        if self.chosen.dimension != Figures.Dimension.ALL:
            named |= {"of": self.chosen.dimension, "key": self.chosen.key}
        if self.table:
            named["table"] = self.table
        return named | ({"never": "1"} if self.never else {})


def asked_of(sent: Mapping[str, str], today: date) -> Asked:
    """What a request asks for."""
    chosen = _chosen(sent.get("of", ""), sent.get("key", ""))
    tables = inner_dimensions(chosen)
    table = sent.get("table", "")
    never = sent.get("never") == "1"
    return Asked(
        period_of(dict(sent.items()), today),
        chosen,
        table if table in tables else (tables[0] if tables else ""),
        _order(sent.get("order", ""), never),
        never,
    )


def _order(order: str, never: bool) -> str:
    """The column that a table is ordered by; what was never clicked has no order by clicks."""
    known = order if order in COLUMNS else DEFAULT_ORDER
    return ORDER_OF_NEVER if never and known == "clicked" else known


def _chosen(dimension: str, key: str) -> Chosen:
    of = Figures.Dimension
    if dimension not in of.values or dimension in (of.ALL, of.PRODUCT_IN_TITLE) or not key or len(key) > MAX_KEY:
        return Chosen()
    by_number = dimension in (of.TITLE, of.GARMENT, of.PRODUCT, of.FEED)
    if by_number and not (key.isascii() and key.isdecimal() and len(key) <= 18):
        return Chosen()
    return Chosen(dimension, key)
