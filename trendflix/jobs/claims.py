"""What the worker that holds a job's claim may do to its row."""

import random
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from trendflix.core.clock import database_now
from trendflix.jobs.models import Job

FIRST_RETRY = timedelta(seconds=30)
MAX_RETRY = timedelta(hours=1)
MAX_DOUBLINGS = 16


def job_claim(job_id: int) -> Job | None:
    """Take a queued job; ``None`` when another was faster, or when it is not time yet.

    Its percentage stays what it was, which is 0 of a job that never ran: what people saw of it does not fall.
    """
    now, token = database_now(), uuid.uuid4().hex
    due = Q(not_before__isnull=True) | Q(not_before__lte=now)
    claimed = Job.objects.filter(due, pk=job_id, status=Job.Status.QUEUED).update(
        status=Job.Status.RUNNING,
        claim=token,
        attempts=F("attempts") + 1,
        heartbeat=now,
        started=now,
        stage="",
        pause_requested=False,
        seconds_left=None,
        error="",
    )
    return Job.objects.get(pk=job_id) if claimed else None


def job_finish(job: Job, status: Job.Status, *, error: str = "", result: dict[str, Any] | None = None) -> bool:
    """End a claimed job; ``False`` when it is no longer ours."""
    fields: dict[str, Any] = {
        "status": status,
        "error": error,
        "finished": database_now(),
        "pause_requested": False,
    }
    if status == Job.Status.DONE:
        fields |= {"percent": 100.0, "result": result or {}}
    return _update(job, fields)


def job_postpone(job: Job, error: str) -> bool:
    """Give a claimed job back, to be tried again later; after too many faults of its own it fails."""
    faults = job.faults + 1
    if faults >= settings.JOB_MAX_ATTEMPTS:
        return job_finish(job, Job.Status.FAILED, error=f"{error} (tried {faults} times)")
    later = {"not_before": database_now() + retry_after(faults), "error": error, "faults": faults}
    return _update(job, let_go() | later)


def job_give_back(job: Job) -> bool:
    """Let go of a claimed job whose process is told to end, so that another takes it at once."""
    return _update(job, let_go() | {"not_before": None})


def job_rest(job: Job) -> bool:
    """Let go of a claimed job that is to be paused; such a run is no attempt. It keeps its stage and percentage."""
    return _update(job, let_go() | {"attempts": F("attempts") - 1, "seconds_left": None})


def job_wait(job: Job) -> bool:
    """Give a claimed job back until its children have ended; such a run is no attempt."""
    return _update(job, let_go(Job.Status.WAITING) | {"attempts": F("attempts") - 1})


def let_go(status: Job.Status = Job.Status.QUEUED) -> dict[str, Any]:
    """Fields of a job that nobody holds any more: paused where that was asked for meanwhile."""
    is_asked = Q(pause_requested=True, cancel_requested=False)
    then = Case(When(is_asked, then=Value(Job.Status.PAUSED)), default=Value(status))
    return {"status": then, "claim": "", "heartbeat": None, "pause_requested": False}


def parents_resume() -> list[Job]:
    """Queue the waiting jobs whose children have all ended; returns those that this call queued."""
    unfinished = Job.objects.filter(parent=OuterRef("pk"), status__in=Job.OPEN)
    ready = list(Job.objects.filter(~Exists(unfinished), status=Job.Status.WAITING))
    return [
        job
        for job in ready
        if Job.objects.filter(pk=job.pk, status=Job.Status.WAITING).update(status=Job.Status.QUEUED)
    ]


def retry_after(faults: int) -> timedelta:
    """Exponential back-off with jitter: half a minute after the first try, an hour at most."""
    doublings = min(max(0, faults - 1), MAX_DOUBLINGS)  # more would be no number of seconds at all
    delay = min(FIRST_RETRY * float(2**doublings), MAX_RETRY)
    jitter = random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, hides nothing
    return delay * jitter


def _update(job: Job, fields: dict[str, Any]) -> bool:
    held = Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING)
    return bool(held.update(**fields))
