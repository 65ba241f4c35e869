"""Parts that no upload names."""

from collections.abc import Iterator
from pathlib import Path

from playback.uploads.models import UploadFile
from playback.uploads.parts import part_path, parts_folder
from trendflix.core.garbage import children


def parts_collect() -> Iterator[Path]:
    """Parts without a row; those of expired uploads go with their rows (``services.uploads_expire_job``)."""
    named = {part_path(pk).name for pk in UploadFile.objects.values_list("pk", flat=True).iterator()}
    yield from (path for path in children(parts_folder()) if path.name not in named)
