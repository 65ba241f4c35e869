"""The one place that says what follows what.

::

    package ──► analyse ──► match
    import_feed ──► embed ──► match, for every analysed film
    refresh ──► embed and analyse, where another model made what is there
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.runner import job_run, job_run_again
from trendflix.jobs.services import jobs_reap

Order = tuple[str, int, dict[str, Any]]
POLL_SECONDS = 0.5
REAP_EVERY_SECONDS = 2.0
SILENT_BEATS = 3
"""Missed heartbeats after which somebody who waits is told that the worker may be dead."""


def _nothing(job: Job) -> Iterable[Order]:
    return ()


def _analyse(job: Job) -> Iterable[Order]:
    yield "analyse", job.subject_id, {}


def _match(job: Job) -> Iterable[Order]:
    yield "match", job.subject_id, {}


def _embed(job: Job) -> Iterable[Order]:
    if job.result.get("held") or job.result.get("needs_confirmation"):
        return
    changed = any(job.result.get(count) for count in ("created", "updated", "unavailable"))
    yield "embed", job.subject_id, {"changed": changed}


def _match_all(job: Job) -> Iterable[Order]:
    from vision.models import Analysis

    if job.parameters.get("changed") or job.result.get("embedded"):
        for video_id in Analysis.objects.order_by("video_id").values_list("video_id", flat=True):
            yield "match", video_id, {}


def _stale(job: Job) -> Iterable[Order]:
    yield from (("embed", feed_id, {}) for feed_id in job.result.get("feeds", []))
    yield from (("analyse", video_id, {}) for video_id in job.result.get("films", []))


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of job: its handler, the queue it runs on, and what it leaves owed."""

    handler: str
    queue: str
    follow: Callable[[Job], Iterable[Order]] = _nothing


STEPS = {
    "package": Step("playback.services.video_package_job", "media", _analyse),
    "sweep": Step("playback.services.video_sweep_job", "media"),
    "analyse": Step("vision.services.video_analyse_job", "vision", _match),
    "import_feed": Step("shopping.feeds.import_feed.feed_import_job", "default", _embed),
    "embed": Step("shopping.products.embed.feed_embed_job", "vision", _match_all),
    "refresh": Step("shopping.products.refresh.models_refresh_job", "vision", _stale),
    "match": Step("shopping.matching.match.video_match_job", "vision"),
}


def followers(job: Job) -> list[Order]:
    """What a job that is done leaves owed: (kind, subject id, parameters)."""
    return list(STEPS[job.kind].follow(job))


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

    A worker may take some of them first: then this waits for it, and takes over what a dead worker left. A job that
    was asked for again while it ran is waited for again. Stops at a job that does not succeed.
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
    for kind, subject_id, _ in followers(ended):
        follower = Job.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()
        if follower is not None:
            jobs += run_to_end(follower, report)
    return jobs


def _run_or_wait(job: Job, report: Progress) -> Job:
    """The ended job. While another process has it, reap as the reaper does: its worker may be dead."""
    reaped = time.monotonic()
    while True:
        if (ran := job_run(job.pk, report)) is not None and not ran.is_open:
            return ran
        job.refresh_from_db()
        if not job.is_open:
            return job
        report(waiting_for(job), job.percent / 100)
        time.sleep(POLL_SECONDS)
        if time.monotonic() - reaped >= REAP_EVERY_SECONDS:
            jobs_reap()
            reaped = time.monotonic()


def waiting_for(job: Job) -> str:
    """What somebody who waits for an open job is told: its stage, or why nothing happens."""
    now = timezone.now()
    if job.status == Job.Status.QUEUED:
        if job.not_before is None or job.not_before <= now:
            return "waiting for a worker"
        return f"{job.kind} is tried again at {timezone.localtime(job.not_before):%H:%M:%S}: {job.error or 'postponed'}"
    quiet = (now - job.heartbeat).total_seconds() if job.heartbeat else 0.0
    if quiet > min(SILENT_BEATS * settings.JOB_HEARTBEAT_SECONDS, settings.JOB_LOST_AFTER_SECONDS):
        return f"{job.kind}: no heartbeat from its worker, taken over after {settings.JOB_LOST_AFTER_SECONDS} s"
    return job.stage or "waiting for a worker"
