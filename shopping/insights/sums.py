"""Sums of counts by key over a period: of whole months from their own rows, of the days beside those from theirs."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet, Sum

from shopping.insights.periods import Period
from shopping.models import Figures, MonthFigures

Key = tuple[str, int]
"""The key and the scope of rows of figures."""


def sums_of(dimension: str, keys: Collection[Key], period: Period, columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Key → its sum of each column; keys without a row in the period are left out. Three queries at most."""
    of = Q(
        dimension=dimension,
        scope__in=sorted({scope for _key, scope in keys}),
        key__in=sorted({key for key, _scope in keys}),
    )
    found: dict[str, dict[str, int]] = {}
    if months := period.whole_months():
        _add(found, MonthFigures.objects.filter(of, month__in=months), columns)
    for rest in period.beside_months():
        _add(found, Figures.objects.filter(of, day__range=(rest.first, rest.last)), columns)
    return found


def _add(found: dict[str, dict[str, int]], rows: QuerySet[Any, Any], columns: Sequence[str]) -> None:
    for key, *counts in rows.order_by().values_list("key", *(Sum(name) for name in columns)):
        sums = found.setdefault(key, dict.fromkeys(columns, 0))
        for name, count in zip(columns, counts, strict=True):
            sums[name] += count
