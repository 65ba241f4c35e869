"""An index in which the products of each feed are counted, without reading them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0029_fill_month_figures")]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["feed", "available"], name="product_feed_available"),
        ),
    ]
