import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vision", "0001_initial"),
        ("shopping", "0012_product_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="match",
            name="updated",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, help_text="Last change of rank or score."
            ),
        ),
        migrations.CreateModel(
            name="MatchState",
            fields=[
                (
                    "garment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="match_state",
                        serialize=False,
                        to="vision.garment",
                    ),
                ),
                (
                    "cutoff",
                    models.FloatField(
                        help_text="Order of the last of a full list; null: the list is not full.", null=True
                    ),
                ),
                (
                    "rows",
                    models.PositiveSmallIntegerField(default=0, help_text="Matches there were, decided ones included."),
                ),
                (
                    "rules",
                    models.CharField(
                        help_text="Names the model and the settings that it was matched with.", max_length=16
                    ),
                ),
            ],
        ),
    ]
