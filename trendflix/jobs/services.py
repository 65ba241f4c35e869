"""Enqueues, cancels and retries jobs. A broker only wakes workers; the rows say what is pending."""

import logging
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from trendflix.core.clock import database_now
from trendflix.jobs.errors import JobWaits
from trendflix.jobs.kinds import kind_of
from trendflix.jobs.models import Job
from trendflix.jobs.registry import merged

log = logging.getLogger(__name__)
RUN_JOB = "trendflix.jobs.tasks.run_job"
MAX_MERGE_TRIES = 20
RESTING = (Job.Status.QUEUED, Job.Status.WAITING)


def job_queue(kind: str, subject_id: int, **parameters: Any) -> Job:
    """Enqueue a job; there is at most one open job of a kind on a subject.

    A job that is still queued takes the new parameters beside its own (``registry.merged``), and so does one that is
    paused, which stays so. One that runs already runs again with them when it ends, since what it reads may have
    changed under it.
    """
    job = _job_enqueue(kind, subject_id, parameters)
    transaction.on_commit(lambda: job_wake(job))
    return job


def job_queue_later(kind: str, subject_id: int, after: timedelta, **parameters: Any) -> Job:
    """Enqueue a job that is to run after a while; the reaper wakes a worker then."""
    return _job_enqueue(kind, subject_id, parameters, database_now() + after)


def _job_enqueue(kind: str, subject_id: int, parameters: dict[str, Any], due: datetime | None = None) -> Job:
    fields = {"kind": kind, "subject_id": subject_id, "part": 0}
    for _ in range(MAX_MERGE_TRIES):
        try:
            with transaction.atomic():
                return Job.objects.create(**fields, parameters=parameters, not_before=due)
        except IntegrityError:
            opened = Job.objects.filter(**fields, status__in=Job.OPEN).first()
        if opened is not None and _job_merge(opened, parameters, due):
            opened.refresh_from_db()
            return opened
    raise RuntimeError(f"{kind} {subject_id}: the row changed at every one of {MAX_MERGE_TRIES} tries")


def _job_merge(job: Job, parameters: dict[str, Any], due: datetime | None) -> bool:
    """Add a request to an open job; ``False`` where its state or its parameters changed meanwhile."""
    same = Job.objects.filter(pk=job.pk, status=job.status)
    if job.status in (Job.Status.QUEUED, Job.Status.PAUSED):
        both = merged(job.parameters, parameters)
        when = {"not_before": due} if job.status == Job.Status.QUEUED else {}
        return bool(same.filter(parameters=job.parameters).update(parameters=both, **when))
    if job.again:
        both = merged(job.again_parameters, parameters)
        return bool(same.filter(again=True, again_parameters=job.again_parameters).update(again_parameters=both))
    return bool(same.filter(again=False).update(again=True, again_parameters=parameters))


def job_wake(job: Job) -> None:
    """Tell a worker about a job; where the broker does not answer, the reaper does it later."""
    try:
        current_app.send_task(RUN_JOB, (job.pk,), queue=kind_of(job.kind).queue)
    except (OperationalError, OSError) as error:
        log.warning("job %s waits for the reaper, the broker did not answer: %s", job.pk, error)


def job_split(job: Job, parts: list[dict[str, Any]], kind: str) -> JobWaits:
    """Enqueue children of a running job, one for each of ``parts`` (their parameters); what to raise then.

    The handler is called again when all of them have ended: ``job.children`` has their results and failures.
    """
    with transaction.atomic():
        rows = [
            Job(kind=kind, subject_id=job.subject_id, parent=job, part=number, parameters=part)
            for number, part in enumerate(parts, start=1)
        ]
        children = Job.objects.bulk_create(rows)
    for child in children:
        transaction.on_commit(lambda woken=child: job_wake(woken))  # type: ignore[misc]  # a default binds the loop's child
    return JobWaits(f"{len(children)} parts")


def job_cancel(job: Job) -> None:
    """Stop a job with its children: at once what is not running, at its next report what is."""
    for child in job.children.filter(status__in=Job.OPEN):
        job_cancel(child)
    ended = {"status": Job.Status.CANCELLED, "finished": database_now()}
    write_or_ask(job, (*RESTING, Job.Status.PAUSED), ended, {"cancel_requested": True})


def write_or_ask(job: Job, resting: tuple[str, ...], fields: dict[str, Any], asked: dict[str, Any]) -> bool:
    """Write fields to a job that nobody runs, or what is ``asked`` of it to one that runs; ``False`` if neither."""
    still = Job.objects.filter(pk=job.pk, status__in=resting)
    runs = Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING)
    return bool(still.update(**fields) or runs.update(**asked) or still.update(**fields))  # it may stop in between


def again_merge(jobs: QuerySet[Job]) -> None:
    """Let jobs that begin anew do what was asked for while they ran: once, not twice."""
    for job in jobs.filter(again=True):
        both = merged(job.parameters, job.again_parameters)
        jobs.filter(pk=job.pk).update(again=False, parameters=both)


def job_retry(job: Job) -> Job:
    """Enqueue again what failed or was cancelled, with the same parameters."""
    return job_queue(job.kind, job.subject_id, **job.parameters)
