"""How many bytes each film needs on disk, by which films can be listed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0017_library_and_trash"),
        ("playback", "0013_fill_runtimes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DiskUse",
            fields=[],
            options={
                "verbose_name": "disk use",
                "verbose_name_plural": "disk use",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("playback.video",),
        ),
        migrations.AddField(
            model_name="video",
            name="bytes_used",
            field=models.PositiveBigIntegerField(default=0, editable=False, verbose_name="on disk"),
        ),
        migrations.AddIndex(
            model_name="video",
            index=models.Index(fields=["-bytes_used", "-id"], name="video_bytes_used"),
        ),
    ]
