"""What a made day of the whole site is like: more every year, at weekends and before Christmas; the same every time."""

import math
from datetime import date, timedelta
from random import Random

from shopping.models import Figures

COUNTS = {
    "rows_seen": 20_000, "cards_seen": 45_000, "dots_opened": 4_000, "rows_opened": 2_500, "pages_viewed": 2_200,
    "saved": 500, "disliked": 130, "clicked": 1_700, "bots": 4_000,
}  # fmt: skip
"""Column → what a usual day of the first year counts: of a hundred products that are seen four are clicked."""
WEEK = (0.9, 0.86, 0.88, 0.92, 1.05, 1.22, 1.17)
"""Monday to Sunday."""
GROWTH_A_YEAR = 1.4
SEASON, PEAK_DAY = 0.15, 350
NOISE = 0.05


def days_make(first: date, last: date) -> None:
    """Write the figures of the whole site for each of the days."""
    count = (last - first).days + 1
    days = [first + timedelta(days=number) for number in range(count)]
    Figures.objects.bulk_create(
        Figures(day=day, dimension=Figures.Dimension.ALL, **_counts(day, (day - first).days)) for day in days
    )


def _counts(day: date, number: int) -> dict[str, int]:
    chance = Random(day.toordinal())  # noqa: S311 - made figures
    season = 1 + SEASON * math.cos(2 * math.pi * (day.timetuple().tm_yday - PEAK_DAY) / 365)
    usual = WEEK[day.weekday()] * season * GROWTH_A_YEAR ** (number / 365) * chance.gauss(1, NOISE)
    return {name: round(most * usual * chance.gauss(1, NOISE)) for name, most in COUNTS.items()}
