"""An index in which the products of each feed are counted, without reading them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0027_constraint_messages")]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["feed", "available"], name="product_feed_available"),
        ),
    ]
