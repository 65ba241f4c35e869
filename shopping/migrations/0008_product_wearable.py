from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def look_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Pictures whose category only the parser gave are looked at again: it is sure of garments in anything."""
    images = apps.get_model("shopping", "ProductImage").objects.using(schema_editor.connection.alias)
    images.filter(product__category="").update(vector=None, model="", category="")


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0007_image_validators_and_placeholders"),
    ]

    operations = [
        migrations.AddField(
            model_name="product",
            name="wearable",
            field=models.BooleanField(
                blank=True,
                help_text="Whether the feed's words name something to wear; unknown: its pictures tell.",
                null=True,
            ),
        ),
        migrations.RunPython(look_again, reverse_code=migrations.RunPython.noop),
    ]
