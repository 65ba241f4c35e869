"""Tables of figures: the first rows by a column, with their names and what they earned."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Max, QuerySet, Sum

from shopping.insights.chosen import ORDER_FIELDS, Chosen, products_of
from shopping.insights.figures import COLUMNS
from shopping.insights.lines import Line
from shopping.insights.names import names_of
from shopping.insights.periods import Period
from shopping.models import Figures, Product

Of = Figures.Dimension
IN_TITLE = {Of.PRODUCT: Of.PRODUCT_IN_TITLE, Of.GARMENT: Of.GARMENT}
RANKED_SECONDS = 3600
"""How long it is kept which rows come first in a long period."""
LONG_DAYS, MAX_KEPT = 60, 100
"""From so many days on, and for pages of so many rows."""
MAX_PRODUCTS = 10_000
"""Of a feed or a brand, whose figures are looked through for a table."""


def lines(
    chosen: Chosen, dimension: str, period: Period, order: str, limit: int, *, never_clicked: bool = False
) -> list[Line]:
    """The first rows of a table of a dimension by a column, largest first, within what was chosen.

    Which rows are the first of a long period is looked up once in ``RANKED_SECONDS``; their counts are those of now.
    """
    first = ranked(chosen, dimension, period, order, limit, never_clicked=never_clicked)
    rows = Figures.objects.filter(
        dimension=_stored(chosen, dimension),
        scope__in={scope for _key, scope in first},
        key__in=[key for key, _scope in first],
        day__range=(period.first, period.last),
    )
    sums = {f"sum_{name}": Sum(name) for name in COLUMNS}
    summed: QuerySet[Any, Any] = rows.values("key").annotate(**sums)  # of columns that only the query has
    found = [_line(row) for row in summed.order_by(f"-sum_{order}", "key")]
    _name(dimension, found)
    _earn(dimension, found, chosen, period)
    return found


def ranked(
    chosen: Chosen, dimension: str, period: Period, order: str, limit: int, *, never_clicked: bool = False
) -> list[tuple[str, int]]:
    """Key and scope of the first rows of such a table; of a page of a long period they are kept for a while."""
    name = f"{chosen} {dimension} {period} {order} {limit} {never_clicked}"
    address = f"insights-{sha256(name.encode()).hexdigest()[:32]}"
    is_kept = period.days >= LONG_DAYS and limit <= MAX_KEPT
    kept: list[tuple[str, int]] | None = cache.get(address) if is_kept else None
    if kept is None:
        kept = _ranked(chosen, dimension, period, order, limit, never_clicked)
        if is_kept:
            cache.set(address, kept, RANKED_SECONDS)
    return kept


def _ranked(
    chosen: Chosen, dimension: str, period: Period, order: str, limit: int, never_clicked: bool
) -> list[tuple[str, int]]:
    rows = Figures.objects.filter(**_within(chosen, dimension), day__range=(period.first, period.last))
    summed: QuerySet[Any, Any] = rows.values("key").annotate(total=Sum(order), of=Max("scope"))
    if never_clicked:
        summed = summed.annotate(clicks=Sum("clicked"), seen=Sum("cards_seen")).filter(clicks=0, seen__gt=0)
    return list(summed.order_by("-total", "key").values_list("key", "of")[:limit])


def _stored(chosen: Chosen, dimension: str) -> str:
    """The dimension of the rows that hold a table of what was chosen."""
    return IN_TITLE[Of(dimension)] if chosen.dimension == Of.TITLE else dimension


def _line(row: dict[str, Any]) -> Line:
    return Line(row["key"], {name: row[f"sum_{name}"] for name in COLUMNS})


def _within(chosen: Chosen, dimension: str) -> dict[str, Any]:
    """Filters of rows of figures; only titles tell garments and products apart, and products their feed and brand."""
    filters: dict[str, Any] = {"dimension": _stored(chosen, dimension)}
    if chosen.dimension == Of.TITLE:
        return filters | {"scope": int(chosen.key)}
    if dimension == Of.PRODUCT and chosen.dimension != Of.ALL:
        products = Product.objects.filter(products_of(chosen.dimension, chosen.key)).values_list("pk", flat=True)
        filters["key__in"] = [str(pk) for pk in products[:MAX_PRODUCTS]]
    return filters


def inner_dimensions(chosen: Chosen) -> list[str]:
    """The tables that there are of what was chosen."""
    if chosen.dimension == Of.ALL:
        return [Of.TITLE, Of.GARMENT, Of.CATEGORY, Of.PRODUCT, Of.BRAND, Of.FEED, Of.SHOP]
    if chosen.dimension == Of.TITLE:
        return [Of.PRODUCT, Of.GARMENT]
    return [] if chosen.dimension in (Of.PRODUCT, Of.GARMENT) else [Of.PRODUCT]


def _earn(dimension: str, found: Iterable[Line], chosen: Chosen, period: Period) -> None:
    """Add what each line earned, in one query; lines of brands, categories and shops say nothing of it."""
    column = ORDER_FIELDS.get(Of(dimension))
    if column is None:
        return
    by_key = {line.key: line for line in found}
    ordered = dict.fromkeys(by_key, 0)
    orders = chosen.orders(period).filter(**{f"{column}__in": [int(key) for key in by_key]})
    rows = orders.values_list(F(column), "currency").annotate(Count("pk"), Sum("amount"))
    for key, currency, count, total in rows:
        ordered[str(key)] += count
        by_key[str(key)].earnings[currency] = total
    for key, line in by_key.items():
        line.orders = ordered[key]


def _name(dimension: str, found: list[Line]) -> None:
    """Give lines the names of what they are about; what was deleted keeps its number."""
    names = names_of(dimension, [line.key for line in found])
    for line in found:
        line.name = names.get(line.key) or (f"#{line.key}" if dimension in ORDER_FIELDS else line.key)
