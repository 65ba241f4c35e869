import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.search.schema import document_index, spelling_index, trigram_extension


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
    ]

    operations = [
        trigram_extension(),
        migrations.CreateModel(
            name="TitleDocument",
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
                    "title",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="catalog.title",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TitleSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="title",
            name="search_pending",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("search_pending", True)), fields=["-id"], name="title_search_pending"
            ),
        ),
        document_index("catalog_titledocument", "title_id"),
        spelling_index("catalog_titlespelling"),
    ]
