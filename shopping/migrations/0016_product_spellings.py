"""Spellings of product words. Every product is marked, so that what drains pending rows writes its words."""

from typing import Any

from django.db import migrations, models

from trendflix.core.search.schema import spelling_index, trigram_extension


def mark(apps: Any, editor: Any) -> None:
    """One statement; documents stay as they are meanwhile."""
    apps.get_model("shopping", "Product").objects.filter(available=True).update(search_pending=True)


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0015_garment_search"),
    ]

    operations = [
        trigram_extension(),
        migrations.CreateModel(
            name="ProductSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        spelling_index("shopping_productspelling"),
        migrations.RunPython(mark, reverse_code=migrations.RunPython.noop),
    ]
