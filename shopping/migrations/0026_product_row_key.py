"""The key of the row of a feed that a product was made of, so that the same row is not read again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0025_review_open_indexes")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="row_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Of the feed's row as it is written there; empty: it stands in the feed no more.",
                max_length=32,
                verbose_name="row key",
            ),
        ),
    ]
