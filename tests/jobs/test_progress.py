"""The heartbeat that tells the reaper a worker lives."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.jobs.conftest import Handler
from trendflix.jobs.claims import job_claim
from trendflix.jobs.errors import JobLost
from trendflix.jobs.heartbeat import Heartbeat
from trendflix.jobs.models import Job
from trendflix.jobs.progress import RowProgress
from trendflix.jobs.services import job_queue


def wait_until(condition: Callable[[], bool]) -> None:
    """Fail where it does not come true within ten seconds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


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


@pytest.mark.django_db(transaction=True)
def test_a_heartbeat_outlives_a_database_that_does_not_answer_for_a_while(
    handlers: dict[str, Handler], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOB_HEARTBEAT_SECONDS, settings.JOB_LOST_AFTER_SECONDS = 0.02, 30
    faults = [OperationalError("database is locked")] * 3
    real = Heartbeat._beat

    def beat(self: Heartbeat) -> bool:
        return False if faults and faults.pop() else real(self)

    monkeypatch.setattr(Heartbeat, "_beat", beat)
    job = claimed()
    Job.objects.update(heartbeat=timezone.now() - timedelta(hours=1))
    with Heartbeat(job) as heartbeat:
        wait_until(lambda: (Job.objects.get().heartbeat or timezone.now()) > timezone.now() - timedelta(minutes=1))
        assert not heartbeat.is_lost


@pytest.mark.django_db(transaction=True)
def test_a_handler_whose_heartbeat_fails_for_too_long_stops_before_another_takes_its_job(
    handlers: dict[str, Handler], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOB_HEARTBEAT_SECONDS, settings.JOB_LOST_AFTER_SECONDS = 0.01, 0.05
    monkeypatch.setattr(Heartbeat, "_beat", lambda self: False)
    job = claimed()
    with Heartbeat(job) as heartbeat:
        wait_until(lambda: heartbeat.is_lost)
        with pytest.raises(JobLost):
            RowProgress(job, heartbeat=heartbeat)("looking", 0.5)


@pytest.mark.django_db(transaction=True)
def test_a_heartbeat_whose_thread_fails_is_not_silent(
    handlers: dict[str, Handler], settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.01

    def broken(self: Heartbeat) -> bool:
        raise ValueError("no")

    monkeypatch.setattr(Heartbeat, "_beat", broken)
    with Heartbeat(claimed()) as heartbeat:
        wait_until(lambda: heartbeat.is_lost)
    assert "the heartbeat of job" in caplog.text
