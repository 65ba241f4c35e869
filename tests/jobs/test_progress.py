"""The heartbeat that tells the reaper a worker lives."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.jobs.conftest import Handler
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Heartbeat, RowProgress
from trendflix.jobs.services import job_claim, job_queue


def claimed() -> Job:
    """A job that we run."""
    job = job_claim(job_queue("second", 1).pk)
    assert job is not None
    return job


@pytest.mark.django_db(transaction=True)
def test_a_silent_handler_is_kept_alive_by_its_heartbeat(handlers: dict[str, Handler], settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.05
    job = claimed()
    old = timezone.now() - timedelta(hours=1)
    Job.objects.update(heartbeat=old)
    with Heartbeat(job):
        deadline = time.monotonic() + 10
        while Job.objects.get().heartbeat == old and time.monotonic() < deadline:
            time.sleep(0.02)
    beat = Job.objects.get().heartbeat
    assert beat is not None and beat > old


@pytest.mark.django_db
def test_the_row_is_not_written_for_every_small_step(
    handlers: dict[str, Handler], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = claimed()
    progress = RowProgress(job)
    progress("looking", 0.1)
    with django_assert_num_queries(0):
        progress("looking", 0.2)
    with django_assert_num_queries(2):
        progress("joining", 0.0)


@pytest.mark.django_db
def test_the_row_says_how_long_the_stage_still_takes(
    handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("trendflix.core.timeleft.monotonic", lambda: now[0])
    monkeypatch.setattr("trendflix.jobs.progress.WRITE_EVERY_SECONDS", 0.0)
    job = claimed()
    progress = RowProgress(job)
    progress("looking", 0.0)
    now[0] += 30
    progress("looking", 0.75)
    job.refresh_from_db()
    assert job.seconds_left == 10 and job.time_left == "10 s left"
    progress("joining", 0.5)
    job.refresh_from_db()
    assert job.seconds_left is None and job.time_left == ""
