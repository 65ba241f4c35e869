"""Pausing jobs that run: at their next report, without a loss."""

from typing import Any

import pytest

from tests.jobs.conftest import Handler
from trendflix.jobs import services
from trendflix.jobs.claims import job_claim
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.progress import Progress, RowProgress
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db


def pausing(job: Job, progress: Progress) -> dict[str, Any]:
    """A handler that is paused in its middle, the first time."""
    progress("adding", 0.6)
    if not job.result:
        Job.objects.filter(pk=job.pk).update(result={"begun": True})
        job_pause(job)
    progress("saving", 0.8)
    return {"sum": job.parameters["of"]}


def test_a_running_job_pauses_at_its_report_keeps_its_percentage_and_ends_as_if_it_had_not(
    handlers: dict[str, Handler],
) -> None:
    handlers["second"] = pausing
    job = job_run(services.job_queue("second", 7, of=3).pk)
    assert job is not None
    assert (job.status, job.claim, job.heartbeat, job.pause_requested) == (Job.Status.PAUSED, "", None, False)
    assert (job.stage, job.percent, job.attempts, job.faults, job.losses) == ("saving", 80, 0, 0, 0)
    job_resume(job)
    ended = job_run(job.pk)
    assert ended is not None and (ended.status, ended.attempts) == (Job.Status.DONE, 1)
    assert ended.result == {"sum": 3}


def test_the_percentage_of_a_resumed_job_does_not_fall(
    handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trendflix.jobs.progress.WRITE_EVERY_SECONDS", 0.0)
    Job.objects.filter(pk=services.job_queue("second", 1).pk).update(percent=60)
    job = job_claim(Job.objects.get().pk)
    assert job is not None
    progress, seen = RowProgress(job), [job.percent]
    for fraction in (0.1, 0.7, 1.0):
        progress("adding", fraction)
        seen.append(Job.objects.get().percent)
    assert seen == [60, 60, 70, 100]


def test_what_was_asked_for_while_it_ran_is_done_once_when_it_goes_on(handlers: dict[str, Handler]) -> None:
    job = job_claim(services.job_queue("second", 1).pk)
    assert job is not None
    services.job_queue("second", 1, changed=True)
    Job.objects.update(status=Job.Status.PAUSED, claim="")
    job_resume(job)
    ended = job_run(job.pk)
    assert ended is not None and ended.parameters == {"changed": True} and Job.objects.count() == 1
