"""Which rows of figures come first; of a long period it is looked up once in a while."""

from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Max, QuerySet, Sum

from shopping.insights.chosen import Chosen, products_of
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


def ranked(
    chosen: Chosen, dimension: str, period: Period, order: str, limit: int, *, never_clicked: bool = False
) -> list[tuple[str, int]]:
    """Key and scope of the first rows of such a table; of a page of a long period they are kept for a while."""
    address = _address(chosen, dimension, period, order, limit, never_clicked)
    is_kept = period.days >= LONG_DAYS and limit <= MAX_KEPT
    kept: list[tuple[str, int]] | None = cache.get(address) if is_kept else None
    if kept is None:
        kept = _ranked(chosen, dimension, period, order, limit, never_clicked)
        if is_kept:
            cache.set(address, kept, RANKED_SECONDS)
    return kept


def ranking_warm(chosen: Chosen, dimension: str, period: Period, order: str, limit: int) -> bool:
    """Look up anew what ``ranked`` keeps, unless that was done within ``RANKED_SECONDS``; whether it was looked up.

    It is kept for twice as long, so that nobody waits meanwhile.
    """
    address = _address(chosen, dimension, period, order, limit, False)
    if not cache.add(f"{address}-warm", 1, RANKED_SECONDS):
        return False
    cache.set(address, _ranked(chosen, dimension, period, order, limit, False), 2 * RANKED_SECONDS)
    return True


def _address(*asked: object) -> str:
    return f"insights-{sha256(' '.join(map(str, asked)).encode()).hexdigest()[:32]}"


def _ranked(
    chosen: Chosen, dimension: str, period: Period, order: str, limit: int, never_clicked: bool
) -> list[tuple[str, int]]:
    rows = Figures.objects.filter(**_within(chosen, dimension), day__range=(period.first, period.last))
    summed: QuerySet[Any, Any] = rows.values("key").annotate(total=Sum(order), of=Max("scope"))
    if never_clicked:
        summed = summed.annotate(clicks=Sum("clicked"), seen=Sum("cards_seen")).filter(clicks=0, seen__gt=0)
    return list(summed.order_by("-total", "key").values_list("key", "of")[:limit])


def stored_dimension(chosen: Chosen, dimension: str) -> str:
    """The dimension of the rows that hold a table of what was chosen."""
    return IN_TITLE[Of(dimension)] if chosen.dimension == Of.TITLE else dimension


def _within(chosen: Chosen, dimension: str) -> dict[str, Any]:
    """Filters of rows of figures; only titles tell garments and products apart, and products their feed and brand."""
    filters: dict[str, Any] = {"dimension": stored_dimension(chosen, dimension)}
    if chosen.dimension == Of.TITLE:
        return filters | {"scope": int(chosen.key)}
    if dimension == Of.PRODUCT and chosen.dimension != Of.ALL:
        products = Product.objects.filter(products_of(chosen.dimension, chosen.key)).values_list("pk", flat=True)
        filters["key__in"] = [str(pk) for pk in products[:MAX_PRODUCTS]]
    return filters
