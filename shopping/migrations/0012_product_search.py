import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.search.schema import document_index


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0011_once_per_viewer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductDocument",
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
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="shopping.product",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="product",
            name="search_pending",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("search_pending", True)), fields=["-id"], name="product_search_pending"
            ),
        ),
        document_index("shopping_productdocument", "product_id"),
    ]
