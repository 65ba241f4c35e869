"""Uploads that a request left: Django removes them when the request ends, unless the process does first."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def temporary_uploads_collect() -> Iterator[Path]:
    """Django's temporary upload files."""
    yield from sorted(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"))
