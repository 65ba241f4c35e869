"""The rows of the home page as an editor arranges them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_constraint_messages")]

    operations = [
        migrations.CreateModel(
            name="HomeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("continue", "Continue watching"),
                            ("next-up", "Next episodes"),
                            ("my-list", "My list"),
                            ("for-you", "For you"),
                            ("because", "Because you watched …"),
                            ("new", "New here"),
                            ("trending", "Trending now"),
                            ("shop-the-look", "Shop the look: most saved this week"),
                            ("top-rated", "Top rated"),
                            ("country", "Popular from the viewer's country"),
                            ("language", "Popular in the viewer's language"),
                            ("collections", "Newest collections"),
                            ("collection", "One collection"),
                            ("genres", "Genres"),
                            ("genre", "One genre"),
                            ("soon", "Soon"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Stands above the row; empty: the usual name.", max_length=80
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(default=0, help_text="Rows with smaller numbers stand higher."),
                ),
                ("pinned", models.BooleanField(default=False, help_text="Above all rows that are not pinned.")),
                ("hidden", models.BooleanField(default=False, help_text="Not shown to anybody.")),
                (
                    "collection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.collection",
                    ),
                ),
                (
                    "genre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.genre",
                    ),
                ),
            ],
            options={
                "ordering": ["-pinned", "position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("genre__isnull", False), ("kind", "genre")),
                            models.Q(models.Q(("kind", "genre"), _negated=True), ("genre", None)),
                            _connector="OR",
                        ),
                        name="home_row_of_a_genre_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("collection__isnull", False), ("kind", "collection")),
                            models.Q(models.Q(("kind", "collection"), _negated=True), ("collection", None)),
                            _connector="OR",
                        ),
                        name="home_row_of_a_collection_names_it",
                    ),
                    models.UniqueConstraint(fields=("genre",), name="home_row_once_per_genre"),
                    models.UniqueConstraint(fields=("collection",), name="home_row_once_per_collection"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ("genre", "collection")), _negated=True),
                        fields=("kind",),
                        name="home_row_once_per_kind",
                    ),
                ],
            },
        ),
    ]
