"""Looks up what comes first in the long periods of the whole site before somebody asks for it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from shopping.insights.asked import DEFAULT_ORDER, ORDER_OF_NEVER
from shopping.insights.chosen import Chosen
from shopping.insights.dashboard import ROWS
from shopping.insights.periods import PRESETS, last_days
from shopping.insights.ranking import LONG_DAYS, Ranking
from shopping.insights.rankings import ranking_warm
from shopping.insights.tables import NEVER_CLICKED, inner_dimensions
from shopping.models import Figures


def rankings_warm(limit: int = 1) -> int:
    """Look up at most so many of the tables that are due; how many it were.

    What was seen and never clicked takes up to a second of a site with 100,000 products, since all of it is summed up;
    callers with other work ask for one at a time.
    """
    if not Figures.objects.exists():
        return 0
    warmed = 0
    for asked in _rankings(timezone.now().date()):
        warmed += ranking_warm(asked)
        if warmed >= limit:
            break
    return warmed


def _rankings(today: date) -> Iterator[Ranking]:
    site = Chosen()
    for period in (last_days(days, today) for days in PRESETS if days >= LONG_DAYS):
        for dimension in inner_dimensions(site):
            yield Ranking(site, dimension, period, DEFAULT_ORDER, ROWS)
        for dimension in NEVER_CLICKED:
            yield Ranking(site, dimension, period, ORDER_OF_NEVER, ROWS, never_clicked=True)
