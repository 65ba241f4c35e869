"""Runs a job and everything that follows from it in this process, for commands with ``--wait``."""

import time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from trendflix.core.clock import database_now
from trendflix.core.errors import DISK_FULL, UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.reaper import jobs_reap
from trendflix.jobs.registry import followers_of
from trendflix.jobs.runner import job_run, job_run_again

POLL_SECONDS = 0.5
REAP_EVERY_SECONDS = 2.0
SILENT_BEATS = 3
"""Missed heartbeats after which somebody who waits is told that the worker may be dead."""


def run_or_raise(job: Job, report: Progress = silent, what: str = "") -> list[Job]:
    """``run_to_end`` for callers that need all of it: raises ``UserError`` for the first job that did not succeed.

    ``what`` names the subject for people (a file, a slug) and stands before the reason.
    """
    jobs = run_to_end(job, report)
    failed = next((one for one in jobs if one.status != Job.Status.DONE), None)
    if failed is not None:
        reason = f"{failed.kind} {failed.status}: {failed.error or 'no reason given'}"
        raise UserError(f"{what}: {reason}" if what else reason)
    return jobs


def run_to_end(job: Job, report: Progress = silent) -> list[Job]:
    """Run a job and all that follows from it in this process; returns them in order, all ended.

    Workers may take some of them first: then this waits for them, and reaps what a dead one left. A job that was asked
    for again while it ran is waited for again. Stops at a job that does not succeed, and at one that the full disk has
    postponed: nobody can make room while this waits. A job that somebody pauses is waited for until it is resumed.
    """
    ended = _run_or_wait(job, report)
    newer = job_run_again(ended) or Job.objects.filter(
        kind=ended.kind, subject_id=ended.subject_id, pk__gt=ended.pk
    ).order_by("-id").first()  # fmt: skip
    if newer is not None:
        return run_to_end(newer, report)
    if ended.status != Job.Status.DONE:
        return [ended]
    jobs = [ended]
    for kind, subject_id, _ in followers_of(ended):
        follower = Job.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()
        if follower is not None:
            jobs += run_to_end(follower, report)
    return jobs


def _run_or_wait(job: Job, report: Progress) -> Job:
    """The ended job. While another process has it, reap as the reaper does: its worker may be dead."""
    reaped = time.monotonic()
    while True:
        ran = job_run(job.pk, report)
        if ran is not None and (not ran.is_open or gettext(DISK_FULL) in ran.error):
            return ran
        job.refresh_from_db()
        if not job.is_open:
            return job
        if job.status == Job.Status.WAITING and _run_child(job, report):
            continue
        report(waiting_for(job), job.percent / 100)
        time.sleep(POLL_SECONDS)
        if time.monotonic() - reaped >= REAP_EVERY_SECONDS:
            jobs_reap()
            reaped = time.monotonic()


def _run_child(job: Job, report: Progress) -> bool:
    """Run one of a waiting job's queued children; ``False`` where workers have all of them."""
    child = job.children.filter(status=Job.Status.QUEUED).order_by("part").first()
    return child is not None and job_run(child.pk, report) is not None


def waiting_for(job: Job) -> str:
    """What somebody who waits for an open job is told: its stage, or why nothing happens."""
    now = database_now()
    if job.status == Job.Status.PAUSED:
        return f"{job.kind} is paused, until somebody lets it go on"
    if job.status == Job.Status.QUEUED:
        if job.not_before is None or job.not_before <= now:
            return "waiting for a worker"
        return f"{job.kind} is tried again at {timezone.localtime(job.not_before):%H:%M:%S}: {job.error or 'postponed'}"
    quiet = (now - job.heartbeat).total_seconds() if job.heartbeat else 0.0
    if quiet > min(SILENT_BEATS * settings.JOB_HEARTBEAT_SECONDS, settings.JOB_LOST_AFTER_SECONDS):
        return f"{job.kind}: no heartbeat from its worker, taken over after {settings.JOB_LOST_AFTER_SECONDS} s"
    return job.stage or "waiting for a worker"
