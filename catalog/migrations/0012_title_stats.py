"""What viewers do with titles and what is worn in them, rolled up for lists."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0011_home_rows")]

    operations = [
        migrations.CreateModel(
            name="TitleStats",
            fields=[
                (
                    "title",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="stats",
                        serialize=False,
                        to="catalog.title",
                    ),
                ),
                ("viewers", models.PositiveIntegerField(default=0, help_text="Who began it, ever.")),
                ("trend", models.FloatField(default=0.0, help_text="Viewers of the last weeks, halved every week.")),
                ("ratings", models.PositiveIntegerField(default=0)),
                ("rating", models.FloatField(default=0.0, help_text="Bayesian mean of the ratings, 0 to 1; 0: none.")),
                (
                    "saved",
                    models.PositiveIntegerField(default=0, help_text="Products saved from it within the last week."),
                ),
                (
                    "pieces",
                    models.PositiveIntegerField(default=0, help_text="Garments with something to show from a shop."),
                ),
                ("updated", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name_plural": "title statistics",
                "indexes": [
                    models.Index(fields=["-trend", "-title"], name="stats_trend"),
                    models.Index(fields=["-rating", "-title"], name="stats_rating"),
                    models.Index(condition=models.Q(("saved__gt", 0)), fields=["-saved", "-title"], name="stats_saved"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleColour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("colour", models.CharField(help_text="As the garment's attribute names it: red.", max_length=20)),
                ("pieces", models.PositiveIntegerField(default=0)),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="colours", to="catalog.title"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["colour", "-title"], name="title_colour_newest")],
                "constraints": [models.UniqueConstraint(fields=("title", "colour"), name="title_colour_once")],
            },
        ),
    ]
