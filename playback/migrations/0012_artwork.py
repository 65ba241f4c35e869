"""Frames that artwork can be made of, and the artwork that was made of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_watchlist_and_ratings"),
        ("playback", "0011_field_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Artwork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "shape",
                    models.CharField(
                        choices=[("poster", "poster"), ("backdrop", "backdrop"), ("still", "still")], max_length=10
                    ),
                ),
                ("name", models.CharField(editable=False, max_length=200)),
                ("time", models.FloatField(help_text="Seconds of the film.")),
                (
                    "is_chosen",
                    models.BooleanField(
                        default=False, help_text="By an editor; kept when the film is looked at again."
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="artwork", to="catalog.title"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "artwork",
                "constraints": [models.UniqueConstraint(fields=("title", "shape"), name="artwork_once_per_shape")],
            },
        ),
        migrations.CreateModel(
            name="ArtworkFrame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("place", models.PositiveSmallIntegerField(help_text="0: the best.")),
                ("time", models.FloatField(help_text="Seconds.")),
                ("score", models.FloatField(default=0.0)),
                ("people", models.JSONField(blank=True, null=True)),
                ("is_faces", models.BooleanField(default=False)),
                (
                    "video",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="artwork_frames", to="playback.video"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("video", "key", "place"), name="artwork_frame_place_once")
                ],
            },
        ),
    ]
