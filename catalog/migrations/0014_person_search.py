"""What people are found by: documents and spellings, as titles have them; ``rebuild_search --pending`` fills them."""

import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.search.schema import document_index, spelling_index


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0013_title_neighbours"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonDocument",
            fields=[
                (
                    "key",
                    models.CharField(
                        db_index=True, help_text="The folded name, for exact and prefix answers.", max_length=200
                    ),
                ),
                ("main", models.TextField(help_text="Tokens of the name.")),
                ("rest", models.TextField(blank=True, help_text="Tokens of everything else.")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="catalog.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="person",
            name="search_pending",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("search_pending", True)), fields=["-id"], name="person_search_pending"
            ),
        ),
        document_index("catalog_persondocument", "person_id"),
        spelling_index("catalog_personspelling"),
    ]
