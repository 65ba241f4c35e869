"""Pausing all jobs at once, and letting them go on."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from trendflix.jobs import claims, services
from trendflix.jobs.models import Job
from trendflix.jobs.pausing_all import jobs_pause, jobs_resume

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    """Of all jobs, as they were made."""
    return list(Job.objects.order_by("pk").values_list("status", flat=True))


@pytest.fixture
def machine(woken: list[int]) -> list[Job]:
    """A job that waits for its two parts, one of which runs, one that waits for a worker, and one that is done."""
    split, queued, done = (Job.objects.create(kind="package", subject_id=n) for n in (1, 2, 3))
    Job.objects.filter(pk=split.pk).update(status="waiting")
    Job.objects.filter(pk=done.pk).update(status="done")
    parts = [Job.objects.create(kind="package", subject_id=1, parent=split, part=n) for n in (1, 2)]
    assert claims.job_claim(parts[0].pk)
    return [split, queued, done, *parts]


def test_all_that_is_open_is_paused_and_goes_on_where_it_stood(
    machine: list[Job], woken: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    split, queued, _done, running, part = machine
    assert {job.pk for job in jobs_pause()} == {split.pk, queued.pk, running.pk, part.pk} and jobs_pause() == []
    assert states() == ["paused", "paused", "done", "running", "paused"]
    assert claims.job_rest(Job.objects.get(pk=running.pk)) and states()[3] == "paused", "at its next report"
    with django_capture_on_commit_callbacks(execute=True):
        assert len(jobs_resume()) == 4 and jobs_resume() == []
    assert states() == ["waiting", "queued", "done", "queued", "queued"]
    assert {queued.pk, running.pk, part.pk} <= set(woken)


def test_of_what_has_not_paused_yet_the_request_is_taken_back(machine: list[Job]) -> None:
    running = machine[3]
    jobs_pause()
    assert running.pk in {job.pk for job in jobs_resume()}
    assert not Job.objects.get(pk=running.pk).pause_requested and states()[3] == "running"


def test_what_was_asked_for_while_it_ran_is_done_once_it_goes_on(machine: list[Job]) -> None:
    running = machine[3]
    Job.objects.filter(pk=running.pk).update(again=True, again_parameters={"size": 2})
    jobs_pause()
    claims.job_rest(Job.objects.get(pk=running.pk))
    jobs_resume()
    found = Job.objects.get(pk=running.pk)
    assert (found.again, found.parameters) == (False, {"size": 2})


def test_what_is_enqueued_later_runs(machine: list[Job]) -> None:
    jobs_pause()
    assert services.job_queue("match", 9).status == Job.Status.QUEUED


def test_a_thousand_jobs_take_few_queries(machine: list[Job]) -> None:
    Job.objects.bulk_create(Job(kind="match", subject_id=n) for n in range(1_000))
    for act in (jobs_pause, jobs_resume):
        with CaptureQueriesContext(connection) as asked:
            assert len(act()) == 1_004
        assert len(asked) <= 8


def test_an_operator_pauses_and_resumes_by_command(machine: list[Job], capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pause_jobs", "resume_jobs"):
        call_command(name)
        assert json.loads(capsys.readouterr().out) == {"jobs": 4}
