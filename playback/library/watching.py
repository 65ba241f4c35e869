"""Looks at watched folders again when it is time."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from catalog.models import LibraryFolder
from playback.library.folders import IMPORT
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue


def watch_library_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Enqueue the import of every watched folder whose time has come; how many."""
    now, count = timezone.now(), 0
    for folder in LibraryFolder.objects.filter(minutes__gt=0):
        if folder.looked is None or folder.looked + timedelta(minutes=folder.minutes) <= now:
            job_queue(IMPORT, folder.pk, watched=True)
            count += 1
    return {"folders": count}
