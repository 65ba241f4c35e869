"""The measured colours of a garment; filled when its film is next analysed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vision", "0003_appearance_person")]

    operations = [
        migrations.AddField(
            model_name="garment",
            name="palette",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                verbose_name="palette",
                help_text="[[L, a, b, share], …]: colours measured on its best view.",
            ),
        ),
    ]
