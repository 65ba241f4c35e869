"""Runs one job: claim, handler, end, and what follows."""

import logging
from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from django.utils.module_loading import import_string

from trendflix.core.errors import UserError, disk_full
from trendflix.jobs.errors import JobCancelled, JobLost, Transient
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Heartbeat, Progress, RowProgress
from trendflix.jobs.services import job_claim, job_finish, job_give_back, job_postpone, job_queue

log = logging.getLogger(__name__)
Handler = Callable[[Job, Progress], dict[str, Any]]


def job_run(job_id: int, report: Progress | None = None) -> Job | None:
    """Run a queued job here and now; ``None`` when it was not there to be claimed.

    Errors of the handler end on the row, not in the caller's face: a ``UserError`` as its own words, a full disk as
    such, a ``Transient`` as another try later, everything else as the exception's name and message, logged in full.
    """
    job = job_claim(job_id)
    if job is None:
        return None
    try:
        with Heartbeat(job):
            result = _handler(job)(job, RowProgress(job, report))
        _job_done(job, result)
    except JobLost as lost:
        log.warning("%s", lost)
    except JobCancelled:
        job_finish(job, Job.Status.CANCELLED)
    except UserError as error:
        job_finish(job, Job.Status.FAILED, error=str(error))
    except Transient as fault:
        job_postpone(job, str(fault))
    except Exception as fault:  # the row must not stay "running", whatever the handler did
        full = disk_full(fault)
        if full is None:
            log.exception("job %s failed", job.pk)
        job_finish(job, Job.Status.FAILED, error=str(full or f"{type(fault).__name__}: {fault}"))
    except BaseException:  # this process is told to end (Ctrl-C, a worker's shutdown): another can start at once
        job_give_back(job)
        raise
    job_run_again(job)
    job.refresh_from_db()
    return job


def _handler(job: Job) -> Handler:
    from trendflix.site import pipeline

    return cast(Handler, import_string(pipeline.STEPS[job.kind].handler))


@transaction.atomic
def _job_done(job: Job, result: dict[str, Any]) -> None:
    """End the job and owe what follows in one transaction, so that a crash loses neither."""
    from trendflix.site import pipeline

    if job_finish(job, Job.Status.DONE, result=result):
        job.result = result
        for kind, subject_id, parameters in pipeline.followers(job):
            job_queue(kind, subject_id, **parameters)


@transaction.atomic
def job_run_again(job: Job) -> Job | None:
    """Owe once more an ended job that was asked for while it ran; ``None`` where it was not, or it is owed already."""
    ended = Job.objects.filter(pk=job.pk, again=True).exclude(status__in=Job.OPEN)
    asked = ended.values_list("again_parameters", flat=True).first()
    if not ended.update(again=False):
        return None
    return job_queue(job.kind, job.subject_id, **(asked or {}))
