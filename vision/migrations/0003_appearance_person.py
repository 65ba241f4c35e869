"""Appearances say who wears the garment; those of analyses before have no number until the film is analysed again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vision", "0002_field_names")]

    operations = [
        migrations.AddField(
            model_name="appearance",
            name="person",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Number of the wearer in this analysis; one number, one person.",
                null=True,
                verbose_name="person",
            ),
        ),
    ]
