"""Writes job rows. A broker only wakes workers up; what it loses, the row still says is owed."""

import logging
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from trendflix.jobs.models import Job

log = logging.getLogger(__name__)
RETRY_AFTER = timedelta(minutes=2)
WAKE_AGAIN_AFTER = timedelta(minutes=5)


def job_queue(kind: str, subject_id: int, **parameters: Any) -> Job:
    """Owe a piece of work; there is at most one open job of a kind on a subject.

    A job still queued takes the new parameters. One that runs already is run again with them when it ends, since
    what it works on may have changed under it.
    """
    job = _job_owe(kind, subject_id, parameters)
    transaction.on_commit(lambda: job_wake(job))
    return job


def job_queue_later(kind: str, subject_id: int, after: timedelta, **parameters: Any) -> Job:
    """Owe a piece of work that is to be done after a while; the reaper wakes a worker then."""
    return _job_owe(kind, subject_id, parameters, timezone.now() + after)


def _job_owe(kind: str, subject_id: int, parameters: dict[str, Any], due: datetime | None = None) -> Job:
    fields = {"kind": kind, "subject_id": subject_id}
    try:
        with transaction.atomic():
            return Job.objects.create(**fields, parameters=parameters, not_before=due)
    except IntegrityError:
        pass
    opened = Job.objects.filter(**fields)
    if not opened.filter(status=Job.Status.QUEUED).update(parameters=parameters, not_before=due):
        opened.filter(status=Job.Status.RUNNING).update(again=True, again_parameters=parameters)
    job = opened.filter(status__in=Job.OPEN).first()
    return job or Job.objects.create(**fields, parameters=parameters, not_before=due)


def job_wake(job: Job) -> None:
    """Tell a worker that there is work; a broker that does not answer costs time, not the job."""
    from trendflix.jobs.tasks import run_job
    from trendflix.site import pipeline

    try:
        run_job.apply_async((job.pk,), queue=pipeline.STEPS[job.kind].queue)
    except (OperationalError, OSError) as error:
        log.warning("job %s waits for the reaper, the broker did not answer: %s", job.pk, error)


def job_claim(job_id: int) -> Job | None:
    """Take a queued job; ``None`` when another was faster, or when it is not time yet."""
    now, token = timezone.now(), uuid.uuid4().hex
    due = Q(not_before__isnull=True) | Q(not_before__lte=now)
    claimed = Job.objects.filter(due, pk=job_id, status=Job.Status.QUEUED).update(
        status=Job.Status.RUNNING,
        claim=token,
        attempts=F("attempts") + 1,
        heartbeat=now,
        started=now,
        stage="",
        percent=0.0,
        seconds_left=None,
        error="",
    )
    return Job.objects.get(pk=job_id) if claimed else None


def job_finish(job: Job, status: Job.Status, *, error: str = "", result: dict[str, Any] | None = None) -> bool:
    """End a claimed job; ``False`` when it is no longer ours."""
    fields: dict[str, Any] = {"status": status, "error": error, "finished": timezone.now()}
    if status == Job.Status.DONE:
        fields |= {"percent": 100.0, "result": result or {}}
    return bool(Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING).update(**fields))


def job_postpone(job: Job, error: str) -> bool:
    """Give a claimed job back, to be tried again later; after too many tries it fails."""
    if job.attempts >= settings.JOB_MAX_ATTEMPTS:
        return job_finish(job, Job.Status.FAILED, error=f"{error} (tried {job.attempts} times)")
    fields = {
        "status": Job.Status.QUEUED,
        "claim": "",
        "heartbeat": None,
        "not_before": timezone.now() + RETRY_AFTER,
        "error": error,
    }
    return bool(Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING).update(**fields))


def job_give_back(job: Job) -> bool:
    """Let go of a claimed job whose process is told to end, so that another takes it at once."""
    fields = {"status": Job.Status.QUEUED, "claim": "", "heartbeat": None, "not_before": None}
    return bool(Job.objects.filter(pk=job.pk, claim=job.claim, status=Job.Status.RUNNING).update(**fields))


def job_cancel(job: Job) -> None:
    """Stop a job: at once when it only waits, at its next report when it runs."""
    waiting = Job.objects.filter(pk=job.pk, status=Job.Status.QUEUED)
    if not waiting.update(status=Job.Status.CANCELLED, finished=timezone.now()):
        Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(cancel_requested=True)


def job_retry(job: Job) -> Job:
    """Owe again what failed or was cancelled."""
    return job_queue(job.kind, job.subject_id, **job.parameters)


def jobs_reap() -> dict[str, int]:
    """Queue again what a dead worker left running, and wake workers for what has waited too long.

    Returns how many were ``requeued``, given up as ``failed``, and ``woken``.
    """
    now = timezone.now()
    late = now - timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS)
    lost = Job.objects.filter(status=Job.Status.RUNNING, heartbeat__lt=late)
    hopeless = lost.filter(attempts__gte=settings.JOB_MAX_ATTEMPTS)
    failed = hopeless.update(
        status=Job.Status.FAILED, finished=now, error="The worker died on it too many times; see its log."
    )
    # What was asked for while it ran is what it now does from the start: once, not twice.
    lost.filter(again=True).update(again=False, parameters=F("again_parameters"))
    requeued = lost.update(status=Job.Status.QUEUED, claim="", not_before=None, heartbeat=None)
    return {"requeued": requeued, "failed": failed, "woken": _wake_waiting(now, late)}


def _wake_waiting(now: datetime, late: datetime) -> int:
    """Wake workers for jobs that waited too long; a queued row's ``heartbeat`` is when that last happened."""
    due = (
        Q(not_before__isnull=True, created__lt=late)
        | Q(not_before__lte=now)
        | Q(attempts__gt=0, not_before__isnull=True)
    )
    quiet = Q(heartbeat__isnull=True) | Q(heartbeat__lt=now - WAKE_AGAIN_AFTER)
    waiting = list(Job.objects.filter(due, quiet, status=Job.Status.QUEUED).order_by("id"))
    Job.objects.filter(pk__in=[job.pk for job in waiting], status=Job.Status.QUEUED).update(heartbeat=now)
    for job in waiting:
        job_wake(job)
    return len(waiting)
