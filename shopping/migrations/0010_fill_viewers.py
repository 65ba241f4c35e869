from typing import Any

from django.db import migrations

from trendflix.accounts.migrations._viewer_rows import fill, unfill

MODELS = ("Saved", "Dislike", "Lookup")


def forwards(apps: Any, schema_editor: Any) -> None:
    fill(apps, "shopping", *MODELS)


def backwards(apps: Any, schema_editor: Any) -> None:
    unfill(apps, "shopping", *MODELS)


class Migration(migrations.Migration):
    dependencies = [("shopping", "0009_viewer_rows")]

    operations = [migrations.RunPython(forwards, reverse_code=backwards)]
