"""Pauses jobs, so that their workers are free for other work, and lets them go on."""

from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When

from trendflix.jobs.models import Job
from trendflix.jobs.services import RESTING, again_merge, job_wake, write_or_ask

PAUSED = {"status": Job.Status.PAUSED, "claim": "", "heartbeat": None}


def job_pause(job: Job) -> None:
    """Pause a job with its children: at once what is not running, at its next report what is."""
    for child in job.children.filter(status__in=Job.OPEN):
        job_pause(child)
    write_or_ask(job, RESTING, PAUSED, {"pause_requested": True})


def job_resume(job: Job) -> None:
    """Let a paused job with its children go on: it is queued again, or waits for its children.

    It begins where it can, which is where its handler kept how far it was, else at its beginning. Of a job that was to
    be paused at its next report and has not been, the request is taken back.
    """
    for child in job.children.filter(status__in=Job.OPEN):
        job_resume(child)
    paused = Job.objects.filter(pk=job.pk, status=Job.Status.PAUSED)
    again_merge(paused)
    if write_or_ask(job, (Job.Status.PAUSED,), resumed(), {"pause_requested": False}):
        transaction.on_commit(lambda: job_wake(job))


def resumed() -> dict[str, Any]:
    """What is written to a job that goes on."""
    parts = Exists(Job.objects.filter(parent=OuterRef("pk"), status__in=Job.OPEN))
    status = Case(When(parts, then=Value(Job.Status.WAITING)), default=Value(Job.Status.QUEUED))
    return {"status": status, "not_before": None, "error": "", "pause_requested": False}


def children_pause(job: Job) -> None:
    """Pause the children of a job that was paused while it enqueued them."""
    if Job.objects.filter(pk=job.pk, status=Job.Status.PAUSED).exists():
        job_pause(job)
