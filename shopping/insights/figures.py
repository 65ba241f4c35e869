"""Reads daily figures: totals, and series for charts."""

from django.db.models import Sum

from shopping.insights.chosen import Chosen
from shopping.insights.periods import Period
from shopping.models.figures import COUNTED


def totals(chosen: Chosen, period: Period) -> dict[str, int]:
    """Sum of each count."""
    found = chosen.rows(period).aggregate(**{name: Sum(name) for name in COUNTED})
    return {name: value or 0 for name, value in found.items()}


def series(chosen: Chosen, period: Period, column: str) -> list[float]:
    """The count of a column a day for each of ``period.starts()``: the mean of its days, 0 where there is nothing.

    Sums would differ by the number of days, which is not that of the others at the first point.
    """
    values = [0] * len(period.starts())
    rows = chosen.rows(period).values_list("day").annotate(total=Sum(column))
    for day, total in rows:
        values[period.point_of(day)] += total
    return [round(total / days, 1) for total, days in zip(values, period.lengths(), strict=True)]
