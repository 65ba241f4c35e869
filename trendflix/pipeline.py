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

from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.runner import job_run

Order = tuple[str, int, dict[str, Any]]
POLL_SECONDS = 0.5


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
    "import_feed": Step("shopping.services.feed_import_job", "default", _embed),
    "embed": Step("shopping.services.feed_embed_job", "vision", _match_all),
    "refresh": Step("shopping.services.models_refresh_job", "vision", _stale),
    "match": Step("shopping.services.video_match_job", "vision"),
}


def followers(job: Job) -> list[Order]:
    """What a job that is done leaves owed: (kind, subject id, parameters)."""
    return list(STEPS[job.kind].follow(job))


def run_to_end(job: Job, report: Progress = silent) -> list[Job]:
    """Run a job and all that follows from it in this process; returns them in order, all ended.

    A worker may take some of them first: then this waits for it. Stops at a job that does not succeed.
    """
    ended = _run_or_wait(job, report)
    if ended.status != Job.Status.DONE:
        return [ended]
    jobs = [ended]
    for kind, subject_id, _ in followers(ended):
        follower = Job.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()
        if follower is not None:
            jobs += run_to_end(follower, report)
    return jobs


def _run_or_wait(job: Job, report: Progress) -> Job:
    while True:
        if (ran := job_run(job.pk, report)) is not None and not ran.is_open:
            return ran
        job.refresh_from_db()
        if not job.is_open:
            return job
        report(job.stage or "waiting for a worker", job.percent / 100)
        time.sleep(POLL_SECONDS)
