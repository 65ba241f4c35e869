"""Which rows of figures come first; of a long period it is looked up once in a while."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Max, QuerySet, Sum

from shopping.insights.chosen import Chosen, products_of
from shopping.insights.leaders import leaders
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first ``limit`` rows of a table by a count, largest first; ``never_clicked``: of those seen alone."""

    chosen: Chosen
    dimension: str
    period: Period
    order: str
    limit: int
    never_clicked: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it is worth being kept: a page of a long period."""
        return self.period.days >= LONG_DAYS and self.limit <= MAX_KEPT

    @property
    def address(self) -> str:
        """Where it is kept in the cache."""
        chosen, period = self.chosen, self.period
        of = (chosen.dimension, chosen.key, self.dimension, period.first, period.last, self.order, self.limit)
        name = " ".join(map(str, (*of, self.never_clicked)))
        return f"insights-{sha256(name.encode()).hexdigest()[:32]}"


def ranked(asked: Ranking) -> list[tuple[str, int]]:
    """Key and scope of its rows; of a page of a long period they are kept for a while."""
    kept: list[tuple[str, int]] | None = cache.get(asked.address) if asked.is_long else None
    if kept is None:
        kept = _ranked(asked)
        if asked.is_long:
            cache.set(asked.address, kept, RANKED_SECONDS)
    return kept


def ranking_warm(asked: Ranking) -> bool:
    """Look up anew what ``ranked`` keeps, unless that was done within ``RANKED_SECONDS``; whether it was looked up.

    It is kept for twice as long, so that nobody waits meanwhile.
    """
    if not cache.add(f"{asked.address}-warm", 1, RANKED_SECONDS):
        return False
    cache.set(asked.address, _ranked(asked), 2 * RANKED_SECONDS)
    return True


def _ranked(asked: Ranking) -> list[tuple[str, int]]:
    if asked.is_long and asked.chosen.dimension == Of.ALL and not asked.never_clicked:
        found = leaders(asked.dimension, asked.period, asked.order, asked.limit)
        if found is not None:
            return found
    days = (asked.period.first, asked.period.last)
    rows = Figures.objects.filter(**_within(asked.chosen, asked.dimension), day__range=days)
    summed: QuerySet[Any, Any] = rows.values("key").annotate(total=Sum(asked.order), of=Max("scope"))
    if asked.never_clicked:
        summed = summed.annotate(clicks=Sum("clicked"), seen=Sum("cards_seen")).filter(clicks=0, seen__gt=0)
    return list(summed.order_by("-total", "key").values_list("key", "of")[: asked.limit])


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
