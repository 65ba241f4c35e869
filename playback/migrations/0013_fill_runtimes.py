"""Fills the lengths of titles whose film is there already; lengths that were typed stay."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, PositiveIntegerField, Subquery
from django.db.models.functions import Cast, Round


def fill(apps: Any, schema_editor: Any) -> None:
    """One statement."""
    title, video = apps.get_model("catalog", "Title"), apps.get_model("playback", "Video")
    films = video.objects.filter(title=OuterRef("pk"), duration__gt=0).values("duration")[:1]
    seconds = Cast(Round(Subquery(films)), PositiveIntegerField())
    title.objects.filter(runtime__isnull=True, video__duration__gt=0).update(runtime=seconds)


class Migration(migrations.Migration):
    dependencies = [("playback", "0012_artwork")]

    operations = [migrations.RunPython(fill, reverse_code=migrations.RunPython.noop)]
