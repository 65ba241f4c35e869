"""What merchandisers decide about a product: hidden, boost, another category."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0021_decisions_of_matches")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="boost",
            field=models.SmallIntegerField(
                default=0,
                help_text="From -5 to 5: put before, or after, products that answer about as well.",
                validators=[django.core.validators.MinValueValidator(-5), django.core.validators.MaxValueValidator(5)],
                verbose_name="boost",
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="chosen_category",
            field=models.CharField(
                blank=True,
                help_text="Used instead of the feed's; imports keep it.",
                max_length=20,
                verbose_name="chosen category",
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="hidden",
            field=models.BooleanField(
                default=False,
                help_text="Shown to nobody, whatever the feed and the matches say.",
                verbose_name="hidden",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("boost__gte", -5), ("boost__lte", 5)), name="product_boost_is_bounded"
            ),
        ),
    ]
