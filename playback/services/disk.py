"""What each film needs of the disk, kept in its row so that a list of them reads no folder."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from playback.models import Video, film_folder
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder. Links count as links; hard-linked files count, wherever else they lie too."""
    total = 0
    for path in folder.rglob("*"):
        try:
            known = path.lstat()
        except OSError:  # removed meanwhile
            continue
        total += 0 if path.is_dir() and not path.is_symlink() else known.st_size
    return total


def disk_measure(video_id: int) -> int:
    """Measure a film's folder and keep what it needs; bytes."""
    size = folder_bytes(film_folder(video_id))
    Video.objects.filter(pk=video_id).exclude(bytes_used=size).update(bytes_used=size)
    return size


def measure_disk_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Measure every film again: analyses, artwork and swept packagings have changed some."""
    pks, total = list(Video.objects.order_by("pk").values_list("pk", flat=True)), 0
    for done, pk in enumerate(pks, start=1):
        total += disk_measure(pk)
        progress(gettext_noop("measuring"), done / len(pks))
    return {"films": len(pks), "bytes": total}
