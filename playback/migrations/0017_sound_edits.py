"""What people say of the sounds of films."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("playback", "0016_constraint_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="video",
            name="sound_edits",
            field=models.JSONField(default=dict, editable=False, verbose_name="sound edits"),
        ),
    ]
