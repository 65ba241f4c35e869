"""The measured colours of a product; filled when its pictures are next embedded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shopping", "0017_field_names")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="palette",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                verbose_name="palette",
                help_text="[[L, a, b, share], …]: colours measured on its first picture.",
            ),
        ),
    ]
