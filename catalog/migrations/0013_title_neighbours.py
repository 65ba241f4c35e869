"""Titles that are like a title."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0012_title_stats")]

    operations = [
        migrations.CreateModel(
            name="TitleNeighbour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.FloatField(help_text="0 to 1; larger is more alike.")),
                (
                    "neighbour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.title"
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="neighbours", to="catalog.title"
                    ),
                ),
            ],
            options={
                "ordering": ["title", "-score"],
                "constraints": [models.UniqueConstraint(fields=("title", "neighbour"), name="neighbour_once")],
            },
        ),
    ]
