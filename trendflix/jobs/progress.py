"""The callable that handlers report through."""

import time
from collections.abc import Callable

from django.db.models import Q
from django.db.models.functions import Now

from trendflix.core.timeleft import StageClock
from trendflix.jobs.errors import JobCancelled, JobLost, JobPaused
from trendflix.jobs.heartbeat import Heartbeat
from trendflix.jobs.models import Job
from trendflix.jobs.stages import whole

Progress = Callable[[str, float], None]
"""``progress(stage, fraction)``: the stage's name and how much of it is done, 0..1."""
WRITE_EVERY_SECONDS = 0.5


def silent(stage: str, fraction: float) -> None:
    """A progress callable that tells nobody."""


class RowProgress:
    """Writes a job's stage and percent to its row, at most twice a second, and passes them on to ``report``.

    The percent is of the whole job where its stages are known (``stages``), else of the stage; never less than before.
    Raises ``JobCancelled`` or ``JobPaused`` when that was asked for, ``JobLost`` when the row was given to another.
    """

    def __init__(self, job: Job, report: Progress | None = None, heartbeat: Heartbeat | None = None) -> None:
        self._job, self._heartbeat = job, heartbeat
        self._report = report or silent
        self._stage = ""
        self._written, self._least = 0.0, job.percent / 100
        self._whole = self._least
        self._clock = StageClock()

    def __call__(self, stage: str, fraction: float) -> None:
        """Report a stage and its fraction, 0..1."""
        if self._heartbeat and self._heartbeat.is_lost:
            raise JobLost(f"job {self._job.pk} was taken over, or the database did not answer")
        fraction = min(max(fraction, 0.0), 1.0)
        self._report(stage, fraction)
        left = self._clock(stage, fraction)
        self._whole = whole(self._job.kind, stage, fraction, self._whole)
        if stage == self._stage and time.monotonic() - self._written < WRITE_EVERY_SECONDS:
            return
        self._stage, self._written = stage, time.monotonic()
        job_beat(self._job, stage=stage[:80], percent=100.0 * max(self._least, self._whole), seconds_left=left)


def job_beat(job: Job, **fields: str | float | None) -> None:
    """Prove that the claimer lives, and write what it says of itself."""
    held = Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING)
    if not held.update(heartbeat=Now(), **fields):
        raise JobLost(f"job {job.pk} was taken over")
    asked = held.filter(Q(cancel_requested=True) | Q(pause_requested=True))
    for is_cancelled in asked.values_list("cancel_requested", flat=True):
        raise JobCancelled(f"job {job.pk} was cancelled") if is_cancelled else JobPaused(f"job {job.pk} is paused")
