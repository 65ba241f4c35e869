"""Pauses all jobs at once, so that the machine is free for something else, and lets them go on."""

from functools import partial

from django.db import transaction
from django.db.models import Q

from trendflix.jobs.models import Job
from trendflix.jobs.pausing import PAUSED, resumed
from trendflix.jobs.services import RESTING, again_merge, job_wake

RUNNING = Q(status=Job.Status.RUNNING)
TO_PAUSE = Q(status__in=RESTING) | RUNNING & Q(pause_requested=False)
TO_RESUME = Q(status=Job.Status.PAUSED) | RUNNING & Q(pause_requested=True)


@transaction.atomic
def jobs_pause() -> list[Job]:
    """Pause every open job, as ``job_pause`` does one; which. What is enqueued later runs."""
    found = list(Job.objects.filter(TO_PAUSE).defer("parameters", "result"))
    resting = Job.objects.filter(status__in=RESTING)
    resting.update(**PAUSED)
    Job.objects.filter(RUNNING).update(pause_requested=True)
    resting.update(**PAUSED)  # what a worker has put off in between
    return found


@transaction.atomic
def jobs_resume() -> list[Job]:
    """Let every job that is paused, or will be, go on, as ``job_resume`` does one; which."""
    found = list(Job.objects.filter(TO_RESUME).defer("parameters", "result"))
    paused = Job.objects.filter(status=Job.Status.PAUSED)
    again_merge(paused)
    paused.update(**resumed())
    Job.objects.filter(RUNNING).update(pause_requested=False)
    for job in found:
        if job.status == Job.Status.PAUSED:
            transaction.on_commit(partial(job_wake, job))
    return found
