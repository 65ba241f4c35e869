"""Which rows of figures come first; of a long period it is looked up once in a while."""

from typing import Any

from django.core.cache import cache
from django.db.models import Max, QuerySet, Sum

from shopping.insights.chosen import Chosen
from shopping.insights.leaders import leaders
from shopping.insights.product_rankings import ranked_of_products
from shopping.insights.ranking import Ranking
from shopping.insights.sums import Key
from shopping.models import Figures

Of = Figures.Dimension
IN_TITLE = {Of.PRODUCT: Of.PRODUCT_IN_TITLE, Of.GARMENT: Of.GARMENT}
RANKED_SECONDS = 3600
"""How long it is kept which rows come first in a long period."""


def ranked(asked: Ranking) -> list[Key]:
    """Key and scope of its rows; of a page of a long period they are kept for a while."""
    kept: list[Key] | None = cache.get(asked.address) if asked.is_long else None
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


def _ranked(asked: Ranking) -> list[Key]:
    if asked.dimension == Of.PRODUCT and asked.chosen.dimension not in (Of.ALL, Of.TITLE):
        return ranked_of_products(asked)
    if asked.is_long and asked.chosen.dimension == Of.ALL and not asked.never_clicked:
        found = leaders(asked.dimension, asked.period, asked.order, asked.limit)
        if found is not None:
            return found
    rows = Figures.objects.filter(day__range=(asked.period.first, asked.period.last), **_within(asked))
    summed: QuerySet[Any, Any] = rows.values("key").annotate(total=Sum(asked.order), of=Max("scope"))
    if asked.never_clicked:
        summed = summed.annotate(clicks=Sum("clicked"), seen=Sum("cards_seen")).filter(clicks=0, seen__gt=0)
    return list(summed.order_by("-total", "key").values_list("key", "of")[: asked.limit])


def stored_dimension(chosen: Chosen, dimension: str) -> str:
    """The dimension of the rows that hold a table of what was chosen."""
    return IN_TITLE[Of(dimension)] if chosen.dimension == Of.TITLE else dimension


def _within(asked: Ranking) -> dict[str, Any]:
    """Filters of rows of figures, by which the index finds them; only titles tell garments and products apart."""
    filters: dict[str, Any] = {"dimension": stored_dimension(asked.chosen, asked.dimension)}
    if asked.chosen.dimension == Of.TITLE:
        return filters | {"scope": int(asked.chosen.key)}
    return filters if asked.dimension == Of.GARMENT else filters | {"scope": 0}
