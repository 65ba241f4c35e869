"""Photographs and biographies of people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_watchlist_and_ratings")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="biography",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="person",
            name="photo",
            field=models.ImageField(blank=True, help_text="Square or portrait.", upload_to="public/people/"),
        ),
    ]
