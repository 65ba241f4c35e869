"""A viewer can take what they began off its row without having watched it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("playback", "0009_rename_playback_session"),
    ]

    operations = [
        migrations.AddField(
            model_name="progress",
            name="removed",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Taken off the row of what was begun; watching on puts it back.",
            ),
        ),
    ]
