"""Sums of whole months, which the figures of a long period are read from."""

from collections import Counter, defaultdict
from datetime import date

from django.db import connection

from shopping.insights.counting import Place
from shopping.insights.periods import month_after
from shopping.models import Figures, MonthFigures

COUNTS = "rows_seen, cards_seen, dots_opened, rows_opened, pages_viewed, saved, disliked, clicked, bots"
SUMS = ", ".join(f"SUM({name})" for name in COUNTS.split(", "))
FILL = f"""
INSERT INTO shopping_monthfigures (dimension, month, key, scope, {COUNTS})
SELECT dimension, %s, key, scope, {SUMS} FROM shopping_figures
WHERE dimension = %s AND day >= %s AND day < %s GROUP BY dimension, key, scope
"""  # noqa: S608 - names of ours


def of_months(counts: dict[Place, Counter[str]]) -> dict[Place, Counter[str]]:
    """What to add to each row of a month, of what is added to its days."""
    sums: dict[Place, Counter[str]] = defaultdict(Counter)
    for (dimension, day, key, scope), added in counts.items():
        sums[dimension, day.replace(day=1), key, scope].update(added)
    return dict(sums)


def months_fill(first: date, last: date) -> None:
    """Write the rows of the months from one day's to another's anew, from the rows of their days."""
    month = first.replace(day=1)
    with connection.cursor() as cursor:
        while month <= last:
            after = month_after(month)
            MonthFigures.objects.filter(month=month).delete()
            for dimension in Figures.Dimension.values:
                cursor.execute(FILL, [month, dimension, month, after])
            month = after
