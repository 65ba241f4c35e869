"""Folders of films and their files, what titles are at TMDB, who filled which field of a title, and the trash."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0016_field_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("matched", "Identified"),
                            ("ambiguous", "To be settled"),
                            ("unknown", "Nothing found"),
                            ("none", "Not at TMDB"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("tmdb_id", models.PositiveIntegerField(blank=True, null=True, verbose_name="TMDB id")),
                ("is_chosen", models.BooleanField(default=False, verbose_name="chosen by a person")),
                ("candidates", models.JSONField(blank=True, default=list, verbose_name="candidates")),
                ("updated", models.DateTimeField(auto_now=True, verbose_name="updated")),
            ],
            options={
                "verbose_name": "identification",
                "verbose_name_plural": "identifications",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="LibraryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=64, verbose_name="key")),
                ("path", models.TextField(help_text="Below the folder.", verbose_name="path")),
                ("identity", models.CharField(blank=True, editable=False, max_length=80, verbose_name="identity")),
                ("signature", models.CharField(blank=True, editable=False, max_length=64, verbose_name="signature")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting until it stays the same"),
                            ("imported", "Imported"),
                            ("refused", "Left out"),
                            ("missing", "Missing"),
                        ],
                        default="imported",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("updated", models.DateTimeField(auto_now=True, verbose_name="updated")),
            ],
            options={
                "verbose_name": "library file",
                "verbose_name_plural": "library files",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="LibraryFolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(verbose_name="path")),
                ("key", models.CharField(editable=False, max_length=64, unique=True, verbose_name="key")),
                (
                    "mode",
                    models.CharField(
                        choices=[("hard", "Hard-linked"), ("copy", "Copied"), ("in-place", "Left in place")],
                        default="hard",
                        help_text="Hard links need no room and the same disk; "
                        "what is left in place must stay where it is.",
                        max_length=8,
                        verbose_name="film files",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Minutes; 0: only when asked. "
                        "A file that was new or has changed waits for the next look.",
                        validators=[django.core.validators.MaxValueValidator(10080)],
                        verbose_name="look again after",
                    ),
                ),
                ("looked", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last look")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "library folder",
                "verbose_name_plural": "library folders",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="TrashedTitle",
            fields=[],
            options={
                "verbose_name": "title in the trash",
                "verbose_name_plural": "titles in the trash",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("catalog.title",),
        ),
        migrations.AddField(
            model_name="title",
            name="external_ids",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="ids elsewhere"),
        ),
        migrations.AddField(
            model_name="title",
            name="provenance",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="Which source filled which field.",
                verbose_name="provenance",
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="trashed",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in the trash since"),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("trashed__isnull", False)), fields=["trashed", "id"], name="title_trashed"
            ),
        ),
        migrations.AddField(
            model_name="identification",
            name="title",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="identification",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        migrations.AddField(
            model_name="libraryfile",
            name="title",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="library_files",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        migrations.AddField(
            model_name="libraryfile",
            name="folder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="catalog.libraryfolder",
                verbose_name="folder",
            ),
        ),
        migrations.AddIndex(
            model_name="identification",
            index=models.Index(fields=["state", "-id"], name="identification_state"),
        ),
        migrations.AddIndex(
            model_name="libraryfile",
            index=models.Index(fields=["folder", "state", "-id"], name="library_file_state"),
        ),
        migrations.AddIndex(
            model_name="libraryfile",
            index=models.Index(fields=["folder", "identity"], name="library_file_identity"),
        ),
        migrations.AddConstraint(
            model_name="libraryfile",
            constraint=models.UniqueConstraint(fields=("folder", "key"), name="library_file_once"),
        ),
    ]
