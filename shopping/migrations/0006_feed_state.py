"""A feed's state, what is held of it, its column mapping, and which file of it is live."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def imported_feeds_are_live(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was imported before states were kept is live, with the file that it has."""
    feeds = apps.get_model("shopping", "Feed").objects.filter(imported__isnull=False)
    feeds.update(state="live", live_file=models.F("file"), live_path=models.F("path"))


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0005_product_price_decimals"),
    ]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="columns",
            field=models.JSONField(blank=True, default=dict, help_text="The shop's column names → our field names."),
        ),
        migrations.AddField(
            model_name="feed",
            name="columns_confirmed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="feed",
            name="currency",
            field=models.CharField(
                blank=True, help_text="ISO 4217 code of prices that name no currency.", max_length=3
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="live_file",
            field=models.CharField(blank=True, editable=False, help_text="The upload that is live.", max_length=300),
        ),
        migrations.AddField(
            model_name="feed",
            name="live_path",
            field=models.CharField(blank=True, editable=False, help_text="The path that is live.", max_length=500),
        ),
        migrations.AddField(
            model_name="feed",
            name="max_loss",
            field=models.FloatField(
                blank=True, help_text="Largest share of live products, 0 to 1, an import may lose unasked.", null=True
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="numbers",
            field=models.JSONField(blank=True, default=dict, editable=False, help_text="What a held import would do."),
        ),
        migrations.AddField(
            model_name="feed",
            name="reason",
            field=models.CharField(blank=True, editable=False, help_text="Why it is held or failed.", max_length=500),
        ),
        migrations.AddField(
            model_name="feed",
            name="sample",
            field=models.JSONField(
                blank=True, default=list, editable=False, help_text="First rows, as the table has them."
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "not imported"),
                    ("live", "live"),
                    ("held", "held"),
                    ("columns", "needs confirmation"),
                    ("failed", "failed"),
                ],
                default="new",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="superseded",
            field=models.JSONField(blank=True, default=list, editable=False, help_text="Uploads to be removed."),
        ),
        migrations.AlterField(
            model_name="feed",
            name="path",
            field=models.CharField(blank=True, editable=False, help_text="The file last given.", max_length=500),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_loss__isnull", True), models.Q(("max_loss__gte", 0), ("max_loss__lte", 1)), _connector="OR"
                ),
                name="feed_max_loss_is_a_share",
            ),
        ),
        migrations.RunPython(imported_feeds_are_live, reverse_code=migrations.RunPython.noop),
    ]
