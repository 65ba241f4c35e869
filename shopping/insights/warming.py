"""Looks up what comes first in the long periods of the whole site before somebody asks for it."""

from django.utils import timezone

from shopping.insights.asked import DEFAULT_ORDER
from shopping.insights.chosen import Chosen
from shopping.insights.dashboard import ROWS
from shopping.insights.periods import PRESETS, last_days
from shopping.insights.rankings import LONG_DAYS, ranking_warm
from shopping.insights.tables import inner_dimensions
from shopping.models import Figures


def rankings_warm(limit: int = 1) -> int:
    """Look up at most so many of the tables that are due; how many it were.

    One of a site with 100,000 products takes up to a second, so that callers with other work ask for one at a time.
    """
    if not Figures.objects.exists():
        return 0
    site, today, warmed = Chosen(), timezone.now().date(), 0
    for days in (days for days in PRESETS if days >= LONG_DAYS):
        for dimension in inner_dimensions(site):
            warmed += ranking_warm(site, dimension, last_days(days, today), DEFAULT_ORDER, ROWS)
            if warmed >= limit:
                return warmed
    return warmed
