"""Posters and backdrops that no title shows."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from catalog.models import Title
from trendflix.core.garbage import children

FOLDERS = {"poster": "posters", "backdrop": "backdrops"}


def pictures_collect() -> Iterator[Path]:
    """Files of ``public/posters`` and ``public/backdrops`` that no title names."""
    for field, name in FOLDERS.items():
        folder = Path(settings.MEDIA_ROOT) / "public" / name
        named = set(Title.objects.exclude(**{field: ""}).values_list(field, flat=True))
        yield from (path for path in children(folder) if f"public/{name}/{path.name}" not in named)
