from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shopping", "0004_viewers_and_lookups"),
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
    ]
