"""The callable that handlers report through, and the heartbeat behind it."""

import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from trendflix.core.timeleft import StageClock
from trendflix.jobs.errors import JobCancelled, JobLost
from trendflix.jobs.models import Job

Progress = Callable[[str, float], None]
"""``progress(stage, fraction)``: the stage's name and how much of it is done, 0..1."""

WRITE_EVERY_SECONDS = 0.5


def silent(stage: str, fraction: float) -> None:
    """A progress callable that tells nobody."""


class RowProgress:
    """Writes a job's stage and percent to its row, at most twice a second, and passes them on to ``report``.

    Raises ``JobCancelled`` when cancelling was asked for and ``JobLost`` when the row was given to another.
    """

    def __init__(self, job: Job, report: Progress | None = None) -> None:
        self._job = job
        self._report = report or silent
        self._stage = ""
        self._written = 0.0
        self._clock = StageClock()

    def __call__(self, stage: str, fraction: float) -> None:
        """Report a stage and its fraction, 0..1."""
        fraction = min(max(fraction, 0.0), 1.0)
        self._report(stage, fraction)
        left = self._clock(stage, fraction)
        now = time.monotonic()
        if stage == self._stage and now - self._written < WRITE_EVERY_SECONDS:
            return
        self._stage, self._written = stage, now
        job_beat(self._job, stage=stage[:80], percent=100.0 * fraction, seconds_left=left)


def job_beat(job: Job, **fields: str | float | None) -> None:
    """Prove that the claimer lives, and write what it says of itself."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING)
    if not mine.update(heartbeat=timezone.now(), **fields):
        raise JobLost(f"job {job.pk} was taken over")
    if mine.filter(cancel_requested=True).exists():
        raise JobCancelled(f"job {job.pk} was cancelled")


class Heartbeat:
    """Beats for a claimed row from a thread of its own while a handler computes; a context manager."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"job-{job.pk}-heartbeat")

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(settings.JOB_HEARTBEAT_SECONDS):
            close_old_connections()
            mine = Job.objects.filter(pk=self._job.pk, claim=self._job.claim, status=Job.Status.RUNNING)
            mine.update(heartbeat=timezone.now())
            connection.close()
