"""What the page of insights shows."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from shopping.insights.asked import COLUMNS, Asked
from shopping.insights.charts import LineChart, line_chart
from shopping.insights.chosen import Chosen
from shopping.insights.earnings import Earnings, earnings
from shopping.insights.figures import series, totals
from shopping.insights.lines import Line
from shopping.insights.names import names_of
from shopping.insights.ranking import Ranking
from shopping.insights.tables import lines
from shopping.models import Figures

ROWS = 50
CSV_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """A sum of the period beside that of the period before."""

    name: str
    label: Any
    value: int
    before: int

    @property
    def change(self) -> float | None:
        """By what part it grew (0.5: by half); ``None`` where there was nothing before."""
        return (self.value - self.before) / self.before if self.before else None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the page."""

    asked: Asked
    name: str
    counts: list[Count]
    bots: int
    chart: LineChart
    points: list[tuple[str, float, float]]
    orders: Count
    earned: Earnings
    earned_before: Earnings
    lines: list[Line]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in the period."""
        return not any(count.value or count.before for count in [*self.counts, self.orders])


def dashboard(asked: Asked) -> Dashboard:
    """Read it all: thirteen queries at most of a table that is kept, whatever the size of the library."""
    chosen, period = asked.chosen, asked.period
    now, before = totals(chosen, period), totals(chosen, period.before)
    values = series(chosen, period, asked.order)
    past = series(chosen, period.before, asked.order)[: len(values)]
    labels = [date_format(day, "SHORT_DATE_FORMAT") for day in period.starts()]
    (orders, earned), (orders_before, earned_before) = earnings(chosen, period), earnings(chosen, period.before)
    return Dashboard(
        asked=asked,
        name=_name(chosen),
        counts=[Count(name, label, now[name], before[name]) for name, label in COLUMNS.items()],
        bots=now["bots"],
        chart=line_chart(values, past, labels),
        points=list(zip(labels, values, past, strict=True)),
        orders=Count("orders", _("orders"), orders, orders_before),
        earned=earned,
        earned_before=earned_before,
        lines=table(asked, ROWS),
    )


def _name(chosen: Chosen) -> str:
    if chosen.dimension == Figures.Dimension.ALL:
        return ""
    return names_of(chosen.dimension, [chosen.key]).get(chosen.key, f"#{chosen.key}")


def table(asked: Asked, limit: int) -> list[Line]:
    """The first rows of the table that was asked for."""
    if not asked.table:
        return []
    return lines(Ranking(asked.chosen, asked.table, asked.period, asked.order, limit, asked.never))
