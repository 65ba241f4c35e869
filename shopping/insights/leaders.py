"""Finds what has most of a count in a long period, without summing up all that has some of it.

The uniform threshold of Cao and Wang ("Efficient top-K query calculation in distributed networks", PODC 2004): what
leads the period has, in one month at least, as large a part of the least leader's sum as there are months.
"""

from datetime import date

from shopping.insights.periods import Period, month_after
from shopping.insights.sums import Key, sums_of
from shopping.models import MonthFigures

MAX_ROWS = 5_000
"""Where more rows of months have so much, all are summed up instead."""


def leaders(dimension: str, period: Period, column: str, limit: int) -> list[Key] | None:
    """The first keys by the sum of a column, largest first; ``None`` where too many could be among them."""
    months = _months(period)
    whole = period.whole_months()
    if not whole:
        return None
    rows = MonthFigures.objects.filter(dimension=dimension, **{f"{column}__gt": 0})
    seeds = rows.filter(month=whole[-1]).order_by(f"-{column}").values_list("key", "scope")[:limit]
    least = _nth(_sums(dimension, list(seeds), period, column), limit)
    part = -(-least // len(months))
    if part <= 1:
        return None
    many = rows.filter(month__in=months, **{f"{column}__gte": part}).order_by()
    found = list(many.values_list("key", "scope")[: MAX_ROWS + 1])
    if len(found) > MAX_ROWS:
        return None
    candidates = list(set(found))
    sums = _sums(dimension, candidates, period, column)
    first = sorted(candidates, key=lambda one: (-sums.get(one[0], 0), one[0]))
    return first[:limit]


def _months(period: Period) -> list[date]:
    """The first day of each month that a day of the period is in."""
    months = [period.first.replace(day=1)]
    while (after := month_after(months[-1])) <= period.last:
        months.append(after)
    return months


def _sums(dimension: str, keys: list[Key], period: Period, column: str) -> dict[str, int]:
    return {key: counts[column] for key, counts in sums_of(dimension, keys, period, [column]).items()}


def _nth(sums: dict[str, int], number: int) -> int:
    """The sum that so many reach; 0 where fewer have one."""
    found = sorted(sums.values(), reverse=True)
    return found[number - 1] if len(found) >= number else 0
