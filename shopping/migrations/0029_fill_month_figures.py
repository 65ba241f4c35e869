"""Sums of months for the daily figures that there are."""

from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import Max, Min

COUNTS = "rows_seen, cards_seen, dots_opened, rows_opened, pages_viewed, saved, disliked, clicked, bots"
SUMS = ", ".join(f"SUM({name})" for name in COUNTS.split(", "))
FILL = f"""
INSERT INTO shopping_monthfigures (dimension, month, key, scope, {COUNTS})
SELECT dimension, %s, key, scope, {SUMS} FROM shopping_figures
WHERE day >= %s AND day < %s GROUP BY dimension, key, scope
"""  # noqa: S608 - names of ours


def forwards(apps: Any, schema_editor: Any) -> None:
    days = apps.get_model("shopping", "Figures").objects.aggregate(first=Min("day"), last=Max("day"))
    if days["first"] is None:
        return
    month = days["first"].replace(day=1)
    with schema_editor.connection.cursor() as cursor:
        while month <= days["last"]:
            after = (month + timedelta(days=31)).replace(day=1)
            cursor.execute(FILL, [month, month, after])
            month = after


def backwards(apps: Any, schema_editor: Any) -> None:
    apps.get_model("shopping", "MonthFigures").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("shopping", "0028_month_figures")]

    operations = [migrations.RunPython(forwards, reverse_code=backwards)]
