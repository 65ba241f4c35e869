"""Runs one job: claim, handler, end, and what follows."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, transaction

from trendflix.core.errors import DiskFull, UserError
from trendflix.jobs.claims import (
    job_claim,
    job_finish,
    job_give_back,
    job_postpone,
    job_rest,
    job_wait,
    parents_resume,
)
from trendflix.jobs.errors import JobCancelled, JobLost, JobPaused, JobWaits, is_transient, reason_of
from trendflix.jobs.heartbeat import Heartbeat
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import children_pause
from trendflix.jobs.progress import Progress, RowProgress
from trendflix.jobs.registry import Handler, followers_of, handler_of
from trendflix.jobs.services import job_queue, job_wake

log = logging.getLogger(__name__)


def job_run(job_id: int, report: Progress | None = None) -> Job | None:
    """Run a queued job here and now; ``None`` when it was not there to be claimed.

    Errors of the handler end on the row instead of being raised: a ``UserError`` as its own words, a passing fault
    (``errors.is_transient``) as another try later, everything else as the exception's name and message, logged in full.
    """
    job = job_claim(job_id)
    if job is None:
        return None
    try:
        _run(job, report)
    except DatabaseError as fault:  # the row could not be written; without a heartbeat the reaper brings it back
        log.warning("job %s waits for the reaper: %s", job.pk, fault)
        close_old_connections()
        raise
    job_run_again(job)
    _resume_parent(job)
    job.refresh_from_db()
    return job


def _run(job: Job, report: Progress | None) -> None:
    try:
        with Heartbeat(job) as heartbeat:
            result = _handler(job)(job, RowProgress(job, report, heartbeat))
        _job_done(job, result)
    except JobLost as lost:
        log.warning("%s", lost)
    except JobWaits:
        job_wait(job)
        children_pause(job)
    except JobPaused:
        job_rest(job)
    except JobCancelled:
        job_finish(job, Job.Status.CANCELLED)
    except DiskFull as fault:
        job_postpone(job, str(fault))
    except UserError as error:
        job_finish(job, Job.Status.FAILED, error=str(error))
    except Exception as fault:  # the row must not stay "running", whatever the handler did
        if isinstance(fault, (OperationalError, InterfaceError)):
            close_old_connections()
        if is_transient(fault):
            log.warning("job %s is tried again later: %s", job.pk, fault)
            job_postpone(job, reason_of(fault))
        else:
            log.exception("job %s failed", job.pk)
            job_finish(job, Job.Status.FAILED, error=reason_of(fault))
    except BaseException:  # this process is told to end (Ctrl-C, a worker's shutdown): another can start at once
        job_give_back(job)
        raise


def _handler(job: Job) -> Handler:
    return handler_of(job.kind)


@transaction.atomic
def _job_done(job: Job, result: dict[str, object]) -> None:
    """End the job and enqueue what follows in one transaction, so that a crash loses neither."""
    if job_finish(job, Job.Status.DONE, result=result):
        job.result = result
        for kind, subject_id, parameters in followers_of(job):
            job_queue(kind, subject_id, **parameters)


@transaction.atomic
def job_run_again(job: Job) -> Job | None:
    """Enqueue once more an ended job that was asked for while it ran; ``None`` where it was not, or is already."""
    ended = Job.objects.filter(pk=job.pk, again=True).exclude(status__in=Job.OPEN)
    asked = ended.values_list("again_parameters", flat=True).first()
    if not ended.update(again=False):
        return None
    return job_queue(job.kind, job.subject_id, **(asked or {}))


def _resume_parent(job: Job) -> None:
    if job.parent_id or job.children.exists():
        for parent in parents_resume():
            job_wake(parent)
