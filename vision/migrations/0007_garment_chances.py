"""The categories that a garment may be of; filled when its film is next analysed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vision", "0006_constraint_messages")]

    operations = [
        migrations.AddField(
            model_name="garment",
            name="chances",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                verbose_name="chances",
                help_text="Category → chance: what it may be.",
            ),
        ),
    ]
