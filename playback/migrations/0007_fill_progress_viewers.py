from typing import Any

from django.db import migrations

from trendflix.accounts.migrations._viewer_rows import fill, unfill


def forwards(apps: Any, schema_editor: Any) -> None:
    fill(apps, "playback", "Progress")


def backwards(apps: Any, schema_editor: Any) -> None:
    unfill(apps, "playback", "Progress")


class Migration(migrations.Migration):
    dependencies = [("playback", "0006_progress_viewer")]

    operations = [migrations.RunPython(forwards, reverse_code=backwards)]
