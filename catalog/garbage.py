"""Pictures of the library that no row shows."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from catalog.services.pictures import SHOWN
from trendflix.core.garbage import children

FOLDERS = ("posters", "backdrops", "stills", "people")


def pictures_collect() -> Iterator[Path]:
    """Files below ``public`` in the folders of the library's pictures that no row names."""
    named: set[str] = set()
    for model, field in SHOWN:
        named |= set(model._default_manager.exclude(**{field: ""}).values_list(field, flat=True))
    for name in FOLDERS:
        folder = Path(settings.MEDIA_ROOT) / "public" / name
        yield from (path for path in children(folder) if f"public/{name}/{path.name}" not in named)
