"""What becomes of a film's files when they are replaced or deleted, and of what a cut-off job left.

A packaging that is no longer on show stays until the addresses that were given out for it expire: a file in it says
since when that is, and a ``sweep`` job removes it. The files of a deleted film go at once: no address opens them.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from playback.models import Video, film_folder
from playback.services.disk import disk_measure
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_cancel, job_queue, job_queue_later

RETIRED = ".retired"
"""In a packaging's folder: the time (seconds since the epoch) at which it left the show."""
WORK = ("package", "artwork", "analyse", "match")


def film_settle(video_id: int) -> None:
    """Let the files of a film follow its row: what is not on show any more is retired, all of a deleted one removed."""
    folder = film_folder(video_id)
    shown = _shown(video_id)
    if shown is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    disk_measure(video_id)
    retired = [one for one in _packagings(folder) if one.name != shown and _retired_at(one) is None]
    for one in retired:
        with suppress(OSError):  # on a full disk; the next settling says so instead
            (one / RETIRED).write_text(str(timezone.now().timestamp()), encoding="ascii")
    if shown:
        packaging_keep(folder / "hls" / shown)
    if retired:
        job_queue_later("sweep", video_id, timedelta(seconds=settings.STREAM_URL_SECONDS))


def packaging_keep(folder: Path) -> None:
    """A packaging is on show, or about to be: it is not swept."""
    (folder / RETIRED).unlink(missing_ok=True)


def scratch_remove(folder: Path) -> None:
    """Remove the half-made packagings that dead workers left; for the job alone that packages the film."""
    for one in folder.glob(".*"):
        shutil.rmtree(one, ignore_errors=True)


def film_deleted(video_id: int) -> None:
    """Stop the work on a film whose row is deleted, and enqueue the removal of its files; in the same transaction."""
    for job in Job.objects.filter(kind__in=WORK, subject_id=video_id, status__in=Job.OPEN):
        job_cancel(job)
    if film_folder(video_id).is_dir():
        job_queue("sweep", video_id)


def video_sweep_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Remove the packagings of a film whose addresses have expired; of a deleted film, everything."""
    folder, shown = film_folder(job.subject_id), _shown(job.subject_id)
    if shown is None:
        there = folder.is_dir()
        shutil.rmtree(folder, ignore_errors=True)
        return {"removed": there}
    due = [one for one in _packagings(folder) if one.name != shown and _is_expired(one)]
    for one in due:
        shutil.rmtree(one, ignore_errors=True)
    disk_measure(job.subject_id)
    return {"removed": bool(due)}


def _shown(video_id: int) -> str | None:
    """The packaging on show, empty where none is; ``None`` where the film is deleted."""
    return Video.objects.filter(pk=video_id).values_list("package_key", flat=True).first()


def _packagings(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield from sorted(one for one in (folder / "hls").iterdir() if one.is_dir() and one.name[0] != ".")


def _is_expired(packaging: Path) -> bool:
    """Whether the addresses given out for a packaging have expired."""
    since = _retired_at(packaging)
    return since is not None and since + settings.STREAM_URL_SECONDS <= timezone.now().timestamp()


def _retired_at(packaging: Path) -> float | None:
    """When a packaging left the show, in seconds since the epoch; ``None`` where nothing says so."""
    try:
        return float((packaging / RETIRED).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
