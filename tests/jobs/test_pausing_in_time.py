"""A pause that crosses with an end, a fault, a lost worker or a change of mind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, reaper, services
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.progress import Progress
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db
PAUSED, QUEUED, DONE, FAILED = Job.Status.PAUSED, Job.Status.QUEUED, Job.Status.DONE, Job.Status.FAILED


@pytest.fixture
def asked(handlers: dict[str, Handler]) -> Job:
    """A running job that is to pause at its next report."""
    job = claims.job_claim(services.job_queue("second", 1).pk)
    assert job is not None
    job_pause(job)
    return job


def taken_back(job: Job) -> None:
    """Somebody thinks better of it; then the process ends."""
    job_resume(job)
    claims.job_give_back(job)


def lose(job: Job) -> None:
    """The worker dies, and the reaper finds that out."""
    Job.objects.update(heartbeat=timezone.now() - timedelta(hours=1))
    reaper.jobs_reap()


@pytest.mark.parametrize(
    ("happens", "status"),
    [
        (lambda job: claims.job_finish(job, DONE), DONE),
        (lambda job: claims.job_finish(job, FAILED, error="no"), FAILED),
        (lambda job: claims.job_postpone(job, "no answer"), PAUSED),
        (claims.job_give_back, PAUSED),
        (claims.job_wait, PAUSED),
        (lose, PAUSED),
        (taken_back, QUEUED),
    ],
    ids=["done", "failed", "postponed", "process ends", "split", "worker lost", "taken back"],
)
def test_what_happens_before_the_pause_is_seen_leaves_no_request(
    asked: Job, happens: Callable[[Job], object], status: str
) -> None:
    happens(asked)
    asked.refresh_from_db()
    assert (asked.status, asked.pause_requested, asked.losses) == (status, False, int(happens is lose))


def test_who_cancels_what_is_to_pause_is_obeyed(handlers: dict[str, Handler]) -> None:
    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        job_pause(job)
        services.job_cancel(job)
        progress("on", 0.5)
        raise AssertionError("it went on")

    handlers["second"] = handler
    ended = job_run(services.job_queue("second", 7).pk)
    assert ended is not None and (ended.status, ended.pause_requested) == (Job.Status.CANCELLED, False)
