"""Pausing jobs that nobody runs, and letting them go on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, reaper, services
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume

pytestmark = pytest.mark.django_db


@pytest.fixture
def paused(handlers: dict[str, Handler]) -> Job:
    """A job that was paused before a worker took it, after a fault."""
    job = services.job_queue("first", 1, size=1)
    Job.objects.update(error="no answer", not_before=timezone.now() + timedelta(hours=1), faults=2, percent=40)
    job_pause(job)
    job.refresh_from_db()
    return job


def test_a_queued_job_is_paused_at_once_and_is_nobodys(paused: Job) -> None:
    assert (paused.status, paused.is_open, paused.percent) == (Job.Status.PAUSED, True, 40)
    assert claims.job_claim(paused.pk) is None


def test_a_resumed_job_is_queued_now_and_a_worker_is_woken(
    paused: Job, woken: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job_resume(paused)
    claimed = claims.job_claim(paused.pk)
    assert woken == [paused.pk] and claimed is not None
    assert (claimed.attempts, claimed.faults, claimed.losses, claimed.percent) == (1, 2, 0, 40)


def test_what_is_asked_for_while_paused_is_added_and_stays_paused(paused: Job) -> None:
    assert services.job_queue("first", 1, changed=True).pk == services.job_retry(paused).pk == paused.pk
    paused.refresh_from_db()
    assert (paused.status, paused.parameters) == (Job.Status.PAUSED, {"size": 1, "changed": True})


def test_the_reaper_leaves_what_is_paused(paused: Job, woken: list[int]) -> None:
    Job.objects.update(created=timezone.now() - timedelta(days=60), not_before=None)
    assert reaper.jobs_reap() == {"requeued": 0, "failed": 0, "woken": 0} and reaper.jobs_prune() == 0
    assert Job.objects.get().status == Job.Status.PAUSED


def test_a_paused_job_is_cancelled_at_once_and_an_ended_one_is_neither_paused_nor_resumed(paused: Job) -> None:
    services.job_cancel(paused)
    job_pause(paused)
    job_resume(paused)
    paused.refresh_from_db()
    assert (paused.status, paused.pause_requested) == (Job.Status.CANCELLED, False) and paused.finished is not None
