"""Films on their way in, and their files."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("playback", "0013_fill_runtimes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FilmUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("uploading", "Uploading"), ("adding", "Being added"), ("added", "Added")],
                        default="uploading",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("film", "Film"), ("episode", "Episode")],
                        default="film",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("show", models.CharField(blank=True, max_length=200, verbose_name="show")),
                ("season", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="season")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="episode")),
                (
                    "last_number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Where one file holds several.", null=True, verbose_name="last episode"
                    ),
                ),
                ("replace", models.BooleanField(default=False, verbose_name="replace the film that is there")),
                ("files_expected", models.PositiveSmallIntegerField(default=1, verbose_name="files expected")),
                (
                    "sha256",
                    models.CharField(
                        blank=True, help_text="Of the film, once it is read.", max_length=64, verbose_name="SHA-256"
                    ),
                ),
                (
                    "file_key",
                    models.CharField(
                        blank=True,
                        help_text="Size, time and name of its film, to know it again.",
                        max_length=300,
                        verbose_name="file key",
                    ),
                ),
                ("notes", models.JSONField(blank=True, default=list, verbose_name="notes")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="film_uploads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to="playback.video",
                        verbose_name="video",
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded film",
                "verbose_name_plural": "film uploads",
                "ordering": ["-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UploadFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="id"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("film", "Film"),
                            ("subtitles", "Subtitles"),
                            ("poster", "Poster"),
                            ("backdrop", "Backdrop"),
                            ("still", "Still"),
                        ],
                        default="film",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("size", models.PositiveBigIntegerField(help_text="Bytes of the whole file.", verbose_name="size")),
                ("modified", models.BigIntegerField(default=0, verbose_name="modified")),
                ("expires", models.DateTimeField(db_index=True, verbose_name="expires")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "film",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="uploads.filmupload",
                        verbose_name="film",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="upload_files",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded file",
                "verbose_name_plural": "uploaded files",
                "ordering": ["created", "id"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="filmupload",
            index=models.Index(fields=["owner", "-id"], name="film_upload_of_owner"),
        ),
        migrations.AddIndex(
            model_name="filmupload",
            index=models.Index(fields=["owner", "file_key"], name="film_upload_of_file"),
        ),
        migrations.AddIndex(
            model_name="uploadfile",
            index=models.Index(fields=["owner", "name"], name="upload_file_of_owner"),
        ),
    ]
