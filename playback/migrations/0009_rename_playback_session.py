from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("playback", "0008_progress_once_per_viewer")]

    operations = [
        migrations.RenameField(model_name="progress", old_name="sitting", new_name="playback_session"),
    ]
