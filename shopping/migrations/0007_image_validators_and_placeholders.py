"""Validators for conditional fetches of pictures, and which pictures are placeholders."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0006_feed_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="productimage",
            name="checked",
            field=models.DateTimeField(blank=True, help_text="When the web server was last asked for it.", null=True),
        ),
        migrations.AddField(
            model_name="productimage",
            name="etag",
            field=models.CharField(
                blank=True, help_text="The validator that the web server sent (RFC 9110).", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="last_modified",
            field=models.CharField(blank=True, help_text="As the web server sent it, where strong.", max_length=40),
        ),
        migrations.AddField(
            model_name="productimage",
            name="placeholder",
            field=models.BooleanField(
                default=False, help_text="The same picture on many different products: matched to nothing."
            ),
        ),
    ]
