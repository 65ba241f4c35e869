import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_viewer"), ("playback", "0005_subtitle_charset")]

    operations = [
        migrations.RemoveConstraint(model_name="progress", name="progress_once_per_user"),
        migrations.RemoveConstraint(model_name="progress", name="progress_once_per_session"),
        migrations.AddField(
            model_name="progress",
            name="viewer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="progress",
                to="accounts.viewer",
            ),
        ),
    ]
