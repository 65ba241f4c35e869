import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("playback", "0007_fill_progress_viewers")]

    operations = [
        migrations.RemoveField(model_name="progress", name="session_key"),
        migrations.RemoveField(model_name="progress", name="user"),
        migrations.AlterField(
            model_name="progress",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="progress", to="accounts.viewer"
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.UniqueConstraint(fields=("viewer", "video"), name="progress_once_per_viewer"),
        ),
        migrations.AddIndex(
            model_name="progress",
            index=models.Index(fields=["viewer", "watched", "-updated"], name="progress_continue"),
        ),
    ]
