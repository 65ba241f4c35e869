"""What viewers keep of titles: a list to watch, and ratings."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_viewer"),
        ("catalog", "0005_collections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("liking", models.SmallIntegerField(choices=[(-1, "Disliked"), (0, "None"), (1, "Liked")], default=0)),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="catalog.title"
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="accounts.viewer"
                    ),
                ),
            ],
            options={
                "ordering": ["-updated", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("viewer", "title"), name="rating_once_per_viewer"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stars__isnull", True), models.Q(("stars__gte", 1), ("stars__lte", 5)), _connector="OR"
                        ),
                        name="rating_stars_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WatchlistEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watchlist_entries",
                        to="catalog.title",
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="watchlist", to="accounts.viewer"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "watchlist entries",
                "ordering": ["-created", "-id"],
                "indexes": [models.Index(fields=["viewer", "-created"], name="watchlist_newest")],
                "constraints": [models.UniqueConstraint(fields=("viewer", "title"), name="watchlist_once_per_viewer")],
            },
        ),
    ]
