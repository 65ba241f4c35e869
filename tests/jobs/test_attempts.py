"""What uses up a job's tries: its own faults and lost workers, each counted apart."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, reaper, services
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def toys(handlers: dict[str, Handler]) -> None:
    """Every test here uses the toy pipeline."""


def start(job: Job) -> Job:
    """Claim a job, whatever it waits for."""
    Job.objects.filter(pk=job.pk).update(not_before=None)
    claimed = claims.job_claim(job.pk)
    assert claimed is not None
    return claimed


def lose(job: Job) -> Job:
    """Start a job on a worker that is killed, and reap."""
    started = start(job)
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - timedelta(hours=1))
    reaper.jobs_reap()
    started.refresh_from_db()
    return started


def test_lost_workers_leave_a_job_all_its_tries_at_a_passing_fault(settings: Settings) -> None:
    job = services.job_queue("second", 1)
    for _ in range(settings.JOB_MAX_ATTEMPTS - 1):
        assert lose(job).status == Job.Status.QUEUED
    for _ in range(settings.JOB_MAX_ATTEMPTS - 1):
        assert claims.job_postpone(start(job), "no answer")
    job.refresh_from_db()
    assert (job.status, job.faults, job.losses) == (Job.Status.QUEUED, 5, 5)
    claims.job_postpone(start(job), "no answer")
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED and job.error == "no answer (tried 6 times)"


def test_workers_told_to_end_use_up_nothing(handlers: dict[str, Handler], settings: Settings) -> None:
    def told_to_end(job: Job, progress: Progress) -> dict[str, object]:
        raise SystemExit

    handlers["second"] = told_to_end
    job = services.job_queue("second", 1)
    for _ in range(3 * settings.JOB_MAX_ATTEMPTS):
        with pytest.raises(SystemExit):
            job_run(job.pk)
    job.refresh_from_db()
    assert (job.status, job.faults, job.losses) == (Job.Status.QUEUED, 0, 0)
    assert job.attempts == 3 * settings.JOB_MAX_ATTEMPTS


def test_a_job_that_is_given_up_leaves_what_was_asked_for_while_it_ran(settings: Settings) -> None:
    job = services.job_queue("second", 1, size=1)
    Job.objects.update(losses=settings.JOB_MAX_ATTEMPTS - 1, again=True, again_parameters={"size": 2})
    assert lose(job).status == Job.Status.FAILED
    fresh = Job.objects.get(status=Job.Status.QUEUED)
    assert fresh.parameters == {"size": 2} and (fresh.losses, fresh.attempts) == (0, 0)


def test_a_worker_that_answers_while_it_is_given_up_keeps_its_job(settings: Settings) -> None:
    job = start(services.job_queue("second", 1))
    stale = Job.objects.get(pk=job.pk)
    Job.objects.update(heartbeat=timezone.now() + timedelta(seconds=1))
    assert not reaper._give_up(stale)
    assert Job.objects.get().status == Job.Status.RUNNING


def test_what_was_asked_for_is_done_again_where_the_process_died_after_its_end(handlers: dict[str, Handler]) -> None:
    job = services.job_queue("second", 1)
    Job.objects.update(
        status=Job.Status.DONE, finished=timezone.now(), again=True, again_parameters={"size": 2}
    )  # the row was written, and the process killed before it looked at what was asked for meanwhile
    reaper.jobs_reap()
    reaper.jobs_reap()
    fresh = Job.objects.get(status=Job.Status.QUEUED)
    assert fresh.pk != job.pk and fresh.parameters == {"size": 2}
