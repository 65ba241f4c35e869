"""An index for matches in the order that they are shown in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0013_match_states")]

    operations = [
        migrations.AddIndex(
            model_name="match",
            index=models.Index(fields=["garment", "rank", "id"], name="match_by_garment_and_rank"),
        ),
    ]
