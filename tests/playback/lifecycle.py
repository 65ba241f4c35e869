"""What tests of a film's files share."""

from datetime import datetime
from pathlib import Path

import time_machine
from django.utils import timezone

from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run


def files(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def run(kind: str, video_id: int, at: datetime | None = None) -> Job:
    """Run the open job of a kind in this process, at a time or when it is due."""
    job = Job.objects.get(kind=kind, subject_id=video_id, status=Job.Status.QUEUED)
    due = at or job.not_before or timezone.now()
    Job.objects.filter(pk=job.pk).update(not_before=None)
    with time_machine.travel(due):
        ran = job_run(job.pk)
    assert ran is not None
    return ran
