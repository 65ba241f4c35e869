"""What garments of films are found by; ``rebuild_search --pending`` writes those of films matched before."""

import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.search.schema import document_index


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0014_match_order_index"),
        ("vision", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="GarmentDocument",
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
                    "garment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="vision.garment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        document_index("shopping_garmentdocument", "garment_id"),
    ]
