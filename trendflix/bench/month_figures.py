"""Sums of whole months of daily figures that were not rolled up from events."""

from datetime import date

from django.db import connection

from shopping.insights.periods import month_after
from shopping.models import Figures, MonthFigures
from shopping.models.figures import COUNTED

FILL = f"""
INSERT INTO shopping_monthfigures (dimension, month, key, scope, {", ".join(COUNTED)})
SELECT dimension, %s, key, scope, {", ".join(f"SUM({name})" for name in COUNTED)} FROM shopping_figures
WHERE dimension = %s AND day >= %s AND day < %s GROUP BY dimension, key, scope
"""  # noqa: S608 - names of ours


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
