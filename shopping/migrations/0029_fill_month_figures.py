"""Sums of months for the daily figures that there are."""

from typing import Any

from django.db import migrations
from django.db.models import Max, Min

from shopping.insights.months import months_fill


def forwards(apps: Any, schema_editor: Any) -> None:
    days = apps.get_model("shopping", "Figures").objects.aggregate(first=Min("day"), last=Max("day"))
    if days["first"] is not None:
        months_fill(days["first"], days["last"])


class Migration(migrations.Migration):
    dependencies = [("shopping", "0028_month_figures")]

    operations = [migrations.RunPython(forwards, reverse_code=migrations.RunPython.noop)]
