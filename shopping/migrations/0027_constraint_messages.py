"""Words for people where a row breaks a rule of the database."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_constraint_messages"),
        ("shopping", "0026_product_row_key"),
        ("vision", "0006_constraint_messages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="conversion",
            name="order_once_per_feed",
            constraint=models.UniqueConstraint(
                fields=("feed", "order"),
                name="order_once_per_feed",
                violation_error_message="This order of the feed is known already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="dislike",
            name="dislike_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "garment", "product"),
                name="dislike_once_per_viewer",
                violation_error_message="The product is turned down for this garment already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feed",
            name="feed_max_loss_is_a_share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_loss__isnull", True), models.Q(("max_loss__gte", 0), ("max_loss__lte", 1)), _connector="OR"
                ),
                name="feed_max_loss_is_a_share",
                violation_error_message="The share of products that may be lost lies between 0 and 1.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feed",
            name="feed_boost_is_bounded",
            constraint=models.CheckConstraint(
                condition=models.Q(("boost__gte", -0.1), ("boost__lte", 0.1)),
                name="feed_boost_is_bounded",
                violation_error_message="The boost is out of its range.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="figures",
            name="figures_once_a_day",
            constraint=models.UniqueConstraint(
                fields=("dimension", "day", "key", "scope"),
                name="figures_once_a_day",
                violation_error_message="There are figures of this day already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="listentry",
            name="list_entry_once",
            constraint=models.UniqueConstraint(
                fields=("list", "saved"),
                name="list_entry_once",
                violation_error_message="The product is on this list already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="match",
            name="match_once",
            constraint=models.UniqueConstraint(
                fields=("garment", "product"),
                name="match_once",
                violation_error_message="The garment and the product are matched already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="product_id_once_per_feed",
            constraint=models.UniqueConstraint(
                fields=("feed", "product_id"),
                name="product_id_once_per_feed",
                violation_error_message="The feed has a product of this id already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="product_price_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gte", 0)),
                name="product_price_not_negative",
                violation_error_message="A price is not below zero.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="product_boost_is_bounded",
            constraint=models.CheckConstraint(
                condition=models.Q(("boost__gte", -5), ("boost__lte", 5)),
                name="product_boost_is_bounded",
                violation_error_message="The boost is out of its range.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="productimage",
            name="image_position_once_per_product",
            constraint=models.UniqueConstraint(
                fields=("product", "position"),
                name="image_position_once_per_product",
                violation_error_message="The product has a picture at this place already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="saved",
            name="saved_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "product"),
                name="saved_once_per_viewer",
                violation_error_message="The product is saved already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="savedlist",
            name="saved_list_name_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "name"),
                name="saved_list_name_once_per_viewer",
                violation_error_message="There is a list of this name already.",
            ),
        ),
    ]
